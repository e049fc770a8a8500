import { describe, expect, test } from "vitest";
import { BandwagonError, createBandwagon } from "./client.js";

interface Seen {
  method: string;
  address: string;
  headers: Headers;
  body: string | undefined;
}

type Answer = Response | Error | ((signal: AbortSignal) => Promise<Response>);

/** A client whose calls are answered by these, in order, and what it sent. */
function clientWith(answers: Answer[], options: { retries?: number; timeoutMs?: number } = {}) {
  const seen: Seen[] = [];
  const fakeFetch = async (address: unknown, { method = "", headers, body, signal }: RequestInit = {}): Promise<Response> => {
    seen.push({ method, address: String(address), headers: new Headers(headers), body: body as string | undefined });
    const answer = answers.shift();
    if (answer === undefined) throw new Error("One call too many.");
    if (answer instanceof Error) throw answer;
    return typeof answer === "function" ? answer(signal as AbortSignal) : answer;
  };
  const bandwagon = createBandwagon({ url: "https://refer.example/", key: "bw_test_x", fetch: fakeFetch as typeof fetch, ...options });
  return { bandwagon, seen };
}

const done = (body: unknown = {}, status = 200): Response => Response.json(body, { status });
const refused = (status: number, code: string, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify({ status, code, detail: `Because of ${code}.`, requestId: "req_1" }), {
    status,
    headers: { "content-type": "application/problem+json", ...headers },
  });
const cut = (): Error => new TypeError("fetch failed");
const hang = (signal: AbortSignal): Promise<Response> =>
  new Promise((_done, failed) => {
    signal.addEventListener("abort", () => failed(signal.reason));
  });
const caught = async (call: Promise<unknown>): Promise<BandwagonError> => {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(BandwagonError);
  return error as BandwagonError;
};

describe("a call that writes", () => {
  test("is repeated with the same key after a lost answer, 408, 429, 502, 503 and 504", async () => {
    for (const failure of [cut, () => refused(408, "x"), () => refused(429, "rate_limited"), () => refused(502, "x"), () => refused(504, "x")]) {
      const { bandwagon, seen } = clientWith([failure(), refused(503, "outcome_unknown"), done({ id: "anna" })]);
      expect(await bandwagon.members.put("anna", { name: "Anna" })).toEqual({ id: "anna" });
      expect(seen).toHaveLength(3);
      const keys = seen.map(({ headers }) => headers.get("idempotency-key"));
      expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
      expect(new Set(keys).size).toBe(1);
      expect(new Set(seen.map(({ body }) => body))).toEqual(new Set(['{"name":"Anna"}']));
    }
  });

  test("carries the key that is given, and another call another key", async () => {
    const { bandwagon, seen } = clientWith([done(), done(), done()]);
    await bandwagon.wallets.redeem("anna", { unit: "EUR", kind: "credit", amount: "2.00" }, { key: "order-7" });
    await bandwagon.coupons.redeem({ code: "X", orderTotal: "1.00", currency: "EUR" });
    await bandwagon.coupons.redeem({ code: "X", orderTotal: "1.00", currency: "EUR" });
    const keys = seen.map(({ headers }) => headers.get("idempotency-key"));
    expect(keys[0]).toBe("order-7");
    expect(new Set(keys).size).toBe(3);
  });

  test("is not repeated when it was refused or failed for good", async () => {
    for (const status of [400, 401, 404, 409, 422, 500, 501]) {
      const { bandwagon, seen } = clientWith([refused(status, "not_found")]);
      expect(await caught(bandwagon.members.put("anna", {}))).toMatchObject({ status, code: "not_found", detail: "Because of not_found." });
      expect(seen).toHaveLength(1);
    }
  });

  test("that takes no key and could be done twice is never repeated", async () => {
    const { bandwagon, seen } = clientWith([refused(503, "unavailable"), cut(), refused(503, "unavailable")]);
    const unknownOperation = bandwagon.request as unknown as (method: string, path: string) => Promise<unknown>;
    expect((await caught(unknownOperation("POST", "/v1/not-described"))).code).toBe("unavailable");
    expect((await caught(unknownOperation("DELETE", "/v1/not-described"))).code).toBe("network");
    expect((await caught(bandwagon.programs.saveDraft("tea", {}, { revision: 2 }))).code).toBe("unavailable");
    expect(seen).toHaveLength(3);
  });

  test("tells its key when its outcome stays unknown", async () => {
    const { bandwagon, seen } = clientWith([cut(), refused(503, "outcome_unknown")], { retries: 1 });
    const error = await caught(bandwagon.rewards.approve("rwd_1"));
    expect(error).toMatchObject({ code: "outcome_unknown", status: 503, requestId: "req_1", key: seen[0]?.headers.get("idempotency-key") });
    expect(seen).toHaveLength(2);
  });
});

