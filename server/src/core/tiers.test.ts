/** Tiers: reached at once, kept for the periods that the document says, lost afterwards, and net of what is taken back. */
import { expect, test } from "vitest";
import { brokenLaws } from "../../test/laws/memory-laws.js";
import { openShop, PROGRAM, publishing, type Shop, write } from "../../test/laws/story.js";
import type { ProgramDocument, Tier } from "./document/schema.js";
import { validateProgram } from "./document/validate.js";

const DAY = 86_400_000;
const status: Tier = {
  id: "status",
  measure: { referrals: "converted" },
  period: "month",
  keptFor: 1,
  steps: [
    { id: "silver", atLeast: "1" },
    { id: "gold", atLeast: "2" },
  ],
};
const club: Tier = { id: "club", measure: { earned: "POINTS" }, period: "month", keptFor: 0, steps: [{ id: "blue", atLeast: "100" }] };
const documentOf = (more: Partial<ProgramDocument> = {}): ProgramDocument => ({
  format: 1,
  handle: "shop",
  name: "Shop",
  destination: "https://shop.example/",
  goals: [{ id: "first", steps: { event: "purchase" } }],
  tiers: [status, club],
  units: { MILES: {} },
  rules: [
    { id: "silver", on: { tier: "status", reached: "silver" }, grants: [{ id: "miles", to: "member", units: { unit: "MILES", amount: "1" } }] },
    { id: "gold", on: { tier: "status", reached: "gold" }, grants: [{ id: "miles", to: "member", units: { unit: "MILES", amount: "10" } }] },
    { id: "lost", on: { tier: "status", lost: "gold" }, grants: [{ id: "miles", to: "member", units: { unit: "MILES", amount: "100" } }] },
    {
      id: "thanks",
      on: { referral: "converted" },
      grants: [
        {
          id: "points",
          to: "referrer",
          points: { amount: { table: { by: "referrer.tier.status", rows: { gold: "60", silver: "50" }, otherwise: "40" } } },
        },
      ],
    },
    { id: "blue", on: { tier: "club", reached: "blue" }, grants: [{ id: "miles", to: "member", units: { unit: "MILES", amount: "1000" } }] },
  ],
  ...more,
});

function shopOf(document = documentOf()): Shop {
  const shop = openShop(document);
  write(shop, { kind: "member", member: "anna", enrol: [PROGRAM] });
  return shop;
}
function refer(shop: Shop, friend: string): void {
  write(shop, { kind: "event", type: "sign_up", member: friend, referrer: "anna" });
  write(shop, { kind: "event", type: "purchase", member: friend, subject: "one", currency: "USD", money: { total: "1000" } });
}
function refund(shop: Shop, friend: string): void {
  write(shop, { kind: "event", type: "refund", member: friend, subject: "one" });
}
function wait(shop: Shop, days: number): void {
  write(shop, { kind: "clock", to: shop.at + days * DAY });
  write(shop, { kind: "due" });
}
/** What was given of a unit, in the order of giving. */
function given({ log: { stored } }: Shop, unit: string): number[] {
  return [...stored.rewards.values()].filter((row) => row.unit === unit).map(({ amount }) => Number(amount));
}
function stepOf({ log: { stored } }: Shop, tier = "status"): string | null | undefined {
  return [...stored.timers.values()][0]?.tiers[tier]?.step;
}

test("a step is reached at once, and the amount of a later reward goes by it", () => {
  const shop = shopOf();
  for (const friend of ["f1", "f2", "f3"]) refer(shop, friend);
  expect(stepOf(shop)).toBe("gold");
  // Each referral counts before it is rewarded.
  expect(given(shop, "POINTS")).toEqual([50, 60, 60]);
  // 110 points in one month make the club.
  expect(given(shop, "MILES")).toEqual([1, 10, 1000]);
});

test("it is kept for the next period and lost when that is over, unless it was reached again", () => {
  const shop = shopOf();
  refer(shop, "f1");
  refer(shop, "f2");
  // 2 February: the club is not kept, the status is.
  wait(shop, 5);
  expect([stepOf(shop), stepOf(shop, "club")]).toEqual(["gold", null]);
  wait(shop, 20);
  refer(shop, "f3");
  // 4 March: of January's gold February's silver is left.
  wait(shop, 10);
  expect(stepOf(shop)).toBe("silver");
  wait(shop, 30);
  expect(stepOf(shop)).toBeNull();
  expect(given(shop, "MILES")).toEqual([1, 10, 1000, 100]);
  refer(shop, "f4");
  expect(stepOf(shop)).toBe("silver");
  expect(given(shop, "MILES")).toEqual([1, 10, 1000, 100, 1]);
});

test("after a standstill of months the member is where the counts say", () => {
  const shop = shopOf();
  refer(shop, "f1");
  refer(shop, "f2");
  wait(shop, 400);
  expect(stepOf(shop)).toBeNull();
  expect(given(shop, "MILES").filter((amount) => amount === 100)).toHaveLength(1);
});

