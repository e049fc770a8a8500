import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type TestServer, testServer } from "./server.js";
import { documentOf, openShop, type Shop } from "./shop.js";

let server: TestServer;
let shop: Shop;
beforeAll(async () => {
  server = await testServer();
});
beforeEach(async () => {
  shop = await openShop(server);
});
afterAll(() => server.close());

type Document = Record<string, unknown> & { rules: { id: string; grants: { id: string }[] }[] };
/** Publishes the shop's document with changes. */
async function publish(change: (document: Document) => void) {
  const document = documentOf(shop.handle) as Document;
  change(document);
  await shop.put(`/v1/programs/${shop.program}/draft`, document);
  return shop.post(`/v1/programs/${shop.program}/publish`);
}
const dearer = (document: Document) => Object.assign(document.rules[1]?.grants[0] ?? {}, { credit: { amount: "7.00" } });
const anybody = (url: string, headers: Record<string, string> = {}) => server.server.inject({ method: "GET", url, headers });
const sentences = (terms: { sections: { clauses: { text: string }[] }[] }) =>
  terms.sections.flatMap(({ clauses }) => clauses.map(({ text }) => text));

describe("GET /v1/programs/{handle}/terms", () => {
  test("200: for anybody, in the language that was asked for, of the version in force or of an earlier one", async () => {
    await publish(dearer);
    const terms = (await anybody(`/v1/programs/${shop.handle}/terms`)).json();
    expect(terms).toMatchObject({ program: shop.handle, version: 2, language: "en", title: "Terms of the program “Spring friends”" });
    const given = (amount: string) => `When your friend has reached the goal “First order”, you get: ${amount} of store credit.`;
    expect(sentences(terms)).toContain(given("€7"));
    expect(sentences((await anybody(`/v1/programs/${shop.handle}/terms?version=1`)).json())).toContain(given("€5"));
    const russian = (await anybody(`/v1/programs/${shop.handle}/terms`, { "accept-language": "ru" })).json();
    expect(russian).toMatchObject({ language: "ru", title: "Условия программы «Весенние друзья»" });
    expect((await anybody(`/v1/programs/${shop.handle}/terms?lang=en`, { "accept-language": "ru" })).json().language).toBe("en");
  });

  test("200: as a page of Markdown or plain text, by format or by Accept", async () => {
    const page = await anybody(`/v1/programs/${shop.handle}/terms?format=markdown`);
    expect(page.headers).toMatchObject({ "content-type": "text/markdown; charset=utf-8", "content-language": "en" });
    expect(page.body).toMatch(/^# Terms of the program “Spring friends”\n\nVersion 1, published .*\n\n## 1\. Who takes part\n\n\*\*1\.1\*\* /);
    expect((await anybody(`/v1/programs/${shop.handle}/terms`, { accept: "text/markdown" })).body).toBe(page.body);
    expect((await anybody(`/v1/programs/${shop.handle}/terms?format=text`)).body).toContain("1. Who takes part\n\n1.1  You are a member");
  });

  test("404: no such program, no such version; 400: another language", async () => {
    expect((await anybody("/v1/programs/no-such/terms")).json()).toMatchObject({ status: 404, code: "program_unknown" });
    expect((await anybody(`/v1/programs/${shop.handle}/terms?version=9`)).json()).toMatchObject({ status: 404, code: "version_unknown" });
    expect((await anybody(`/v1/programs/${shop.handle}/terms?lang=fr`)).statusCode).toBe(400);
  });
});

describe("what changes a promise", () => {
  test("is told when it is published: the sentences, and how many are concerned", async () => {
    await shop.event({ type: "sign_up", member: { id: "boris" }, code: (await shop.get("/v1/members/anna")).body.enrolments[0].code });
    const { body } = await publish(dearer);
    expect(body).toMatchObject({ version: 2, promises: { changed: true, members: 2, referrals: 1 } });
    expect(body.promises.changes).toEqual([
      { change: "removed", sentence: "When your friend has reached the goal “First order”, you get: €5 of store credit." },
      { change: "added", sentence: "When your friend has reached the goal “First order”, you get: €7 of store credit." },
    ]);
    const diff = await shop.get(`/v1/programs/${shop.program}/diff?from=2&to=1`, { "accept-language": "ru" });
    expect(diff.body.promises).toMatchObject({ changed: true, members: 2 });
    expect(diff.body.promises.changes[0].sentence).toMatch(/^Когда ваш друг достиг цели «Первый заказ», вы получаете: 7\s€ на счёт в магазине\.$/);
  });

  test("is not what the program looks like, nor the first version, nor a document that is not valid", async () => {
    const { body } = await publish((document) => Object.assign(document, { destination: "https://shop.example/other", theme: { brand: "#112233" } }));
    expect(body).toMatchObject({ version: 2, promises: { changed: false, changes: [], members: 0, referrals: 0 } });
    const other = (await shop.post("/v1/programs", documentOf(`${shop.handle}-b`))).body;
    expect((await shop.post(`/v1/programs/${other.id}/publish`)).body.promises).toBeNull();
    await shop.put(`/v1/programs/${shop.program}/draft`, { ...documentOf(shop.handle), currency: "XXX" });
    expect((await shop.get(`/v1/programs/${shop.program}/diff`)).body.promises).toBeNull();
  });
});

describe("agreeing to terms", () => {
  const accept = (member: string, version: number, more: object = {}) =>
    shop.put(`/v1/members/${member}`, { accepted: { program: shop.handle, version }, ...more });
  const standing = async (member: string) => {
    const { termsAccepted, termsToAccept } = (await shop.get(`/v1/members/${member}`)).body.enrolments[0];
    return { termsAccepted, termsToAccept };
  };

  test("200: is kept by version; a version that promises the same asks for nothing, one that promises something else asks anew", async () => {
    expect(await standing("anna")).toEqual({ termsAccepted: null, termsToAccept: 1 });
    const { status, body } = await accept("anna", 1);
    expect([status, body.enrolments[0]]).toMatchObject([200, { termsAccepted: 1, termsToAccept: null }]);
    await publish((document) => Object.assign(document, { destination: "https://shop.example/other" }));
    expect(await standing("anna")).toEqual({ termsAccepted: 1, termsToAccept: null });
    await publish(dearer);
    expect(await standing("anna")).toEqual({ termsAccepted: 1, termsToAccept: 3 });
    await accept("anna", 3);
    expect(await standing("anna")).toEqual({ termsAccepted: 3, termsToAccept: null });
    expect(await standing("otto")).toEqual({ termsAccepted: null, termsToAccept: 3 });
  });

  test("200: with the enrolment in one call, and again without another row", async () => {
    const { body } = await accept("new", 1, { programs: [shop.handle] });
    expect(body.enrolments[0]).toMatchObject({ termsAccepted: 1, termsToAccept: null });
    expect((await accept("new", 1)).status).toBe(200);
    const { rows } = await server.database.admin.query("select version from acceptances where workspace_id = $1", [shop.workspace.id]);
    expect(rows).toEqual([{ version: 1 }]);
  });

  test("404: no such version, no such program; 409: who takes no part; nothing is changed by it", async () => {
    expect(await accept("anna", 2, { name: "Anna" })).toMatchObject({ status: 404, body: { code: "version_unknown" } });
    expect(await accept("stranger", 1)).toMatchObject({ status: 409, body: { code: "member_not_enrolled" } });
    expect((await shop.get("/v1/members/stranger")).status).toBe(404);
    const unknown = await shop.put("/v1/members/anna", { accepted: { program: "nothing", version: 1 } });
    expect(unknown).toMatchObject({ status: 400, body: { errors: [{ path: "/accepted/program" }] } });
    expect((await shop.put("/v1/members/anna", { accepted: { program: shop.handle } })).status).toBe(400);
  });

  test("whoever was merged has agreed for the one that stays", async () => {
    await accept("otto", 1);
    await shop.post("/v1/members/otto/merge", { into: "anna", reason: "One person." });
    expect(await standing("anna")).toEqual({ termsAccepted: 1, termsToAccept: null });
  });
});
