// biome-ignore-all lint/suspicious/noThenProperty: the document's own word; nothing awaits a check.
import fc from "fast-check";
import { Compile } from "typebox/compile";
import { describe, expect, test } from "vitest";
import { checkShape } from "./check-shape.js";
import { compileProgram } from "./compile.js";
import { diffDocuments } from "./diff.js";
import { ProgramDocument } from "./schema.js";
import { validateProgram } from "./validate.js";

/** Valid documents: every part that can be there, in every combination that means something. */
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const decimal = (decimals: number) =>
  fc
    .tuple(fc.integer({ min: 0, max: 99_999 }), fc.nat(10 ** decimals - 1))
    .map(([whole, part]) => (decimals === 0 ? `${whole}` : `${whole}.${String(part).padStart(decimals, "0")}`));
const duration = fc.oneof(
  ...["minutes", "hours", "days", "calendarDays", "months", "years"].map((unit) =>
    fc.integer({ min: 1, max: 10 }).map((length) => ({ [unit]: length })),
  ),
);
const period = fc.oneof(
  fc.constantFrom("lifetime", "day", "week", "month", "quarter", "year"),
  fc.integer({ min: 1, max: 400 }).map((rollingDays) => ({ rollingDays })),
);
const stage = fc.constantFrom("signed_up", "qualified", "converted");
const rideCondition = fc.constantFrom(
  'event.status == "completed"',
  "event.properties.km >= 3",
  'event.amount > money("1.00") || friend.isCustomer',
  "has(event.properties.tip)",
);
const memberCondition = fc.constantFrom('member.traits.plan in ["a", "b"]', "member.referrals.converted > 2", "at - member.joinedAt < days(30)");
const referralCondition = fc.constantFrom('referral.method == "link"', "match.address || match.email", 'friend.traits.plan == "a"');
const percent = (of: unknown[]) =>
  fc.record(
    {
      percent: fc.constantFrom("0", "2.5", "10", "100", "1000"),
      of: fc.constantFrom(...of),
      floor: fc.constant("1"),
      ceiling: fc.constant("9"),
      rounding: fc.constantFrom("half_up", "half_even", "down", "up"),
    },
    { requiredKeys: ["percent", "of"] },
  );

type Around = { bases: unknown[]; hasReferral: boolean; recipients: string[]; condition: fc.Arbitrary<string>; stages: string[] };
const amountIn = (decimals: number, { bases, hasReferral, stages }: Around) => {
  const simple: fc.Arbitrary<unknown> = bases.length === 0 ? decimal(decimals) : fc.oneof(decimal(decimals), percent(bases));
  const table = fc
    .record({
      by: fc.constant("member.traits.plan"),
      rows: fc.dictionary(fc.constantFrom("a", "b", "c"), simple, { minKeys: 1 }),
      otherwise: optional(fc.oneof(simple, fc.constant("not_offered"))),
    })
    .map((rows) => ({ table: rows }));
  const tiers = fc
    .tuple(fc.constantFrom(...stages), optional(period), simple, simple)
    .map(([by, per, first, second]) => ({ tiers: { by, period: per, steps: [{ upTo: 5, amount: first }, { amount: second }] } }));
  const timed = fc
    .tuple(fc.constantFrom<unknown>("sign_up", "visit", { goal: "rode" }), simple, decimal(decimals), decimal(decimals), optional(simple))
    .map(([since, early, from, to, afterwards]) => ({
      overTime: {
        since,
        pieces: [
          { until: { days: 7 }, amount: early },
          { until: { months: 2 }, amount: { from, to } },
          { until: { years: 1 }, amount: { from, halfLife: { hours: 30 }, atLeast: to } },
        ],
        afterwards,
      },
    }));
  return hasReferral ? fc.oneof(simple, table, tiers, timed) : fc.oneof(simple, table);
};
const given = (around: Around) =>
  fc.oneof(
    fc.record({ amount: amountIn(2, around), minimumSpend: optional(decimal(2)) }).map((credit) => ({ credit })),
    amountIn(2, around).map((amount) => ({ cash: { amount } })),
    amountIn(0, around).map((amount) => ({ points: { amount } })),
    amountIn(3, around).map((amount) => ({ units: { unit: "KM", amount } })),
  );
