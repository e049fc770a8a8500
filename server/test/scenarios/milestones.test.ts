import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type TestServer, testServer } from "../http/server.js";
import { openProgram, openScenario, type Scenario } from "./scenario.js";

let server: TestServer;
let shop: Scenario;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  // The first second of the week in New York, where the clock is set forward on its last day.
  shop = await openScenario(server, "05-milestones", "2026-03-02T05:00:00Z");
  await shop.enrol("anna");
});

/** Friends from the first to the last sign up by the member's code, all at once. */
async function friends(first: number, last: number, occurredAt?: string, member = "anna"): Promise<{ status: string; reason?: string }[]> {
  const code = (await shop.get(`/v1/members/${member}`)).enrolments[0].code;
  const events = Array.from({ length: last - first + 1 }, (_, nth) => `${member}-${first + nth}`).map((id) => ({
    key: `join-${id}`,
    type: "sign_up",
    member: { id },
    code,
    ...(occurredAt !== undefined && { occurredAt }),
  }));
  return (await shop.post("/v1/events", { events })).results;
}
const prizes = (member = "anna") => shop.rewards(member, "item");
const ALL = ["available shave-cream", "available razor", "available premium-razor", "available blades"];

describe("prizes for friends who sign up", () => {
  test.each([
    [4, 0],
    [5, 1],
    [9, 1],
    [10, 2],
    [24, 2],
    [25, 3],
    [49, 3],
    [50, 4],
    [60, 4],
  ])("%i friends: %i prizes, each once, the next beside the former", async (count, given) => {
    await friends(1, count);
    expect(await prizes()).toEqual(ALL.slice(0, given));
  });

  test("one friend after the other as well", async () => {
    for (let nth = 1; nth <= 4; nth++) await shop.signUp(`friend-${nth}`, { link: "anna" });
    const fifth = await shop.signUp("friend-5", { link: "anna" });
    // Ten places up and the prize.
    expect(fifth.rewards).toHaveLength(2);
    expect(await shop.explain(fifth)).toContain("A free shave cream");
    for (let nth = 6; nth <= 10; nth++) await shop.signUp(`friend-${nth}`, { link: "anna" });
    expect(await prizes()).toEqual(ALL.slice(0, 2));
  });

  test("are each member's own", async () => {
    await shop.enrol("otto");
    await friends(1, 7);
    await friends(1, 4, undefined, "otto");
    expect([await prizes(), await prizes("otto")]).toEqual([ALL.slice(0, 1), []]);
    await friends(5, 5, undefined, "otto");
    expect(await prizes("otto")).toEqual(ALL.slice(0, 1));
  });

  test("wait to be sent, and are sent", async () => {
    await friends(1, 5);
    const { id, fulfilment } = await shop.rewardOf("anna", "item");
    expect(fulfilment).toBe("queued");
    expect(await shop.post(`/v1/rewards/${id}/fulfilment`, { state: "sent" })).toMatchObject({ state: "available", fulfilment: "sent" });
  });
});

describe("the week in New York", () => {
  test("begins with its first second", async () => {
    await friends(1, 5, "2026-03-02T05:00:00Z");
    expect(await prizes()).toEqual(ALL.slice(0, 1));
  });

  test("had not begun a second before: a sign-up counts for nothing", async () => {
    const answers = await friends(1, 5, "2026-03-02T04:59:59Z");
    expect(answers[0]).toMatchObject({ status: "refused", reason: "program_not_started" });
    expect(await prizes()).toEqual([]);
  });

  test("ends after a day of 23 hours: its last second counts", async () => {
    await friends(1, 4);
    await shop.moveTo("2026-03-09T03:59:59Z");
    await shop.signUp("late", { link: "anna" });
    expect(await prizes()).toEqual(ALL.slice(0, 1));
  });

  test("is over a second later: a sign-up makes no referral and counts for nothing, then or later", async () => {
    await friends(1, 4);
    await shop.moveTo("2026-03-09T04:00:00Z");
    expect(await shop.signUp("late", { link: "anna" })).toMatchObject({ status: "refused", reason: "program_over" });
    expect(await shop.referral("late")).toBeUndefined();
    expect(await shop.summary("anna")).toMatchObject({ counts: { signed_up: 4 } });
    expect(await prizes()).toEqual([]);
  });

  test("counts by when a friend signed up: one of the last second that is told on the next day", async () => {
    await friends(1, 4);
    await shop.moveTo("2026-03-10T12:00:00Z");
    await friends(5, 5, "2026-03-09T03:59:59Z");
    expect(await prizes()).toEqual(ALL.slice(0, 1));
    await friends(6, 10, "2026-03-09T04:00:00Z");
    expect(await prizes()).toEqual(ALL.slice(0, 1));
  });

  test("does not take prizes along when it is over", async () => {
    await friends(1, 10);
    await shop.moveTo("2026-12-31T12:00:00Z");
    expect(await prizes()).toEqual(ALL.slice(0, 2));
  });
});

