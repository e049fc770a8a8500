/** Program documents by chance: every kind of trigger, goal, grant, amount, limit, hold, validity and taking back that a document can say. */
import fc from "fast-check";
import type { ProgramDocument } from "../../src/core/document/schema.js";
import { amount, days, maybe, orTable, paidOtherwise, period, stage } from "./amounts.js";
import { GAME, GAME_TRIGGERS, TICKET_RULES } from "./challenges.js";
import { fitting } from "./fitting.js";
import { attribution, check, eventCondition, goal, schedule, validity } from "./goals.js";
import { campaign, coupon, entry } from "./offers.js";
import { choice, drawn } from "./several.js";

type Json = Record<string, unknown>;

const condition = fc.constantFrom(
  'event.goodsBeforeDiscount >= money("30.00")',
  'event.amount < money("80.00")',
  "friend.purchases < 2",
  "referrer.referrals.signedUp >= 2",
  'friend.traits.plan == "pro"',
  "has(event.properties.seats) && event.properties.seats > 1",
  "referrer.segment.hosts && !member.segment.quiet",
  'referrer.tier.status in ["silver", "gold"] && member.tier.club == "none"',
  'member.level.points == "two" || referrer.level.friends != "none"',
  'event.lines.tea.net >= money("9.00")',
  'referral.invitation == "grant-0"',
  'has(referral.referredFor) && referral.referredFor == "tea"',
);
const PRODUCT = { properties: { product: { type: "string" } } };

const kind: fc.Arbitrary<Json> = fc.oneof(
  fc.tuple(amount, maybe(fc.constant("20.00"))).map(([value, minimumSpend]) => ({ credit: { amount: value, minimumSpend } })),
  amount.map((value) => ({ cash: { amount: value } })),
  amount.map((value) => ({ points: { amount: value } })),
  amount.map((value) => ({ units: { unit: "MB", amount: value } })),
  paidOtherwise,
  coupon,
  fc.constantFrom("host", "star").map((badge) => ({ badge })),
  fc.constant({ stamp: "tea" }),
  fc.constantFrom(
    { booster: { multiplyBy: "2", for: { days: 4 } } },
    { booster: { multiplyBy: "0.5", for: { days: 30 }, kinds: ["points", "credit"] } },
  ),
  fc.constantFrom({ item: "mug" }, { item: "shirt" }, { access: "lounge" }, { code: { uses: 2 } }, { code: { uses: 1 } }),
  fc.constant({ places: 3 }),
  fc.constantFrom({ tickets: { draw: "weekly", count: 2 } }, { tickets: { draw: "evening" } }),
);

const limit: fc.Arbitrary<Json> = fc
  .record({
    measure: fc.constantFrom<unknown>("rewards", "amount", "amount", "value", "balance", { property: "seats" }, { referrals: "converted" }),
    per: maybe(fc.constantFrom<unknown>("member", "referral", "program", { expression: "friend.traits.plan" })),
    period,
    max: fc.integer({ min: 1, max: 60 }),
    byPlan: fc.constantFrom(false, false, true),
    cut: maybe(fc.constantFrom("to_remainder", "to_nothing")),
    returnsOnExpiry: maybe(fc.boolean()),
  })
  .map(({ measure, per, max: most, byPlan, ...rest }) => {
    const max = String(measure === "rewards" || typeof measure === "object" ? Math.ceil(most / 12) : most);
    return { ...rest, measure, per, max: byPlan ? { table: { by: "friend.traits.plan", rows: { pro: max, basic: "1" } } } : max };
  })
  .map(({ measure, per, max, ...rest }) => ({
    ...rest,
    measure,
    max,
    ...(per === "program" && typeof max === "string" && rest.period === "lifetime" && { pace: { period: "week", share: "40" }, alarmAt: ["50"] }),
    // A balance is what one member holds now.
    ...(measure === "balance" ? { period: undefined } : { per }),
  }));

const friendEvent = fc.record({ event: fc.constantFrom("purchase", "review_posted"), where: maybe(eventCondition, 1) });
const hold = fc
  .record({
    for: maybe(orTable(days)),
    approval: maybe(fc.constant(true), 1),
    until: maybe(friendEvent, 1),
    cancelOn: maybe(
      friendEvent.map((event) => [event]),
      1,
    ),
    ifStill: maybe(fc.constantFrom("friend.purchases > 0", "referrer.referrals.signedUp > 0"), 1),
  })
  .filter((parts) => Object.values(parts).some((part) => part !== undefined));
