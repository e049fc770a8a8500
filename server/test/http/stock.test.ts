import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestServer, testServer, testWorkspace } from "./server.js";
import { caller } from "./shop.js";

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.close());

test("a stock runs low, is told of, waited for and added to; 404 for an item that the program does not count", async () => {
  const shop = caller(server, await testWorkspace(server.app, { mode: "test" }));
  const { body } = await shop.post("/v1/programs", {
    format: 1,
    handle: "stocked",
    name: "Stocked",
    destination: "https://shop.example/",
    events: { visit_paid: {} },
    items: [
      { id: "mug", name: "Mug", stock: 2, tellAt: 1, waiting: "log_order" },
      { id: "shirt", name: "Shirt" },
    ],
    rules: [{ id: "gift", on: { event: "visit_paid" }, grants: [{ id: "mug", to: "member", item: "mug" }] }],
  });
  expect(body.problems).toEqual([]);
  await shop.post("/v1/programs/stocked/publish");
  await shop.put("/v1/members/anna", { programs: ["stocked"] });
  for (let times = 0; times < 4; times++) await shop.event({ type: "visit_paid", member: { id: "anna" } });
  const [mug, shirt] = (await shop.get("/v1/programs/stocked/items")).body.data;
  expect([mug.stock, shirt.stock]).toEqual([{ declared: 2, added: 0, given: 2, left: 0, waiting: 2 }, null]);
  const rewards = (await shop.get("/v1/rewards?member=anna&state=waiting")).body.data;
  expect(rewards).toMatchObject([{ awaitsStock: true }, { awaitsStock: true }]);

  const added = await shop.post("/v1/programs/stocked/items/mug/stock", { add: 5, reason: "a delivery" });
  expect([added.status, added.body.stock]).toEqual([200, { declared: 2, added: 5, given: 4, left: 3, waiting: 0 }]);
  expect((await shop.get("/v1/rewards?member=anna&state=available")).body.data).toHaveLength(4);
  const told = (await shop.get("/v1/facts")).body.data.filter(({ kind }: { kind: string }) => kind === "item.low");
  expect(told.map(({ left }: { left: string }) => left)).toEqual(["1", "0"]);
  expect(await shop.post("/v1/programs/stocked/items/shirt/stock", { add: 1 })).toMatchObject({ status: 404, body: { code: "item_unknown" } });
});

test("codes that somebody else has made are added, taken by coupons, told when few, and validated as they are used", async () => {
  const shop = caller(server, await testWorkspace(server.app, { mode: "test" }));
  const coupon = { discount: { percent: "10" }, pool: "partner", payments: 2, combinable: false, boundAtFirstUse: true };
  const { body } = await shop.post("/v1/programs", {
    format: 1,
    handle: "pooled",
    name: "Pooled",
    currency: "EUR",
    destination: "https://shop.example/",
    events: { visit_paid: {} },
    couponPools: [{ id: "partner", name: "Partner", tellAt: 1, waiting: "log_order" }],
    rules: [{ id: "gift", on: { event: "visit_paid" }, grants: [{ id: "off", to: "member", coupon }] }],
  });
  expect(body.problems).toEqual([]);
  await shop.post("/v1/programs/pooled/publish");
  await shop.put("/v1/members/anna", { programs: ["pooled"] });
  const visit = () => shop.event({ type: "visit_paid", member: { id: "anna" } });
  await visit();
  const added = await shop.post("/v1/programs/pooled/coupon-pools/partner/codes", { codes: ["Tea-0001", "Tea-0002", "tea 0001", "Tea-0003"] });
  expect([added.status, added.body]).toEqual([
    200,
    { id: "partner", name: "Partner", left: 2, promised: 0, given: 1, waiting: 0, added: 3, known: ["tea 0001"], served: 1 },
  ]);
  await visit();
  const coupons = (await shop.get("/v1/rewards?member=anna")).body.data.map((each: { coupon: string }) => each.coupon);
  expect(coupons.sort()).toEqual(["Tea-0001", "Tea-0002"]);
  const order = { code: "TEA0001", orderTotal: "50.00", currency: "EUR" };
  const validated = async (more: object) => (await shop.post("/v1/coupons/validate", { ...order, ...more })).body;
  const redeemed = async (more: object) => (await shop.post("/v1/coupons/redeem", { ...order, ...more })).body;
  expect(await validated({ subject: "1" })).toMatchObject({ valid: false, reason: "coupon_needs_member" });
  expect(await redeemed({ subject: "1" })).toMatchObject({ code: "coupon_needs_member" });
  expect(await validated({ member: "otto" })).toMatchObject({ valid: false, reason: "coupon_needs_order" });
  expect(await redeemed({ member: "otto" })).toMatchObject({ code: "coupon_needs_order" });
  expect(await validated({ member: "otto", subject: "1" })).toMatchObject({ valid: true, discount: { amount: "5.00" }, usesLeft: 2 });
  expect(await redeemed({ member: "otto", subject: "1" })).toMatchObject({ valid: true, usesLeft: 1 });
  expect(await validated({ member: "anna", subject: "2" })).toMatchObject({ valid: false, reason: "coupon_of_another_member" });
  expect(await redeemed({ member: "anna", subject: "2" })).toMatchObject({ code: "coupon_of_another_member" });
  expect(await validated({ member: "otto", subject: "1" })).toMatchObject({ valid: false, reason: "coupon_used_for_order" });
  expect(await redeemed({ member: "otto", subject: "1" })).toMatchObject({ code: "coupon_used_for_order" });
  const second = { code: "Tea-0002", member: "otto", subject: "1" };
  expect(await validated(second)).toMatchObject({ valid: false, reason: "coupon_not_combinable" });
  expect(await redeemed(second)).toMatchObject({ code: "coupon_not_combinable" });
  expect(await redeemed({ member: "otto", subject: "2" })).toMatchObject({ usesLeft: 0 });
  const { data } = (await shop.get("/v1/programs/pooled/coupon-pools")).body;
  expect(data).toEqual([{ id: "partner", name: "Partner", left: 1, promised: 0, given: 2, waiting: 0 }]);
  const told = (await shop.get("/v1/facts")).body.data.filter(({ kind }: { kind: string }) => kind === "coupon_pool.low");
  expect(told).toMatchObject([{ pool: "partner", left: "1" }]);
  expect(await shop.post("/v1/programs/pooled/coupon-pools/other/codes", { codes: ["Tea-0009"] })).toMatchObject({
    status: 404,
    body: { code: "coupon_pool_unknown" },
  });
  expect(await shop.post("/v1/programs/pooled/coupon-pools/partner/codes", { codes: ["Tea_0009"] })).toMatchObject({
    status: 400,
    body: { errors: [{ path: "/codes/0" }] },
  });
});
