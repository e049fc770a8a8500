import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { checkoutDir } from "../../src/config.js";
import { type TestServer, testServer } from "../http/server.js";
import { openScenario, type Scenario } from "./scenario.js";

let server: TestServer;
let shop: Scenario;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  shop = await openScenario(server, "14-fitness-club", "2026-03-02T09:00:00Z");
  await shop.enrol("anna");
});

const points = (available: string) => ({ pending: "0", available, debt: "0" });

describe("the points of the week", () => {
  const board = (query = "") => shop.get(`/v1/programs/${shop.handle}/leaderboards/weekly?partition=north${query}`);
  const own = (member: string) => shop.get(`/v1/members/${member}/leaderboards/${shop.handle}/weekly`);
  const ranked = ({ data }: { data: { place: number; member: string; score: string }[] }) =>
    data.map(({ place, member, score }) => `${place} ${member} ${score}`);
  beforeEach(async () => {
    for (const member of ["nina", "nora", "niels"]) await shop.enrol(member, { name: `${member} north`, traits: { club: "north" } });
    await shop.enrol("sara", { traits: { club: "south" } });
    await shop.event("nora", "check_in", { subject: "1" });
    await shop.event("nina", "check_in", { subject: "1" });
    await shop.event("niels", "review_posted", { subject: "1" });
    await shop.event("sara", "review_posted", { subject: "1" });
  });

  test("decide a contest in each club, when the week is over and corrected", async () => {
    const document = parse(readFileSync(join(checkoutDir, "examples/programs/14-fitness-club.yaml"), "utf8"));
    document.handle = shop.handle;
    document.contests = [{ id: "week", name: "Of the week", ranked: "weekly", correctedWithin: { days: 2 } }];
    document.rules.push({
      id: "second",
      on: { contest: "week", place: 1, toPlace: 2 },
      grants: [{ id: "p", to: "member", points: { amount: "7" } }],
    });
    expect((await shop.publish(JSON.stringify(document))).status).toBe(200);
    const about = { program: expect.any(String), handle: shop.handle, contest: "week", name: "Of the week", by: null, ownEntry: null, vote: null };
    const standing = { leaderboard: "weekly", unit: "POINTS", place: 2, of: 3, score: "10", gap: "10" };
    const week = { run: "2026-W10", state: "open", closedAt: null, entries: null, prize: "7 points" };
    expect((await shop.get("/v1/members/nora/contests")).data).toMatchObject([{ ...about, ...week, standing }]);
    await shop.moveTo("2026-03-12T09:00:00Z");
    const closed = { run: "2026-W10", state: "closed", standing: { place: 3, gap: "0" } };
    expect((await shop.get("/v1/members/nina/contests")).data).toEqual(
      expect.arrayContaining([expect.objectContaining({ ...closed, standing: expect.objectContaining(closed.standing) })]),
    );
    await shop.moveTo("2026-04-20T09:00:00Z");
    const given = async (member: string) => (await shop.rewards(member, "points")).includes("available 7");
    expect(await Promise.all(["niels", "nora", "nina", "sara"].map(given))).toEqual([true, true, false, true]);
    const places = async (club: string) =>
      (await shop.get(`/v1/programs/${shop.handle}/contests/week/places?run=2026-W10&partition=${club}`)).data.map(
        ({ place, score }: { place: number; score: string }) => `${place}: ${score}`,
      );
    expect([await places("north"), await places("south"), await places("east")]).toEqual([["1: 20", "2: 10", "3: 10"], ["1: 20"], []]);
  });

  test("rank the members of each club apart, ties to whoever got there first", async () => {
    expect(ranked(await board())).toEqual(["1 niels 20", "2 nora 10", "3 nina 10"]);
    expect((await shop.get(`/v1/programs/${shop.handle}/leaderboards/weekly/partitions`)).data).toEqual([
      { partition: "north", size: 3 },
      { partition: "south", size: 1 },
    ]);
    const first = await board("&limit=2");
    expect(ranked(await board(`&limit=2&cursor=${first.nextCursor}`))).toEqual(["3 nina 10"]);
    expect(await own("nina")).toMatchObject({
      partition: "north",
      size: 3,
      you: { place: 3, score: "10", gapToNext: "0", aheadOfPercent: 0 },
      around: [{ place: 1 }, { place: 2 }, { place: 3, isYou: true }],
    });
    expect((await shop.summary("nora")).leaderboards).toMatchObject([{ board: "weekly", run: "2026-W10", place: 2, size: 3, score: "10" }]);
  });

  test("show names by consent alone", async () => {
    const seen = async () => (await own("nina")).top.map(({ name }: { name: string }) => name);
    const pseudonym = /^[A-Z][a-z]+ [A-Z][a-z]+ \d{4}$/;
    expect(await seen()).toEqual([expect.stringMatching(pseudonym), expect.stringMatching(pseudonym), "nina north"]);
    await shop.put("/v1/members/nora/shown", { named: true });
    expect((await seen())[1]).toBe("nora");
    await shop.put("/v1/members/nora/shown", { named: false });
    expect((await seen())[1]).toMatch(pseudonym);
  });

  test("are left by whoever wants to, and come back to with the whole score", async () => {
    await shop.post(`/v1/members/nora/leaderboards/${shop.handle}`, { board: "weekly", takesPart: false });
    expect(ranked(await board())).toEqual(["1 niels 20", "2 nina 10"]);
    expect(await own("nora")).toMatchObject({ you: null, takesPart: false, size: 2 });
    await shop.event("nora", "review_posted", { subject: "2" });
    await shop.post(`/v1/members/nora/leaderboards/${shop.handle}`, { takesPart: true });
    expect(ranked(await board())).toEqual(["1 nora 30", "2 niels 20", "3 nina 10"]);
  });

  test("are frozen a day after the week, and stay to be read; the club of the week holds", async () => {
    await shop.enrol("nora", { traits: { club: "south" } });
    await shop.event("nora", "review_posted", { subject: "2" });
    await shop.moveTo("2026-03-09T12:00:00Z");
    await shop.event("nina", "check_in", { subject: "late", occurredAt: "2026-03-08T23:59:59Z" });
    await shop.moveTo("2026-03-10T12:00:00Z");
    await shop.event("nina", "check_in", { subject: "too-late", occurredAt: "2026-03-08T23:59:59Z" });
    const places = ["1 nora 30", "2 niels 20", "3 nina 20"];
    expect(await board("&run=2026-W10")).toMatchObject({ run: "2026-W10", frozenAt: "2026-03-10T00:00:00.000Z" });
    expect(ranked(await board("&run=2026-W10"))).toEqual(places);
    await shop.post(`/v1/members/niels/leaderboards/${shop.handle}`, { takesPart: false });
    expect((await board("&run=2026-W10")).data).toMatchObject([{ member: "nora" }, { place: 2, name: null, member: null }, { member: "nina" }]);
    expect((await shop.get(`/v1/programs/${shop.handle}/leaderboards/weekly/runs`)).data.map(({ run }: { run: string }) => run)).toEqual([
      "2026-W10",
    ]);
    expect(await shop.explain(await shop.event("nina", "check_in", { subject: "again" }))).toMatch(
      "On the leaderboard “Points of the week” (2026-W11) 10 points more counted; the score is 10 points.",
    );
  });
});

