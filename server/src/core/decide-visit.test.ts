import { describe, expect, test } from "vitest";
import { brokenLaws } from "../../test/laws/memory-laws.js";
import { DAY, openShop, PROGRAM, play, type Shop, START, type Step, write } from "../../test/laws/story.js";
import type { ProgramDocument, Rule } from "./document/schema.js";
import { validateProgram } from "./document/validate.js";
import type { VisitInput } from "./visit-input.js";

const points = {
  id: "points",
  to: "referrer",
  points: { amount: "5" },
  limits: [{ id: "a-day", measure: "rewards", period: "day", max: "2" }],
} as const;
function documentOf(rule: Partial<Rule> = {}, parts: Partial<ProgramDocument> = {}): ProgramDocument {
  const rules = [{ id: "visitors", on: { visit: true as const }, grants: [points], ...rule }] as unknown as Rule[];
  return { format: 1, handle: "shop", name: "Shop", destination: "https://shop.example/", rules, ...parts };
}
const anna: Step = { do: "join", who: "anna", plan: "pro" };
const shopOf = (document: ProgramDocument): Shop => play(openShop(document), [anna]);
function visit(shop: Shop, visitor: string, more: Partial<VisitInput> = {}) {
  const code = [...shop.log.stored.codes.values()][0]?.code ?? "";
  const { outcome } = write(shop, { kind: "visit", program: PROGRAM, code, visit: "vis_1", visitor, oncePer: "day", at: shop.at, ...more });
  expect(brokenLaws(shop.log)).toEqual([]);
  return outcome;
}
const earned = (shop: Shop) => [...shop.log.stored.accounts.values()].find(({ kind }) => kind === "available")?.balance ?? 0n;

describe("a rule on visits", () => {
  test("rewards whose link it was, for so many visitors a day", () => {
    const shop = shopOf(documentOf());
    expect(["a", "b", "c"].map((visitor) => visit(shop, visitor))).toMatchObject([
      { status: "rewarded", member: expect.stringMatching(/^mem_/) },
      { status: "rewarded" },
      { status: "recorded", reason: "capped" },
    ]);
    play(shop, [{ do: "wait", hours: 24, settles: false }]);
    visit(shop, "a-tomorrow");
    expect(earned(shop)).toBe(15n);
  });

  test("counts by when somebody came, however late the log is told", () => {
    const shop = play(shopOf(documentOf()), [{ do: "wait", hours: 48, settles: false }]);
    const days = [0, 0, 0, 1].map((day, index) => visit(shop, `${index}`, { at: START + day * DAY }).status);
    expect(days).toEqual(["rewarded", "rewarded", "recorded", "rewarded"]);
  });

  test("can ask for the channel, and listens to its own period alone", () => {
    const shop = shopOf(documentOf({ on: { visit: true, oncePer: "week" }, when: 'event.channel == "mail"' }));
    expect(visit(shop, "a", { oncePer: "week", channel: "mail" })).toMatchObject({ status: "rewarded" });
    expect(visit(shop, "b", { oncePer: "week", channel: "chat" })).toMatchObject({ reason: "nothing_matched" });
    expect(visit(shop, "c", { channel: "mail" })).toMatchObject({ reason: "nothing_matched" });
  });

  test("brings nothing where nobody can join: before and after the time of joining, while the program is paused, told too late", () => {
    const shop = shopOf(documentOf({}, { schedule: { joinFrom: "2026-01-28T11:00Z", joinUntil: "2026-01-28T14:00Z" }, lateness: { days: 5 } }));
    const hour = DAY / 24;
    const reasons = [-2 * hour, 3 * hour, -6 * DAY].map((offset, index) => visit(shop, `${index}`, { at: START + offset }));
    expect(reasons).toMatchObject([{ reason: "program_not_started" }, { reason: "program_over" }, { reason: "too_old" }]);
    play(shop, [{ do: "pause" }]);
    expect(visit(shop, "d")).toMatchObject({ reason: "program_paused" });
    expect(visit(shop, "e", { code: "NOBODY" })).toEqual({ status: "ignored", reason: "code_unknown" });
  });

  test("follows the member who was merged into another one", () => {
    const shop = play(shopOf(documentOf()), [
      { do: "join", who: "boris", plan: "pro" },
      { do: "merge", who: "anna", into: "boris" },
    ]);
    const boris = shop.log.world.externals.get("boris");
    expect(visit(shop, "a")).toMatchObject({ status: "rewarded", member: boris });
  });
});

test.each<[string, Partial<Rule>, string]>([
  ["a friend", { grants: [{ ...points, limits: [], to: "friend" }] as unknown as Rule["grants"] }, "there is no friend here"],
  [
    "a share of what was paid",
    { grants: [{ id: "p", to: "referrer", credit: { amount: { percent: "5", of: "total" } } }] },
    "there is no event here",
  ],
  ["the friend's plan", { when: "friend.isCustomer" }, "friend"],
])("the validator refuses %s at a visit", (_what, rule, problem) => {
  const validation = validateProgram(documentOf(rule));
  const told = validation.ok ? [] : validation.problems.map((each) => each.problem.toLowerCase());
  expect(
    told.some((each) => each.includes(problem)),
    told.join("\n"),
  ).toBe(true);
});
