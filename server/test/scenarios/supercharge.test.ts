import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { faultOfRun } from "../../src/core/ticket-luck.js";
import { type TestServer, testServer } from "../http/server.js";
import { openProgram, openScenario, type Scenario } from "./scenario.js";

let server: TestServer;
let shop: Scenario;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  shop = await openScenario(server, "08-supercharge", "2026-03-02T09:00:00Z");
  await shop.enrol("anna");
});

const miles = (available: string) => ({ pending: "0", available, debt: "0" });
const order = (friend: string, status: string, subject = "order") => shop.event(friend, "order", { subject, status });
const drive = (member: string, amount: string, status = 200) => shop.post(`/v1/wallets/${member}/redeem`, { unit: "MILES", amount }, status);
async function delivered(friend: string): Promise<void> {
  await shop.signUp(friend, { link: "anna" });
  await order(friend, "delivered");
}

describe("referrer and friend get 1,000 miles each", () => {
  test("when the friend's order is delivered, not when it is placed", async () => {
    await shop.signUp("ben", { link: "anna" });
    expect(await order("ben", "ordered")).toMatchObject({ rewards: [] });
    await shop.moveTo("2026-06-02T09:00:00Z");
    const answer = await order("ben", "delivered");
    expect(answer.rewards).toHaveLength(4);
    expect(await shop.explain(answer)).toContain("1,000 free miles for the referrer (anna): available at once, to be used until 2 December 2026");
    expect([await shop.wallet("ben"), await shop.wallet("anna")]).toEqual([miles("1000"), miles("1000")]);
  });

  test("once a friend, and for each friend", async () => {
    await delivered("ben");
    await order("ben", "delivered", "second order");
    await delivered("carl");
    expect(await shop.wallet("ben")).toEqual(miles("1000"));
    expect(await shop.wallet("anna")).toEqual(miles("2000"));
  });

  test("until the order is returned: what was driven already is owed", async () => {
    await delivered("ben");
    await drive("anna", "300");
    await shop.event("ben", "order_returned", { subject: "order" });
    expect(await shop.wallet("ben")).toEqual(miles("0"));
    expect(await shop.wallet("anna")).toEqual({ pending: "0", available: "0", debt: "300" });
    await delivered("carl");
    expect(await shop.wallet("anna")).toEqual(miles("700"));
  });
});

describe("miles expire after six months", () => {
  test("to the second", async () => {
    await delivered("ben");
    await shop.moveTo("2026-09-02T08:59:59Z");
    expect([await shop.wallet("ben"), await shop.wallet("anna")]).toEqual([miles("1000"), miles("1000")]);
    await shop.moveTo("2026-09-02T09:00:00Z");
    expect([await shop.wallet("ben"), await shop.wallet("anna")]).toEqual([miles("0"), miles("0")]);
    await drive("anna", "1", 422);
  });

  test("of the calendar: from the 31st of August to the 28th of February", async () => {
    await shop.moveTo("2026-08-31T09:00:00Z");
    await delivered("ben");
    await shop.moveTo("2027-02-28T08:59:59Z");
    expect(await shop.wallet("anna")).toEqual(miles("1000"));
    await shop.moveTo("2027-02-28T09:00:00Z");
    expect(await shop.wallet("anna")).toEqual(miles("0"));
  });

  test("at the same hour where a clock was changed in between", async () => {
    shop = await openScenario(server, "08-supercharge", "2026-03-02T09:00:00Z", "en", "America/Los_Angeles");
    await shop.enrol("anna");
    await delivered("ben");
    // One in the morning in Los Angeles, in winter and in summer.
    await shop.moveTo("2026-09-02T07:59:59Z");
    expect(await shop.wallet("anna")).toEqual(miles("1000"));
    await shop.moveTo("2026-09-02T08:00:00Z");
    expect(await shop.wallet("anna")).toEqual(miles("0"));
  });

  test("and the soonest to expire are driven first", async () => {
    await delivered("ben");
    await shop.moveTo("2026-05-02T09:00:00Z");
    await delivered("carl");
    await drive("anna", "1200");
    expect(await shop.rewards("anna", "units")).toEqual(["redeemed 1000", "available 1000"]);
    await shop.moveTo("2026-09-02T09:00:00Z");
    expect(await shop.wallet("anna")).toEqual(miles("800"));
    await shop.moveTo("2026-11-02T09:00:00Z");
    expect(await shop.wallet("anna")).toEqual(miles("0"));
  });
});

