import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CliShop, openCliShop } from "./cli-shop.js";

let cli: CliShop;
beforeAll(async () => {
  cli = await openCliShop();
  await cli.shop.post("/v1/programs", {
    format: 1,
    handle: "stocked",
    name: "Stocked",
    destination: "https://shop.example/",
    events: { visit_paid: {} },
    items: [
      { id: "mug", name: "Mug", stock: 1, waiting: "log_order" },
      { id: "shirt", name: "Shirt" },
    ],
    couponPools: [{ id: "partner" }],
    rules: [{ id: "gift", on: { event: "visit_paid" }, grants: [{ id: "mug", to: "member", item: "mug" }] }],
  });
  await cli.shop.post("/v1/programs/stocked/publish");
  await cli.shop.put("/v1/members/anna", { programs: ["stocked"] });
  for (const _ of [1, 2]) await cli.shop.event({ type: "visit_paid", member: { id: "anna" } });
});
afterAll(() => cli.close());

function items(command: string, ...args: string[]) {
  return cli.run("items", command, cli.shop.workspace.id, ...args);
}

test("bandwagon items list: what the API tells of the items", async () => {
  const { out, code } = await items("list", "stocked");
  expect(code).toBeUndefined();
  expect(JSON.parse(out)).toEqual([
    { id: "mug", name: "Mug", stock: { declared: 1, added: 0, given: 1, left: 0, waiting: 1 } },
    { id: "shirt", name: "Shirt", stock: null },
  ]);
  expect(JSON.parse(out)).toEqual((await cli.shop.get("/v1/programs/stocked/items")).body.data);
});

test("bandwagon items add-stock: adds beside a running server and serves whoever waits", async () => {
  const { out, code } = await items("add-stock", "stocked", "mug", "5", "--reason", "a delivery");
  expect(code).toBeUndefined();
  expect(JSON.parse(out)).toEqual({ id: "mug", name: "Mug", stock: { declared: 1, added: 5, given: 2, left: 4, waiting: 0 } });
  expect((await cli.shop.get("/v1/rewards?member=anna&state=available")).body.data).toHaveLength(2);
});

test("bandwagon items: what is not there or not counted is refused with the reason, exit code 1", async () => {
  const refused = async (...args: [string, ...string[]]) => {
    const { err, code } = await items(...args);
    return { code, error: JSON.parse(err).error.code };
  };
  expect(await refused("add-stock", "stocked", "shirt", "5")).toEqual({ code: 1, error: "item_unknown" });
  expect(await refused("add-stock", "nothing", "mug", "5")).toEqual({ code: 1, error: "program_unknown" });
  expect(await refused("list", "nothing")).toEqual({ code: 1, error: "program_unknown" });
});

test("bandwagon coupons add-codes: adds the codes of a file, one a line, once however often it is run; pools tells how many there are", async () => {
  const file = join(mkdtempSync(join(tmpdir(), "bandwagon-codes-")), "codes.txt");
  writeFileSync(file, `${Array.from({ length: 1100 }, (_, n) => `PART-${1000 + n}`).join("\r\n")}\n\n`);
  const coupons = (...args: string[]) => cli.run("coupons", args[0] as string, cli.shop.workspace.id, ...args.slice(1));
  const { out, code } = await coupons("add-codes", "stocked", "partner", file);
  expect(code).toBeUndefined();
  expect(JSON.parse(out)).toMatchObject({ id: "partner", left: 1100, added: 1100, known: [] });
  expect(JSON.parse((await coupons("add-codes", "stocked", "partner", file)).out)).toMatchObject({ left: 1100, added: 0 });
  expect(JSON.parse((await coupons("pools", "stocked")).out)).toEqual([{ id: "partner", name: null, left: 1100, promised: 0, given: 0, waiting: 0 }]);
  expect(JSON.parse((await coupons("add-codes", "stocked", "other", file)).err).error.code).toBe("coupon_pool_unknown");
});
