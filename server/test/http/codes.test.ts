import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tellVisits, tellVisitsEverywhere } from "../../src/commands/tell-visits.js";
import { SHARE_CHANNELS } from "../../src/core/document/schema/sharing.js";
import { bearer, memberToken, type TestServer, testServer } from "./server.js";
import { codeOf, documentOf, openShop, type Shop } from "./shop.js";

let server: TestServer;
let shop: Shop;
beforeAll(async () => {
  server = await testServer();
  shop = await openShop(server);
});
afterAll(() => server.close());

const add = (member: string, request: Record<string, unknown> = {}, headers = {}) =>
  shop.post(`/v1/members/${member}/codes`, { program: shop.handle, ...request }, headers);
const browser = { "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0" };

describe("POST /v1/members/{externalId}/codes", () => {
  test("200: the words that the member wishes for; the first code goes on working", async () => {
    const first = await codeOf(shop, "anna");
    const { status, body } = await add("anna", { code: "tea with Anna", channel: "poster", first: true });
    expect(status).toBe(200);
    expect(body).toMatchObject({ code: "TEA-WITH-ANNA", channel: "poster", placement: null, status: "active", isFirst: true });
    expect(body.link).toMatch(/\/r\/[a-z0-9-]+\/TEA-WITH-ANNA$/);
    expect(await codeOf(shop, "anna")).toBe("TEA-WITH-ANNA");
    for (const [friend, code] of [
      ["boris", first],
      ["clara", "tea with anna"],
    ]) {
      const { body: signUp } = await shop.event({ type: "sign_up", member: { id: friend }, code });
      expect(signUp).toMatchObject({ referrals: [expect.any(String)] });
      expect(signUp.referrals).toHaveLength(1);
    }
    const { body: referrals } = await shop.get("/v1/referrals?friend=clara");
    expect(referrals.data[0].attribution).toMatchObject({ method: "code", channel: "poster" });
  });

  test("200: a visit by its link is counted under its channel, unless the link says another", async () => {
    const { body } = await add("otto", { channel: "till", placement: "kazan" });
    expect(body.code).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/);
    for (const [query, channel, placement] of [
      ["", "till", "kazan"],
      ["?c=chat&p=family", "chat", "family"],
    ] as const) {
      const visited = await server.server.inject({
        url: `/r/${shop.handle}/${body.code}${query}`,
        headers: browser,
        remoteAddress: `203.0.113.${placement.length}`,
      });
      const visit = new URL(String(visited.headers.location)).searchParams.get("bw_visit");
      const friend = `friend-by-${channel}`;
      await shop.event({ type: "sign_up", member: { id: friend }, visit });
      const { body: referrals } = await shop.get(`/v1/referrals?friend=${friend}`);
      expect(referrals.data[0].attribution).toMatchObject({ method: "link", channel, placement });
    }
    const { body: codes } = await shop.get("/v1/members/otto/codes");
    expect(codes.data.map(({ isFirst, channel }: { isFirst: boolean; channel: string }) => [isFirst, channel])).toEqual([
      [true, null],
      [false, "till"],
    ]);
  });

  test("200: a code that a reward gave is told with the reward, is listed, and its link brings so many friends as by it", async () => {
    const rules = [{ id: "thanks", on: { event: "purchase" }, grants: [{ id: "golden", to: "member", code: { uses: 1 } }] }];
    const other = await openShop(server);
    const { body: made } = await other.post("/v1/programs", { ...documentOf("golden-friends"), rules });
    const published = await other.post(`/v1/programs/${made.id}/publish`);
    expect(published.status).toBe(200);
    await other.put("/v1/members/anna", { programs: ["golden-friends"] });
    await other.event({ type: "purchase", member: { id: "anna" }, subject: "1", amount: "20.00", currency: "EUR" });
    const { body: rewards } = await other.get("/v1/rewards?member=anna&type=code");
    const [reward] = rewards.data;
    expect(reward).toMatchObject({ type: "code", state: "available", code: { usesLeft: 1 } });
    expect(reward).not.toHaveProperty("item");
    const listed = async () => (await other.get("/v1/members/anna/codes")).body.data.find((code: { reward: string | null }) => code.reward !== null);
    expect(await listed()).toMatchObject({ code: reward.code.code, reward: reward.id, usesLeft: 1, status: "active" });
    const comes = async (friend: string, url: string) => {
      const visited = await server.server.inject({ url, headers: browser, remoteAddress: "203.0.113.77" });
      const visit = new URL(String(visited.headers.location)).searchParams.get("bw_visit");
      await other.event({ type: "sign_up", member: { id: friend }, visit });
      return (await other.get(`/v1/referrals?friend=${friend}`)).body.data[0].attribution;
    };
    const { pathname } = new URL((await listed()).link);
    expect(await comes("boris", pathname)).toMatchObject({ method: "link", invitation: "golden" });
    expect(await comes("clara", pathname)).not.toHaveProperty("invitation");
    expect(await listed()).toMatchObject({ usesLeft: 0, status: "active" });
    expect((await other.get("/v1/rewards?member=anna&type=code")).body.data[0]).toMatchObject({ state: "redeemed", code: { usesLeft: 0 } });
  });

  test.each([
    ["too short", "ABC"],
    ["not Latin", "Чай-с-Жорой"],
    ["rude", "FUCKTEA"],
    ["rude in Russian", "СУКА"],
    ["reserved", "Support"],
  ])("422: %s", async (_what, code) => {
    const { status, body } = await add("anna", { code });
    expect({ status, path: body.errors[0].path }).toEqual({ status: 422, path: "/code" });
  });

  test("409: taken, also by one that looks alike; who takes no part; more than 20", async () => {
    await add("anna", { code: "BOOK-CLUB" });
    expect((await add("otto", { code: "B00K-C1UB" })).body.code).toBe("code_taken");
    await shop.put("/v1/members/guest", {});
    expect((await add("guest")).body.code).toBe("member_not_enrolled");
    await shop.put("/v1/members/sharer", { programs: [shop.handle] });
    for (let count = 0; count < 20; count++) expect((await add("sharer")).status).toBe(200);
    expect((await add("sharer")).body.code).toBe("codes_too_many");
    expect((await shop.get("/v1/members/sharer/codes")).body.data).toHaveLength(21);
  });

  test("404: an unknown member or program; 403: another member's token; 200: the member's own", async () => {
    expect((await add("nobody")).status).toBe(404);
    expect((await add("anna", { program: "nothing" })).status).toBe(404);
    const token = bearer(await memberToken(shop, "anna"));
    expect((await add("otto", {}, token)).status).toBe(403);
    expect((await add("anna", { code: "ANNAS-OWN" }, token)).status).toBe(200);
  });
});

