import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bearer, memberToken, type TestServer, testServer } from "./server.js";
import { befriend, openShop, type Shop } from "./shop.js";

let server: TestServer;
let shop: Shop;
beforeAll(async () => {
  server = await testServer();
  shop = await openShop(server);
});
afterAll(() => server.close());

describe("PUT /v1/members/:externalId", () => {
  test("200: makes the member, enrols, and gives code, link and QR", async () => {
    const { status, body } = await shop.put("/v1/members/ida", {
      email: "Ida@Example.com",
      name: "Ida",
      traits: { city: "Bonn", shoes: 41 },
      programs: [shop.handle],
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ id: "ida", email: "Ida@Example.com", name: "Ida", traits: { city: "Bonn", shoes: 41 } });
    const [enrolment] = body.enrolments;
    expect(enrolment.code).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/);
    expect(enrolment.link).toBe(`https://refer.example/r/${shop.handle}/${enrolment.code}`);
    expect(enrolment.qr.svg).toBe(`https://refer.example/v1/members/ida/qr.svg?program=${shop.handle}`);
  });

  test("200: a second call merges, and the code stays", async () => {
    const before = (await shop.get("/v1/members/ida")).body;
    const { body } = await shop.put("/v1/members/ida", { phone: "+49 151 12345678" });
    expect(body).toEqual({ ...before, phone: "+49 151 12345678" });
  });

  test("200: the same Idempotency-Key again does nothing; 409: with another body", async () => {
    const key = { "idempotency-key": "put-jan" };
    await shop.put("/v1/members/jan", { name: "Jan" }, key);
    const again = await shop.put("/v1/members/jan", { name: "Jan" }, key);
    expect([again.status, again.headers["idempotent-replayed"]]).toEqual([200, "true"]);
    expect((await shop.put("/v1/members/jan", { name: "Another" }, key)).body.code).toBe("key_reused");
  });

  test.each([
    ["an unknown program", { programs: ["no-such-program"] }, "/programs/0"],
    ["an e-mail address that is none", { email: "x@" }, "/email"],
    ["a trait of another type", { traits: { city: 5 } }, "/traits/city"],
    ["an unknown field", { nickname: "K" }, "/nickname"],
  ])("400: %s", async (_what, body, path) => {
    const reply = await shop.put("/v1/members/kurt", body);
    expect([reply.status, reply.body.errors[0].path]).toEqual([400, path]);
  });

  test("400: without an Idempotency-Key", async () => {
    const reply = await server.server.inject({ method: "PUT", url: "/v1/members/kurt", headers: bearer(shop.secret), payload: {} });
    expect(reply.statusCode).toBe(400);
  });

  test("nothing personal is in the log", async () => {
    const { rows } = await server.database.admin.query(
      "select count(*)::int as count from records where input::text ~* '(ida@|12345678|\"ida\"|Ida)'",
    );
    expect(rows[0].count).toBe(0);
  });
});

describe("POST /v1/members", () => {
  test("200: each has its own result", async () => {
    const members = [{ id: "lea", programs: [shop.handle] }, { id: "max", email: "bad" }, { id: "nora" }];
    const { body } = await shop.post("/v1/members", { members });
    expect(body.results.map((result: { id: string; status: string }) => [result.id, result.status])).toEqual([
      ["lea", "done"],
      ["max", "failed"],
      ["nora", "done"],
    ]);
    expect(body.results[0].member.enrolments).toHaveLength(1);
    expect(body.results[1].errors[0].path).toBe("/email");
  });
});

describe("reading members", () => {
  test("404: an unknown one", async () => {
    for (const path of ["", "/summary", "/qr.svg"])
      expect([path, (await shop.get(`/v1/members/nobody${path}`)).body.code]).toEqual([path, "member_unknown"]);
  });

  test("200: the list pages by cursor without a gap or a repeat", async () => {
    const seen: string[] = [];
    let cursor = "";
    do {
      const { body } = await shop.get(`/v1/members?limit=2${cursor && `&cursor=${cursor}`}`);
      seen.push(...body.data.map((member: { id: string }) => member.id));
      cursor = body.nextCursor;
    } while (cursor);
    expect([...seen].sort()).toEqual([...new Set(seen)].sort());
    expect(seen).toEqual(expect.arrayContaining(["anna", "otto", "ida", "lea", "nora"]));
  });

  test("400: a cursor of another list, and a limit beyond 100", async () => {
    expect((await shop.get(`/v1/members?cursor=${Buffer.from("[1,2]").toString("base64url")}`)).status).toBe(400);
    expect((await shop.get("/v1/members?cursor=nonsense")).status).toBe(400);
    expect((await shop.get("/v1/members?limit=101")).status).toBe(400);
  });

  test("200: the summary counts referrals, badges, the wallet and the latest rewards", async () => {
    await befriend(shop, "piet");
    const { body } = await shop.get("/v1/members/anna/summary");
    expect(body.programs[0]).toMatchObject({ handle: shop.handle, counts: { signed_up: 1, converted: 1 }, badges: ["first-friend"], tiers: {} });
    expect(body.wallet).toEqual([expect.objectContaining({ unit: "EUR", kind: "credit", pending: "5.00", available: "0.00" })]);
    expect(body.rewards.map((reward: { type: string }) => reward.type).sort()).toEqual(["credit"]);
    expect(JSON.stringify(body)).not.toContain("piet");
  });

  test("200: QR codes as SVG and PNG lead to the member's link", async () => {
    const svg = await shop.get(`/v1/members/anna/qr.svg?program=${shop.handle}&c=poster&p=door`);
    expect([svg.status, svg.headers["content-type"]]).toEqual([200, "image/svg+xml; charset=utf-8"]);
    expect(svg.body.toString()).toContain("<svg");
    const png = await shop.get("/v1/members/anna/qr.png?size=256");
    expect([png.status, png.headers["content-type"]]).toEqual([200, "image/png"]);
    expect(png.body.subarray(1, 4).toString()).toBe("PNG");
    expect(png.body.readUInt32BE(16)).toBe(256);
  });

  test("200: a member's token reads its own things; 403: another's", async () => {
    const own = bearer(await memberToken(shop, "anna"));
    for (const url of ["/v1/members/anna", "/v1/members/anna/summary", "/v1/wallets/anna", "/v1/wallets/anna/entries"]) {
      expect([url, (await shop.get(url, own)).status]).toEqual([url, 200]);
      expect([url, (await shop.get(url.replace("anna", "otto"), own)).status]).toEqual([url, 403]);
    }
  });
});
