import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestServer, testServer, testWorkspace } from "./server.js";
import { befriend, caller, openShop, type Shop } from "./shop.js";

const DAY_MS = 24 * 60 * 60 * 1000;

let server: TestServer;
let shop: Shop;
beforeAll(async () => {
  server = await testServer();
  shop = await openShop(server);
  await befriend(shop, "ben");
});
afterAll(() => server.close());

async function moveDays(days: number): Promise<void> {
  const { now } = (await shop.get("/v1/clock")).body;
  const { status } = await shop.post("/v1/clock", { to: new Date(Date.parse(now) + days * DAY_MS).toISOString() });
  expect(status).toBe(200);
}

async function credit(member = "anna") {
  const { body } = await shop.get(`/v1/wallets/${member}`);
  return body.units.find((unit: { unit: string; kind?: string }) => unit.unit === "EUR" && unit.kind === "credit");
}

async function couponOf(member: string): Promise<string> {
  const { body } = await shop.get(`/v1/rewards?member=${member}&type=coupon`);
  return body.data[0].coupon;
}

describe("the test clock", () => {
  test("200: moving it lets a hold pass; 422: back; 409: in a live workspace", async () => {
    expect(await credit()).toMatchObject({ pending: "5.00", available: "0.00", lots: [] });
    await moveDays(15);
    expect(await credit()).toMatchObject({ pending: "0.00", available: "5.00", lots: [{ remaining: "5.00" }] });
    expect((await shop.post("/v1/clock", { to: "2020-01-01T00:00:00Z" })).body.code).toBe("clock_only_forward");
    const live = caller(server, await testWorkspace(server.app));
    expect((await live.post("/v1/clock", { to: "2999-01-01T00:00:00Z" })).body.code).toBe("clock_only_in_test");
    expect((await live.get("/v1/clock")).body.mode).toBe("live");
    expect((await shop.post("/v1/clock", { to: "tomorrow morning" })).status).toBe(400);
  });
});

describe("POST /v1/wallets/:externalId/redeem", () => {
  let redemption: string;

  test("200: takes from the lots, once for a key", async () => {
    const key = { "idempotency-key": "redeem-1" };
    const use = { unit: "EUR", kind: "credit", amount: "2.00", subject: "order-9" };
    const first = await shop.post("/v1/wallets/anna/redeem", use, key);
    expect(first.body).toMatchObject({
      use: "spend",
      unit: "EUR",
      kind: "credit",
      amount: "2.00",
      subject: "order-9",
      state: "done",
      lots: [{ amount: "2.00" }],
    });
    const again = await shop.post("/v1/wallets/anna/redeem", use, key);
    expect([again.body.id, again.headers["idempotent-replayed"]]).toEqual([first.body.id, "true"]);
    expect(await credit()).toMatchObject({ available: "3.00" });
    redemption = first.body.id;
  });

  test.each([
    ["422", "more than there is", { unit: "EUR", kind: "credit", amount: "3.01" }, "balance_too_low"],
    ["422", "a unit of no program", { unit: "MILES", amount: "1" }, "unit_unknown"],
    ["400", "a currency without its kind", { unit: "EUR", amount: "1.00" }, "invalid_request"],
    ["400", "too many decimals", { unit: "POINTS", amount: "1.5" }, "invalid_request"],
    ["400", "nothing", { unit: "EUR", kind: "credit", amount: "0.00" }, "invalid_request"],
  ])("%s: %s", async (expected, _what, use, code) => {
    const { status, body } = await shop.post("/v1/wallets/anna/redeem", use);
    expect([String(status), body.code]).toEqual([expected, code]);
    expect(body.detail.length).toBeGreaterThan(10);
  });

  test("404: an unknown member, whose refusal is said in the caller's language", async () => {
    const { status, body } = await shop.post("/v1/wallets/nobody/redeem", { unit: "POINTS", amount: "1" }, { "accept-language": "ru" });
    expect([status, body.code]).toEqual([404, "member_unknown"]);
    expect(body.detail).toContain("Участника с таким идентификатором нет");
  });

  test("200: a cancelled redemption gives the same lot back; 409: a second time", async () => {
    expect((await shop.post(`/v1/redemptions/${redemption}/cancel`, {})).body.state).toBe("cancelled");
    expect(await credit()).toMatchObject({ available: "5.00", lots: [{ remaining: "5.00" }] });
    expect((await shop.post(`/v1/redemptions/${redemption}/cancel`, {})).body.code).toBe("redemption_cancelled");
    expect((await shop.post("/v1/redemptions/rdm_none/cancel", {})).status).toBe(404);
    expect((await shop.get("/v1/redemptions?member=anna")).body.data).toMatchObject([{ id: redemption, state: "cancelled" }]);
  });

  test("200: of 20 at the same time as many go through as there is credit", async () => {
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => shop.post("/v1/wallets/anna/redeem", { unit: "EUR", kind: "credit", amount: "1.00" })),
    );
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(5);
    expect(replies.filter(({ body }) => body.code === "balance_too_low")).toHaveLength(15);
    expect(await credit()).toMatchObject({ available: "0.00", lots: [] });
  });

  test("200: the entries tell every movement, newest first, by pages", async () => {
    const reasons: string[] = [];
    let cursor = "";
    do {
      const { body } = await shop.get(`/v1/wallets/anna/entries?limit=3${cursor && `&cursor=${cursor}`}`);
      reasons.push(...body.data.map((entry: { reason: string }) => entry.reason));
      cursor = body.nextCursor;
    } while (cursor);
    expect(reasons).toHaveLength(2 + 1 + 1 + 5);
    expect(reasons.slice(0, 5)).toEqual(Array.from({ length: 5 }, () => "spend"));
  });
});