describe("events", () => {
  test("get a key once, and repeat with it", async () => {
    const { bandwagon, seen } = clientWith([cut(), done({ status: "recorded" }), refused(500, "internal")]);
    await bandwagon.events.send({ type: "purchase", member: { id: "boris" } });
    const [first, second] = seen.map(({ body }) => JSON.parse(body ?? "") as { key: string });
    expect(first?.key).toMatch(/^[0-9a-f-]{36}$/);
    expect(second).toEqual(first);
    expect((await caught(bandwagon.events.send({ key: "order-7", type: "purchase", member: { id: "boris" } }))).key).toBe("order-7");
  });

  test("by the thousand: in calls of 1,000, answered in their order", async () => {
    const results = (from: number, to: number): unknown[] => Array.from({ length: to - from }, (_, index) => ({ key: `k${from + index}` }));
    const { bandwagon, seen } = clientWith([done({ results: results(0, 1000) }), done({ results: results(1000, 1500) })]);
    const events = Array.from({ length: 1500 }, (_, index) => ({ key: `k${index}`, type: "purchase", member: { id: "b" } }));
    expect((await bandwagon.events.sendMany(events)).map(({ key }) => key)).toEqual(events.map(({ key }) => key));
    expect(seen).toHaveLength(2);
  });
});

describe("patience", () => {
  test("Retry-After is waited for, in seconds or as a date", async () => {
    const { bandwagon } = clientWith([refused(429, "rate_limited", { "retry-after": "1" }), done()]);
    const before = performance.now();
    await bandwagon.clock.get();
    expect(performance.now() - before).toBeGreaterThan(990);
    const dated = clientWith([refused(503, "overloaded", { "retry-after": new Date(Date.now() - 1000).toUTCString() }), done()]);
    await dated.bandwagon.clock.get();
    expect(dated.seen).toHaveLength(2);
  });

  test("a Retry-After of more than a minute is the caller's to decide", async () => {
    const { bandwagon, seen } = clientWith([refused(503, "overloaded", { "retry-after": "3600" })]);
    expect(await caught(bandwagon.clock.get())).toMatchObject({ status: 503, retryAfterSeconds: 3600 });
    expect(seen).toHaveLength(1);
  });

  test("an attempt without an answer in time is ended and repeated", async () => {
    const { bandwagon, seen } = clientWith([hang, done()], { timeoutMs: 20 });
    await bandwagon.clock.get();
    expect(seen).toHaveLength(2);
    expect((await caught(clientWith([hang], { timeoutMs: 20, retries: 0 }).bandwagon.clock.get())).code).toBe("timeout");
  });

  test("the caller's signal ends an attempt, and the pause between two, with its own reason", async () => {
    const reason = new Error("Enough.");
    for (const answer of [hang, refused(503, "overloaded", { "retry-after": "30" })]) {
      const controller = new AbortController();
      const { bandwagon, seen } = clientWith([answer]);
      const call = bandwagon.clock.get({ signal: controller.signal });
      setTimeout(() => controller.abort(reason), 20);
      await expect(call).rejects.toBe(reason);
      expect(seen).toHaveLength(1);
      await expect(bandwagon.clock.get({ signal: controller.signal })).rejects.toBe(reason);
      expect(seen).toHaveLength(1);
    }
  });
});

describe("answers that are not the API's", () => {
  test("a redirect is not followed: the key goes nowhere else", async () => {
    const { bandwagon, seen } = clientWith([new Response(null, { status: 301, headers: { location: "https://elsewhere.example/" } })]);
    const error = await caught(bandwagon.clock.get());
    expect(error).toMatchObject({ code: "redirected", status: 301 });
    expect(error.detail).toContain("https://elsewhere.example/");
    expect(seen).toHaveLength(1);
  });

  test("a page of a proxy, broken JSON: unreadable, and said so", async () => {
    const page = new Response("<h1>Bad gateway</h1>", { status: 500, headers: { "content-type": "text/html" } });
    expect(await caught(clientWith([page]).bandwagon.clock.get())).toMatchObject({ code: "unreadable", status: 500 });
    const broken = new Response("{", { headers: { "content-type": "application/json" } });
    expect((await caught(clientWith([broken]).bandwagon.clock.get())).code).toBe("unreadable");
  });
});