describe("a friend is referred for the phone by one member and for the insurance by another", () => {
  const documentFor = (handle: string) => `
format: 1
handle: ${handle}
name: Plans
destination: https://telecom.example/
attribution: { uniqueBy: product, claimWithin: { days: 30 }, existingCustomer: "false" }
events:
  sign_up: { properties: { product: { type: string } } }
  claim: { properties: { product: { type: string } } }
  purchase: { properties: { product: { type: string } } }
goals: [{ id: bought, steps: { event: purchase } }]
rules: [{ id: thanks, on: { referral: converted }, grants: [{ id: cash, to: referrer, cash: { amount: "10.00" } }] }]
`;
  const order = (subject: string, product?: string) => ({ subject, amount: "30.00", currency: "USD", ...(product && { properties: { product } }) });
  const of = (product: string) => ({ properties: { product } });
  const referrals = async () =>
    (await shop.get("/v1/referrals?friend=dina")).data.map((each: Record<string, string>) => `${each.referrer} ${each.referredFor} ${each.state}`);
  beforeEach(async () => {
    shop = await openProgram(server, "plans", documentFor, "2026-01-31T10:00:00Z");
    for (const member of ["anna", "otto"]) await shop.enrol(member);
    await shop.signUp("dina", { link: "anna" }, of("phone"));
  });

  test("by link and by code, each rewarded for its own product", async () => {
    const second = await shop.event("dina", "claim", { ...of("insurance"), code: (await shop.get("/v1/members/otto")).enrolments[0].code });
    expect(await shop.explain(second)).toContain("The referral began in “Plans”, for “insurance”.");
    expect(await shop.explain(second, "ru")).toContain("Рекомендация началась в программе «Plans»: «insurance».");
    const bought = await shop.event("dina", "purchase", order("o-1", "insurance"));
    expect(await shop.explain(bought)).toContain("It counts for the referral for “insurance”.");
    expect(await shop.explain(await shop.event("dina", "purchase", order("o-3", "tv")))).toContain("There is no referral for “tv”");
    expect(await referrals()).toEqual(["otto insurance converted", "anna phone signed_up"]);
    await shop.event("dina", "purchase", order("o-2", "phone"));
    expect(await referrals()).toEqual(["otto insurance converted", "anna phone converted"]);
    expect([await shop.rewards("anna", "cash"), await shop.rewards("otto", "cash")]).toEqual([["available 10.00"], ["available 10.00"]]);
    await shop.event("dina", "refund", { subject: "o-1" });
    expect(await referrals()).toEqual(["otto insurance signed_up", "anna phone converted"]);
  });

  test("for one product once, also by hand; what tells no product counts for the latest", async () => {
    expect(await shop.signUp("dina", { code: "otto" }, of("phone"))).toMatchObject({ status: "refused", reason: "already_referred" });
    const entry = { program: shop.handle, friend: "dina", referrer: "otto", reason: "Told at the till." };
    await shop.post("/v1/referrals", entry, 409);
    await shop.post("/v1/referrals", { ...entry, referredFor: "phone" }, 409);
    expect(await shop.post("/v1/referrals", { ...entry, referredFor: "insurance" })).toMatchObject({ referredFor: "insurance", referrer: "otto" });
    await shop.event("dina", "purchase", order("o-1"));
    expect(await referrals()).toEqual(["otto insurance converted", "anna phone signed_up"]);
  });

  test("and the program's next version can neither leave that out nor change it", async () => {
    const next = documentFor(shop.handle).replace("uniqueBy: product, ", "");
    expect(await shop.publish(next)).toMatchObject({
      status: 409,
      body: { code: "unique_by_stays", detail: expect.stringContaining("name the same property") },
    });
  });

  test("what it is for has at most 200 characters", async () => {
    const event = { key: "long", type: "claim", member: { id: "eve" }, referrer: "anna", ...of("x".repeat(201)) };
    const problem = await shop.post("/v1/events", event, 400);
    expect(problem.errors).toMatchObject([{ path: "/properties/product", remedy: "Send at most 200 characters." }]);
  });
});