test("however late it is looked at, what comes by itself finds the step of its moment, and each step that was lost is told as of its own", () => {
  const miles = (id: string, amount: string, validity = {}) => [{ id, to: "member" as const, units: { unit: "MILES", amount }, ...validity }];
  const rules: ProgramDocument["rules"] = [
    { id: "golden-month", on: { period: "month" }, when: 'member.tier.status == "gold"', grants: miles("m", "1") },
    { id: "lost", on: { tier: "status", lost: "gold" }, grants: miles("m", "100", { validity: { for: { days: 300 } } }) },
    // What April's points reach is lost with April, whenever that is noticed.
    { id: "points", on: { period: "quarter", at: "start" }, grants: [{ id: "p", to: "member", points: { amount: "100" } }] },
    { id: "blue", on: { tier: "club", reached: "blue" }, grants: miles("m", "1000") },
    { id: "blue-lost", on: { tier: "club", lost: "blue" }, grants: miles("m", "5000") },
  ];
  const play = (...days: number[]) => {
    const shop = shopOf(documentOf({ rules }));
    refer(shop, "f1");
    refer(shop, "f2");
    for (const each of days) wait(shop, each);
    expect(brokenLaws(shop.log)).toEqual([]);
    const rows = [...shop.log.stored.rewards.values()].map(({ ruleId, expiresAt }) => `${ruleId} ${expiresAt}`);
    return { rows: rows.sort(), steps: [stepOf(shop), stepOf(shop, "club")] };
  };
  // From 28 January to 13 May.
  const small = play(...Array.from({ length: 105 }, () => 1));
  const times = (rule: string) => small.rows.filter((row) => row.startsWith(`${rule} `)).length;
  expect(["golden-month", "lost", "points", "blue", "blue-lost"].map(times)).toEqual([2, 1, 1, 1, 1]);
  expect(play(105)).toEqual(small);
  expect(play(30, 75)).toEqual(small);
});

test("what is taken back counts no more", () => {
  const shop = shopOf();
  refer(shop, "f1");
  refer(shop, "f2");
  expect([stepOf(shop), stepOf(shop, "club")]).toEqual(["gold", "blue"]);
  refund(shop, "f2");
  expect([stepOf(shop), stepOf(shop, "club")]).toEqual(["silver", null]);
});

test("a referral of an earlier version is taken out where it was counted, and one that was not counted nowhere", () => {
  const shop = shopOf(documentOf({ tiers: [], rules: [] }));
  refer(shop, "f1");
  write(shop, publishing(documentOf()));
  refer(shop, "f2");
  expect(stepOf(shop)).toBe("silver");
  refund(shop, "f1");
  expect(stepOf(shop)).toBe("silver");
  write(shop, publishing(documentOf({ tiers: [{ ...status, period: "year" }, club] })));
  refund(shop, "f2");
  expect([...shop.log.stored.counters.values()].filter(({ used }) => used !== 0n)).toEqual([]);
});

test("who is enrolled after the counting is on the step from then on; of two who are one nothing is told again", () => {
  const shop = openShop(documentOf());
  write(shop, { kind: "member", member: "boris", enrol: [PROGRAM] });
  write(shop, { kind: "member", member: "anna", enrol: [PROGRAM] });
  refer(shop, "f1");
  refer(shop, "f2");
  const before = given(shop, "MILES");
  write(shop, { kind: "member.merge", member: "anna", into: "boris", reason: "one person" });
  expect(given(shop, "MILES")).toEqual(before);
  const steps = [...shop.log.stored.timers.values()].map(({ tiers }) => tiers.status?.step);
  expect(steps.filter((step) => step !== undefined)).toEqual(["gold"]);
});

test("while a program is paused nothing is given for a step, and the step is reached all the same", () => {
  const shop = shopOf(documentOf({ goals: [{ id: "first", steps: { event: "purchase" }, hold: { days: 3 } }] }));
  refer(shop, "f1");
  write(shop, { kind: "program.status", program: PROGRAM, status: "paused" });
  wait(shop, 3);
  expect(stepOf(shop)).toBe("silver");
  expect(given(shop, "MILES")).toEqual([]);
});

test.each([
  [{ tiers: [{ ...status, steps: [{ id: "none", atLeast: "1" }] }] }, "/tiers/0/steps/0/id", "None is what a member without a step has."],
  [
    {
      tiers: [
        {
          ...status,
          steps: [
            { id: "a", atLeast: "2" },
            { id: "b", atLeast: "2" },
          ],
        },
      ],
    },
    "/tiers/0/steps/1/atLeast",
    "The steps do not rise.",
  ],
  [{ tiers: [{ ...status, steps: [{ id: "a", atLeast: "1.5" }] }] }, "/tiers/0/steps/0/atLeast", '"1.5" is too fine for a count of referrals.'],
  [{ tiers: [{ ...club, measure: { earned: "GB" } }] }, "/tiers/0/measure/earned", 'There is no unit "GB".'],
  [
    { rules: [{ id: "r", on: { tier: "status", reached: "bronze" }, grants: [{ id: "g", to: "member", points: { amount: "1" } }] }] },
    "/rules/0/on/reached",
    'There is no step of this tier "bronze".',
  ],
  [
    { rules: [{ id: "r", on: { tier: "club", reached: "blue" }, grants: [{ id: "g", to: "member", points: { amount: "1" } }] }] },
    "/rules/0/on",
    'The rule can set itself off again: "r" → "r".',
  ],
] as [Partial<ProgramDocument>, string, string][])("%j is told at %s", (more, path, problem) => {
  const validation = validateProgram({ ...documentOf({ rules: [] }), ...more });
  expect(validation.ok ? [] : validation.problems).toContainEqual(expect.objectContaining({ path, problem }));
});

