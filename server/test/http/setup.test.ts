import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { issueSetupToken } from "../../src/commands/issue-setup-link.js";
import { isPassword } from "../../src/commands/password-hash.js";
import { bearer, type TestServer, testServer } from "./server.js";

let server: TestServer;
const clock = { offsetMs: 0 };
const form = { email: "Anna@Example.com", password: "four words not together", business: "Кофейня «Заря» <b>&" };

beforeEach(async () => {
  await server?.close();
  clock.offsetMs = 0;
  server = await testServer({}, clock);
});
afterAll(() => server.close());

const get = (token: string, query = "", headers: Record<string, string> = {}) => server.server.inject({ url: `/setup/${token}${query}`, headers });
function post(token: string, fields: Record<string, string>) {
  return server.server.inject({
    method: "POST",
    url: `/setup/${token}`,
    headers: { "content-type": "application/x-www-form-urlencoded" },
    payload: new URLSearchParams(fields).toString(),
  });
}
async function token(): Promise<string> {
  return (await issueSetupToken(server.app)) ?? "";
}

describe("the first owner's page", () => {
  test("200: in the reader's language, and in the one that was chosen; opening it uses nothing up", async () => {
    const link = await token();
    expect((await get(link, "", { "accept-language": "ru" })).body).toContain("Добро пожаловать");
    expect((await get(link, "?lang=en", { "accept-language": "ru" })).body).toContain("Welcome to Bandwagon");
    const reply = await get(link);
    expect(reply.statusCode).toBe(200);
    expect(reply.body).not.toContain("<script");
    expect(reply.headers["content-security-policy"]).toMatch(/^default-src 'none';(?!.*script-src).*form-action 'self'/);
    expect(reply.headers["referrer-policy"]).toBe("no-referrer");
  });

  test("200: makes the owner, a live and a test workspace, and shows keys that work", async () => {
    const reply = await post(await token(), form);
    expect(reply.statusCode).toBe(200);
    expect(reply.body).toContain("Кофейня «Заря» &lt;b&gt;&amp;");
    const [test, live] = [reply.body.match(/bw_test_\w+/)?.[0] ?? "", reply.body.match(/bw_live_\w+/)?.[0] ?? ""];
    for (const [key, mode] of [
      [test, "test"],
      [live, "live"],
    ] as const) {
      expect((await server.server.inject({ url: "/v1/workspace", headers: bearer(key) })).json()).toMatchObject({
        mode,
        name: form.business,
        key: { scopes: ["*"] },
      });
    }
    const { rows } = await server.database.admin.query("select email, password_hash from users");
    expect(rows).toHaveLength(1);
    expect(rows[0].email).toBe("anna@example.com");
    expect(await isPassword(form.password, rows[0].password_hash)).toBe(true);
    expect(await isPassword(`${form.password}x`, rows[0].password_hash)).toBe(false);
    expect((await server.database.admin.query("select from workspace_owners")).rowCount).toBe(2);
    expect((await server.database.admin.query("select from heads")).rowCount).toBe(2);
  });

  test("200: a double tap makes one owner, and both answers show the same keys", async () => {
    const link = await token();
    const [first, second] = await Promise.all([post(link, form), post(link, form)]);
    const third = await post(link, form);
    expect(second.body).toBe(first.body);
    expect(third.body).toBe(first.body);
    expect(first.body).toContain("bw_test_");
    expect((await server.database.admin.query("select from workspaces")).rowCount).toBe(2);
  });

  test("of two people with the link exactly one becomes the owner", async () => {
    const link = await token();
    const replies = await Promise.all([post(link, form), post(link, { ...form, email: "otto@example.com" })]);
    expect(replies.map(({ statusCode }) => statusCode).sort()).toEqual([200, 410]);
    expect((await server.database.admin.query("select from users")).rowCount).toBe(1);
  });

  test("410 once used; there is no further link while there is an owner", async () => {
    const link = await token();
    await post(link, form);
    expect((await get(link)).statusCode).toBe(410);
    expect((await post(link, { ...form, email: "otto@example.com" })).statusCode).toBe(410);
    expect(await issueSetupToken(server.app)).toBeUndefined();
  });

  test("404: invented, replaced by a newer one, or older than a day", async () => {
    const old = await token();
    const link = await token();
    expect((await get("0".repeat(32))).statusCode).toBe(404);
    expect((await get(old)).statusCode).toBe(404);
    expect((await post(old, form)).statusCode).toBe(404);
    clock.offsetMs = 24 * 60 * 60 * 1000 + 1;
    expect((await get(link)).statusCode).toBe(404);
  });

  test("the link is kept as a hash only", async () => {
    const link = await token();
    const { rows } = await server.database.admin.query("select row_to_json(l)::text as text from setup_links l");
    expect(JSON.stringify(rows)).not.toContain(link);
  });

  test("422: says by field what is wrong, keeps what was right, never the password", async () => {
    const reply = await post(await token(), { email: "nobody", password: "short", business: "My <shop>", lang: "en" });
    expect(reply.statusCode).toBe(422);
    expect(reply.body).toContain("This is not an e-mail address");
    expect(reply.body).toContain("The password needs at least 12");
    expect(reply.body).toContain('value="My &lt;shop&gt;"');
    expect(reply.body).not.toContain("short");
    expect(reply.body).not.toContain('id="business-fault"');
  });
});
