/** Goals by chance: counts, sums, different values and rows, in windows of every kind. */
import fc from "fast-check";
import { days, maybe, orTable } from "./amounts.js";

type Json = Record<string, unknown>;

export const eventCondition = fc.constantFrom('event.amount >= money("20.00")', "event.properties.seats > 1", 'event.channel != "till"');

const step: fc.Arbitrary<Json> = fc.oneof(
  fc.record({
    event: fc.constant("purchase"),
    where: maybe(eventCondition, 1),
    count: orTable(fc.integer({ min: 1, max: 2 })),
    resetBy: maybe(fc.constantFrom([{ event: "review_posted" }], [{ event: "purchase", where: 'event.channel == "till"' }]), 1),
  }),
  fc.record({
    event: fc.constant("purchase"),
    sum: fc.constantFrom<unknown>("total", "goods", { assortment: "tea", take: "gross" }),
    atLeast: orTable(fc.constantFrom("40", "90.50")),
  }),
  fc.constantFrom<Json>(
    { event: "purchase", sum: { property: "seats" }, atLeast: "3" },
    { event: "purchase", sum: { property: "fee" }, atLeast: "4.75" },
    { event: "review_posted", sum: { property: "seats" }, atLeast: "4" },
  ),
  fc.constant({ event: "review_posted" }),
  fc.constantFrom({ event: "purchase", distinct: "event.channel", count: 2 }, { event: "purchase", distinct: "event.subject", count: 2 }),
);
const steps: fc.Arbitrary<unknown> = fc.oneof(
  step,
  fc.array(step, { minLength: 2, maxLength: 3 }).map((all) => ({ all })),
  fc.array(step, { minLength: 2, maxLength: 2 }).map((all) => ({ all, inOrder: true })),
  fc.tuple(step, step, step).map(([a, b, c]) => ({ any: [{ all: [a, b] }, c] })),
);
/** Who is referred, once or once for each of what they are referred for. */
export const attribution = fc
  .record({
    uniqueBy: maybe(fc.constant("product"), 1),
    order: maybe(fc.shuffledSubarray(["referrer", "code", "coupon", "link"], { minLength: 1 }), 1),
    touch: maybe(fc.constantFrom("first", "last")),
    window: maybe(fc.constantFrom<Json>({ hours: 20 }, { days: 3 })),
  })
  .map((drawn) => ({ claimWithin: { days: 20 }, existingCustomer: "false", ...drawn }));
export const goal = fc.record({
  steps,
  window: maybe(
    fc.oneof(
      fc.record({
        from: fc.constantFrom<unknown>("sign_up", { event: "review_posted" }, { event: "purchase", where: "event.properties.seats > 1" }),
        for: orTable(days),
      }),
      fc.record({ rolling: orTable(days) }),
      fc.constant({ after: "2026-01-28T13:00", before: "2026-02-10" }),
    ),
  ),
  hold: maybe(days),
  requires: maybe(fc.constant("aim"), 1),
  movesReferral: maybe(fc.constant(true), 1),
  undo: maybe(fc.record({ by: fc.constant([{ event: "review_posted" }]), within: days }), 1),
});

/** From the day on which stories begin. */
export const schedule = fc.record({
  joinFrom: fc.constant("2026-01-28"),
  joinUntil: maybe(fc.constant("2026-02-05"), 1),
  qualifyFrom: maybe(fc.constant("2026-01-28T14:00"), 1),
  qualifyUntil: maybe(fc.constant("2026-02-20"), 1),
  payUntil: maybe(fc.constant("2026-03-01"), 1),
});

export const check = fc.record({
  when: fc.constantFrom("match.email", "match.address", 'event.amount > money("150.00")', 'friend.traits.plan == "basic"'),
  // biome-ignore lint/suspicious/noThenProperty: the document's own word
  then: fc.constantFrom("refuse", "review"),
  sides: maybe(fc.constantFrom(["friend"], ["referrer"])),
  at: fc.constantFrom(["sign_up"], ["purchase"]),
});

export const validity = fc.oneof(
  fc.tuple(orTable(days), fc.constantFrom("made", "available", "claimed")).map(([span, from]) => ({ for: span, from })),
  days.map((span) => ({ for: span, extends: true })),
  days.map((span) => ({ for: span, renewedByActivity: true })),
  fc.constantFrom({ untilEndOf: "month" }, { untilEndOf: "quarter", from: "made" }),
);