test("what is given while a step is held goes when it is lost, and comes back as another reward when it is reached again", () => {
  const access = { id: "lounge", to: "member" as const, access: "lounge" };
  const rules = [{ id: "lounge", on: { tier: "status", while: "gold" }, grants: [access] }];
  const shop = shopOf(documentOf({ access: [{ id: "lounge", name: "Lounge" }], rules }));
  const states = () => [...shop.log.stored.rewards.values()].map(({ state, occurrence }) => `${state} ${occurrence.split(":")[5]}`);
  refer(shop, "boris");
  expect(states()).toEqual([]);
  refer(shop, "clara");
  expect(states()).toEqual(["available 1"]);
  refund(shop, "clara");
  expect(states()).toEqual(["reversed 1"]);
  refer(shop, "dora");
  expect(states()).toEqual(["reversed 1", "available 2"]);
  // Kept for February, and lost when March begins, also when the program is paused by then.
  wait(shop, 20);
  expect(states()).toEqual(["reversed 1", "available 2"]);
  write(shop, { kind: "program.status", program: PROGRAM, status: "paused" });
  wait(shop, 20);
  expect(states()).toEqual(["reversed 1", "reversed 2"]);
  expect(brokenLaws(shop.log)).toEqual([]);
});

test("two members who are merged lose what each of them held when the step that they hold together is lost", () => {
  const rules = [{ id: "lounge", on: { tier: "status", while: "silver" }, grants: [{ id: "lounge", to: "member" as const, access: "lounge" }] }];
  const shop = shopOf(documentOf({ access: [{ id: "lounge", name: "Lounge" }], rules }));
  write(shop, { kind: "member", member: "elif", enrol: [PROGRAM] });
  refer(shop, "boris");
  write(shop, { kind: "event", type: "sign_up", member: "clara", referrer: "elif" });
  write(shop, { kind: "event", type: "purchase", member: "clara", subject: "one", currency: "USD", money: { total: "1000" } });
  const states = () => [...shop.log.stored.rewards.values()].map(({ state }) => state);
  expect(states()).toEqual(["available", "available"]);
  write(shop, { kind: "member.merge", member: "elif", into: "anna", reason: "one person" });
  refund(shop, "boris");
  expect(states()).toEqual(["available", "available"]);
  refund(shop, "clara");
  expect(states()).toEqual(["reversed", "reversed"]);
  expect(brokenLaws(shop.log)).toEqual([]);
});

test("a referral that turns out to be another member's counts for that one's step, and for the first one's no more", () => {
  const shop = shopOf();
  write(shop, { kind: "member", member: "otto", enrol: [PROGRAM] });
  refer(shop, "f1");
  const [referral] = [...shop.log.stored.referrals.keys()];
  write(shop, { kind: "referral.correct", referral: referral as string, referrer: "otto", reason: "it was otto's friend" });
  refer(shop, "f2");
  const gold = [...shop.log.stored.timers.values()].filter(({ tiers }) => tiers.status?.step === "gold");
  expect(gold).toEqual([]);
  expect(given(shop, "MILES").filter((amount) => amount === 10)).toEqual([]);
  expect(brokenLaws(shop.log)).toEqual([]);
});

test("who will lose a step with the period is warned before, with what is missing, and not any more once it is done", () => {
  const tiers: Tier[] = [{ ...status, warnDays: 10 }];
  const shop = shopOf(documentOf({ tiers, rules: [] }));
  const risk = () => [...shop.log.stored.timers.values()][0]?.tiers.status?.risk;
  const warnings = () => shop.log.records.flatMap(({ decision }) => decision.facts.filter(({ kind }) => kind === "tier.at_risk"));
  refer(shop, "f1");
  refer(shop, "f2");
  // 2 February: January's gold is kept to the end of February.
  wait(shop, 5);
  expect([risk(), warnings()]).toEqual([undefined, []]);
  wait(shop, 18);
  const told = { tier: "status", step: "gold", fallsTo: null, missing: "2", until: "2026-03-01T00:00:00.000Z" };
  expect(warnings()).toMatchObject([told]);
  refer(shop, "f3");
  expect(risk()).toEqual({ fallsTo: "silver", missing: "1" });
  refer(shop, "f4");
  expect(risk()).toBeUndefined();
  refund(shop, "f4");
  expect(warnings()).toMatchObject([told, { ...told, fallsTo: "silver", missing: "1" }]);
  wait(shop, 9);
  expect([stepOf(shop), risk()]).toEqual(["silver", undefined]);
  expect(brokenLaws(shop.log)).toEqual([]);
});
