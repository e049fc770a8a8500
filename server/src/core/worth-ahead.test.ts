import fc from "fast-check";
import { expect, test } from "vitest";
import { chance } from "../../test/laws/chance.js";
import { compileOnce, DAY, openShop, play, type Shop, START, type Step, write } from "../../test/laws/story.js";
import { compileProgram } from "./document/compile.js";
import { documentHash } from "./document/hash.js";
import type { Amount, ProgramDocument } from "./document/schema.js";
import { foreseenFor, type Way, wayFrom } from "./foreseen.js";
import { formatInstant } from "./time.js";
import { changesAt, stays, worthAhead, worthIf } from "./worth-ahead.js";

const HOUR = 3_600_000;
const MINUTE = 60_000;

const decimal = fc.integer({ min: 0, max: 3000 }).map((cents) => (cents / 100).toFixed(2));
const piece = fc.oneof<fc.Arbitrary<unknown>[]>(
  decimal,
  fc.record({ from: decimal, to: decimal }),
  fc.record({ from: decimal, halfLife: fc.constantFrom({ hours: 5 }, { hours: 36 }), atLeast: fc.option(decimal, { nil: undefined }) }),
);
const length = fc.constantFrom({ hours: 30 }, { days: 2 }, { calendarDays: 5 }, { days: 12 }, { months: 1 });
const order = [{ hours: 30 }, { days: 2 }, { calendarDays: 5 }, { days: 12 }, { months: 1 }].map((each) => JSON.stringify(each));
const overTime = fc.record({
  overTime: fc.record({
    since: fc.constantFrom("sign_up", "visit"),
    pieces: fc
      .uniqueArray(fc.tuple(length, piece), { selector: ([until]) => JSON.stringify(until), minLength: 1, maxLength: 4 })
      .map((pieces) =>
        pieces
          .sort(([a], [b]) => order.indexOf(JSON.stringify(a)) - order.indexOf(JSON.stringify(b)))
          .map(([until, amount]) => JSON.parse(JSON.stringify({ until, amount }))),
      ),
    afterwards: fc.oneof(decimal, fc.constant("not_offered")),
  }),
});
const campaign = fc.record({
  after: fc.integer({ min: -2, max: 30 }),
  days: fc.integer({ min: 1, max: 9 }),
  multiplyBy: fc.constantFrom("0.5", "2", "3"),
});
const scene = fc.record({
  amount: fc.oneof(overTime as fc.Arbitrary<unknown>, decimal) as fc.Arbitrary<Amount>,
  campaigns: fc.array(campaign, { maxLength: 3 }),
  campaignStacking: fc.constantFrom("best" as const, "multiply" as const, "add" as const),
  windowDays: fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined }),
});
type Scene = typeof scene extends fc.Arbitrary<infer T> ? T : never;

function documentOf({ amount, campaigns, campaignStacking, windowDays }: Scene): ProgramDocument {
  const local = (at: number) => formatInstant(at).slice(0, 16);
  return {
    format: 1,
    handle: "early",
    name: "Early",
    destination: "https://shop.example/",
    timeZone: "UTC",
    goals: [
      {
        id: "first-order",
        steps: { event: "purchase" },
        ...(windowDays !== undefined && { window: { from: "sign_up", for: { days: windowDays } } }),
      },
    ],
    campaignStacking,
    campaigns: campaigns.map(({ after, days, multiplyBy }, nth) => ({
      id: `c${nth}`,
      from: local(START + after * DAY),
      until: local(START + (after + days) * DAY),
      multiplyBy,
    })),
    rules: [{ id: "early", on: { goal: "first-order" }, grants: [{ id: "credit", to: "referrer", credit: { amount } }] }],
  };
}
const begun: Step[] = [
  { do: "join", who: "anna", plan: "pro" },
  { do: "sign_up", who: "boris", by: "anna", with: "referrer" },
];
/** The obvious way: the friend signs up, the time passes, the friend orders, and we look at what there is. */
function given(document: ProgramDocument, afterMs: number): bigint {
  const shop: Shop = play(openShop(document), begun);
  write(shop, { kind: "clock", to: shop.at + afterMs });
  play(shop, [{ do: "purchase", who: "boris", order: 1, total: 5000, seats: 1, daysAgo: 0 }]);
  return [...shop.log.stored.rewards.values()].reduce((sum, { amount }) => sum + amount, 0n);
}
function begunAt(document: ProgramDocument): number {
  return [...play(openShop(document), begun).log.stored.referrals.values()][0]?.times.signed_up ?? 0;
}