describe("each delivery is a ticket for the referrer", () => {
  const handleOf = () => `/v1/programs/${shop.handle}/draws`;
  const runOf = (draw: string, run: string) => shop.get(`${handleOf()}/${draw}/runs/${run}`);
  const whole = async (draw: string, run: string) => ({
    run: await runOf(draw, run),
    tickets: (await shop.get(`${handleOf()}/${draw}/runs/${run}/tickets?limit=100`)).data,
  });

  test("in the draw of its month and that of its quarter, which everybody can verify", async () => {
    await shop.enrol("dora");
    const before = await runOf("car", "2026-03");
    expect(before).toMatchObject({ state: "open", winners: 1, seed: null, tickets: 0, won: [], drawsAt: "2026-04-02T00:00:00.000Z" });
    for (const friend of ["ben", "carl"]) await delivered(friend);
    await shop.signUp("emil", { link: "dora" });
    const answer = await order("emil", "delivered");
    expect(await shop.explain(answer)).toContain("1 ticket for the draw “The car of the month” for the referrer (dora): available at once");
    expect(await runOf("car", "2026-03")).toMatchObject({ commitment: before.commitment, tickets: 3, holders: 2 });
    expect(await shop.rewards("anna", "tickets")).toHaveLength(4);
    const shown = async (member: string) => (await shop.portal(member)).draws.find(({ id }: { id: string }) => id === "car");
    const coming = {
      run: "2026-03",
      tickets: 2,
      text: "You have 2 tickets.",
      when: "The winner is drawn on 2 April 2026.",
      commitment: before.commitment,
    };
    expect(await shown("anna")).toMatchObject({ name: "The car of the month", runs: [coming], drawn: [], text: null });
    expect(await shown("dora")).toMatchObject({ runs: [{ tickets: 1, text: "You have 1 ticket." }] });

    const page = async (run: string, lang = "en") => {
      const reply = await server.server.inject({ url: `/draws/${shop.handle}/car/${run}?lang=${lang}` });
      return [reply.statusCode, reply.body.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ")] as const;
    };
    const [status, told] = await page("2026-03");
    for (const words of ["The car of the month", "The winner is drawn on 2 April 2026.", "3 tickets of 2 people take part.", before.commitment])
      expect([status, told]).toEqual([200, expect.stringContaining(words)]);
    expect((await page("2026-02"))[0]).toBe(404);
    const refused = async (url: string) => {
      const reply = await server.server.inject({ url });
      return [reply.statusCode, reply.json().code];
    };
    expect(await refused(`${handleOf()}/car/runs/2026-03/tickets`)).toEqual([404, "draw_not_drawn"]);
    expect(await refused(`${handleOf()}/car/runs/2026-02`)).toEqual([404, "draw_unknown"]);
    expect(await refused(`${handleOf()}/boat/runs/2026-03/tickets`)).toEqual([404, "draw_unknown"]);

    await shop.moveTo("2026-04-01T12:00:00Z");
    expect(await runOf("car", "2026-03")).toMatchObject({ state: "closing", seed: null });
    await shop.signUp("fred", { link: "anna" });
    await shop.event("fred", "order", { subject: "late", status: "delivered", occurredAt: "2026-03-31T23:00:00Z" });
    await shop.moveTo("2026-04-02T00:00:00Z");
    const { run, tickets } = await whole("car", "2026-03");
    expect(run).toMatchObject({ state: "drawn", commitment: before.commitment, tickets: 4, holders: 2 });
    expect([tickets.length, run.won.length]).toEqual([4, 1]);
    expect(faultOfRun(run, tickets, [run.won[0].holder])).toBeUndefined();

    const [, drawn] = await page("2026-03");
    for (const words of ["Drawn on 2 April 2026.", "Winners", run.won[0].name, run.seed, "npx bandwagon chance verify-run https://refer.example/v1/"])
      expect(drawn).toContain(words);
    expect((await page("2026-03", "ru"))[1]).toContain("Участвовали 4 билета, участников: 2.");
    // The quarter is over with its last month, and its roadster is drawn at the same moment.
    const members = ["anna", "dora"];
    const own = await Promise.all(members.map(async (member) => (await shop.get(`/v1/members/${member}/draws`)).data));
    expect(own.map((draws) => draws.map(({ draw, tickets: count }: { draw: string; tickets: number }) => [draw, count]))).toEqual([
      [expect.arrayContaining([3]), expect.arrayContaining([3])],
      [expect.arrayContaining([1]), expect.arrayContaining([1])],
    ]);
    for (const [nth, member] of members.entries()) {
      const won = own[nth].filter(({ hasWon }: { hasWon: boolean }) => hasWon);
      expect((await shop.rewards(member, "item")).sort()).toEqual(won.map(({ draw }: { draw: string }) => `available ${draw}`).sort());
      for (const { draw, holder } of won) expect((await runOf(draw, draw === "car" ? "2026-03" : "2026-Q1")).won[0].holder).toBe(holder);
    }
    expect(own.flat().filter(({ hasWon }) => hasWon)).toHaveLength(2);
    for (const [nth, member] of members.entries()) {
      const { hasWon } = own[nth].find(({ draw }: { draw: string }) => draw === "car");
      const words = hasWon ? /^Drawn on 2 April 2026: you won\.$/ : /^Drawn on 2 April 2026: your .* did not win this time\.$/;
      expect((await shown(member)).drawn).toMatchObject([{ run: "2026-03", hasWon, text: expect.stringMatching(words) }]);
    }
    // What is taken back afterwards changes nothing of it.
    await shop.event("ben", "order_returned", { subject: "order" });
    expect(await whole("car", "2026-03")).toEqual({ run, tickets });
  });
});

test("of hundreds of tickets the first so many holders win, found from the database as from the list of all tickets", async () => {
  const documentFor = (handle: string) =>
    JSON.stringify({
      ...{ format: 1, handle, name: "Rides", destination: "https://rides.example/" },
      events: { ride: {}, tour: {} },
      draws: [{ id: "prize", name: "A prize", every: "week", winners: 12 }],
      rules: [
        { id: "ride", on: { event: "ride" }, grants: [{ id: "own", to: "member", tickets: { draw: "prize" } }] },
        { id: "tour", on: { event: "tour" }, grants: [{ id: "own", to: "member", tickets: { draw: "prize", count: 50 } }] },
      ],
    });
  shop = await openProgram(server, "rides", documentFor, "2026-03-02T09:00:00Z");
  await Promise.all(Array.from({ length: 40 }, (_, nth) => shop.enrol(`rider-${nth}`)));
  // One of forty holds most of the tickets.
  const rides = Array.from({ length: 150 }, (_, nth) => ({
    key: `ride-${nth}`,
    type: "ride",
    member: { id: `rider-${nth % 40}` },
    program: shop.handle,
  }));
  const tours = Array.from({ length: 60 }, (_, nth) => ({ key: `tour-${nth}`, type: "tour", member: { id: "rider-7" }, program: shop.handle }));
  await shop.post("/v1/events", { events: [...rides, ...tours] });
  await shop.moveTo("2026-03-10T00:00:00Z");
  const base = `/v1/programs/${shop.handle}/draws`;
  const [{ runs }] = (await shop.get(base)).data;
  const { run: name } = runs.find(({ state }: { state: string }) => state === "drawn");
  const run = await shop.get(`${base}/prize/runs/${name}`);
  const pages = [await shop.get(`${base}/prize/runs/${name}/tickets?limit=100`)];
  for (let next = pages[0].nextCursor; next !== null; next = pages.at(-1).nextCursor)
    pages.push(await shop.get(`${base}/prize/runs/${name}/tickets?limit=100&cursor=${next}`));
  const tickets = pages.flatMap(({ data }) => data);
  expect([pages.length, tickets.length, run.tickets, run.holders]).toEqual([3, 210, 150 + 60 * 50, 40]);
  const holders = run.won.map(({ holder }: { holder: string }) => holder);
  expect(faultOfRun(run, tickets, holders)).toBeUndefined();
  expect(holders).toHaveLength(12);
});
