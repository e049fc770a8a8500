import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type TestServer, testServer } from "./server.js";
import { befriend, codeOf, openShop, type Reply, type Shop } from "./shop.js";

let server: TestServer;
let shop: Shop;
beforeAll(async () => {
  server = await testServer();
});
beforeEach(async () => {
  shop = await openShop(server);
});
afterAll(() => server.close());

const reason = "It was somebody else.";
const day = 86_400_000;
const referralOf = async (friend: string) => (await shop.get(`/v1/referrals?friend=${friend}`)).body.data[0];
const correct = async (friend: string, referrer: string, headers = {}): Promise<Reply> =>
  shop.post(`/v1/referrals/${(await referralOf(friend)).id}/correct`, { referrer, reason }, headers);
const merge = (member: string, into: string, headers = {}) => shop.post(`/v1/members/${member}/merge`, { into, reason }, headers);
const wallet = async (member: string) => {
  const { body } = await shop.get(`/v1/wallets/${member}`);
  const { pending, available, debt } = body.units.find(({ unit }: { unit: string }) => unit === "EUR") ?? {};
  return { pending, available, debt };
};
const badges = async (member: string) => (await shop.get(`/v1/members/${member}/summary`)).body.programs[0].badges;
const wait = async (days: number) => {
  const { now } = (await shop.get("/v1/clock")).body;
  await shop.post("/v1/clock", { to: new Date(Date.parse(now) + days * day).toISOString() });
};
const spend = (member: string, amount: string) => shop.post(`/v1/wallets/${member}/redeem`, { unit: "EUR", kind: "credit", amount });

describe("POST /v1/referrals/{id}/correct", () => {
  test("200: what the first referrer was given for the friend goes back, and the second is given it; the friend keeps everything", async () => {
    await befriend(shop, "boris");
    const before = (await shop.get("/v1/rewards?member=boris")).body.data;
    const { status, body } = await correct("boris", "otto");
    expect(status).toBe(200);
    expect(body).toMatchObject({
      friend: "boris",
      referrer: "otto",
      state: "converted",
      corrections: [{ referrer: "anna", reason }],
    });
    expect([await wallet("anna"), await wallet("otto")]).toMatchObject([{ pending: "0.00" }, { pending: "5.00", available: "0.00" }]);
    expect([await badges("anna"), await badges("otto")]).toEqual([[], ["first-friend"]]);
    expect((await shop.get("/v1/rewards?member=boris")).body.data).toEqual(before);
    await wait(15);
    expect(await wallet("otto")).toMatchObject({ pending: "0.00", available: "5.00" });
  });

  test("200: what was spent becomes a debt, and back again gives anew", async () => {
    await befriend(shop, "boris");
    await wait(15);
    expect((await spend("anna", "3.00")).status).toBe(200);
    await correct("boris", "otto");
    expect(await wallet("anna")).toMatchObject({ available: "0.00", debt: "3.00" });
    await correct("boris", "anna");
    await wait(15);
    expect([await wallet("anna"), await wallet("otto")]).toMatchObject([
      { available: "2.00", debt: "0.00" },
      { available: "0.00", pending: "0.00" },
    ]);
    expect((await referralOf("boris")).corrections).toMatchObject([{ referrer: "anna" }, { referrer: "otto" }]);
  });

  test("200: what the friend does from now on is for the new referrer, and a refund takes back from that one", async () => {
    await befriend(shop, "boris", { buys: false });
    await correct("boris", "otto");
    await shop.event({ type: "purchase", member: { id: "boris" }, subject: "1", amount: "45.00", currency: "EUR" });
    expect(await wallet("otto")).toMatchObject({ pending: "5.00" });
    await shop.event({ type: "refund", member: { id: "boris" }, subject: "1" });
    expect(await wallet("otto")).toMatchObject({ pending: "0.00" });
  });

  test("200: the same key again changes nothing; the explanation tells who corrected it and why", async () => {
    await befriend(shop, "boris");
    const first = await correct("boris", "otto", { "idempotency-key": "once" });
    expect((await correct("boris", "otto", { "idempotency-key": "once" })).body).toEqual(first.body);
    const { body } = await shop.get(`/v1/referrals/${first.body.id}/explanation`);
    expect(body.sentences).toContain(`The referrer is now otto: ${reason}`);
    const { body: russian } = await shop.get(`/v1/referrals/${first.body.id}/explanation?lang=ru`);
    expect(russian.sentences).toContain(`Пригласившим теперь считается otto: ${reason}`);
  });

  test.each([
    ["the referrer that it has", "anna", "referrer_unchanged", /already/],
    ["the friend", "boris", "referral_not_possible", /refer themselves/],
    ["somebody unknown", "nobody", "referral_not_possible", /not known/],
    ["somebody who takes no part", "guest", "referral_not_possible", /does not take part/],
    ["somebody whom the friend has referred", "clara", "referral_not_possible", /other way round/],
  ])("409: %s, and nothing is changed", async (_what, referrer, code, detail) => {
    await befriend(shop, "boris");
    await shop.put("/v1/members/boris", { programs: [shop.handle] });
    await befriend(shop, "clara", { by: "boris" });
    await shop.put("/v1/members/clara", { programs: [shop.handle] });
    await shop.put("/v1/members/guest", {});
    const reply = await correct("boris", referrer);
    expect({ status: reply.status, code: reply.body.code }).toEqual({ status: 409, code });
    expect(reply.body.detail).toMatch(detail);
    expect((await referralOf("boris")).referrer).toBe("anna");
    expect(await wallet("anna")).toMatchObject({ pending: "5.00" });
  });
});