test("what is foretold at any moment is what is given then", () => {
  const property = fc.property(scene, fc.array(fc.integer({ min: 0, max: 45 * 24 * 60 }), { minLength: 1, maxLength: 4 }), (drawn, minutes) => {
    const document = documentOf(drawn);
    const signedUpAt = begunAt(document);
    const way: Way = { beganAt: signedUpAt, visitAt: signedUpAt, signedUpAt, reached: { stages: new Set(["signed_up"]), goals: new Map() } };
    const foreseen = foreseenFor(compileOnce(document, documentHash(document)), "referrer", way, signedUpAt, []);
    const amounts = minutes.map((minute) => given(document, minute * MINUTE));
    // Where nothing is foretold, it is the same whenever it comes, or nothing at all after the window.
    if (foreseen === undefined) expect(new Set(amounts.filter((amount) => amount !== 0n)).size).toBeLessThanOrEqual(1);
    else expect(minutes.map((minute) => worthIf(foreseen.asked, signedUpAt + minute * MINUTE))).toEqual(amounts);
  });
  fc.assert(property, chance(150));
});

test("stretches and the next change are those that a look at every minute finds", () => {
  const property = fc.property(scene, fc.integer({ min: 0, max: 20 * 24 }), (drawn, hours) => {
    const program = compileProgram(documentOf(drawn));
    const foreseen = foreseenFor(program, "referrer", wayFrom(START), START, []);
    if (foreseen === undefined) return;
    const { asked } = foreseen;
    const ahead = worthAhead(asked, START);
    for (const { start, end, first, last } of ahead) {
      const middle = end === null ? start + 9 * DAY : (start + end) / 2;
      const [low, high] = first < last ? [first, last] : [last, first];
      expect([worthIf(asked, start), worthIf(asked, middle) >= low && worthIf(asked, middle) <= high]).toEqual([first, true]);
    }
    for (const [nth, { end, last }] of ahead.entries()) if (end === null) expect([nth, last]).toEqual([ahead.length - 1, ahead.at(-1)?.first]);
    const at = START + hours * HOUR;
    const change = changesAt(asked, ahead, at);
    let slow = at;
    while (slow < at + 2 * DAY && worthIf(asked, slow) === worthIf(asked, at)) slow += MINUTE;
    const isNear = change !== null && change < at + 2 * DAY;
    if (!isNear) expect(slow).toBeGreaterThanOrEqual(at + 2 * DAY);
    else {
      expect(worthIf(asked, change)).not.toBe(worthIf(asked, at));
      expect(worthIf(asked, change - 1001)).toBe(worthIf(asked, at));
      expect(slow - change).toBeLessThanOrEqual(MINUTE);
      expect(slow).toBeGreaterThanOrEqual(change - 1000);
    }
  });
  fc.assert(property, chance(150));
});

test("nothing is foretold where something else decides: an event that is measured, a condition, an order among rules, a wait without an end", () => {
  const early = documentOf({
    amount: { overTime: { pieces: [{ until: { days: 7 }, amount: "20.00" }] } },
    campaigns: [],
    campaignStacking: "best",
    windowDays: undefined,
  });
  const [rule] = early.rules ?? [];
  if (rule === undefined) throw new Error("There is a rule.");
  const told = (document: ProgramDocument) => foreseenFor(compileProgram(document), "referrer", wayFrom(START), START, []);
  expect(told(early)?.ahead).toMatchObject([
    { first: 2000n, last: 2000n },
    { first: 0n, end: null },
  ]);
  const percent: Amount = { overTime: { pieces: [{ until: { days: 7 }, amount: { percent: "10", of: "total" } }] } };
  const sinceGoal: Amount = { overTime: { since: { goal: "first-order" }, pieces: [{ until: { days: 7 }, amount: "20.00" }] } };
  for (const [goals, rules] of [
    [early.goals, [{ ...rule, when: 'referral.method == "link"' }]],
    [early.goals, [{ ...rule, grants: [{ id: "credit", to: "referrer", credit: { amount: percent } }] }]],
    [early.goals, [{ ...rule, on: { event: "purchase" }, grants: [{ id: "credit", to: "referrer", credit: { amount: sinceGoal } }] }]],
    [[{ id: "first-order", steps: { event: "purchase" }, hold: { days: 14 } }], [{ ...rule, on: { referral: "converted" } }]],
  ] as [ProgramDocument["goals"], ProgramDocument["rules"]][])
    expect(told({ ...early, goals, rules })).toBeUndefined();
  expect(stays({ start: 0, end: 1, first: 1n, last: 1n })).toBe(true);
});
