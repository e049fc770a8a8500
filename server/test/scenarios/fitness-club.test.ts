import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
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

  test("that do not expire", async () => {
    await shop.event("anna", "check_in");
    await shop.moveTo("2031-03-02T09:00:00Z");
    expect(await shop.wallet("anna")).toEqual(points("10"));
  });
});