describe("points of a club", () => {
  test("10 for each check-in, 20 for each review, 100 for each friend", async () => {
    await shop.event("anna", "check_in", { subject: "monday" });
    await shop.event("anna", "check_in", { subject: "tuesday" });
    expect(await shop.wallet("anna")).toEqual(points("20"));
    await shop.event("anna", "review_posted", { subject: "review" });
    expect(await shop.wallet("anna")).toEqual(points("40"));
    await shop.signUp("ben", { link: "anna" });
    await shop.signUp("carl", { code: "anna" });
    expect(await shop.wallet("anna")).toEqual(points("240"));
  });

  test("once for what is told twice", async () => {
    await shop.event("anna", "check_in", { subject: "monday" });
    expect(await shop.event("anna", "check_in", { subject: "monday" })).toMatchObject({ rewards: [] });
    expect(await shop.wallet("anna")).toEqual(points("10"));
  });

  test("for the friend's own check-ins as well, who has no part in the referrer's", async () => {
    await shop.signUp("ben", { link: "anna" });
    await shop.event("ben", "check_in");
    await shop.event("ben", "review_posted");
    expect([await shop.wallet("ben"), await shop.wallet("anna")]).toEqual([points("30"), points("100")]);
  });

  test("none for who is not a member of the club", async () => {
    expect(await shop.event("a passer-by", "check_in")).toMatchObject({ status: "ignored", reason: "not_in_a_program" });
  });

  test("that lead to levels, which are never lost", async () => {
    const level = async () => (await shop.summary("anna")).levels.club;
    expect(await level()).toEqual({ step: "bronze", counted: "0", next: { step: "silver", atLeast: "500", missing: "500" } });
    for (let friend = 0; friend < 20; friend++) await shop.signUp(`friend-${friend}`, { code: "anna" });
    expect(await level()).toEqual({ step: "gold", counted: "2000", next: null });
    expect(await shop.rewards("anna", "access")).toEqual(["available early-booking"]);
  });

  test("and a badge for four weeks in a row, of which one that ended does not count", async () => {
    const training = async () => (await shop.summary("anna")).streaks.training;
    // Mondays in the program's zone, one of them left out.
    for (const [week, day] of ["2026-03-02", "2026-03-16", "2026-03-24", "2026-04-01"].entries()) {
      await shop.moveTo(`${day}T09:00:01Z`);
      await shop.event("anna", "check_in", { subject: `week-${week}` });
    }
    expect(await training()).toEqual({ length: 3, best: 3, freezes: 0, aliveUntil: "2026-04-13T00:00:00.000Z" });
    await shop.moveTo("2026-04-12T23:59:59Z");
    const fourth = await shop.event("anna", "check_in", { subject: "week-4" });
    expect(await shop.rewards("anna", "badge")).toEqual(["available regular"]);
    expect(await shop.explain(fourth)).toContain("The streak “Weeks of training” has reached 4 in a row.");
    await shop.moveTo("2026-04-20T00:00:00Z");
    expect(await training()).toEqual({ length: 0, best: 4, freezes: 0, aliveUntil: null });
  });

  test("a free month for three different friends in a class in March, and not for one who did not come after all", async () => {
    const bring = async () => (await shop.summary("anna")).challenges[0];
    for (const friend of ["ben", "carl", "dora", "emil"]) await shop.signUp(friend, { code: "anna" });
    await shop.moveTo("2026-03-31T23:59:59Z");
    for (const friend of ["ben", "carl"]) await shop.event(friend, "class_visited", { subject: `${friend}-1` });
    await shop.event("ben", "class_visited", { subject: "ben-2" });
    expect(await bring()).toMatchObject({
      ...{ challenge: "bring-three", state: "running", completed: false, until: "2026-04-01T00:00:00.000Z" },
      steps: [{ done: "2", needed: "3", met: false }],
    });
    await shop.moveTo("2026-04-01T00:00:00Z");
    await shop.event("dora", "class_visited", { subject: "dora-1" });
    expect(await shop.rewards("anna", "units")).toEqual([]);
    const third = await shop.event("emil", "class_visited", { subject: "emil-1", occurredAt: "2026-03-31T23:59:59Z" });
    expect(await shop.rewards("anna", "units")).toEqual(["available 1"]);
    expect(await shop.explain(third)).toContain("The challenge “Bring three friends to a class” was completed.");
    expect(await bring()).toMatchObject({ state: "over", completed: true, steps: [{ done: "3", met: true }] });
    await shop.event("emil", "class_missed", { subject: "emil-1" });
    expect([await shop.rewards("anna", "units"), (await bring()).completed]).toEqual([["reversed 1"], false]);
  });

  test("each of a squad completes what they did together; they see each other by name only as agreed", async () => {
    const document = parse(readFileSync(join(checkoutDir, "examples/programs/14-fitness-club.yaml"), "utf8"));
    document.handle = shop.handle;
    document.challenges.push({ id: "together", name: "Together", every: "month", squad: { max: 3 }, steps: [{ event: "check_in", count: 3 }] });
    const grants = [{ id: "p", to: "member", points: { amount: "500" } }];
    document.rules.push({ id: "together", on: { challenge: "together" }, grants });
    expect((await shop.publish(JSON.stringify(document))).status).toBe(200);
    await shop.enrol("ben", { name: "Ben Berg" });
    await shop.enrol("carl", { name: "Carl Cohn" });
    await shop.put("/v1/members/ben/shown", { named: true });
    const squad = (member: string) => `/v1/members/${member}/challenges/${shop.handle}/together/squad`;
    const pseudonym = expect.stringMatching(/^\p{Lu}\p{L}+ \p{Lu}\p{L}+ \d{4}$/u);
    const made = await shop.put(squad("anna"), {});
    const { code } = made.squad.mine;
    expect(made).toMatchObject({ squad: { min: 2, max: 3, mine: { members: [{ name: pseudonym, you: true }] } }, completed: false });
    await shop.put(squad("ben"), { code });
    const shown = async (member: string) => (await shop.portal(member)).challenges[1].squad;
    const joined = { text: "2 of 3 are in your squad.", code, members: [{ you: true }, { name: "Ben" }], canJoin: false, canLeave: true };
    expect(await shown("anna")).toMatchObject(joined);
    const nobody = { text: expect.stringMatching(/^You can take it up together: 2 to 3 people/), code: null, members: [], canJoin: true };
    expect(await shown("carl")).toMatchObject(nobody);
    await shop.put(squad("carl"), { code });
    expect((await shop.delete(squad("carl"))).squad.mine).toBe(null);
    await shop.event("ben", "check_in", { subject: "b-1" });
    for (const nth of [1, 2]) await shop.event("anna", "check_in", { subject: `a-${nth}` });
    const together = async (member: string) => (await shop.summary(member)).challenges[1];
    const mine = {
      code,
      members: [
        { name: pseudonym, you: true },
        { name: "Ben", you: false },
      ],
    };
    expect(await together("anna")).toMatchObject({ completed: true, steps: [{ done: "3", needed: "3", met: true }], squad: { mine } });
    expect(await together("carl")).toMatchObject({ completed: false, steps: [{ done: "0" }], squad: { mine: null } });
    const given = async (member: string) => (await shop.rewards(member, "points")).includes("available 500");
    expect(await Promise.all(["anna", "ben", "carl"].map(given))).toEqual([true, true, false]);
  });

  test("that do not expire", async () => {
    await shop.event("anna", "check_in");
    await shop.moveTo("2031-03-02T09:00:00Z");
    expect(await shop.wallet("anna")).toEqual(points("10"));
  });
});