describe("POST /v1/members/{id}/merge", () => {
  test("200: wallet, rewards, codes, referrals and what is known pass over, and both ids name the one", async () => {
    await shop.put("/v1/members/anna-2", { name: "Anna", phone: "+4915112345678", programs: [shop.handle] });
    await shop.put("/v1/members/anna", { email: "anna@example.com" });
    await befriend(shop, "boris", { by: "anna-2" });
    await befriend(shop, "clara");
    const code = await codeOf(shop, "anna-2");
    const { status, body } = await merge("anna-2", "anna");
    expect(status).toBe(200);
    expect(body).toMatchObject({ id: "anna", email: "anna@example.com", name: "Anna", phone: "+4915112345678" });
    expect(await wallet("anna")).toMatchObject({ pending: "10.00" });
    expect((await shop.get("/v1/wallets/anna-2")).body.units).toEqual((await shop.get("/v1/wallets/anna")).body.units);
    expect((await referralOf("boris")).referrer).toBe("anna");
    expect((await shop.get("/v1/members")).body.data.map(({ id }: { id: string }) => id)).not.toContain("anna-2");
    expect((await shop.get("/v1/members/anna/codes")).body.data.map((each: { code: string }) => each.code)).toContain(code);
    await shop.event({ type: "sign_up", member: { id: "dora" }, code });
    expect((await referralOf("dora")).referrer).toBe("anna");
  });

  test("200: an order of the one is an order of the other: told again it is the same, and its refund takes back what it gave", async () => {
    const order = { type: "purchase", subject: "1", amount: "45.00", currency: "EUR" };
    await befriend(shop, "boris", { buys: false });
    await shop.event({ ...order, member: { id: "boris" } });
    await shop.put("/v1/members/boris-2", { programs: [shop.handle] });
    await merge("boris", "boris-2");
    expect((await shop.event({ ...order, member: { id: "boris-2" } })).body.rewards ?? []).toEqual([]);
    expect((await referralOf("boris-2")).state).toBe("converted");
    await shop.event({ type: "refund", member: { id: "boris-2" }, subject: "1" });
    expect((await referralOf("boris")).state).toBe("signed_up");
    expect(await wallet("anna")).toMatchObject({ pending: "0.00" });
  });

  test("200: a coupon and credit of the one are used by the other; a use from before can be cancelled", async () => {
    await befriend(shop, "boris");
    await befriend(shop, "clara");
    await wait(15);
    const { body: spent } = await spend("anna", "4.00");
    const coupon = (await shop.get("/v1/rewards?member=boris")).body.data.find(({ type }: { type: string }) => type === "coupon").coupon;
    await merge("anna", "otto");
    expect(await wallet("otto")).toMatchObject({ available: "6.00" });
    expect((await shop.post(`/v1/redemptions/${spent.redemption ?? spent.id}/cancel`, { reason })).status).toBe(200);
    expect((await spend("otto", "10.00")).status).toBe(200);
    await shop.put("/v1/members/boris-2", {});
    await merge("boris", "boris-2");
    const use = { code: coupon, orderTotal: "45.00", currency: "EUR" };
    for (const member of ["boris", "boris-2"]) expect((await shop.post("/v1/coupons/validate", { ...use, member })).body.valid).toBe(true);
    expect((await shop.post("/v1/coupons/validate", { ...use, member: "anna" })).body.valid).toBe(false);
    expect((await shop.post("/v1/coupons/redeem", { ...use, member: "boris-2" })).status).toBe(200);
  });

  test("200: an id that was merged keeps its meaning when more is told of it", async () => {
    await merge("otto", "anna");
    await shop.put("/v1/members/otto", { name: "Otto" });
    expect((await shop.get("/v1/members/otto")).body).toMatchObject({ id: "anna", name: "Otto" });
    await shop.event({ type: "review_posted", member: { id: "otto", email: "otto@example.com" } });
    expect((await shop.get("/v1/members/anna")).body).toMatchObject({ id: "anna", email: "otto@example.com" });
    expect((await shop.get("/v1/rewards?member=otto")).body.data).toMatchObject([{ type: "cash", member: "anna" }]);
    const facts = (await shop.get("/v1/facts?limit=100")).body.data;
    expect(facts.filter(({ type, kind }: Record<string, string>) => (type ?? kind) === "member.merged")).toHaveLength(1);
  });

  test("409: nothing is changed where somebody would be their own referrer, or have two, or stand above themselves", async () => {
    await befriend(shop, "boris");
    await befriend(shop, "dora", { by: "otto" });
    for (const member of ["boris", "dora"]) await shop.put(`/v1/members/${member}`, { programs: [shop.handle] });
    await befriend(shop, "emma", { by: "boris" });
    const why = async (member: string, into: string) => {
      const { status, body } = await merge(member, into);
      return [status, body.code, body.detail];
    };
    expect(await why("boris", "anna")).toEqual([409, "merge_not_possible", expect.stringMatching(/refer themselves/)]);
    expect(await why("boris", "dora")).toEqual([409, "merge_not_possible", expect.stringMatching(/another referrer|referred this friend first/i)]);
    expect(await why("emma", "anna")).toEqual([409, "merge_not_possible", expect.stringMatching(/other way round/)]);
    expect(await why("nobody", "anna")).toEqual([404, "member_unknown", expect.any(String)]);
    expect((await merge("otto", "anna")).status).toBe(200);
    expect(await why("otto", "anna")).toEqual([409, "members_are_one", expect.any(String)]);
    expect((await referralOf("boris")).referrer).toBe("anna");
  });
});