const grant: fc.Arbitrary<Json> = fc
  .record({
    to: fc.constantFrom("referrer", "friend", "member", "referrers_referrer"),
    boundWith: maybe(fc.constant(["grant-0"]), 1),
    kind: fc.oneof({ weight: 9, arbitrary: kind }, { weight: 2, arbitrary: drawn }, { weight: 2, arbitrary: choice }),
    claim: maybe(fc.record({ within: days }), 1),
    accrual: maybe(fc.record({ period: fc.constantFrom("week", "month"), minimum: maybe(fc.constant("2")), rounding: maybe(fc.constant("up")) }), 1),
    when: maybe(condition, 1),
    hold: maybe(hold),
    validity: maybe(validity),
    limits: fc.array(limit, { maxLength: 2 }),
    takeBack: maybe(fc.record({ debt: fc.constantFrom("owed", "forgiven"), keepIfUsed: fc.boolean(), keepIfSent: fc.boolean() })),
  })
  .map(({ kind: what, limits, ...rest }) => ({
    ...rest,
    ...what,
    value: "3.00",
    limits: limits.map((each, index) => ({ id: `limit-${index}`, ...each })),
  }));

const trigger: fc.Arbitrary<Json> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.constantFrom<Json>(
      { event: "purchase" },
      { event: "purchase" },
      { event: "purchase" },
      { event: "review_posted" },
      { event: "purchase", ordinal: 2 },
      { event: "sign_up" },
      { visit: true },
      { visit: true, oncePer: "week" },
    ),
  },
  { weight: 3, arbitrary: fc.constantFrom("signed_up", "signed_up", "qualified", "converted", "reversed").map((referral) => ({ referral })) },
  { weight: 2, arbitrary: fc.constant({ goal: "aim" }) },
  {
    weight: 2,
    arbitrary: fc
      .record({
        stage,
        count: fc.integer({ min: 1, max: 3 }),
        period: fc.constantFrom<unknown>("lifetime", "week", "month"),
        mode: fc.constantFrom("once", "while", "every"),
      })
      .map((referrals) => ({ referrals })),
  },
  { weight: 1, arbitrary: fc.constantFrom({ stampCard: "tea" }, { stampCard: "tea", stamps: 1 }, { badge: "host" }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom<Json>(
      { period: "week", at: "end" },
      { period: "day", at: "start" },
      { date: "member.traits.day" },
      { date: "member.traits.day", yearly: false },
      { silence: { days: 3 } },
      { silence: { calendarDays: 2 }, of: "purchase" },
      { tier: "status", reached: "silver" },
      { tier: "status", reached: "gold" },
      { tier: "status", lost: "silver" },
      { tier: "club", reached: "blue" },
      { tier: "status", while: "silver" },
      { level: "points", step: "two" },
      { streak: "orders", length: 2 },
      { streak: "posts", length: 1 },
      { streak: "posts", length: 3 },
      ...GAME_TRIGGERS,
      { level: "friends", step: "some" },
    ),
  },
);
const rule: fc.Arbitrary<Json> = fc.record({
  on: trigger,
  when: maybe(condition, 1),
  group: maybe(fc.constantFrom({ id: "g", take: "first" }, { id: "g", take: "first" }), 1),
  grants: fc.array(grant, { minLength: 1, maxLength: 3 }).map((grants) => grants.map((each, index) => ({ id: `grant-${index}`, ...each }))),
});

