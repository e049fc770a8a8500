/** What members are told on their devices, as cases of a test whose server may send to this machine. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { sweepPushesEverywhere } from "../../src/commands/push-messages.js";
import { NEWS_KINDS, type NewsKind } from "../../src/core/push-news.js";
import { sampleOf } from "../../src/http/fact-samples.js";
import { writePushMessage } from "../../src/http/push/push-message.js";
import { sendDuePushes } from "../../src/jobs/send-pushes.js";
import { type Browser, type FakePushService, fakePushService } from "./fake-push-service.js";
import { bearer, memberToken, type TestServer } from "./server.js";
import { befriend, openShop, type Shop } from "./shop.js";

const hourMs = 3_600_000;

export function pushCases(given: () => { server: TestServer; other: Shop; clock: { offsetMs: number } }): void {
  describe("what members are told on their devices", () => {
    let service: FakePushService;
    let shop: Shop;
    const path = (member: string, id = "") => `/v1/members/${member}/push-subscriptions${id && `/${id}`}`;
    const subscribe = (member: string, browser: Browser, more = {}) => shop.post(path(member), { program: shop.handle, ...browser, ...more });
    const remove = (member: string, id: string, headers = bearer(shop.secret)) =>
      given().server.server.inject({ method: "DELETE", url: path(member, id), headers });
    const devicesOf = async (member: string) => (await shop.get(path(member))).body.data as { id: string }[];
    const deliver = () => sendDuePushes(given().server.app, writePushMessage);
    const bodies = () => service.received.map(({ message }) => message.body);
    const rows = async (sql: string) => (await given().server.database.admin.query(sql)).rows;
    const statesOf = () => rows("select state, attempts from push_messages order by record_number, subscription_id");

    beforeAll(async () => {
      service = await fakePushService();
      shop = await openShop(given().server);
    });
    beforeEach(async () => {
      await deliver();
      await given().server.database.admin.query("delete from push_messages");
      await given().server.database.admin.query("delete from push_subscriptions");
      service.received.length = 0;
      service.answer(201);
    });
    afterAll(() => service.close());

    test("201: the same device again is the same subscription, sealed; 200: listed without its address; 204: removed", async () => {
      const browser = service.browser();
      const mine = bearer(await memberToken(shop, "anna"));
      const made = await shop.post(path("anna"), { program: shop.handle, ...browser, language: "ru" }, mine);
      const { host } = new URL(browser.endpoint);
      expect([made.status, made.body]).toEqual([
        201,
        { id: expect.stringMatching(/^psh_/), program: shop.program, service: host, language: "ru", since: expect.any(String) },
      ]);
      expect((await subscribe("anna", browser)).body).toEqual({ ...made.body, language: "en" });
      expect((await shop.get(path("anna"), mine)).body.data).toEqual([{ ...made.body, language: "en" }]);
      const [{ row }] = await rows("select row_to_json(s)::text || encode(sealed, 'escape') as row from push_subscriptions s");
      for (const secret of [browser.endpoint, browser.keys.auth]) expect(row).not.toContain(secret);
      expect((await shop.get(path("otto"), mine)).status).toBe(403);
      expect((await remove("otto", made.body.id)).statusCode).toBe(404);
      expect(await devicesOf("anna")).toHaveLength(1);
      expect((await remove("anna", made.body.id, mine)).statusCode).toBe(204);
      expect(await devicesOf("anna")).toEqual([]);
      expect((await remove("anna", made.body.id, mine)).statusCode).toBe(404);
    });

    test("400: what is no browser, or leads inside; 404: nobody, and no program", async () => {
      const { endpoint, keys } = service.browser();
      const problemOf = async (body: object) => (await shop.post(path("anna"), { program: shop.handle, endpoint, keys, ...body })).body.detail;
      expect(await problemOf({ keys: { ...keys, p256dh: "A".repeat(87) } })).toContain("/keys are no keys of a browser");
      expect(await problemOf({ endpoint: "https://10.0.0.1/send" })).toContain("/endpoint leads into an internal network");
      expect(await problemOf({ endpoint: "http://93.184.216.34/send" })).toContain("/endpoint is not https");
      expect((await subscribe("nobody", { endpoint, keys })).body.code).toBe("member_unknown");
      expect((await subscribe("anna", { endpoint, keys }, { program: given().other.handle })).body.code).toBe("program_unknown");
    });

    test("of more than 10 the oldest ends; a device is told only what happens to whoever asked there last; signed out everywhere, none is", async () => {
      const browsers = Array.from({ length: 11 }, () => service.browser());
      const ids: string[] = [];
      for (const browser of browsers) ids.push((await subscribe("anna", browser)).body.id);
      expect((await devicesOf("anna")).map(({ id }) => id)).toEqual(ids.slice(1).reverse());
      await subscribe("otto", browsers[10] as Browser);
      expect([(await devicesOf("anna")).length, (await devicesOf("otto")).length]).toEqual([9, 1]);
      await given().server.server.inject({ method: "DELETE", url: "/v1/members/anna/sessions", headers: bearer(shop.secret) });
      expect([(await devicesOf("anna")).length, (await devicesOf("otto")).length]).toEqual([0, 1]);
    });

    test("a friend's step, a badge, a reward that is theirs: one sentence each in their language, which the device alone can read", async () => {
      await subscribe("anna", service.browser(), { language: "en" });
      await subscribe("anna", service.browser(), { language: "ru" });
      await befriend(shop, "bea", { buys: false });
      await Promise.all([deliver(), deliver()]);
      const first = service.received.find(({ message }) => message.lang === "en");
      expect(first?.message).toMatchObject({ title: "Spring friends", lang: "en", url: `/p/${shop.handle}#invite`, tag: first?.headers.topic });
      expect(first?.headers).toMatchObject({ "content-encoding": "aes128gcm", ttl: "86400", authorization: expect.stringMatching(/^vapid t=/) });
      expect(bodies().toSorted()).toEqual([
        expect.stringMatching(/^A friend came by your invitation: [A-Z][a-z]+ [A-Z][a-z]+ [0-9]+\.$/),
        expect.stringMatching(/^По вашему приглашению пришёл друг: \S+ \S+ [0-9]+\.$/),
      ]);
      await shop.event({ type: "purchase", member: { id: "bea" }, subject: "order-bea", amount: "45.00", currency: "EUR" });
      await deliver();
      expect(bodies().slice(2).toSorted()).toEqual(["You earned a badge: First friend.", "Вы получили значок: Первый друг."]);
      const { body: clock } = await shop.get("/v1/clock");
      await shop.post("/v1/clock", { to: new Date(Date.parse(clock.now) + 15 * 24 * hourMs).toISOString() });
      await deliver();
      expect(bodies().slice(4).toSorted()).toEqual(["5\u00a0€ на счёт магазина: уже у вас.", "€5 of store credit: yours now."]);
      await deliver();
      expect(service.received).toHaveLength(6);
      expect(new Set((await statesOf()).map(({ state }) => state))).toEqual(new Set(["sent"]));
    });

    test("every other kind of news is a whole sentence in both languages, made of what its fact tells", async () => {
      const kinds = NEWS_KINDS.filter((kind) => !/^(reward|referral|goal)\./.test(kind));
      const device = { endpoint: "", p256dh: "", auth: "" };
      const due = { workspaceId: shop.workspace.id, subscription: "", recordNumber: 1, id: "psm_1", member: "", program: shop.program, device };
      const said = async (kind: NewsKind, language: string) => {
        const fact = { kind, body: sampleOf(kind) };
        const text = await writePushMessage(given().server.app, shop.workspace, { ...due, language, fact, isLastAttempt: false });
        return JSON.parse(text ?? "{}").body;
      };
      expect(await Promise.all(kinds.map((kind) => said(kind, "en")))).toMatchInlineSnapshot(`
        [
          "You won in the draw “trip”.",
          "Contest “best-post”: place 1 is yours.",
          "You earned a badge: First friend.",
          "You reached the status “gold”.",
          "You reached the level “gold”.",
          "Your card is full: ten-coffees.",
          "Challenge completed: spring.",
          "You are in.",
          "Your status “gold” has ended.",
          "To keep the status “gold”: 2 more by 1 March 2026.",
        ]
      `);
      for (const sentence of await Promise.all(kinds.map((kind) => said(kind, "ru")))) expect(sentence).toMatch(/^[^{}]*[а-я][^{}]*\.$/);
    });

    test("what happened before is no news, nor what is no longer so; at most 5 things within 24 hours", async () => {
      await befriend(shop, "cid", { buys: false });
      await subscribe("otto", service.browser());
      const review = (nth: number) => shop.event({ type: "review_posted", member: { id: "otto" }, subject: `review-${nth}` });
      const { body } = await review(0);
      service.answer(503);
      await deliver();
      await shop.post(`/v1/rewards/${body.rewards[0]}/reverse`, { reason: "double" });
      given().clock.offsetMs = hourMs;
      await deliver();
      expect([service.received.length, await statesOf()]).toEqual([1, [{ state: "given_up", attempts: 2 }]]);
      service.received.length = 0;
      service.answer(201);
      for (let nth = 1; nth <= 6; nth++) await review(nth);
      await deliver();
      expect(bodies()).toEqual(Array(4).fill("€3 in cash: yours now."));
      given().clock.offsetMs = 25 * hourMs;
      await review(7);
      await deliver();
      expect(service.received).toHaveLength(5);
    });

    test("tried again for three hours, not before the service allows it, while it fails; given up at once where it refuses", async () => {
      await subscribe("otto", service.browser());
      const review = (nth: number) => shop.event({ type: "review_posted", member: { id: "otto" }, subject: `again-${nth}` });
      await review(1);
      service.answer(503);
      const at = async (minutes: number) => {
        given().clock.offsetMs = minutes * 60_000 + 1000;
        await deliver();
      };
      for (const minutes of [0, 0.5, 2, 5]) await at(minutes);
      expect(await statesOf()).toEqual([{ state: "waiting", attempts: 2 }]);
      service.answer(429, { "retry-after": "7200" });
      for (const minutes of [13, 70, 130]) await at(minutes);
      expect(await statesOf()).toEqual([{ state: "waiting", attempts: 3 }]);
      service.answer(500);
      for (const minutes of [134, 260]) await at(minutes);
      expect(await statesOf()).toEqual([{ state: "given_up", attempts: 5 }]);
      service.answer(403);
      await review(2);
      await deliver();
      expect((await statesOf())[1]).toEqual({ state: "given_up", attempts: 1 });
    });

    test("a device that the service knows no longer is removed; so is one of an erased member", async () => {
      await subscribe("otto", service.browser());
      service.answer(410);
      await shop.event({ type: "review_posted", member: { id: "otto" }, subject: "gone" });
      await deliver();
      expect([await devicesOf("otto"), await statesOf()]).toEqual([[], [{ state: "given_up", attempts: 1 }]]);
      await shop.put("/v1/members/erased", { programs: [shop.handle] });
      await subscribe("erased", service.browser());
      await shop.event({ type: "review_posted", member: { id: "erased" }, subject: "last" });
      await given().server.database.admin.query(
        `delete from person_keys where member_id = (select member_id from push_subscriptions where workspace_id = '${shop.workspace.id}')`,
      );
      service.received.length = 0;
      await deliver();
      expect(service.received).toEqual([]);
      given().clock.offsetMs = 50 * hourMs;
      await sweepPushesEverywhere(given().server.app);
      expect([await rows("select id from push_subscriptions"), await statesOf()]).toEqual([[], []]);
    });
  });
}
