import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestServer, testServer } from "./server.js";
import { codeOf, openShop, type Shop } from "./shop.js";

let server: TestServer;
let shop: Shop;
beforeAll(async () => {
  server = await testServer();
  shop = await openShop(server);
});
afterAll(() => server.close());

describe("POST /v1/events with one event", () => {
  test("200: a sign-up by code begins a referral and gives the friend a coupon, in one sentence", async () => {
    const { status, body } = await shop.event({ type: "sign_up", member: { id: "ben", email: "ben@example.com" }, code: await codeOf(shop, "anna") });
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: "rewarded", sentence: "One reward was made.", taken: [], replayed: false });
    expect(body.id).toMatch(/^evt_\d+$/);
    expect(body.referrals).toHaveLength(1);
    expect(body.rewards).toHaveLength(1);
  });

  test("200: a purchase that reaches the goal rewards both sides, in the language that is asked for", async () => {
    const purchase = { type: "purchase", member: { id: "ben" }, subject: "1001", amount: "45.00", currency: "EUR" };
    const { body } = await shop.event(purchase, { "accept-language": "ru" });
    expect(body).toMatchObject({ status: "rewarded", sentence: "Начислено 3 вознаграждения." });
  });

  test("200: the same key and event again is the same answer, marked as a repeat, and has no effect", async () => {
    const event = { key: "order-2001", type: "review_posted", member: { id: "anna" } };
    const first = await shop.post("/v1/events", event);
    const again = await shop.post("/v1/events", event);
    expect(again.headers["idempotent-replayed"]).toBe("true");
    expect(again.body).toEqual({ ...first.body, replayed: true });
    const { body } = await shop.get("/v1/rewards?member=anna&type=cash");
    expect(body.data).toHaveLength(1);
  });

  test("409: the same key with another event", async () => {
    const { status, body } = await shop.post("/v1/events", { key: "order-2001", type: "review_posted", member: { id: "otto" } });
    expect([status, body.code]).toEqual([409, "key_reused"]);
  });

  test("200: a key of an event and the same Idempotency-Key of a call do not meet", async () => {
    await shop.post("/v1/events", { key: "shared", type: "review_posted", member: { id: "nobody" } });
    const { status } = await shop.put("/v1/members/carl", {}, { "idempotency-key": "shared" });
    expect(status).toBe(200);
  });

  test.each([
    ["an unknown program", { program: "no-such-program" }, "unknown_program"],
    ["an unknown type", { type: "moon_landing" }, "unknown_type"],
    ["an unknown currency", { currency: "XXX", amount: "1.00" }, "unknown_currency"],
    ["the future", { occurredAt: "2999-01-01T00:00:00Z" }, "in_future"],
    ["long ago", { occurredAt: "1999-01-01T00:00:00Z" }, "too_old"],
    ["an amount beyond the books", { amount: "99999999999999999999.00", currency: "EUR" }, "amount_too_large"],
  ])("200: %s is an outcome with a reason, not an error", async (_what, fields, reason) => {
    const { status, body } = await shop.event({ type: "purchase", member: { id: "dora" }, subject: "x", ...fields });
    expect([status, body.reason]).toEqual([200, reason]);
    expect(body.sentence.length).toBeGreaterThan(20);
  });

  test.each([
    ["no key", { key: undefined }, "/key"],
    ["an unknown field", { ammount: "1.00" }, "/ammount"],
    ["a number as amount", { amount: 45, currency: "EUR" }, "/amount"],
    ["too many decimals", { amount: "45.001", currency: "EUR" }, "/amount"],
    ["decimals of a currency without", { amount: "45.50", currency: "JPY" }, "/amount"],
    ["tax without an amount", { tax: "1.00" }, "/tax"],
    ["more tax than amount", { amount: "1.00", tax: "2.00", currency: "EUR" }, "/amount"],
    ["a moment that is none", { occurredAt: "2026-02-30T00:00:00Z" }, "/occurredAt"],
    ["an e-mail address that is none", { member: { id: "x", email: "not an address" } }, "/member/email"],
    ["a declared property of another type", { properties: { seats: "three" } }, "/properties/seats"],
  ])("400: %s, with its path and a remedy; the key stays free", async (_what, fields, path) => {
    const event = { key: `bad ${path} ${_what}`, type: "purchase", member: { id: "emil" }, ...fields };
    const { status, body } = await shop.post("/v1/events", event);
    expect([status, body.code]).toEqual([400, "invalid_request"]);
    expect(body.errors.map((error: { path: string }) => error.path)).toContain(path);
    expect(body.errors[0].remedy).not.toBe("");
    if (event.key === undefined) return;
    const good = await shop.post("/v1/events", { key: event.key, type: "purchase", member: { id: "emil" } });
    expect(good.status).toBe(200);
  });

  test("200: only declared, non-personal properties reach the log; the rest is sealed", async () => {
    const properties = { plan: "gold", seats: 3, note: "a secret note", gift: "a secret gift" };
    const { body } = await shop.event({
      type: "purchase",
      member: { id: "frieda", name: "Frieda Secret", email: "frieda@secret.example" },
      subject: "3001",
      properties,
    });
    const { rows } = await server.database.admin.query("select input::text from records where number = $1", [Number(body.id.slice(4))]);
    expect(JSON.parse(rows[0].input).properties).toEqual({ plan: "gold", seats: 3 });
    expect(rows[0].input).not.toMatch(/secret|frieda/i);
    const payloads = await server.database.admin.query("select sealed from personal_payloads where record_number = $1", [Number(body.id.slice(4))]);
    expect(payloads.rows).toHaveLength(1);
  });

  test("413: more than 64 kB", async () => {
    const { status, body } = await shop.event({ type: "purchase", member: { id: "emil" }, properties: { text: "x".repeat(70_000) } });
    expect([status, body.code]).toEqual([413, "payload_too_large"]);
  });

  test("200: a sign-up names the visit of its browser and is attributed by it", async () => {
    const opened = await server.server.inject({
      url: `/r/${shop.handle}/${await codeOf(shop, "otto")}`,
      headers: { "user-agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36" },
    });
    const visit = new URL(String(opened.headers.location)).searchParams.get("bw_visit");
    const { body } = await shop.event({ type: "sign_up", member: { id: "gina" }, visit });
    const referral = await shop.get(`/v1/referrals/${body.referrals[0]}`);
    expect(referral.body).toMatchObject({ friend: "gina", referrer: "otto", state: "signed_up", attribution: { method: "link", visit } });
  });
});