describe("coupons", () => {
  test("200: validating changes nothing and tells the discount", async () => {
    const order = { code: (await couponOf("ben")).toLowerCase().replaceAll("-", " "), orderTotal: "45.50", currency: "EUR" };
    for (let times = 0; times < 2; times += 1) {
      expect((await shop.post("/v1/coupons/validate", order)).body).toMatchObject({
        valid: true,
        discount: { amount: "4.55" },
        currency: "EUR",
        usesLeft: 1,
      });
    }
  });

  test.each([
    ["below the minimum", { orderTotal: "29.99" }, "minimum_spend_not_reached"],
    ["in another currency", { currency: "USD" }, "currency_mismatch"],
    ["by another member", { member: "anna" }, "coupon_of_another_member"],
    ["an unknown code", { code: "2222-2222-2222" }, "coupon_unknown"],
  ])("not valid: %s; redeeming it is refused for the same reason", async (_what, fields, reason) => {
    const order = { code: await couponOf("ben"), orderTotal: "45.00", currency: "EUR", ...fields };
    expect((await shop.post("/v1/coupons/validate", order)).body).toMatchObject({ valid: false, reason });
    expect((await shop.post("/v1/coupons/redeem", order)).body.code).toBe(reason);
  });

  test("400: a total that is not an amount of its currency", async () => {
    expect((await shop.post("/v1/coupons/validate", { code: "x", orderTotal: "45.001", currency: "EUR" })).status).toBe(400);
  });

  test("200: of 10 who redeem it at once one gets it", async () => {
    const order = { code: await couponOf("ben"), orderTotal: "45.50", currency: "EUR", subject: "order-10" };
    const replies = await Promise.all(Array.from({ length: 10 }, () => shop.post("/v1/coupons/redeem", order)));
    const done = replies.filter(({ status }) => status === 200);
    expect(done).toHaveLength(1);
    expect(done[0]?.body).toMatchObject({ valid: true, discount: { amount: "4.55" }, usesLeft: 0 });
    expect(replies.filter(({ status, body }) => status === 409 && body.code === "coupon_used")).toHaveLength(9);
    expect((await shop.post("/v1/coupons/validate", order)).body).toMatchObject({ valid: false, reason: "coupon_used" });
  });
});

describe("payouts", () => {
  test("200: due cash is listed, and paid out once", async () => {
    await shop.put("/v1/members/otto", { payout: "DE02 1203 0000 0000 2020 51", name: "Otto" });
    await shop.event({ type: "review_posted", member: { id: "otto" } });
    const due = await shop.get("/v1/payouts");
    expect(due.body.data).toEqual([{ member: "otto", name: "Otto", payout: "DE02 1203 0000 0000 2020 51", currency: "EUR", amount: "3.00" }]);
    const paid = await shop.post("/v1/payouts", { member: "otto", currency: "EUR", amount: "3.00", subject: "sepa-1" });
    expect(paid.body).toMatchObject({ use: "payout", kind: "cash", amount: "3.00", state: "done" });
    expect((await shop.get("/v1/payouts")).body.data).toEqual([]);
  });
});

