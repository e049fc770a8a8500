import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type TestServer, testServer, testWorkspace } from "./server.js";
import { caller, type Shop } from "./shop.js";

let server: TestServer;
let shop: Shop;
let count = 0;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.close());

const rule = (id: string, grant: object) => ({ id, on: { event: `${id}_earned` }, grants: [{ id, to: "member", ...grant }] });
beforeEach(async () => {
  const handle = `gifts-${++count}`;
  shop = { ...caller(server, await testWorkspace(server.app, { mode: "test" })), handle };
  const options = [
    { id: "mug", item: "mug" },
    { id: "coupon", coupon: { discount: { percent: "20" } } },
    { id: "credit", credit: { amount: "5.00" } },
  ];
  const { body } = await shop.post("/v1/programs", {
    format: 1,
    handle,
    name: "Gifts",
    currency: "EUR",
    destination: "https://shop.example/",
    events: { gift_earned: {}, prize_earned: {} },
    items: [{ id: "mug", name: "Mug", stock: 1 }],
    rules: [
      rule("gift", { choice: { within: { days: 14 }, default: "credit", options } }),
      rule("prize", { points: { amount: "7" }, claim: { within: { days: 5 } } }),
    ],
  });
  expect(body.problems).toEqual([]);
  expect((await shop.post(`/v1/programs/${handle}/publish`)).status).toBe(200);
  for (const id of ["anna", "ben"]) await shop.put(`/v1/members/${id}`, { programs: [handle] });
});
const earn = async (what: string, member = "anna"): Promise<string> =>
  (await shop.event({ type: `${what}_earned`, member: { id: member } })).body.rewards[0];
const claim = (id: string, body: object = {}, member = "anna") => shop.post(`/v1/members/${member}/rewards/${id}/claim`, body);
async function passDays(days: number): Promise<void> {
  const { now } = (await shop.get("/v1/clock")).body;
  await shop.post("/v1/clock", { to: new Date(Date.parse(now) + days * 86_400_000).toISOString() });
}

test("200: a member chooses one of several, and uses it", async () => {
  const id = await earn("gift");
  const { body: waiting } = await shop.get(`/v1/rewards/${id}`);
  expect(waiting).toMatchObject({ type: "choice", state: "waiting", availableAt: null });
  expect(waiting.claim.options).toMatchObject([
    { id: "mug", type: "item" },
    { id: "coupon", type: "coupon" },
    { id: "credit", type: "credit", unit: "EUR", amount: "5.00" },
  ]);
  const { status, body } = await claim(id, { option: "coupon" });
  expect([status, body]).toMatchObject([200, { type: "coupon", state: "available", chosen: "coupon" }]);
  expect((await shop.post("/v1/coupons/redeem", { code: body.coupon, orderTotal: "50.00", currency: "EUR" })).body).toMatchObject({
    discount: { amount: "10.00" },
  });
  const { body: explained } = await shop.get(`/v1/rewards/${id}/explanation`);
  expect(JSON.stringify(explained)).toContain("“coupon” was chosen.");
  const facts = (await shop.get("/v1/facts")).body.data.map(({ kind }: { kind: string }) => kind);
  expect(facts.filter((kind: string) => kind.startsWith("reward."))).toEqual(["reward.made", "reward.waiting", "reward.available"]);
});

test("422, 409: what is no option, or gone, is refused, and the choice stays open until the default", async () => {
  const [first, second] = [await earn("gift"), await earn("gift", "ben")];
  expect(await claim(first)).toMatchObject({ status: 422, body: { code: "option_unknown" } });
  expect((await claim(second, { option: "mug" }, "ben")).body).toMatchObject({ type: "item", item: "mug", fulfilment: "queued" });
  expect(await claim(first, { option: "mug" })).toMatchObject({ status: 409, body: { code: "option_not_available" } });
  await passDays(14);
  expect((await shop.get(`/v1/rewards/${first}`)).body).toMatchObject({ type: "credit", amount: "5.00", state: "available", chosen: "credit" });
});

test("404, 409: a claim in time is the member's own, and too late it is none", async () => {
  const [first, second] = [await earn("prize"), await earn("prize")];
  expect(await claim(first, {}, "ben")).toMatchObject({ status: 404, body: { code: "reward_unknown" } });
  expect((await claim(first)).body).toMatchObject({ state: "available", amount: "7" });
  await passDays(5);
  expect(await claim(second)).toMatchObject({ status: 409, body: { code: "reward_not_to_be_claimed" } });
  expect((await shop.get(`/v1/rewards/${second}`)).body).toMatchObject({ state: "expired" });
});