const draft: fc.Arbitrary<Json> = fc
  .record({
    currencies: maybe(fc.constant(["EUR", "JPY"])),
    lateness: maybe(fc.constantFrom<Json>({ hours: 30 }, { days: 3 }), 1),
    attribution,
    schedule: maybe(schedule, 1),
    economics: maybe(fc.record({ margin: fc.constantFrom("5", "62.5"), orderValue: maybe(fc.constant("45.00")), returnWindow: maybe(days) })),
    goals: fc.array(goal, { minLength: 1, maxLength: 2 }),
    rules: fc.array(rule, { minLength: 1, maxLength: 5 }),
    eligibility: maybe(fc.array(check, { minLength: 1, maxLength: 2 }), 1),
    expiresAfter: maybe(days, 1),
    weekStart: fc.constantFrom("monday", "sunday"),
    timeZone: fc.constantFrom("UTC", "Europe/Berlin", "America/Sao_Paulo"),
    catalogue: fc.array(entry, { minLength: 2, maxLength: 2 }).map((all) => all.map((each, index) => ({ id: `entry-${index}`, ...each }))),
    campaigns: maybe(
      fc.array(campaign, { minLength: 1, maxLength: 2 }).map((all) => all.map((each, index) => ({ id: `campaign-${index}`, ...each }))),
    ),
    waitingList: fc.boolean(),
    begins: maybe(fc.constantFrom("visit", "sign_up"), 1),
    group: maybe(fc.constant("family"), 1),
    waits: maybe(fc.constantFrom("event_time", "log_order")),
    cards: fc.constantFrom({}, {}, { repeats: true }, { expiresAfter: { days: 2 } }, { repeats: true, expiresAfter: { days: 1 } }),
    campaignStacking: maybe(fc.constantFrom("best", "multiply", "add")),
  })
  .map(
    ({
      currencies,
      lateness,
      attribution,
      schedule,
      economics,
      goals,
      rules,
      eligibility,
      expiresAfter,
      weekStart,
      timeZone,
      catalogue,
      campaigns,
      waits,
      cards,
      campaignStacking,
      begins,
      group,
      waitingList,
    }) => ({
      format: 1,
      handle: "shop",
      name: "Shop",
      destination: "https://shop.example/",
      currencies,
      lateness,
      schedule,
      economics,
      weekStart,
      timeZone,
      group,
      attribution,
      referral: { begins, freezes: ["friend.traits.plan"], expiresAfter },
      traits: { plan: { type: "string" }, day: { type: "string" } },
      tiers: [
        {
          id: "status",
          measure: { referrals: "signed_up" },
          period: "month",
          keptFor: 0,
          steps: [
            { id: "silver", atLeast: "1" },
            { id: "gold", atLeast: "2" },
          ],
        },
        { id: "club", measure: { earned: "MB" }, period: "month", warnDays: 9, steps: [{ id: "blue", atLeast: "8" }] },
      ],
      streaks: [
        { id: "orders", event: "purchase", where: 'event.amount > money("9.00")', each: "week", freezes: { earnedEvery: 2, max: 1 } },
        { id: "posts", event: "review_posted", each: "day", timeZone: "plan" },
      ],
      ...GAME,
      levels: [
        {
          id: "points",
          measure: { earned: "POINTS" },
          steps: [
            { id: "one", atLeast: "0" },
            { id: "two", atLeast: "12" },
          ],
        },
        { id: "friends", measure: { referrals: "signed_up" }, steps: [{ id: "some", atLeast: "2" }] },
      ],
      leaderboards: [
        { id: "recruiters", name: "Recruiters", score: { referrals: "signed_up" }, period: "month", grace: { days: 2 } },
        { id: "earners", name: "Earners", score: { earned: "MB" }, partitionBy: "plan", segment: "hosts" },
        { id: "buyers", name: "Buyers", score: { event: "purchase", sum: "goods" }, period: "week", grace: { hours: 1 }, leagues: { size: 5 } },
        {
          id: "writers",
          name: "Writers",
          score: { event: "review_posted", where: "event.properties.seats > 1" },
          from: "2026-01-28",
          until: "2026-02-10",
        },
      ],
      waitingList: waitingList ? { startAt: 5 } : undefined,
      segments: [
        { id: "hosts", when: "member.referrals.signedUp > 0" },
        { id: "quiet", when: "!member.segment.hosts || at - member.lastSeenAt > days(3)" },
      ],
      units: { MB: { price: "0.15" }, MILES: { precision: 3, price: "0.07" } },
      events: {
        sign_up: PRODUCT,
        claim: PRODUCT,
        purchase: { properties: { seats: { type: "int" }, fee: { type: "money" }, ...PRODUCT.properties } },
        review_posted: { properties: { seats: { type: "int" } } },
        review_removed: { corrects: "review_posted" },
      },
      assortments: { tea: { categories: ["tea"] }, rest: { except: { categories: ["tea"], products: ["bag"] } } },
      socialProof: { testimonials: true },
      stampCards: [{ id: "tea", slots: 2, ...cards }],
      items: [
        { id: "mug", name: "Mug", stock: 3, tellAt: 1, ...(waits && { waiting: waits }) },
        { id: "shirt", name: "Shirt" },
      ],
      access: [{ id: "lounge", name: "Lounge" }],
      couponPools: [{ id: "given", tellAt: 1, ...(waits && { waiting: waits }) }],
      catalogue,
      campaigns,
      campaignStacking,
      badges: [
        { id: "host", name: "Host" },
        { id: "star", name: "Star", counted: true },
      ],
      goals: goals.map((each, index) => ({ id: index === 0 ? "aim" : `aim-${index}`, ...each })),
      rules: [...rules.map((each, index) => ({ id: `rule-${index}`, ...each })), ...(waits === undefined ? [] : TICKET_RULES)],
      eligibility: eligibility?.map((each, index) => ({ id: `check-${index}`, ...each })),
    }),
  );

/** Documents that can be published. */
export const anyDocument: fc.Arbitrary<ProgramDocument> = draft.map(fitting).filter((document) => document !== undefined);