describe("what members send", () => {
  test("200: for each channel the words, the link that tells it, and the address that opens it, with what must be said", async () => {
    const { status, body } = await shop.get(`/v1/members/anna/share?program=${shop.handle}&p=chat&lang=en`);
    expect(status).toBe(200);
    expect(body.channels.map(({ channel }: { channel: string }) => channel)).toEqual([...SHARE_CHANNELS]);
    expect(body.disclosure).toBe("I can get a reward for it.");
    for (const { channel, text, link, address } of body.channels) {
      expect(new URL(link).search).toBe(`?c=${channel}&p=chat`);
      expect(text).toMatch(/^I can recommend .*\. I can get a reward for it\.$/);
      if (channel !== "copy") expect(decodeURIComponent(address)).toContain(link);
    }
    const russian = (await shop.get(`/v1/members/anna/share?program=${shop.handle}&lang=ru`)).body.channels[0];
    expect(russian.text).toMatch(/^Советую: .* Я могу получить за это вознаграждение\.$/);
  });
});

describe("QR", () => {
  test("200: of one of the member's codes, with the quiet zone and the correction that are asked for; 404: of another's", async () => {
    await add("anna", { code: "QR-ANNA" });
    const plain = await shop.get(`/v1/members/anna/qr.svg?program=${shop.handle}`);
    const own = await shop.get(`/v1/members/anna/qr.svg?program=${shop.handle}&code=qr-anna&margin=0&correction=H`);
    expect(own.status).toBe(200);
    expect(String(own.body)).not.toBe(String(plain.body));
    expect((await shop.get(`/v1/members/otto/qr.svg?code=qr-anna`)).body.code).toBe("code_unknown");
    expect((await shop.get(`/v1/members/anna/qr.svg?margin=11`)).status).toBe(400);
  });
});

describe("visits to which a rule listens", () => {
  const handle = "visits-of-friends";
  const limits = [{ id: "a-day", measure: "rewards", period: "day", max: "3" }];
  const rules = [{ id: "visitors", on: { visit: true }, grants: [{ id: "points", to: "referrer", points: { amount: "5" }, limits }] }];
  const open = (code: string, address: string, headers: Record<string, string> = browser) =>
    server.server.inject({ url: `/r/${handle}/${code}?c=chat`, headers, remoteAddress: address });
  const points = async () => {
    const { body } = await shop.get("/v1/wallets/host");
    return body.units.find(({ unit }: { unit: string }) => unit === "POINTS")?.available ?? "0";
  };
  const moveTo = async (at: number) => {
    expect((await shop.post("/v1/clock", { to: new Date(at).toISOString() })).status).toBe(200);
    server.app.links.forget(shop.workspace.id);
  };

  test("reward the member once a visitor and day, up to the limit, and neither bots nor who comes again, whichever process tells the log", async () => {
    const { body: program } = await shop.post("/v1/programs", { ...documentOf(handle), rules });
    expect((await shop.post(`/v1/programs/${program.id}/publish`)).status).toBe(200);
    await shop.put("/v1/members/host", { programs: [handle] });
    const code = await codeOf(shop, "host");
    const noon = (Math.floor(server.app.now() / 86_400_000) + 2) * 86_400_000 - 43_200_000;
    await moveTo(noon);
    const bot = { "user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)" };
    await Promise.all([open(code, "203.0.113.1"), open(code, "203.0.113.1"), open(code, "203.0.113.2"), open(code, "203.0.113.3", bot)]);
    expect(server.app.visits.takeNoted()).toEqual([shop.workspace.id]);
    expect(await points()).toBe("0");
    expect(await tellVisits(server.app, shop.workspace.id)).toBe(2);
    expect([await points(), await tellVisits(server.app, shop.workspace.id)]).toEqual(["10", 0]);
    // Half an hour later the same visitor is another visit, and no other visitor.
    await moveTo(noon + 1_801_000);
    await Promise.all(["203.0.113.1", "203.0.113.4", "203.0.113.5"].map((address) => open(code, address)));
    await tellVisitsEverywhere(server.app);
    expect(await points()).toBe("15");
    const { body: rewards } = await shop.get("/v1/rewards?member=host");
    const { body: explained } = await shop.get(`/v1/rewards/${rewards.data[0].id}/explanation?lang=en`);
    expect(JSON.stringify(explained)).toMatch(/Somebody came by the code [0-9A-Z-]+ \(chat\)\./);
  });
});
