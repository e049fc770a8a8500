import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { keyWith, type TestServer, testServer, testWorkspace } from "./server.js";
import { caller, documentOf, openShop, type Shop } from "./shop.js";

let server: TestServer;
let shop: Shop;
beforeAll(async () => {
  server = await testServer();
  shop = await openShop(server);
});
afterAll(() => server.close());

/** Small and quick, and the same whenever it runs. */
const asked = {
  startsOn: "2026-09-01",
  runs: 10,
  decisions: 2000,
  assumptions: { months: 3, members: 100, shareRate: 0.5, purchaseRate: 0.5, orderValue: "60.00", unitValues: { POINTS: "0.01" } },
};
const simulate = (body: object = asked, program = shop.handle) => shop.post(`/v1/programs/${program}/simulate`, body);
const counts = async () =>
  (
    await server.database.admin.query(
      "select (select count(*) from bandwagon.records) as records, (select count(*) from bandwagon.members) as members",
    )
  ).rows;

describe("POST /v1/programs/{program}/simulate", () => {
  test("200: the forecast, with everything that was assumed; the same again, and nothing is written", async () => {
    const before = await counts();
    const { status, body } = await simulate({ ...asked, industry: "fashion", budget: "1.00", seed: 4_294_967_295 });
    expect([status, body.program, body.currency, body.runs, body.seed]).toEqual([200, shop.handle, "EUR", 10, 4_294_967_295]);
    expect(body.startsOn).toBe("2026-08-31T22:00:00.000Z");
    expect(body.assumptions).toMatchObject({
      industry: "fashion",
      members: 100,
      orderValue: "60.00",
      returnRate: 0.26,
      unitValues: { POINTS: "0.010000" },
    });
    expect(body.months.map(({ month }: { month: string }) => month)).toEqual(["2026-09", "2026-10", "2026-11"]);
    expect(body.rewards.map(({ grant }: { grant: string }) => grant)).toEqual(expect.arrayContaining(["coupon", "credit", "points", "badge"]));
    expect(body.rewards.find(({ grant }: { grant: string }) => grant === "points").cost).not.toBeNull();
    expect(body.newCustomers.p90).toBeGreaterThan(0);
    expect([body.budget, body.chanceOverBudget > 0.5]).toEqual(["1.00", true]);
    expect((await simulate({ ...asked, industry: "fashion", budget: "1.00", seed: 4_294_967_295 })).body).toEqual(body);
    expect(await counts()).toEqual(before);
  });

  test("200: the draft, where it says something else than the version in force; or what is chosen", async () => {
    const { id } = (await shop.get(`/v1/programs/${shop.handle}`)).body;
    const draft = { ...documentOf(shop.handle), rules: [] };
    await shop.put(`/v1/programs/${id}/draft`, draft);
    expect((await simulate()).body.rewards).toEqual([]);
    expect((await simulate({ ...asked, version: "current" })).body.rewards).not.toEqual([]);
    await shop.put(`/v1/programs/${id}/draft`, documentOf(shop.handle));
  });

  test("200: without a start the program starts next month", async () => {
    const { body } = await simulate({ ...asked, startsOn: undefined });
    expect(Date.parse(body.startsOn)).toBeGreaterThan(Date.now() - 86_400_000);
  });

  test("400: every bad assumption, with its field and the remedy", async () => {
    const { status, body } = await simulate({
      assumptions: { ...asked.assumptions, shareRate: 1.2, shareRat: 1, seasonality: [1] },
      runs: 5,
      seed: -1,
    });
    expect([status, body.code]).toEqual([400, "invalid_request"]);
    const paths = body.errors.map(({ path }: { path: string }) => path);
    expect(paths).toEqual(expect.arrayContaining(["/assumptions/shareRate", "/assumptions/shareRat", "/runs", "/seed"]));
    const later = (await simulate({ assumptions: { unitValues: { MILES: "1" } }, startsOn: "2026-13-01", budget: "1.001" })).body;
    expect(later.errors.map(({ path }: { path: string }) => path)).toEqual([
      "/assumptions/orderValue",
      "/assumptions/unitValues/MILES",
      "/budget",
      "/startsOn",
    ]);
  });

  test("422: people of whom each brings more than one, without end", async () => {
    const { status, body } = await simulate({
      ...asked,
      assumptions: { ...asked.assumptions, months: 24, newMembersPerMonth: 0, shareRate: 1, reachRate: 1, invitationsPerSharer: 50 },
    });
    expect([status, body.detail]).toEqual([422, expect.stringContaining("Lower shareRate")]);
  });

  test("429: while the process has another one, with the time to wait", async () => {
    const long = simulate({ ...asked, decisions: 60_000, runs: 100 });
    await new Promise((turn) => setTimeout(turn, 50));
    const { status, headers, body } = await simulate();
    expect([status, body.code, headers["retry-after"]]).toEqual([429, "rate_limited", "10"]);
    // Others are served meanwhile.
    expect((await shop.get("/v1/programs")).status).toBe(200);
    expect((await long).status).toBe(200);
    expect((await simulate()).status).toBe(200);
  });

  test("403, 404: a key that may not read programs; no such program, version, or one of another workspace", async () => {
    const { token } = await keyWith(server.app, shop.workspace, ["members:read"]);
    expect((await shop.post(`/v1/programs/${shop.handle}/simulate`, asked, { authorization: `Bearer ${token}` })).status).toBe(403);
    const other = caller(server, await testWorkspace(server.app));
    expect((await other.post(`/v1/programs/${shop.handle}/simulate`, asked)).status).toBe(404);
    expect([(await simulate(asked, "nothing-here")).status, (await simulate({ ...asked, version: 99 })).status]).toEqual([404, 404]);
  });
});
