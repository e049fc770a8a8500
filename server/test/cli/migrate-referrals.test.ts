import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { runCli } from "../../src/cli/main.js";
import { befriend, documentOf } from "../http/shop.js";
import { type CliShop, openCliShop } from "./cli-shop.js";

let cli: CliShop;
beforeAll(async () => {
  cli = await openCliShop();
  await befriend(cli.shop, "ben", { buys: false });
  await cli.shop.put(`/v1/programs/${cli.shop.handle}/draft`, { ...documentOf(cli.shop.handle), attribution: { window: { days: 7 } } });
  await cli.shop.post(`/v1/programs/${cli.shop.handle}/publish`);
});
afterAll(() => cli.close());

async function textOf(...args: string[]): Promise<string> {
  const out = vi.spyOn(console, "log").mockImplementation(() => {});
  await runCli(["migrate-referrals", cli.shop.workspace.id, cli.shop.handle, ...args]);
  const text = out.mock.calls.flat().join("\n");
  out.mockRestore();
  return text;
}

test("bandwagon migrate-referrals tells who goes over and what the terms say otherwise, does it with --apply, and then there is nobody left", async () => {
  const text = await textOf();
  expect(text).toMatch(/from version 1 +1 +to version 2/);
  expect(text).toContain("+ A link counts for 7 days");
  expect(text).toContain("Nothing was written. Add --apply to do it.");
  expect(await textOf("--apply")).toContain("1 referrals went over, in 1 records.");
  expect(await textOf()).toContain("holds for every referral that is under way");
});
