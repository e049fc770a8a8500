import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { bearer, type TestServer, testServer, testWorkspace } from "./server.js";
import { caller, codeOf, documentOf, openShop, type Shop } from "./shop.js";

let server: TestServer;
let shop: Shop;
beforeAll(async () => {
  server = await testServer();
  shop = await openShop(server);
});
afterAll(() => server.close());

describe("drafts", () => {
  test("201: a document becomes a draft; the same key and document again is the same program", async () => {
    const key = { "idempotency-key": "draft-1" };
    const first = await shop.post("/v1/programs", documentOf("drafts-one"), key);
    const again = await shop.post("/v1/programs", documentOf("drafts-one"), key);
    expect([first.status, again.body.id]).toEqual([201, first.body.id]);
    expect(first.body).toMatchObject({ revision: 1, valid: true, problems: [] });
    expect((await shop.post("/v1/programs", documentOf("drafts-other"), key)).body.code).toBe("key_reused");
  });

  test("201: YAML is taken as well", async () => {
    const { status, body } = await shop.post("/v1/programs", stringify(documentOf("drafts-yaml")), { "content-type": "application/yaml" });
    expect([status, body.valid]).toEqual([201, true]);
  });

  test("201: a draft need not be valid, and says what is missing", async () => {
    const { status, body } = await shop.post("/v1/programs", { handle: "drafts-half" });
    expect([status, body.valid]).toEqual([201, false]);
    expect(body.problems.map((problem: { path: string }) => problem.path)).toContain("/destination");
  });

  test("422: a handle that is taken, in this or in another workspace, or not usable", async () => {
    const other = caller(server, await testWorkspace(server.app));
    for (const [who, handle] of [
      [shop, shop.handle],
      [other, shop.handle],
      [shop, "No Handle"],
    ] as const) {
      const { status, body } = await who.post("/v1/programs", documentOf(handle));
      expect([status, body.errors[0].path]).toEqual([422, "/handle"]);
    }
  });

  test("200: a draft is replaced; 409: when it has changed since", async () => {
    const { id } = (await shop.post("/v1/programs", documentOf("drafts-two"))).body;
    const saved = await shop.put(`/v1/programs/${id}/draft?revision=1`, { ...documentOf("drafts-two"), name: "Two" });
    expect(saved.body.revision).toBe(2);
    expect((await shop.put(`/v1/programs/${id}/draft?revision=1`, documentOf("drafts-two"))).body.code).toBe("conflict");
    expect((await shop.get(`/v1/programs/${id}/draft`)).body).toMatchObject({ revision: 2, document: { name: "Two" } });
  });

  test("a handle that was never published is free again when the draft takes another", async () => {
    const { id } = (await shop.post("/v1/programs", documentOf("drafts-before"))).body;
    await shop.put(`/v1/programs/${id}/draft`, documentOf("drafts-after"));
    expect((await shop.post("/v1/programs", documentOf("drafts-before"))).status).toBe(201);
    expect((await shop.post("/v1/programs", documentOf("drafts-after"))).status).toBe(422);
  });
});

describe("validation", () => {
  test("200: a valid document, without storing it", async () => {
    const { status, body } = await shop.post("/v1/programs/validate", documentOf("valid-only"));
    expect([status, body.valid]).toEqual([200, true]);
    expect((await shop.get("/v1/programs/valid-only")).status).toBe(404);
  });

  test("422: every problem with path and remedy", async () => {
    const { status, body } = await shop.post("/v1/programs/validate", { ...documentOf("invalid"), currency: "ZZZ", timeZone: "Mars/Base" });
    expect(status).toBe(422);
    expect(body.errors.map((error: { path: string }) => error.path)).toEqual(expect.arrayContaining(["/currency", "/timeZone"]));
  });

  test("422: a draft that is not valid is not published", async () => {
    const { id } = (await shop.post("/v1/programs", { handle: "invalid-draft" })).body;
    for (const action of ["validate", "publish"]) expect([action, (await shop.post(`/v1/programs/${id}/${action}`)).status]).toEqual([action, 422]);
    expect((await shop.get(`/v1/programs/${id}`)).body.status).toBe("draft");
  });
});

describe("versions", () => {
  test("200: publishing a changed draft makes the next version; the same again does not", async () => {
    const changed = { ...documentOf(shop.handle), name: "Summer friends" };
    await shop.put(`/v1/programs/${shop.program}/draft`, changed);
    expect((await shop.post(`/v1/programs/${shop.program}/publish`)).body).toMatchObject({ status: "running", version: 2 });
    expect((await shop.post(`/v1/programs/${shop.program}/publish`)).body.version).toBe(2);
    const { body } = await shop.get(`/v1/programs/${shop.handle}/versions`);
    expect(body.data.map((version: { version: number }) => version.version)).toEqual([2, 1]);
  });

  test("200: one version is as it was published; 404: one that is none", async () => {
    expect((await shop.get(`/v1/programs/${shop.handle}/versions/1`)).body.document).toEqual(documentOf(shop.handle));
    expect((await shop.get(`/v1/programs/${shop.handle}/versions/9`)).status).toBe(404);
  });

  test("200: a difference names what changed", async () => {
    const { body } = await shop.get(`/v1/programs/${shop.handle}/diff?from=1&to=2`);
    expect(body.changes).toHaveLength(1);
    expect(body.changes[0]).toMatchObject({ path: "/name", after: "Summer friends" });
  });
});

describe("status", () => {
  test("200: a paused program earns nothing, a resumed one does; 409: in the same state", async () => {
    expect((await shop.post(`/v1/programs/${shop.handle}/pause`)).body.status).toBe("paused");
    expect((await shop.event({ type: "review_posted", member: { id: "anna" } })).body.rewards).toEqual([]);
    expect((await shop.post(`/v1/programs/${shop.handle}/pause`)).body.code).toBe("status_unchanged");
    expect((await shop.post(`/v1/programs/${shop.handle}/resume`)).body.status).toBe("running");
    expect((await shop.event({ type: "review_posted", member: { id: "anna" } })).body.rewards).toHaveLength(1);
  });

  test("200: a code that is switched off brings nobody, however it is written", async () => {
    const code = await codeOf(shop, "otto");
    await shop.post(`/v1/programs/${shop.handle}/codes/${code.toLowerCase().replace("-", "%20")}/disable`);
    expect((await shop.get("/v1/members/otto")).body.enrolments[0].codeStatus).toBe("disabled");
    expect((await shop.event({ type: "sign_up", member: { id: "quin" }, code })).body.reason).toBe("code_disabled");
    await shop.post(`/v1/programs/${shop.handle}/codes/${code}/enable`);
    expect((await shop.event({ type: "sign_up", member: { id: "rosa" }, code })).body.referrals).toHaveLength(1);
    expect((await shop.post(`/v1/programs/${shop.handle}/codes/2222-2222/disable`)).body.code).toBe("code_unknown");
  });
});

describe("GET /v1/public/programs/:handle", () => {
  test("200: a publishable key sees texts and badges, not rules", async () => {
    const { status, body } = await shop.get(`/v1/public/programs/${shop.handle}`, bearer(shop.publishable));
    expect(status).toBe(200);
    expect(body).toMatchObject({ handle: shop.handle, currency: "EUR", badges: [{ id: "first-friend" }] });
    expect(Object.keys(body)).not.toContain("rules");
  });

  test("404: a program of another workspace", async () => {
    const other = await testWorkspace(server.app);
    expect((await shop.get(`/v1/public/programs/${shop.handle}`, bearer(other.publishable))).status).toBe(404);
  });
});
