// biome-ignore-all lint/suspicious/noThenProperty: the document's own word; nothing awaits a check.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { credit, full, gives, goal, grant, limit, minimal, rule } from "../../../test/program-documents.js";
import { warningSentences } from "../../words/warning-sentence.js";
import type { Problem } from "./problem.js";
import { validateProgram } from "./validate.js";

function problemsOf(patch: object): Problem[] {
  const validation = validateProgram({ ...full, ...patch });
  return validation.ok ? [] : validation.problems;
}
describe("a valid document", () => {
  test("has no problems: the smallest, and a full one", () => {
    expect(validateProgram(minimal).ok).toBe(true);
    expect(problemsOf({})).toEqual([]);
  });

  test.each<[string, object]>([
    ["a percentage with bounds", gives({ credit: { amount: { percent: "2.5", of: "goods", floor: "1", ceiling: "9.99", rounding: "down" } } })],
    [
      "a percentage of a property of one trigger",
      gives({ units: { unit: "KM", amount: { percent: "10", of: { property: "km" } } } }, { event: "ride" }),
    ],
    ["a percentage of a property of the goal's events", gives({ points: { amount: { percent: "100", of: { property: "tip" } } } }, { goal: "rode" })],
    [
      "a table by an attribute",
      gives({
        cash: { amount: { table: { by: "friend.traits.plan", rows: { plus: "5", basic: { percent: "1", of: "total" } }, otherwise: "1.50" } } },
      }),
    ],
    ["tiers", gives({ credit: { amount: { tiers: { by: "qualified", period: "month", steps: [{ upTo: 2, amount: "1" }, { amount: "2" }] } } } })],
    [
      "limits of every measure",
      limit(
        { id: "a" },
        {
          value: "5",
          limits: ["rewards", "amount", "value", "balance", { referrals: "converted" }].map((measure, i) => ({ id: `l${i}`, measure, max: "9" })),
        },
      ),
    ],
    ["a limit per expression", limit({ per: { expression: "friend.traits.plan" } })],
    [
      "a hold of every kind",
      grant({
        hold: {
          for: { days: 3 },
          approval: true,
          until: { event: "ride", where: "event.properties.km > 3" },
          cancelOn: [{ event: "purchase" }],
          ifStill: "friend.purchases > 0",
        },
      }),
    ],
    ["a window between moments", goal({ window: { after: "2026-03-01", before: "2026-03-02T00:00" } })],
    [
      "nested steps with a sum",
      goal({
        steps: {
          all: [{ any: [{ event: "sign_up" }, { event: "ride", sum: "total", atLeast: "50.00" }] }, { event: "ride", count: 2 }],
          inOrder: true,
        },
      }),
    ],
    [
      "eligibility at several events",
      { eligibility: [{ id: "x", when: "match.address || has(friend.traits.plan)", then: "review", at: ["sign_up", "ride"] }] },
    ],
    ["languages", { name: { en: "Friends", ru: "Друзья" }, locales: ["en", "ru"] }],
    ["an address on the own machine", { destination: "http://localhost:4000/welcome", otherDestinations: ["http://127.0.0.1/"] }],
    ["grants bound together", rule({ referral: "converted" }, [credit, { ...credit, id: "other", to: "friend", boundWith: ["credit"] }])],
    [
      "a budget that two grants share",
      rule(
        { referral: "converted" },
        ["a", "b"].map((id) => ({ ...credit, id, limits: [{ id: "budget", measure: "amount", per: "program", period: "year", max: "50000" }] })),
      ),
    ],
    ["a schedule", { schedule: { joinFrom: "2026-01-01", joinUntil: "2026-02-01", qualifyUntil: "2026-02-01", payUntil: "2026-03-01" } }],
  ])("may have %s", (_, patch) => {
    expect(problemsOf(patch)).toEqual([]);
  });
});

describe("a warning does not forbid", () => {
  test.each<[object, string]>([
    [rule({ badge: "star" }), "/rules/0/on/badge | No rule gives the badge “star”, so this never happens."],
    [rule({ stampCard: "card" }), "/rules/0/on/stampCard | No rule gives the stamp “card”, so this never happens."],
    [{ goals: [], ...rule({ referral: "converted" }) }, "/rules/0/on | No referral is ever converted: the document has no goal."],
    [{ name: { en: "Friends", fr: "Amis" } }, "/name/fr | “fr” is not a language of the program."],
  ])("%j", (patch, words) => {
    const validation = validateProgram({ ...full, ...patch });
    expect(validation.ok && warningSentences("en", validation.warnings).map(({ path, problem }) => `${path} | ${problem}`)).toContain(words);
  });
});

