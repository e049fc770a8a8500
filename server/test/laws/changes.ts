/** What the next version of a program has otherwise; the ids of what stays are kept. */
import type { Rule } from "../../src/core/document/schema.js";

type Json = Record<string, unknown>;
export const CHANGES = [
  "amounts",
  "conditions",
  "fewer",
  "more",
  "goals",
  "limits",
  "holds",
  "tiers",
  "boards",
  "triggers",
  "zone",
  "currency",
  "unique",
  "attribution",
  "first",
] as const;
export type Change = (typeof CHANGES)[number];

/** The document changed in place, which may then say what cannot be published. */
export function changed(document: Json, change: Change, place: number): Json {
  const rules = document.rules as (Json & Rule)[];
  const grants = rules.flatMap((rule) => rule.grants) as unknown as Json[];
  const picked = grants[place % grants.length];
  if (picked === undefined) return document;
  switch (change) {
    case "amounts":
      // Whole amounts, wherever they stand in what is given.
      for (const rule of rules) {
        rule.grants = JSON.parse(
          JSON.stringify(rule.grants).replaceAll(/"amount":"(\d+)"/g, (_, amount) => `"amount":"${Number(amount) + 1 + place}"`),
        );
      }
      return document;
    case "conditions":
      picked.when = picked.when === undefined ? "friend.purchases < 2" : undefined;
      return document;
    case "fewer":
      return rules.length < 2 ? document : { ...document, rules: rules.filter((_, index) => index !== place % rules.length) };
    case "more":
      rules.push({ ...(JSON.parse(JSON.stringify(rules[place % rules.length])) as Json & Rule), id: `rule-more-${place}` });
      return document;
    case "goals":
      return { ...document, goals: [{ id: "aim", steps: { event: "purchase", count: 1 + (place % 3) } }, ...(document.goals as Json[]).slice(1)] };
    case "limits":
      picked.limits = [{ id: "limit-0", measure: "rewards", period: "month", max: String(1 + (place % 4)) }];
      return document;
    case "holds":
      picked.hold = picked.hold === undefined ? { for: { days: 1 + (place % 9) } } : undefined;
      return document;
    case "tiers":
      for (const tier of document.tiers as Json[]) tier.period = tier.period === "month" ? "quarter" : "month";
      return document;
    case "boards":
      for (const board of document.leaderboards as Json[]) if (board.period !== undefined) board.period = board.period === "month" ? "week" : "month";
      return document;
    case "triggers": {
      const triggers = rules.map(({ on }) => on);
      for (const [index, rule] of rules.entries()) rule.on = triggers[(index + 1 + place) % rules.length] as Rule["on"];
      return document;
    }
    case "zone":
      return { ...document, timeZone: document.timeZone === "UTC" ? "Asia/Kathmandu" : "UTC", weekStart: "monday" };
    case "currency":
      return document.currency === "EUR"
        ? { ...document, currency: undefined, currencies: ["EUR", "JPY"] }
        : { ...document, currency: "EUR", currencies: ["USD", "JPY"] };
    case "unique": {
      // Once it is there it stays: without it there is no next version.
      const { uniqueBy, ...rest } = document.attribution as Json;
      return { ...document, attribution: { ...rest, ...(uniqueBy === undefined && { uniqueBy: "product" }) } };
    }
    case "attribution": {
      const attribution = document.attribution as Json;
      const begins = (document.referral as Json).begins === "visit" ? "sign_up" : "visit";
      return {
        ...document,
        attribution: { ...attribution, touch: attribution.touch === "first" ? "last" : "first", order: ["link", "referrer", "code"] },
        referral: { ...(document.referral as Json), begins },
      };
    }
    case "first":
      return document;
    default:
      return change satisfies never;
  }
}
