/** Limits of every measure, scope and period, against a list of all that was given, added up anew for each purchase. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chance } from "../../test/laws/chance.js";
import { slowDay, slowPeriod } from "../../test/laws/slow-amounts.js";
import { openShop, PROGRAM, START, write } from "../../test/laws/story.js";
import type { Limit, ProgramDocument } from "./document/schema.js";
import { validateProgram } from "./document/validate.js";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const period = fc.oneof(
  fc.constantFrom<Limit["period"]>("lifetime", "day", "week", "month", "quarter", "year", undefined),
  fc.integer({ min: 1, max: 12 }).map((rollingDays) => ({ rollingDays })),
);
const measure = fc.constantFrom<Limit["measure"]>(
  "rewards",
  "amount",
  "amount",
  "value",
  "balance",
  { property: "seats" },
  { referrals: "signed_up" },
);
const isOfReferrals = (measure: Limit["measure"]) => typeof measure === "object" && "referrals" in measure;
const per = fc.constantFrom<Limit["per"]>("member", "referral", "program", { expression: "friend.traits.plan" }, undefined);
const limit = fc
  .record({
    measure,
    per,
    period,
    max: fc.nat({ max: 60 }),
    pro: maybe(fc.nat({ max: 60 })),
    cut: maybe(fc.constantFrom("to_remainder", "to_nothing")),
    returns: fc.boolean(),
    paced: fc.boolean(),
  })
  .map(({ measure, per, period, max, pro, cut, returns, paced }): Omit<Limit, "id"> => {
    // Small numbers of what is counted, so that they are met.
    const most = (n: number) => String(measure === "rewards" ? Math.ceil(n / 12) : isOfReferrals(measure) ? n % 4 : n);
    const isPaced = paced && pro === undefined && per === "program" && (period === "lifetime" || period === "year") && measure !== "balance";
    return {
      measure,
      max: pro === undefined ? most(max) : { table: { by: "friend.traits.plan", rows: { pro: most(pro) }, otherwise: most(max) } },
      ...(measure !== "balance" && { ...(per && { per }), ...(period && { period }) }),
      ...(cut && { cut: cut as "to_nothing" }),
      ...(returns && { returnsOnExpiry: true }),
      ...(isPaced && { pace: { period: "week", share: "50" } }),
    };
  });
/** Three friends, of whom two were referred by one; the third has no plan. */
const FRIENDS = [
  { who: "boris", by: "anna", plan: "pro" },
  { who: "clara", by: "anna", plan: "basic" },
  { who: "dmitri", by: "elif", plan: undefined },
];
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant("buys" as const),
      friend: fc.nat({ max: 2 }),
      hours: fc.oneof(fc.nat({ max: 50 }), fc.constantFrom(0, 24, 700)),
      late: fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat({ max: 400 }) }),
      total: fc.integer({ min: 1, max: 2500 }),
      seats: fc.nat({ max: 9 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("takes back" as const), nth: fc.nat({ max: 9 }), hours: fc.nat({ max: 50 }) }) },
);
const scene = fc.record({
  gives: fc.constantFrom("credit" as const, "credit" as const, "item" as const),
  to: fc.constantFrom("referrer" as const, "friend" as const),
  limits: fc.array(limit, { minLength: 1, maxLength: 2 }),
  expiresAfterDays: maybe(fc.integer({ min: 1, max: 20 })),
  zone: fc.constantFrom("UTC", "America/New_York", "Pacific/Apia", "Asia/Kathmandu"),
  weekStart: fc.constantFrom("monday" as const, "sunday" as const, "saturday" as const),
  steps: fc.array(step, { minLength: 3, maxLength: 14 }),
});
type Scene = typeof scene extends fc.Arbitrary<infer T> ? T : never;

function documentOf({ gives, to, limits, expiresAfterDays, zone, weekStart }: Scene): ProgramDocument {
  const fitting = limits.filter(({ measure }) => gives === "credit" || (measure !== "amount" && measure !== "balance"));
  return {
    format: 1,
    handle: "shop",
    name: "Shop",
    destination: "https://shop.example/",
    timeZone: zone,
    weekStart,
    traits: { plan: { type: "string" } },
    events: { purchase: { properties: { seats: { type: "int" } } } },
    attribution: { existingCustomer: "false" },
    items: [{ id: "mug", name: "Mug" }],
    rules: [
      {
        id: "each",
        on: { event: "purchase" },
        grants: [
          {
            id: "grant",
            to,
            value: "3.00",
            ...(expiresAfterDays && { validity: { for: { days: expiresAfterDays } } }),
            ...(gives === "credit" ? { credit: { amount: { percent: "100", of: "total" } } } : { item: "mug" }),
            limits: fitting.map((each, index) => ({ id: `limit-${index}`, ...each })),
          } as never,
        ],
      },
    ],
  };
}