test("where a friend is referred once, nobody can be entered for something", async () => {
  const entry = { program: shop.handle, friend: "carl", referrer: "anna", reason: "Told.", referredFor: "phone" };
  expect((await shop.post("/v1/referrals", entry, 400)).errors).toMatchObject([{ path: "/referredFor" }]);
});

describe("the early list", () => {
  const list = async () =>
    (await shop.get(`/v1/programs/${shop.handle}/waiting-list`)).data.map(({ place, member, placesGained }: Record<string, unknown>) => [
      place,
      member,
      placesGained,
    ]);
  const standing = async (member: string) => (await shop.summary(member)).waitingList;
  const admit = (count: number) => shop.post(`/v1/programs/${shop.handle}/waiting-list/admit`, { count });

  test("each friend moves ten places up; a friend who is taken back moves down again; the first are let in, for good", async () => {
    for (const member of ["boris", "clara"]) await shop.enrol(member);
    expect(await standing("clara")).toEqual({
      joiningNumber: 3,
      place: 3,
      behind: 0,
      placesGained: 0,
      admittedAt: null,
      perFriend: [{ stage: "signed_up", places: 10 }],
    });
    const friend = await shop.signUp("dora", { link: "clara" });
    expect(await shop.explain(friend)).toContain("10 places up on the waiting list");
    expect(await shop.explain(friend, "ru")).toContain("10 мест вверх по листу ожидания");
    await friends(1, 1, undefined, "boris");
    expect(await list()).toEqual([
      [1, "boris", 10],
      [2, "clara", 10],
      [3, "anna", 0],
    ]);
    const { id, type, places } = await shop.rewardOf("boris", "places");
    expect([type, places]).toEqual(["places", 10]);
    await shop.post(`/v1/rewards/${id}/reverse`, { reason: "not a friend" });
    expect((await list()).map(([, member]: unknown[]) => member)).toEqual(["clara", "anna", "boris"]);
    expect(await admit(2)).toMatchObject({ admitted: 2, members: ["clara", "anna"] });
    expect(await standing("anna")).toMatchObject({ place: null, behind: null, perFriend: [], admittedAt: expect.stringContaining("2026-03-02") });
    expect([await list(), await standing("boris")]).toMatchObject([[[1, "boris", 0]], { place: 1, behind: 0 }]);
    expect(await shop.explain(await shop.signUp("emil", { link: "anna" }))).toContain("needs no places");
    expect(await admit(9)).toMatchObject({ admitted: 1, members: ["boris"] });
  });
});

test("a counted badge says how often it was earned: to its member, and on its page", async () => {
  const tea = await openProgram(
    server,
    "counted",
    (handle) => `
format: 1
handle: ${handle}
name: Tea
destination: https://shop.example/
badges: [{ id: host, name: Host, counted: true }]
rules: [{ id: brought, on: { referral: signed_up }, grants: [{ id: host, to: referrer, badge: host }] }]
`,
    "2026-03-02T09:00:00Z",
  );
  await tea.enrol("anna");
  for (const friend of ["boris", "clara", "dmitri"]) await tea.signUp(friend, { link: "anna" });
  const [badge] = (await tea.get("/v1/members/anna/badges")).data;
  expect(badge).toMatchObject({ badge: "host", times: 3, page: null });
  expect(await tea.summary("anna")).toMatchObject({ badges: ["host"], badgeTimes: { host: 3 } });
  const { page } = await tea.post(`/v1/members/anna/badges/${badge.award}/share`, { shared: true });
  const seen = async (lang: string) => (await server.server.inject({ url: `${new URL(page.address).pathname}?lang=${lang}` })).body;
  expect(await seen("en")).toContain("Earned 3 times by a member");
  expect(await seen("ru")).toContain("Получает участник программы — уже 3 раза");
});
