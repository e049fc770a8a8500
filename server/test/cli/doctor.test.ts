import { afterAll, beforeAll, expect, test } from "vitest";
import { keepLookUpsInside } from "../http/described-things.js";
import { type CliShop, openCliShop } from "./cli-shop.js";

let cli: CliShop;
beforeAll(async () => {
  cli = await openCliShop();
  keepLookUpsInside(cli.server);
});
afterAll(() => cli.close());

const examine = async () => {
  const { out, code } = await cli.run("doctor");
  const report = JSON.parse(out);
  return { code, healthy: report.healthy, notices: report.workspaces[0].notices as string[] };
};

test("bandwagon doctor: a webhook endpoint that is disabled without anybody asking for it is a notice, and no broken law", async () => {
  expect(await examine()).toEqual({ code: undefined, healthy: true, notices: [] });
  const endpoint = { url: "https://shop.example/hooks?token=not-to-be-told", label: "Till" };
  const { id } = (await cli.shop.post("/v1/webhook-endpoints", endpoint)).body;
  await cli.shop.put(`/v1/webhook-endpoints/${id}`, { status: "disabled" });
  expect((await examine()).notices).toEqual([]);
  await cli.server.database.admin.query("update webhook_endpoints set disabled_because = 'gone' where id = $1", [id]);
  const { code, healthy, notices } = await examine();
  expect([code, healthy]).toEqual([undefined, true]);
  expect(notices).toEqual([`webhook endpoint ${id} (Till) is disabled: its receiver answered 410, nothing was ever delivered`]);
});
