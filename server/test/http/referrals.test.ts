import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestServer, testServer } from "./server.js";
import { befriend, openShop, type Shop } from "./shop.js";

let server: TestServer;
let shop: Shop;
beforeAll(async () => {
  server = await testServer();
  shop = await openShop(server);
});
afterAll(() => server.close());

const reason = "She told us at the till who had sent her.";
const enter = (entry: Record<string, unknown>, headers = {}) =>
  shop.post("/v1/referrals", { program: shop.handle, referrer: "anna", reason, ...entry }, headers);
const buys = (friend: string, order: string) =>
  shop.event({ type: "purchase", member: { id: friend }, subject: order, amount: "45.00", currency: "EUR" });
const pending = async (member: string) =>
  (await shop.get(`/v1/wallets/${member}`)).body.units.find(({ unit }: { unit: string }) => unit === "EUR")?.pending;

describe("POST /v1/referrals", () => {
  test("200: a stranger becomes the friend, is rewarded as after a sign-up, and later purchases count", async () => {
    const { status, body } = await enter({ friend: "clara" });
    expect(status).toBe(200);
    expect(body).toMatchObject({ friend: "clara", referrer: "anna", state: "signed_up", attribution: { method: "hand", reason, losers: [] } });
    expect((await shop.get("/v1/rewards?member=clara")).body.data).toMatchObject([{ type: "coupon" }]);
    expect((await buys("clara", "c-1")).body).toMatchObject({ status: "rewarded" });
    expect(await pending("anna")).toBe("5.00");
  });

  test("200: what the friend bought before counts, whoever was a customer already", async () => {
    await buys("dora", "d-1");
    const { body } = await enter({ friend: "dora", referrer: "otto" });
    expect(body).toMatchObject({ state: "converted" });
    expect(await pending("otto")).toBe("5.00");
    const { body: why } = await shop.get(`/v1/referrals/${body.id}/explanation`);
    expect(why.sentences).toEqual(expect.arrayContaining([`Entered by hand: ${reason}`, "The referral was entered by hand; the referrer is otto."]));
    const { body: russian } = await shop.get(`/v1/referrals/${body.id}/explanation?lang=ru`);
    expect(russian.sentences).toEqual(expect.arrayContaining([`Внесено вручную: ${reason}`, "Рекомендация внесена вручную; пригласивший: otto."]));
  });

  test("200: of the past, and the same key again does nothing and says the same", async () => {
    const { body: clock } = await shop.get("/v1/clock");
    const occurredAt = new Date(Date.parse(clock.now) - 10 * 86_400_000).toISOString();
    const first = await enter({ friend: "emma", occurredAt }, { "idempotency-key": "emma-once" });
    expect(first.body.signedUpAt).toBe(occurredAt);
    const again = await enter({ friend: "emma", occurredAt }, { "idempotency-key": "emma-once" });
    expect(again.headers["idempotent-replayed"]).toBe("true");
    expect(again.body).toEqual(first.body);
    expect((await enter({ friend: "erik" }, { "idempotency-key": "emma-once" })).body.code).toBe("key_reused");
  });

  test.each([
    ["oneself", { friend: "anna" }, "Nobody can refer themselves."],
    ["a friend who has a referrer", { friend: "clara", referrer: "otto" }, /referred this friend first/],
    ["a cycle", { friend: "anna", referrer: "fred" }, /other way round/],
    ["a referrer whom nobody knows", { friend: "gina", referrer: "nobody" }, /not known/],
    ["a referrer who takes no part", { friend: "gina", referrer: "guest" }, /does not take part/],
    ["a moment to come", { friend: "gina", occurredAt: "2999-01-01T00:00:00Z" }, /future/],
  ])("409: %s, and nothing is changed", async (_what, entry, detail) => {
    await befriend(shop, "fred");
    await shop.put("/v1/members/fred", { programs: [shop.handle] });
    await shop.put("/v1/members/guest", {});
    const { body: before } = await shop.get("/v1/clock");
    const { status, body } = await enter(entry);
    expect({ status, code: body.code }).toEqual({ status: 409, code: "referral_not_possible" });
    expect(body.detail).toMatch(detail);
    // A refusal is a record as well: its key stands for it.
    expect((await shop.get("/v1/clock")).body.lastRecord.number).toBe(before.lastRecord.number + 1);
    expect((await shop.get("/v1/members/gina")).status).toBe(404);
  });

  test.each([
    ["an unknown program", { friend: "hans", program: "nothing" }, "/program"],
    ["a time that cannot be read", { friend: "hans", occurredAt: "last Tuesday" }, "/occurredAt"],
  ])("400: %s", async (_what, entry, path) => {
    const { status, body } = await enter(entry);
    expect({ status, path: body.errors[0].path }).toEqual({ status: 400, path });
    expect((await shop.get("/v1/members/hans")).status).toBe(404);
  });
});