describe("rewards", () => {
  test("200: a reward that is held for approval is approved; 409: a second time", async () => {
    const { rewards } = (await shop.event({ type: "idea_posted", member: { id: "otto" } })).body;
    expect((await shop.get(`/v1/rewards/${rewards[0]}`)).body).toMatchObject({
      member: "otto",
      state: "pending",
      amount: "2.00",
      hold: { waitsFor: ["approval"] },
    });
    expect((await shop.post(`/v1/rewards/${rewards[0]}/approve`, { reason: "A good one" })).body.state).toBe("available");
    expect((await shop.post(`/v1/rewards/${rewards[0]}/approve`, {})).body.code).toBe("reward_not_pending");
  });

  test("200: another is denied, and one is taken back; 404: an unknown one", async () => {
    const [denied] = (await shop.event({ type: "idea_posted", member: { id: "otto" } })).body.rewards;
    expect((await shop.post(`/v1/rewards/${denied}/deny`, {})).body.state).toBe("cancelled");
    const [taken] = (await shop.event({ type: "review_posted", member: { id: "otto" } })).body.rewards;
    expect((await shop.post(`/v1/rewards/${taken}/reverse`, {})).body.state).toBe("reversed");
    for (const action of ["approve", "deny", "reverse"])
      expect((await shop.post(`/v1/rewards/rwd_none/${action}`, {})).body.code).toBe("reward_unknown");
  });

  test("200: filters narrow the list, and pages follow each other", async () => {
    const all = (await shop.get("/v1/rewards?limit=100")).body.data.map((reward: { id: string }) => reward.id);
    const paged: string[] = [];
    let cursor = "";
    do {
      const { body } = await shop.get(`/v1/rewards?limit=2${cursor && `&cursor=${cursor}`}`);
      paged.push(...body.data.map((reward: { id: string }) => reward.id));
      cursor = body.nextCursor;
    } while (cursor);
    expect(paged).toEqual(all);
    const narrow = (await shop.get(`/v1/rewards?member=otto&state=cancelled&type=credit&program=${shop.handle}`)).body.data;
    expect(narrow).toHaveLength(1);
    expect((await shop.get("/v1/rewards?state=lost")).status).toBe(400);
    expect((await shop.get("/v1/rewards?program=no-such")).body.code).toBe("program_unknown");
  });
});

describe("GET /v1/facts", () => {
  test("200: the feed is followed by its cursor, which stays at the end", async () => {
    const kinds: string[] = [];
    let cursor = "";
    for (;;) {
      const { body } = await shop.get(`/v1/facts?limit=7${cursor && `&cursor=${cursor}`}`);
      kinds.push(...body.data.map((fact: { kind: string }) => fact.kind));
      if (body.data.length === 0) {
        expect(body.nextCursor).toBe(cursor);
        break;
      }
      cursor = body.nextCursor;
    }
    expect(kinds).toEqual(expect.arrayContaining(["program.published", "reward.made", "reward.available", "value.redeemed"]));
    await shop.event({ type: "review_posted", member: { id: "anna" } });
    expect((await shop.get(`/v1/facts?cursor=${cursor}`)).body.data.length).toBeGreaterThan(0);
  });
});

test("what is collected shows in the wallet as accruing, is no payout that is due, and is paid and explained at the period's end", async () => {
  const shares = caller(server, await testWorkspace(server.app, { mode: "test" }));
  const grant = { id: "share", to: "member", cash: { amount: { percent: "0.4", of: "total" } }, accrual: { period: "week" } };
  const rules = [{ id: "share", on: { event: "purchase" }, grants: [grant] }];
  const { body } = await shares.post("/v1/programs", { format: 1, handle: "shares", name: "Shares", destination: "https://shop.example/", rules });
  expect(body.problems).toEqual([]);
  await shares.post("/v1/programs/shares/publish");
  await shares.put("/v1/members/anna", { programs: ["shares"] });
  for (const subject of ["1", "2", "3"]) await shares.event({ type: "purchase", member: { id: "anna" }, subject, currency: "USD", amount: "1.99" });
  const units = async () => (await shares.get("/v1/wallets/anna")).body.units;
  expect(await units()).toMatchObject([{ unit: "USD", kind: "cash", accruing: true, available: "0.02388000" }]);
  const rewards = async () => (await shares.get("/v1/rewards?member=anna")).body.data;
  expect(await rewards()).toMatchObject([1, 2, 3].map(() => ({ type: "accrual", amount: "0.00796000" })));
  expect((await shares.get("/v1/payouts")).body.data).toEqual([]);
  const { now } = (await shares.get("/v1/clock")).body;
  await shares.post("/v1/clock", { to: new Date(Date.parse(now) + 8 * DAY_MS).toISOString() });
  const [paid] = (await rewards()).filter(({ type }: { type: string }) => type === "cash");
  expect(paid).toMatchObject({ amount: "0.02", state: "available" });
  expect((await shares.get("/v1/payouts")).body.data).toMatchObject([{ member: "anna", amount: "0.02" }]);
  const explanation = (await shares.get(`/v1/rewards/${paid.id}/explanation`)).body;
  expect(JSON.stringify(explanation)).toContain("What was collected, 3 shares, comes to $0.02.");
});
