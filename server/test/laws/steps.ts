/** What can happen in a shop, by chance: steps that name people, orders and earlier things by small numbers. */
import fc from "fast-check";
import { CHANGES, type Change } from "./changes.js";

export const PEOPLE = ["anna", "boris", "clara", "dmitri", "elif"];

/** One thing that happens. `nth` picks among what there is, whatever its number. */
export type Step =
  | { do: "join"; who: string; plan: string }
  | { do: "sign_up" | "claim"; who: string; by: string; with: "referrer" | "code" | "coupon" | "visits"; product?: string | undefined }
  | { do: "enter"; who: string; by: string; product?: string | undefined }
  | { do: "correct"; nth: number; by: string }
  | { do: "merge"; who: string; into: string }
  | {
      do: "purchase";
      who: string;
      order: number;
      total: number;
      seats: number;
      daysAgo: number;
      lines?: boolean;
      currency?: string;
      product?: string | undefined;
    }
  | { do: "refund"; who: string; order: number; part: number | null; line?: string; currency?: string }
  | { do: "rate"; from: string; rate: string; daysAgo: number }
  | { do: "review_posted" | "review_removed"; who: string; order: number | null }
  | { do: "redeem"; nth: number; part: "one" | "half" | "all" | "more"; use: "spend" | "payout" }
  | { do: "cancel" | "coupon" | "approve" | "deny" | "reverse" | "send"; nth: number }
  | { do: "answer"; nth: number; side: "friend" | "referrer"; answer: "honour" | "refuse" }
  | { do: "visit"; by: string; nth: number; oncePer: "day" | "week" }
  | { do: "show"; who: string; on: boolean }
  | { do: "share"; nth: number; on: boolean }
  | { do: "take_up"; who: string }
  | { do: "team_up"; who: string; nth: number; how: "make" | "join" | "leave" }
  | { do: "compete"; nth: number; how: "enter" | "withdraw" | "judge" | "refuse" | "close" }
  | { do: "prove"; who: string; answer: "accept" | "refuse" | "both" | "withdraw" | "nothing" }
  | { do: "say"; who: string; rating: number; answer: "show" | "refuse" | "withdraw" | "nothing" }
  | { do: "restock"; add: number }
  | { do: "codes"; from: number }
  | { do: "take"; nth: number; option: number }
  | { do: "wait"; hours: number; settles: boolean }
  | { do: "exchange"; who: string; entry: number }
  | { do: "pause" | "run" }
  | { do: "publish"; change: Change; nth: number }
  /** A second program of the same group, if the first has one. */
  | { do: "found" }
  | { do: "board"; who: string; board: string | undefined; takesPart: boolean }
  | { do: "admit"; count: number }
  | { do: "migrate" }
  | { do: "reevaluate"; nth: number; daysAgo: number };

const who = fc.constantFrom(...PEOPLE);
const order = fc.integer({ min: 0, max: 2 });
const nth = fc.nat({ max: 40 });
const WAYS = ["referrer", "code", "code", "coupon", "visits", "visits"] as const;
const total = fc.constantFrom(1999, 3000, 4550, 10_000, 17_777);
/** What a friend is referred for, where the program tells referrals apart by it. */
const product = fc.constantFrom(undefined, "tea", "cups");
const purchase = fc.record({
  do: fc.constant("purchase" as const),
  // More of those whom the opening has referred.
  who: fc.constantFrom("boris", "clara", "dmitri", ...PEOPLE),
  order,
  total,
  seats: fc.integer({ min: 1, max: 3 }),
  daysAgo: fc.constantFrom(0, 0, 0, 1, 4),
  lines: fc.constantFrom(true, true, false),
  currency: fc.constantFrom("USD", "USD", "USD", "USD", "USD", "USD", "EUR", "JPY"),
  product,
});