describe("addresses and keys", () => {
  test("ids are escaped, and cannot lead to another address", async () => {
    const { bandwagon, seen } = clientWith([done(), done()]);
    await bandwagon.members.get("a/../b?c#d %");
    expect(seen[0]?.address).toBe("https://refer.example/v1/members/a%2F..%2Fb%3Fc%23d%20%25");
    await bandwagon.members.list({ cursor: "a&b", limit: 5 });
    expect(seen[1]?.address).toBe("https://refer.example/v1/members?cursor=a%26b&limit=5");
    for (const id of ["", ".", ".."]) await expect(bandwagon.members.get(id)).rejects.toThrow("cannot be a part of an address");
    expect(seen).toHaveLength(2);
  });

  test("a token is asked for before each call", async () => {
    let count = 0;
    const seen: (string | null)[] = [];
    const bandwagon = createBandwagon({
      url: "http://127.0.0.1",
      key: async () => `token.${++count}.x`,
      fetch: (async (_address: unknown, init: RequestInit) => {
        seen.push(new Headers(init.headers).get("authorization"));
        return done();
      }) as typeof fetch,
    });
    await bandwagon.members.summary("anna");
    await bandwagon.members.summary("anna");
    expect(seen).toEqual(["Bearer token.1.x", "Bearer token.2.x"]);
  });

  test("what cannot be right is refused before anything is sent", async () => {
    expect(() => createBandwagon({ url: "refer.example", key: "bw_test_x" })).toThrow("https://refer.example");
    expect(() => createBandwagon({ url: "https://refer.example", key: "bw_test_x\n" })).toThrow("key is not an API key");
    expect(() => createBandwagon({ url: "https://refer.example", key: undefined as unknown as string })).toThrow("key is not an API key");
    await expect(clientWith([]).bandwagon.programs.publish("tea", { key: "a b" })).rejects.toThrow("visible ASCII");
  });

  test("a secret key is refused in a page", () => {
    const page = globalThis as { document?: unknown };
    page.document = {};
    try {
      expect(() => createBandwagon({ url: "https://refer.example", key: "bw_live_x" })).toThrow("everybody's");
      expect(() => createBandwagon({ url: "https://refer.example", key: "bw_pub_live_x" })).not.toThrow();
    } finally {
      delete page.document;
    }
  });
});

describe("lists", () => {
  test("each: page after page until there is none, asked for as they are used", async () => {
    const { bandwagon, seen } = clientWith([done({ data: [1, 2], nextCursor: "c" }), done({ data: [3], nextCursor: null })]);
    const found: unknown[] = [];
    for await (const reward of bandwagon.rewards.each({ state: "pending" })) found.push([reward, seen.length]);
    expect(found).toEqual([
      [1, 1],
      [2, 1],
      [3, 2],
    ]);
    expect(seen[1]?.address).toContain("state=pending&cursor=c");
  });

  test("facts: to the end of the feed, whose cursor stays", async () => {
    const { bandwagon } = clientWith([done({ data: [1, 2], nextCursor: "b" }), done({ data: [], nextCursor: "b" })]);
    const found: unknown[] = [];
    for await (const fact of bandwagon.facts.each({ cursor: "a" })) found.push(fact);
    expect(found).toEqual([1, 2]);
  });

  test("facts followed: what comes later comes, and the signal ends it", async () => {
    const controller = new AbortController();
    const { bandwagon, seen } = clientWith([
      done({ data: [1], nextCursor: "b" }),
      done({ data: [], nextCursor: "b" }),
      done({ data: [2], nextCursor: "c" }),
      hang,
    ]);
    const cursors: string[] = [];
    const followed = async (): Promise<void> => {
      for await (const { nextCursor } of bandwagon.facts.follow({ cursor: "a", pollMs: 1, signal: controller.signal })) {
        cursors.push(nextCursor);
        if (nextCursor === "c") setTimeout(() => controller.abort(new Error("Enough.")), 1);
      }
    };
    await expect(followed()).rejects.toThrow("Enough.");
    expect(cursors).toEqual(["b", "c"]);
    expect(seen.map(({ address }) => new URL(address).searchParams.get("cursor"))).toEqual(["a", "b", "b", "c"]);
  });
});
