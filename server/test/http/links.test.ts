import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { landingCases } from "./landing-cases.js";
import { bearer, type LinkSetting, seedLink, type TestServer, type TestWorkspace, testServer, testWorkspace } from "./server.js";

const person =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1";

const clock = { offsetMs: 0 };
let server: TestServer;
let shop: TestWorkspace;
let link: LinkSetting;

beforeAll(async () => {
  server = await testServer({}, clock);
  shop = await testWorkspace(server.app);
  link = await seedLink(server, shop.workspace.id, "spring-friends");
});
afterAll(() => server.close());

function open(path: string, headers: Record<string, string> = {}, method: "GET" | "HEAD" = "GET") {
  return server.server.inject({ method, url: path, headers: { "user-agent": person, ...headers } });
}

async function visits(): Promise<{ id: string; member_id: string; channel: string | null; placement: string | null }[]> {
  const { rows } = await server.database.admin.query("select id, member_id, channel, placement from visits order by at");
  return rows;
}

function visitOf(location: unknown): string | null {
  return new URL(String(location)).searchParams.get("bw_visit");
}

/** Beyond what the process remembers of links. */
function later(): void {
  clock.offsetMs += 1000;
}

describe("GET /r/:handle/:code", () => {
  test("302: leads to the destination with the visit and the code behind its own parameters, and the visit is committed", async () => {
    const reply = await open("/r/spring-friends/K7P4-M2XQ?c=whatsapp&p=footer&fbclid=anything");
    expect(reply.statusCode).toBe(302);
    expect(reply.headers.location).toMatch(/^https:\/\/shop\.example\/welcome\?utm=a&bw_visit=vis_[0-9a-z]{20}&bw_code=K7P4-M2XQ#offer$/);
    expect(reply.headers["cache-control"]).toBe("no-store");
    expect(reply.headers["referrer-policy"]).toBe("no-referrer");
    const found = (await visits()).find(({ id }) => id === visitOf(reply.headers.location));
    expect(found).toMatchObject({ member_id: link.member, channel: "whatsapp", placement: "footer" });
  });

  test("302: the same visitor within the half-hour is one visit, another browser another", async () => {
    const before = (await visits()).length;
    const first = await open("/r/spring-friends/k7p4m2xq", { "user-agent": `${person} again` });
    const second = await open("/r/spring-friends/K7P4%20M2XQ", { "user-agent": `${person} again` });
    const other = await open("/r/spring-friends/K7P4-M2XQ", { "user-agent": `${person} other` });
    expect(visitOf(second.headers.location)).toBe(visitOf(first.headers.location));
    expect(visitOf(other.headers.location)).not.toBe(visitOf(first.headers.location));
    expect((await visits()).length).toBe(before + 2);
  });

  test("302: 200 visitors at once are 200 committed visits", async () => {
    const before = (await visits()).length;
    const replies = await Promise.all(
      Array.from({ length: 200 }, (_, n) => open("/r/spring-friends/K7P4M2XQ", { "user-agent": `${person} crowd ${n}` })),
    );
    expect(new Set(replies.map(({ headers }) => visitOf(headers.location))).size).toBe(200);
    expect((await visits()).length).toBe(before + 200);
  });

  test.each([
    ["HEAD", {}, "HEAD"],
    ["a prefetch", { "sec-purpose": "prefetch;prerender" }, "GET"],
    ["an old prefetch", { purpose: "prefetch" }, "GET"],
    ["Firefox's prefetch", { "x-moz": "prefetch" }, "GET"],
    ["no name", { "user-agent": "" }, "GET"],
    ["WhatsApp", { "user-agent": "WhatsApp/2.23.20.0" }, "GET"],
    ["Telegram", { "user-agent": "TelegramBot (like TwitterBot)" }, "GET"],
    ["Slack", { "user-agent": "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)" }, "GET"],
    ["Facebook", { "user-agent": "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)" }, "GET"],
    ["VK", { "user-agent": "Mozilla/5.0 (compatible; vkShare; +http://vk.com/dev/Share)" }, "GET"],
    ["Googlebot", { "user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)" }, "GET"],
    ["Google's image proxy", { "user-agent": "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)" }, "GET"],
  ])("302 without a visit: %s", async (_name, headers, method) => {
    const before = (await visits()).length;
    const reply = await open("/r/spring-friends/K7P4M2XQ", headers, method as "GET" | "HEAD");
    expect(reply.statusCode).toBe(302);
    expect(reply.headers.location).toBe("https://shop.example/welcome?utm=a&bw_code=K7P4-M2XQ#offer");
    expect((await visits()).length).toBe(before);
  });

  test("302: to= leads to an address that the program registered, to the letter", async () => {
    const reply = await open(`/r/spring-friends/K7P4M2XQ?to=${encodeURIComponent("https://shop.example/boots")}`);
    expect(reply.headers.location).toMatch(/^https:\/\/shop\.example\/boots\?bw_visit=vis_[0-9a-z]{20}&bw_code=K7P4-M2XQ$/);
  });

  test.each([
    "//evil.example",
    "/\\evil.example",
    "https:evil.example",
    "https://shop.example@evil.example",
    "https://shop.example.evil.example/boots",
    "https://shop.example%2eevil.example",
    "\t//evil.example",
    "javascript:alert(1)",
    "https://shop.example/boots\r\nLocation: https://evil.example",
    "https://shор.example/boots",
    "https://shop.example:8443/boots",
    "https://shop.example./boots",
    "https://shop.example/boots/../../evil",
    "https://SHOP.example/boots",
    "data:text/html,x",
    "https://evil.example?https://shop.example/boots",
  ])("never an open redirect: to=%j leads to the program's own destination", async (to) => {
    for (const path of [
      `?to=${encodeURIComponent(to)}`,
      `?to=${encodeURIComponent(to)}&to=${encodeURIComponent(to)}`,
      `?c=${encodeURIComponent(to)}`,
    ]) {
      const reply = await open(`/r/spring-friends/K7P4M2XQ${path}`);
      expect(reply.statusCode).toBe(302);
      const address = new URL(String(reply.headers.location));
      expect(address.origin + address.pathname).toBe("https://shop.example/welcome");
    }
  });

  test("the host of the links is never taken from the request", async () => {
    const reply = await open("/r/spring-friends/K7P4M2XQ", { host: "evil.example", "x-forwarded-host": "evil.example" });
    expect(reply.body + JSON.stringify(reply.headers)).not.toContain("evil.example");
  });

  test("404: an unknown code gets the program's page with its name and the way to the shop, in the reader's language", async () => {
    const reply = await open("/r/spring-friends/ZZZZ-9999", { "accept-language": "ru-RU,ru;q=0.9,en;q=0.8" });
    expect(reply.statusCode).toBe(404);
    expect(reply.body).toContain("Весенние друзья");
    expect(reply.body).toContain("https://shop.example/welcome?utm=a#offer");
    expect(reply.headers["content-security-policy"]).toContain("default-src 'none'");
    expect((await open("/r/spring-friends/%3Cscript%3Ealert(1)%3C%2Fscript%3E")).body).not.toContain("<script");
  });

  test("404: unknown, disabled and expired codes are answered alike", async () => {
    await addCode("DDDD", "disabled", null);
    await addCode("XXXX", "active", "2020-01-01T00:00:00Z");
    const [unknown, disabled, expired] = [
      await open("/r/spring-friends/ZZZZ-9998"),
      await open("/r/spring-friends/DDDD"),
      await open("/r/spring-friends/XXXX"),
    ];
    expect(disabled.statusCode).toBe(404);
    expect(disabled.body).toBe(unknown?.body);
    expect(expired.body).toBe(unknown?.body);
  });

  test("404: an unknown handle gets a neutral page", async () => {
    const reply = await open("/r/nobody-here/K7P4M2XQ");
    expect(reply.statusCode).toBe(404);
    expect(reply.headers["content-type"]).toContain("text/html");
    expect(reply.body).not.toContain("shop.example");
  });

  test.each([
    ["paused", 404],
    ["ended", 410],
  ])("%s: the kill switch works within a second", async (status, expected) => {
    expect((await open("/r/spring-friends/K7P4M2XQ")).statusCode).toBe(302);
    await server.database.admin.query("update programs set status = $1 where id = $2", [status, link.program]);
    later();
    expect((await open("/r/spring-friends/K7P4M2XQ")).statusCode).toBe(expected);
    await server.database.admin.query("update programs set status = 'running' where id = $1", [link.program]);
    later();
    expect((await open("/r/spring-friends/K7P4M2XQ")).statusCode).toBe(302);
  });

  test("a test workspace's visits are at its own clock", async () => {
    const trial = await testWorkspace(server.app, { mode: "test" });
    await server.database.admin.query("update heads set clock = '2026-03-01T10:10:00Z' where workspace_id = $1", [trial.workspace.id]);
    await seedLink(server, trial.workspace.id, "trial-friends");
    const reply = await open("/r/trial-friends/K7P4M2XQ");
    const { rows } = await server.database.admin.query("select at, bucket_at from visits where id = $1", [visitOf(reply.headers.location)]);
    expect(rows[0]).toEqual({ at: Date.parse("2026-03-01T10:10:00Z"), bucket_at: Date.parse("2026-03-01T10:00:00Z") });
  });

  async function addCode(code: string, status: string, expiresAt: string | null): Promise<void> {
    await server.database.admin.query(
      "insert into codes (workspace_id, program_id, code, display, member_id, status, expires_at, record_number) values ($1, $2, $3, $3, $4, $5, $6, 1)",
      [shop.workspace.id, link.program, code, link.member, status, expiresAt],
    );
  }
});

landingCases(() => ({ server, workspace: shop.workspace.id, clock, open, visits, person }));

describe("POST /v1/visits", () => {
  const call = (body: object, headers: Record<string, string> = {}) =>
    server.server.inject({
      method: "POST",
      url: "/v1/visits",
      headers: { ...bearer(shop.publishable), "user-agent": person, ...headers },
      payload: body,
    });

  test("200: notes a visit, once for the same visitor", async () => {
    const first = await call({ program: "spring-friends", code: "k7p4 m2xq", channel: "email", visitor: "session-1" });
    expect(first.statusCode).toBe(200);
    expect(first.json().visit).toMatch(/^vis_[0-9a-z]{20}$/);
    expect((await call({ program: "spring-friends", code: "K7P4M2XQ", visitor: "session-1" })).json()).toEqual(first.json());
    expect(first.headers["access-control-allow-origin"]).toBe("*");
  });

  test("200: a bot makes no visit", async () => {
    expect((await call({ program: "spring-friends", code: "K7P4M2XQ" }, { "user-agent": "Googlebot/2.1" })).json()).toEqual({ visit: null });
  });

  test("404: an unknown code, an unknown program, and another workspace's program", async () => {
    const other = await testWorkspace(server.app);
    await seedLink(server, other.workspace.id, "other-friends");
    for (const body of [
      { program: "spring-friends", code: "ZZZZ-9997" },
      { program: "nobody-here", code: "K7P4M2XQ" },
      { program: "other-friends", code: "K7P4M2XQ" },
    ]) {
      const reply = await call(body);
      expect(reply.statusCode).toBe(404);
      expect(reply.json().code).toBe("not_found");
    }
  });

  test("400: every fault at once, each with its path", async () => {
    const reply = await call({ program: "x", channel: "a b", colour: "red" });
    expect(reply.statusCode).toBe(400);
    expect(
      reply
        .json()
        .errors.map(({ path }: { path: string }) => path)
        .sort(),
    ).toEqual(["/channel", "/code", "/colour", "/program"]);
  });

  test("204: browsers may ask from any page", async () => {
    const reply = await server.server.inject({ method: "OPTIONS", url: "/v1/visits", headers: { origin: "https://shop.example" } });
    expect(reply.statusCode).toBe(204);
    expect(reply.headers["access-control-allow-headers"]).toContain("authorization");
  });
});