/** `of` is the number of the purchase in the story that it is a refund of, where it is of one that was told before. */
type Drawn = Step | (Extract<Step, { do: "refund" }> & { of: number | undefined });
const anyStep: fc.Arbitrary<Drawn> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ do: fc.constant("join" as const), who, plan: fc.constantFrom("pro", "basic", "other") }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant("sign_up" as const), who, by: who, with: fc.constantFrom(...WAYS), product }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("claim" as const), who, by: who, with: fc.constantFrom(...WAYS), product }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("show" as const), who, on: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("say" as const),
      who,
      rating: fc.integer({ min: 1, max: 5 }),
      answer: fc.constantFrom("show" as const, "refuse" as const, "withdraw" as const, "nothing" as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("take_up" as const), who }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("team_up" as const),
      ...{ who, nth, how: fc.constantFrom("make" as const, "join" as const, "join" as const, "leave" as const) },
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("prove" as const),
      who,
      answer: fc.constantFrom("accept" as const, "refuse" as const, "both" as const, "withdraw" as const, "nothing" as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("share" as const), nth, on: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("enter" as const), who, by: who, product }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("correct" as const), nth, by: who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("merge" as const), who, into: who }) },
  { weight: 14, arbitrary: purchase },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("refund" as const),
      who,
      order,
      part: fc.option(fc.constantFrom(700, 1500, 2000), { nil: null }),
      line: fc.option(fc.constantFrom("tea", "cup", "unknown"), { nil: undefined }),
      currency: fc.constantFrom("USD", "USD", "USD", "EUR"),
      of: fc.option(nth, { nil: undefined, freq: 4 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("rate" as const),
      from: fc.constantFrom("EUR", "JPY"),
      rate: fc.constantFrom("1.0837", "0.00654321", "2"),
      daysAgo: fc.constantFrom(0, 5),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom("review_posted" as const, "review_removed" as const), who, order: fc.option(order, { nil: null }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("redeem" as const),
      nth,
      part: fc.constantFrom("one" as const, "half" as const, "half" as const, "all" as const, "more" as const),
      use: fc.constantFrom("spend" as const, "payout" as const),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom("cancel" as const, "coupon" as const, "approve" as const, "deny" as const, "reverse" as const, "send" as const),
      nth,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("answer" as const),
      nth,
      side: fc.constantFrom("friend" as const, "referrer" as const),
      answer: fc.constantFrom("honour" as const, "refuse" as const),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("wait" as const), hours: fc.constantFrom(1, 24, 72, 240, 800), settles: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("visit" as const), by: who, nth, oncePer: fc.constantFrom("day" as const, "week" as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("restock" as const), add: fc.constantFrom(1, 2) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("codes" as const), from: fc.nat({ max: 9 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("take" as const), nth, option: fc.nat({ max: 3 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("board" as const),
      who,
      board: fc.constantFrom(undefined, "recruiters", "buyers"),
      takesPart: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("admit" as const), count: fc.integer({ min: 1, max: 2 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("exchange" as const), who, entry: fc.nat({ max: 1 }) }) },
  { weight: 1, arbitrary: fc.constant({ do: "found" as const }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom("pause" as const, "run" as const, "run" as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("compete" as const),
      nth,
      how: fc.constantFrom("enter" as const, "withdraw" as const, "judge" as const, "refuse" as const, "close" as const, "close" as const),
    }),
  },
);
/** The program has another version from now on; who is under way may go over to it, and what happened may be re-evaluated. */
const newVersion: fc.Arbitrary<Drawn[]> = fc
  .record({
    publish: fc.record({ do: fc.constant("publish" as const), change: fc.constantFrom(...CHANGES), nth }),
    migrate: fc.option(fc.record({ do: fc.constant("migrate" as const) }), { nil: undefined, freq: 2 }),
    reevaluate: fc.option(fc.record({ do: fc.constant("reevaluate" as const), nth, daysAgo: fc.constantFrom(3, 400) }), { nil: undefined, freq: 2 }),
  })
  .map(({ publish, migrate, reevaluate }) => [publish, migrate, reevaluate].filter((step) => step !== undefined));

/** Up to so many things, one after the other. */
export function anySteps(maxLength: number): fc.Arbitrary<Step[]> {
  const oneOrMore = fc.oneof({ weight: 20, arbitrary: anyStep.map((step) => [step]) }, { weight: 1, arbitrary: newVersion });
  return fc.array(oneOrMore, { minLength: 5, maxLength, size: "max" }).map((all) => withTheirOrders(all.flat()));
}
function withTheirOrders(drawn: Drawn[]): Step[] {
  const purchases: Extract<Step, { do: "purchase" }>[] = [];
  return drawn.map((each) => {
    if (each.do === "purchase") purchases.push(each);
    if (!("of" in each)) return each;
    const { of: place, ...refund } = each;
    const purchase = place === undefined ? undefined : purchases[place % (purchases.length || 1)];
    return purchase === undefined ? refund : { ...refund, who: purchase.who, order: purchase.order };
  });
}