const limits = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom("a", "b", "c"),
    measure: fc.constantFrom("rewards", "amount"),
    per: fc.constantFrom("member", { expression: "member.traits.plan" }),
    period,
    max: decimal(0),
    cut: fc.constantFrom("to_remainder", "to_nothing"),
    returnsOnExpiry: fc.boolean(),
  }),
  { selector: ({ id }) => id, maxLength: 3 },
);
const grantsIn = (around: Around) =>
  fc
    .array(
      fc.record({
        to: fc.constantFrom(...around.recipients),
        given: given(around),
        when: optional(around.condition),
        hold: optional(fc.record({ for: duration, approval: fc.boolean(), ifStill: optional(memberCondition) })),
        validity: optional(
          fc.record({ from: fc.constantFrom("made", "available"), for: duration, untilEndOf: optional(fc.constantFrom("month", "quarter", "year")) }),
        ),
        limits,
        takeBack: optional(fc.record({ debt: fc.constantFrom("owed", "forgiven"), keepIfUsed: fc.boolean() })),
        value: optional(decimal(2)),
      }),
      { minLength: 1, maxLength: 3 },
    )
    .map((grants) => grants.map(({ given: what, ...grant }, i) => ({ id: `g${i}`, ...grant, ...what, boundWith: i > 0 ? ["g0"] : undefined })));

const rideBases = ["total", "goods", "goodsBeforeDiscount", { property: "km" }, { property: "tip" }];
const ofReferral = { bases: ["total", "goods"], hasReferral: true, recipients: ["friend", "referrer"], condition: referralCondition };
const PLACES: [unknown, Around][] = [
  [
    { event: "ride", ordinal: 2 },
    {
      bases: rideBases,
      hasReferral: true,
      recipients: ["member", "friend", "referrer"],
      condition: rideCondition,
      stages: ["signed_up", "converted"],
    },
  ],
  [{ referral: "signed_up" }, { ...ofReferral, stages: ["signed_up"] }],
  [{ referral: "converted" }, { ...ofReferral, stages: ["signed_up", "qualified", "converted"] }],
  [{ goal: "rode" }, { ...ofReferral, stages: ["signed_up"] }],
  [
    { referrals: { stage: "converted", count: 3, mode: "every" } },
    { bases: [], hasReferral: true, recipients: ["member", "referrer"], condition: memberCondition, stages: ["converted"] },
  ],
  [{ badge: "star" }, { bases: [], hasReferral: false, recipients: ["member", "referrer"], condition: memberCondition, stages: ["signed_up"] }],
];
const rules = fc
  .array(
    fc
      .constantFrom(...PLACES)
      .chain(([on, around]) => fc.record({ on: fc.constant(on), when: optional(around.condition), grants: grantsIn(around) })),
    { maxLength: 5 },
  )
  .map((list) => [
    ...list.map((rule, i) => ({ id: `r${i}`, ...rule })),
    { id: "star", on: { event: "ride" }, grants: [{ id: "star", to: "member", badge: "star" }] },
  ]);