describe("hostile input is refused, soon and without a crash", () => {
  const nested = (depth: number, wrap: (inner: unknown) => unknown) => {
    let value: unknown = { event: "ride" };
    for (let i = 0; i < depth; i++) value = wrap(value);
    return value;
  };
  const circle: Record<string, unknown> = { ...minimal };
  circle.description = circle;
  test.each<[string, unknown]>([
    ["nothing", undefined],
    ["null", null],
    ["a text", "format: 1"],
    ["a list", [minimal]],
    ["lists 10,000 deep", nested(10_000, (inner) => [inner])],
    ["steps 10,000 deep", { ...full, goals: [{ id: "rode", steps: nested(10_000, (inner) => ({ all: [inner] })) }] }],
    ["a text of 1 MB", { ...minimal, description: "x".repeat(1_000_000) }],
    ["a key of 1 MB", { ...minimal, ["x".repeat(1_000_000)]: 1 }],
    ["a million items", { ...minimal, rules: new Array(1_000_000).fill(null) }],
    ["an endless sparse list", { ...minimal, rules: new Array(2 ** 32 - 1) }],
    ["a circle", circle],
    ["half a surrogate pair", { ...minimal, name: "\ud800" }],
    ["a NUL", { ...minimal, name: "a\0b" }],
    ["a NUL in a name", { ...minimal, "a\0b": 1 }],
    ["__proto__", JSON.parse('{"format":1,"handle":"abc","name":"x","destination":"https://a.example/","__proto__":{"rules":[]}}')],
    ["events.__proto__", { ...minimal, events: JSON.parse('{"__proto__":{"corrects":"purchase"}}') }],
    ["constructor", { ...minimal, constructor: {} }],
    ["an infinite number", { ...minimal, lateness: { days: Number.POSITIVE_INFINITY } }],
    ["NaN", { ...minimal, lateness: { days: Number.NaN } }],
    ["a huge number", { ...minimal, lateness: { days: 1e300 } }],
    ["a huge amount", { ...full, ...gives({ credit: { amount: "9".repeat(400) } }) }],
    ["a bigint", { ...minimal, format: 1n }],
    ["a function", { ...minimal, name: () => "x" }],
    ["a Date", { ...minimal, schedule: { joinFrom: new Date(0) } }],
    ["a Map", new Map(Object.entries(minimal))],
    ["a null for an object", { ...full, rules: [null], goals: [null], events: { ride: null }, units: { MB: null }, schedule: null }],
  ])("%s", (_, input) => {
    const validation = validateProgram(input);
    expect(validation.ok).toBe(false);
    if (validation.ok) return;
    expect(validation.problems.length).toBeGreaterThan(0);
    expect(JSON.stringify(validation.problems).length).toBeLessThan(100_000);
  });

  test("thousands of problems are told as a few hundred", () => {
    const badges = Array.from({ length: 200 }, (_, i) => ({ id: `badge-with-a-long-name-${i}`, name: "x" }));
    const grants = Array.from({ length: 20 }, (_, i) => ({ id: `g${i}`, to: "member", badge: `badge-with-another-name-${i}` }));
    const rules = Array.from({ length: 100 }, (_, i) => ({ id: `r${i}`, on: { event: "ride" }, grants }));
    expect(problemsOf({ badges, rules }).length).toBe(200);
  });
});

describe("laws", () => {
  test("validating never throws, whatever the JSON", () => {
    const keys = fc.constantFrom(
      ...Object.keys(full),
      "rules",
      "eligibility",
      "schedule",
      "attribution",
      "locales",
      "currency",
      "timeZone",
      "referral",
    );
    fc.assert(
      fc.property(fc.dictionary(keys, fc.oneof(fc.jsonValue(), fc.anything())), (patch) => {
        expect(typeof validateProgram({ ...full, ...patch }).ok).toBe("boolean");
        expect(typeof validateProgram(patch).ok).toBe("boolean");
      }),
      { numRuns: 500 },
    );
  });
});
