/**
 * What a simulation assumes about a business and its people: one list of numbers, each with its meaning, its bounds, and what it is unless said. The
 * defaults of industries are in industries.ts.
 */

/** Each number by its name. Money is in minor units of the program's currency, rates are parts of 1, times are in days. */
export interface Assumptions {
  months: number;
  members: number;
  newMembersPerMonth: number;
  reachRate: number;
  shareRate: number;
  shareDelayDays: number;
  invitationsPerSharer: number;
  visitRate: number;
  signUpRate: number;
  visitDelayDays: number;
  purchaseRate: number;
  purchaseDelayDays: number;
  repeatRate: number;
  repeatDelayDays: number;
  orderValueMinor: number;
  orderValueSpread: number;
  grossMargin: number;
  returnRate: number;
  returnDelayDays: number;
  incrementalRate: number;
  fraudRate: number;
  sharedAddressRate: number;
  claimRate: number;
  redemptionRate: number;
  redemptionDelayDays: number;
  reviewDelayDays: number;
  ordersPerYear: number;
  monthlyCostMinor: number;
  kWindowDays: number;
  uncertainty: number;
  /** A factor for each calendar month, January first; their mean is taken as 1. */
  seasonality: readonly number[];
  /** What one of a named unit costs the business: minor units of the currency for one major unit, by the unit's name. */
  unitValues: Readonly<Record<string, number>>;
  /** How often an option of a choice is taken, by its id, against 1 for options that are not named. */
  optionShares: Readonly<Record<string, number>>;
}

export type NumberName = Exclude<keyof Assumptions, "seasonality" | "unitValues" | "optionShares">;
/** rate: a part of 1 · mean, factor: any number · count: a whole number · days · money: a decimal text outside, minor units inside. */
export type FieldKind = "rate" | "mean" | "count" | "days" | "money";

export interface AssumptionField {
  readonly name: NumberName;
  /** As it is named outside: `orderValue` for `orderValueMinor`. */
  readonly publicName: string;
  readonly kind: FieldKind;
  readonly min: number;
  /** Of money: major units. */
  readonly max: number;
  /** In whole sentences, with the denominator. */
  readonly about: string;
  /** What nobody knows exactly: each run draws its own value around the assumed one. */
  readonly varies: boolean;
  /** Looked at when it is asked what drives the result. */
  readonly drives: boolean;
}

type Row = [name: NumberName, kind: FieldKind, min: number, max: number, marks: string, about: string];
/** `v` in the marks: varies; `d`: drives. */
const ROWS: Row[] = [
  ["months", "count", 1, 36, "", "The horizon. What happens after it, good or bad, is not counted."],
  ["members", "count", 0, 10_000_000, "d", "Customers when the program starts."],
  ["newMembersPerMonth", "mean", 0, 1_000_000, "d", "New customers a month who would come without the program."],
  ["reachRate", "rate", 0, 1, "vd", "Of all customers, those who ever come upon the program."],
  ["shareRate", "rate", 0, 1, "vd", "Of those who come upon it, those who share."],
  ["shareDelayDays", "days", 0, 365, "", "From becoming a customer (or the start) to sharing, on average; exponential."],
  ["invitationsPerSharer", "mean", 1, 1000, "vd", "Invitations of one sharer, on average; geometric, so that few send many."],
  ["visitRate", "rate", 0, 1, "vd", "Of invitations, those whose link is opened."],
  ["signUpRate", "rate", 0, 1, "vd", "Of visitors, those who sign up."],
  ["visitDelayDays", "days", 0, 365, "", "From the invitation to the visit, and from the visit to the sign-up, on average each; exponential."],
  ["purchaseRate", "rate", 0, 1, "vd", "Of friends who signed up, those who buy a first time."],
  ["purchaseDelayDays", "days", 0, 365, "", "From the sign-up to the first purchase, on average; exponential."],
  ["repeatRate", "rate", 0, 0.99, "vd", "Of purchases, those after which there is another one."],
  ["repeatDelayDays", "days", 1, 730, "", "From one purchase to the next, on average; exponential."],
  ["orderValueMinor", "money", 0, 1_000_000, "vd", "What an order is worth, on average, before the program's discounts."],
  ["orderValueSpread", "mean", 0, 5, "", "How far orders differ: standard deviation divided by mean; log-normal."],
  ["grossMargin", "rate", 0, 1, "d", "Of revenue, what is left after the cost of what was sold."],
  ["returnRate", "rate", 0, 1, "d", "Of orders, those that are returned whole."],
  ["returnDelayDays", "days", 0, 365, "", "From an order to its return, on average; exponential."],
  ["incrementalRate", "rate", 0, 1, "d", "Of customers by referral, those who would not have come otherwise."],
  [
    "fraudRate",
    "rate",
    0,
    1,
    "d",
    "Of sign-ups, those by which a sharer refers oneself with a second account. Half of them use the same e-mail and phone as well.",
  ],
  ["sharedAddressRate", "rate", 0, 1, "", "Of honest sign-ups, those at the sharer's own address: one household."],
  ["claimRate", "rate", 0, 1, "", "Of rewards that wait for their recipient, those claimed or chosen in time; at once."],
  ["redemptionRate", "rate", 0, 1, "d", "Of rewards that are available, those that are used; the others expire or stay."],
  [
    "redemptionDelayDays",
    "days",
    0,
    730,
    "",
    "From available to used, on average; exponential. A friend's coupon is used at the friend's next order.",
  ],
  [
    "reviewDelayDays",
    "days",
    0,
    365,
    "",
    "How long a person takes to answer a review. The answer is taken as right: fraud is refused, all else honoured.",
  ],
  [
    "ordersPerYear",
    "mean",
    0,
    100,
    "",
    "Orders a year of a customer, where the program rewards members' own events. They are never counted as revenue.",
  ],
  ["monthlyCostMinor", "money", 0, 10_000_000, "", "What the program costs a month besides its rewards."],
  ["kWindowDays", "days", 1, 1095, "", "The window of the K-factor, from becoming a customer (or the start)."],
  [
    "uncertainty",
    "mean",
    0,
    2,
    "",
    "How well the rates are known: each run multiplies what is uncertain by a factor of mean 1 with this standard deviation. 0: they are exact.",
  ],
];

export const FIELDS: readonly AssumptionField[] = ROWS.map(([name, kind, min, max, marks, about]) => ({
  name,
  publicName: name.replace(/Minor$/, ""),
  kind,
  min,
  max,
  about,
  varies: marks.includes("v"),
  drives: marks.includes("d"),
}));

/** The value of a field within its bounds; what is counted stays whole. */
export function withinField({ kind, min, max }: AssumptionField, value: number, precision: number): number {
  const scale = kind === "money" ? 10 ** precision : 1;
  const bounded = Math.min(max * scale, Math.max(min * scale, value));
  return kind === "count" ? Math.round(bounded) : bounded;
}
