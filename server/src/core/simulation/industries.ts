/**
 * Defaults by industry. Shares, sign-ups and purchases follow the medians of referral programs that Extole has published by industry, average order values
 * those that Oberlo published for September 2024, gross margins Damodaran's table of January 2019 (Europe), return rates a compilation of reports of 2024
 * and 2025; docs/guides/simulation.md names each. What has no source is an assumption of ours, and is said to be one there.
 *
 * Two of the published numbers are put together: visits of a sharer = (new customers ÷ sharers) ÷ (new customers ÷ visits). And purchases of those who
 * signed up = (purchases ÷ visits) ÷ (sign-ups ÷ visits), at most 0.79; where that is cut, the sign-ups are raised so that purchases ÷ visits stays.
 */
import type { NumberName } from "./assumptions.js";

export const INDUSTRIES = [
  "retail",
  "fashion",
  "beauty",
  "food",
  "electronics",
  "pets",
  "software",
  "services",
  "fitness",
  "travel",
  "education",
  "finance",
  "telecom",
] as const;
export type Industry = (typeof INDUSTRIES)[number];

/** Money in major units: it is read as the program's currency. */
type Defaults = Partial<Record<Exclude<NumberName, "orderValueMinor" | "monthlyCostMinor"> | "orderValue", number>>;

/** share, sign-ups ÷ visits, purchases ÷ sign-ups, visits of a sharer; order value, spread, margin, returns; repeats, days between purchases. */
type Row = [number, number, number, number, number, number, number, number, number, number];
const ROWS: Record<Industry, Row> = {
  retail: [0.077, 0.162, 0.67, 1.9, 94, 0.7, 0.35, 0.17, 0.4, 90],
  fashion: [0.052, 0.2, 0.79, 0.95, 196, 0.7, 0.6, 0.26, 0.4, 90],
  beauty: [0.07, 0.134, 0.68, 1.5, 71, 0.6, 0.5, 0.08, 0.45, 60],
  food: [0.049, 0.202, 0.36, 1.5, 114, 0.5, 0.39, 0.02, 0.6, 30],
  electronics: [0.077, 0.162, 0.67, 1.9, 211, 1, 0.3, 0.12, 0.25, 180],
  pets: [0.16, 0.181, 0.48, 2.1, 83, 0.5, 0.35, 0.05, 0.6, 45],
  software: [0.048, 0.07, 0.19, 13, 40, 0.8, 0.75, 0.02, 0.95, 30],
  services: [0.098, 0.144, 0.35, 1.2, 150, 0.8, 0.3, 0.03, 0.3, 120],
  fitness: [0.28, 0.147, 0.23, 4.1, 50, 0.4, 0.5, 0.03, 0.9, 30],
  travel: [0.073, 0.106, 0.21, 5, 350, 0.9, 0.36, 0.1, 0.2, 240],
  education: [0.148, 0.068, 0.6, 3.2, 120, 0.8, 0.31, 0.05, 0.3, 120],
  finance: [0.156, 0.179, 0.75, 2.2, 60, 1, 0.6, 0.01, 0.5, 90],
  telecom: [0.159, 0.175, 0.3, 1.5, 30, 0.4, 0.5, 0.05, 0.95, 30],
};

/** The part of invitations that is opened: an assumption of ours. Invitations are visits divided by it. */
const VISIT_RATE = 0.5;

const EVERYWHERE: Defaults = {
  months: 12,
  members: 10_000,
  newMembersPerMonth: 300,
  reachRate: 0.5,
  shareDelayDays: 60,
  visitRate: VISIT_RATE,
  visitDelayDays: 1,
  purchaseDelayDays: 7,
  returnDelayDays: 10,
  incrementalRate: 0.7,
  fraudRate: 0.02,
  sharedAddressRate: 0.03,
  claimRate: 1,
  redemptionRate: 0.7,
  redemptionDelayDays: 45,
  reviewDelayDays: 2,
  ordersPerYear: 4,
  kWindowDays: 90,
  uncertainty: 0.25,
};

/** Busier before Christmas in what is given as presents: an assumption of ours. */
const GIFT_SEASON = [0.9, 0.85, 0.95, 0.95, 1, 0.95, 0.9, 0.9, 0.95, 1, 1.3, 1.35];
const NO_SEASON = Array.from({ length: 12 }, () => 1);
const WITH_GIFT_SEASON: readonly Industry[] = ["retail", "fashion", "beauty", "electronics"];

/** All defaults of the industry; money in major units. */
export function defaultsOf(industry: Industry): { numbers: Defaults; seasonality: readonly number[] } {
  const [shareRate, signUpRate, purchaseRate, visits, orderValue, orderValueSpread, grossMargin, returnRate, repeatRate, repeatDelayDays] =
    ROWS[industry];
  const invitationsPerSharer = Math.max(1, visits / VISIT_RATE);
  return {
    numbers: {
      ...EVERYWHERE,
      shareRate,
      signUpRate,
      purchaseRate,
      invitationsPerSharer,
      visitRate: visits / invitationsPerSharer,
      orderValue,
      orderValueSpread,
      grossMargin,
      returnRate,
      repeatRate,
      repeatDelayDays,
    },
    seasonality: WITH_GIFT_SEASON.includes(industry) ? GIFT_SEASON : NO_SEASON,
  };
}
