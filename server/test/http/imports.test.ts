import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestServer, testServer } from "./server.js";
import { codeOf, openShop, type Shop } from "./shop.js";

let server: TestServer;
let shop: Shop;
beforeAll(async () => {
  server = await testServer();
  shop = await openShop(server, "spring-friends");
});
afterAll(() => server.close());

async function send(kind: "members" | "referrals", table: string | Buffer, query = "", headers: Record<string, string> = {}) {
  const { statusCode, body } = await server.server.inject({
    method: "POST",
    url: `/v1/programs/${shop.handle}/imports/${kind}${query}`,
    headers: { authorization: `Bearer ${shop.secret}`, "content-type": "text/csv", ...headers },
    payload: table,
  });
  return {
    status: statusCode,
    lines:
      statusCode === 200
        ? body
            .trim()
            .split("\n")
            .map((line) => JSON.parse(line))
        : [JSON.parse(body)],
  };
}

const members = "Kunde;E-Mail;Referral code\nc-1;ann@example.com;ANN-ONE\nc-2;;\nc-3;no address;\n";
const asMembers = "?separator=semicolon&id=Kunde";

describe("importing members over HTTP", () => {
  test("tells each row that cannot be done with its problem, and at the end what was", async () => {
    const { status, lines } = await send("members", members, asMembers);
    expect(status).toBe(200);
    expect(lines).toEqual([
      { refused: { line: 4, problem: expect.stringMatching(/e-mail address/), row: { Kunde: "c-3", "E-Mail": "no address", "Referral code": "" } } },
      { progress: { rows: 3, done: 2, repeated: 0, refused: 1 } },
      { report: { rows: 3, done: 2, repeated: 0, refused: 1 } },
    ]);
    expect(await codeOf(shop, "c-1")).toBe("ANN-ONE");
  });

  test("the same table again, also compressed, imports nothing again", async () => {
    const { lines } = await send("members", gzipSync(members), asMembers, { "content-encoding": "gzip" });
    expect(lines.at(-1)).toEqual({ report: { rows: 3, done: 0, repeated: 2, refused: 1 } });
  });

  test("L8 the same call under the same key is answered with its report and does nothing; another table under it is refused", async () => {
    const key = { "idempotency-key": "import-1" };
    const { lines } = await send("members", "id\nkeyed-1\n", "", key);
    expect(lines.at(-1)).toEqual({ report: { rows: 1, done: 1, repeated: 0, refused: 0 } });
    expect((await send("members", "id\nkeyed-1\n", "", key)).lines).toEqual(lines.slice(-1));
    expect(await send("members", "id\nkeyed-2\n", "", key)).toMatchObject({ status: 409, lines: [{ code: "key_reused" }] });
    expect((await shop.get("/v1/members/keyed-2")).status).toBe(404);
  });

  test("a preview shows how rows are read, and changes nothing", async () => {
    const { lines } = await send("members", "Kunde,Name\nc-9,Zoe\n", "?preview=true&id=Kunde");
    expect(lines).toEqual([{ preview: { columns: { id: "Kunde", name: "Name" }, rows: [{ line: 2, id: "c-9", name: "Zoe" }] } }]);
    expect((await shop.get("/v1/members/c-9")).status).toBe(404);
  });

  test("thousands of rows are told of as they go", async () => {
    const { lines } = await send("members", `id\n${Array.from({ length: 450 }, (_, nth) => `many-${nth}\n`).join("")}`);
    expect(lines.map(({ progress, report }) => (progress ?? report).rows)).toEqual([200, 400, 450, 450]);
  });

  test.each([
    ["no column for what is needed", "Kunde\nc-9\n", "", 400, /No column is known to be id; say which with \?id=…/],
    ["a column that is not there", "id\nc-9\n", "?email=Mail", 400, /no column Mail/],
    ["a field that is not there", "id\nc-9\n", "?age=id", 400, /age/],
    ["an empty table", "", "", 400, /empty/],
    ["a NUL", "id\nc\0\n", "", 400, /U\+0000/],
  ])("refused: %s", async (_what, table, query, code, message) => {
    const { status, lines } = await send("members", table, query);
    expect(status).toBe(code);
    expect(lines[0].detail).toMatch(message);
  });

  test("what turns out to be no CSV on the way is the last line, and what came before stays", async () => {
    const { lines } = await send("members", `id,name\n${Array.from({ length: 300 }, (_, nth) => `early-${nth},A\n`).join("")}c-9,"Zoe\n`);
    expect(lines.at(-1)).toEqual({ error: { code: "invalid_request", detail: expect.stringMatching(/cannot be read/) } });
    expect((await shop.get("/v1/members/early-0")).status).toBe(200);
  });

  test("JSON is refused with what is taken", async () => {
    const { status, lines } = await send("members", "{}", "", { "content-type": "application/json" });
    expect(status).toBe(415);
    expect(lines[0].detail).toMatch(/text\/csv/);
  });
});

test("past referrals are imported with their dates and reason", async () => {
  const { body: clock } = await shop.get("/v1/clock");
  const past = new Date(Date.parse(clock.now) - 40 * 86_400_000).toISOString().slice(0, 10);
  // At noon: the same day in every zone of Europe.
  const { lines } = await send("referrals", `Referrer,Friend,Date\nc-1,old-1,${past} 12:00\nc-1,c-1,\n`, "?reason=From%20before");
  expect(lines.at(-1)).toEqual({ report: { rows: 2, done: 1, repeated: 0, refused: 1 } });
  const { body } = await shop.get("/v1/referrals?friend=old-1");
  expect(body.data).toMatchObject([{ referrer: "c-1", attribution: { method: "hand" } }]);
  expect(body.data[0].beganAt.slice(0, 10)).toBe(past);
  const { lines: others } = await send("referrals", "Referrer,Friend,Referred for\nc-1,old-2,phone\n", "?reason=From%20before");
  expect(others[0].refused.problem).toMatch(/in this program a friend is referred once/);
});