/** What was given, and takes space until it is taken back. */
interface Given {
  friend: number;
  member: string;
  occurredAt: number;
  amount: number;
  seats: number;
  expiresAt: number;
  order: string;
}
/** In cents, as the reward's amount; for an item 1 if it is given; undefined: nothing. */
function slowlyGiven(
  { gives, zone, weekStart }: Scene,
  limits: readonly Limit[],
  standing: readonly Given[],
  asked: Given,
  now: number,
): number | undefined {
  let amount = asked.amount;
  for (const { measure, per = "member", period = "lifetime", max, cut, returnsOnExpiry, pace } of limits) {
    const { plan } = FRIENDS[asked.friend] as (typeof FRIENDS)[number];
    const most = typeof max === "string" ? max : (max.table.rows[plan ?? ""] ?? (max.table.otherwise as string));
    const isMoney = measure === "amount" || measure === "value" || measure === "balance";
    const scale = isMoney ? 100 : 1;
    const taken = (each: Given) =>
      measure === "rewards" || isOfReferrals(measure) ? 1 : measure === "value" ? 300 : typeof measure === "object" ? each.seats : each.amount;
    const isSame = (each: Given) => {
      if (per === "program") return true;
      if (per === "referral") return each.friend === asked.friend;
      return per === "member" ? each.member === asked.member : FRIENDS[each.friend]?.plan === plan;
    };
    const counting = standing.filter(
      (each) => isSame(each) && (measure === "balance" ? each.expiresAt > now : !returnsOnExpiry || each.expiresAt > now),
    );
    const parts = [{ within: period, most: Number(most) * scale }];
    if (pace !== undefined) parts.push({ within: pace.period, most: Math.floor((Number(most) * scale) / 2) });
    for (const part of parts) {
      // Of a referral one reward counts in each period, of a rolling one on each day.
      const placeOf = ({ friend, occurredAt }: Given) =>
        `${friend} ${slowPeriod(occurredAt, typeof part.within === "string" ? part.within : "day", zone, weekStart)}`;
      const places = counting.map(placeOf);
      const different = isOfReferrals(measure) ? counting.filter((each, index) => places.indexOf(placeOf(each)) === index) : counting;
      const used = usedIn(different, part.within, asked.occurredAt, { zone, weekStart, taken });
      const wanted = isOfReferrals(measure) && places.includes(placeOf(asked)) ? 0 : taken({ ...asked, amount });
      // Whose limit it is cannot be said: there is no room.
      const left = typeof per === "object" && plan === undefined ? 0 : Math.max(0, part.most - used);
      if (wanted <= left) continue;
      const isDivisible = gives === "credit" && (measure === "amount" || measure === "balance") && cut !== "to_nothing";
      if (!isDivisible || left === 0) return undefined;
      amount = left;
    }
  }
  return amount === 0 ? undefined : amount;
}
type How = Pick<Scene, "zone" | "weekStart"> & { taken: (each: Given) => number };
function usedIn(given: readonly Given[], period: NonNullable<Limit["period"]>, at: number, { zone, weekStart, taken }: How): number {
  const sum = (some: readonly Given[]) => some.reduce((total, each) => total + taken(each), 0);
  if (typeof period === "string") {
    const name = slowPeriod(at, period, zone, weekStart);
    return sum(given.filter(({ occurredAt }) => slowPeriod(occurredAt, period, zone, weekStart) === name));
  }
  // Of all stretches of n days with this one in them the fullest.
  const day = slowDay(at, zone);
  const stretches = Array.from({ length: period.rollingDays }, (_, back) => day - back);
  return Math.max(
    ...stretches.map((first) =>
      sum(given.filter(({ occurredAt }) => slowDay(occurredAt, zone) >= first && slowDay(occurredAt, zone) < first + period.rollingDays)),
    ),
  );
}

describe("limits", () => {
  test("leave of each reward what a sum over all that was given says, for every measure, scope and period", () => {
    const property = fc.property(scene, (drawn) => {
      const document = documentOf(drawn);
      const validation = validateProgram(document);
      expect(validation.ok ? [] : validation.problems).toEqual([]);
      const shop = openShop(document);
      for (const member of ["anna", "elif"]) write(shop, { kind: "member", member, enrol: [PROGRAM] });
      for (const { who, by, plan } of FRIENDS)
        write(shop, { kind: "event", type: "sign_up", member: who, referrer: by, ...(plan && { traits: { plan } }) });
      const limits = document.rules?.[0]?.grants[0]?.limits ?? [];
      let standing: Given[] = [];
      let at = START;
      for (const [index, step] of drawn.steps.entries()) {
        at += step.hours * HOUR;
        write(shop, { kind: "clock", to: at });
        write(shop, { kind: "due" });
        if (step.do === "takes back") {
          const back = standing[step.nth % standing.length];
          // What has expired can no longer be taken back.
          standing = standing.filter((each) => each !== back || each.expiresAt <= at);
          const who = FRIENDS[back?.friend ?? 0]?.who as string;
          write(shop, { kind: "event", type: "refund", member: who, subject: back?.order ?? "none", currency: "USD" });
          continue;
        }
        const { who, by } = FRIENDS[step.friend] as (typeof FRIENDS)[number];
        const occurredAt = Math.max(START, at - step.late * HOUR);
        const subject = `order-${index}`;
        const properties = { seats: step.seats };
        const known = new Set(shop.log.stored.rewards.keys());
        write(shop, {
          kind: "event",
          type: "purchase",
          member: who,
          subject,
          currency: "USD",
          money: { total: `${step.total}` },
          properties,
          occurredAt,
        });
        const made = [...shop.log.stored.rewards.values()].filter(({ id }) => !known.has(id));
        const expiresAt = drawn.expiresAfterDays === undefined ? Number.POSITIVE_INFINITY : at + drawn.expiresAfterDays * DAY;
        const isCredit = drawn.gives === "credit";
        const asked = {
          friend: step.friend,
          member: drawn.to === "friend" ? who : by,
          occurredAt,
          amount: isCredit ? step.total : 1,
          seats: step.seats,
          expiresAt,
          order: subject,
        };
        const wanted = slowlyGiven(drawn, limits, standing, asked, at);
        expect(made.map(({ amount }) => (isCredit ? Number(amount) : 1))).toEqual(wanted === undefined ? [] : [wanted]);
        if (wanted !== undefined) standing.push({ ...asked, amount: wanted });
      }
    });
    fc.assert(property, chance(60));
  });
});