const step = fc.letrec<{ step: unknown; leaf: unknown }>((tie) => ({
  step: fc.oneof(
    { depthSize: "small", maxDepth: 3 },
    tie("leaf"),
    fc.record({ all: fc.array(tie("step"), { minLength: 1, maxLength: 3 }), inOrder: optional(fc.boolean()) }),
    fc.record({ any: fc.array(tie("step"), { minLength: 1, maxLength: 3 }) }),
  ),
  leaf: fc.oneof(
    fc.record({ event: fc.constant("ride"), where: optional(rideCondition), count: optional(fc.integer({ min: 1, max: 9 })) }),
    fc.record({ event: fc.constant("purchase"), sum: fc.constantFrom("total", "goods"), atLeast: fc.constantFrom("0.01", "30.00", "1000") }),
  ),
})).step;
const validDocument = fc
  .record({
    lateness: optional(duration),
    eligibility: fc.array(
      fc.record({ when: referralCondition, verdict: fc.constantFrom("refuse", "review"), at: optional(fc.constant(["sign_up", "ride"])) }),
      { maxLength: 2 },
    ),
    goals: fc.tuple(step, optional(step)),
    window: optional(fc.record({ from: fc.constantFrom("sign_up", "visit"), for: duration })),
    rules,
    stage,
  })
  .map(({ lateness, eligibility, goals, window, rules: list }) =>
    JSON.parse(
      JSON.stringify({
        format: 1,
        handle: "friends",
        name: { en: "Friends" },
        destination: "https://shop.example/",
        lateness,
        units: { KM: { precision: 3 } },
        traits: { plan: { type: "string" } },
        events: { ride: { properties: { km: { type: "int" }, tip: { type: "money" } } } },
        badges: [{ id: "star", name: "Star" }],
        eligibility: eligibility.map(({ verdict, ...check }, i) => ({ id: `c${i}`, ...check, then: verdict })),
        goals: [{ id: "rode", steps: goals[0], window }, ...(goals[1] === undefined ? [] : [{ id: "more", steps: goals[1], requires: "rode" }])],
        rules: list,
      }),
    ),
  );

describe("laws of valid documents", () => {
  test("they have no problems, compile with every rule and goal, and differ from themselves in nothing", () => {
    fc.assert(
      fc.property(validDocument, (document) => {
        const validation = validateProgram(document);
        expect(validation.ok ? [] : validation.problems).toEqual([]);
        const program = compileProgram(document);
        expect([...program.rules.keys()]).toEqual(document.rules.map(({ id }: { id: string }) => id));
        expect([...program.rulesOn.values()].flat().length).toBe(document.rules.length);
        for (const goal of program.goals.values()) {
          expect(goal.isReached([])).toBe(false);
          expect(goal.isReached(goal.steps.map(({ need }) => need))).toBe(true);
        }
        expect(diffDocuments(document, structuredClone(document))).toEqual([]);
      }),
    );
  });
});

/** Replaces or removes one part of a document, chosen by a number. */
function mutated(document: unknown, choice: number, replacement: unknown): unknown {
  const copy = structuredClone(document);
  const places: [Record<string, unknown>, string][] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    for (const key of Object.keys(node)) {
      places.push([node as Record<string, unknown>, key]);
      visit((node as Record<string, unknown>)[key]);
    }
  };
  visit(copy);
  const [owner, key] = places[choice % places.length] as [Record<string, unknown>, string];
  if (replacement === undefined && !Array.isArray(owner)) delete owner[key];
  else owner[key] = replacement ?? null;
  return copy;
}

describe("the check of the shape", () => {
  const schema = Compile(ProgramDocument);

  test("agrees with the schema about every document", () => {
    const replacement = fc.oneof(
      fc.constant(undefined),
      fc.constantFrom<unknown>(
        "",
        "x",
        "5.00",
        "lifetime",
        0,
        1,
        -1,
        1.5,
        true,
        null,
        [],
        {},
        { days: 1 },
        { percent: "1", of: "total" },
        { extra: 1 },
      ),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(validDocument, fc.nat(), replacement, (document, choice, part) => {
        const candidate = mutated(document, choice, part);
        const problems = checkShape(ProgramDocument, candidate);
        expect({ ok: problems.length === 0, candidate: null }).toEqual({ ok: schema.Check(candidate), candidate: null });
      }),
      { numRuns: 400 },
    );
  });
});