describe("POST /v1/events with a batch", () => {
  test("200: each is answered on its own, in order; bad ones fail alone", async () => {
    const code = await codeOf(shop, "anna");
    const events = [
      { key: "batch-1", type: "sign_up", member: { id: "hans" }, code },
      { key: "batch-2", type: "sign_up", member: {} },
      "not an event",
      { key: "batch-3", type: "purchase", member: { id: "hans" }, subject: "4001", amount: "45.00", currency: "EUR" },
      { key: "batch-4", type: "purchase", member: { id: "hans" }, amount: "1.234", currency: "EUR" },
      { key: "order-2001", type: "review_posted", member: { id: "somebody else" } },
      { key: "batch-1", type: "sign_up", member: { id: "hans" }, code },
    ];
    const { status, body } = await shop.post("/v1/events", { events });
    expect(status).toBe(200);
    expect(body.results.map((result: { key: string; status: string }) => [result.key, result.status])).toEqual([
      ["batch-1", "rewarded"],
      ["batch-2", "invalid"],
      [null, "invalid"],
      ["batch-3", "rewarded"],
      ["batch-4", "invalid"],
      ["order-2001", "failed"],
      ["batch-1", "rewarded"],
    ]);
    expect(body.results[1].errors).toEqual([{ path: "/member/id", problem: "is missing", remedy: 'add "id"' }]);
    expect(body.results[5].code).toBe("key_reused");
    expect(body.results[6]).toEqual({ ...body.results[0], replayed: true });
  });

  test("200: 1,000 events; 400: 1,001, none, or something beside them", async () => {
    const events = Array.from({ length: 1001 }, (_, index) => ({ key: `many-${index}`, type: "review_posted", member: { id: `many-${index}` } }));
    const full = await shop.post("/v1/events", { events: events.slice(0, 1000) });
    expect([full.status, full.body.results.length]).toEqual([200, 1000]);
    for (const wrong of [{ events }, { events: [] }, { events: events.slice(0, 1), key: "x" }]) {
      expect((await shop.post("/v1/events", wrong)).status).toBe(400);
    }
  });
});
