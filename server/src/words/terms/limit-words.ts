/** Limits of a giving in words: what is counted, for whom, in which period, and what becomes of what does not fit. */
import type { Limit } from "../../core/document/schema.js";
import { isTable } from "../../core/document/table.js";
import { type Giving, paidBy } from "./amount-words.js";
import { keyIn } from "./condition-words.js";
import { tabled } from "./table-words.js";
import { amountIn, moneyIn, numberIn, periodIn, quote, stageIn, type Telling } from "./telling.js";

/** One sentence for each limit of what is given. */
export function limitWords(telling: Telling, giving: Giving, limits: readonly Limit[] = []): string[] {
  return limits.map((limit) => limitIn(telling, giving, limit));
}

function limitIn(telling: Telling, giving: Giving, limit: Limit): string {
  const { per = "member", period = "lifetime", cut = "to_remainder", returnsOnExpiry = false } = limit;
  const whose =
    typeof per === "string"
      ? telling.say(`whose.${per}`, { id: quote(telling, limit.id) })
      : telling.say("whose.key", { key: keyIn(telling, per.expression) });
  const isDivisible = paidBy(telling, giving) !== undefined && limit.measure !== "rewards" && !isCount(limit.measure);
  const sentences = [
    telling.say(`limit.${measureIn(limit)}`, {
      ...measured(telling, giving, limit),
      whose,
      period: periodIn(telling, period),
    }),
    telling.say(isDivisible ? `limit.${cut}` : "limit.whole"),
    ...(limit.pace === undefined ? [] : [paceIn(telling, limit.pace)]),
    ...(returnsOnExpiry ? [telling.say("limit.returnsOnExpiry")] : []),
  ];
  return sentences.join(" ");
}

function paceIn(telling: Telling, { period, share }: NonNullable<Limit["pace"]>): string {
  return telling.say("limit.pace", { percent: numberIn(telling, share), period: periodIn(telling, period) });
}

/** What is counted has words of its own where how many depends on something. */
function measureIn({ measure, max }: Limit): string {
  const name = typeof measure === "string" ? measure : (Object.keys(measure)[0] ?? "");
  return isTable(max) && (name === "rewards" || name === "referrals") ? `${name}By` : name;
}
function measured(telling: Telling, giving: Giving, { measure, max }: Limit): Record<string, string | number> {
  const said = (one: (decimal: string) => string) => tabled<string>(telling, max, one);
  const number = () => said((each) => numberIn(telling, each));
  if (typeof measure === "object") {
    if ("property" in measure) return { max: number(), name: quote(telling, measure.property) };
    if (isTable(max)) return { max: number(), stage: stageIn(telling, measure.referrals, 0) };
    return { stage: stageIn(telling, measure.referrals, Number(max)) };
  }
  if (measure === "rewards") return isTable(max) ? { max: number() } : { n: Number(max) };
  if (measure === "value") return { max: said((each) => moneyIn(telling, each)) };
  const paid = paidBy(telling, giving)?.paid;
  return { max: paid === undefined ? number() : said((each) => amountIn(telling, each, paid.unit, paid.precision)) };
}
/** A number of referrals: what is given is given whole or not. */
function isCount(measure: Limit["measure"]): boolean {
  return typeof measure === "object" && "referrals" in measure;
}
