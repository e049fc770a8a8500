/** What an amount of a document comes to by the document's sentences alone: fractions of whole numbers, slow, and nothing shared with what decides. */
import { Temporal } from "temporal-polyfill";

// biome-ignore lint/suspicious/noExplicitAny: a document as it is written
type Json = any;
export type Mode = "half_up" | "half_even" | "down" | "up";
/** n / d, d above zero. */
export interface Ratio {
  n: bigint;
  d: bigint;
}

/** What is so when the amount is asked for. Money is in major units of the program's currency, exactly. */
export interface Situation {
  plan: string | undefined;
  zone: string;
  /** By the name of what is measured. */
  bases: Record<string, Ratio | undefined>;
  /** Which of the referrer's referrals it is, by stage and period. */
  ordinal: (stage: string, period: string) => number;
  /** From when time is counted; undefined where that has not come. */
  since: (what: Json) => number | undefined;
  at: number;
  factor: Ratio;
  /** Of the unit. */
  decimals: number;
  price: Ratio;
}

export function ratio(text: string): Ratio {
  const [whole = "0", decimals = ""] = text.split(".");
  return { n: BigInt(whole + decimals), d: 10n ** BigInt(decimals.length) };
}
export function times(a: Ratio, b: Ratio): Ratio {
  return { n: a.n * b.n, d: a.d * b.d };
}
export function rounded({ n, d }: Ratio, mode: Mode = "half_up"): bigint {
  const below = n / d;
  const twice = 2n * (n - below * d);
  if (twice === 0n || mode === "down") return below;
  if (mode === "up" || twice > d) return below + 1n;
  if (twice < d) return below;
  return mode === "half_up" || below % 2n === 1n ? below + 1n : below;
}

/** In the smallest part of the unit; null where nothing is offered or nothing can be measured. */
export function slowAmount(amount: Json, here: Situation): bigint | null {
  if (amount === null || amount === "not_offered" || amount === undefined) return null;
  if (typeof amount === "string") return multiplied(minor(ratio(amount), here), here);
  if ("percent" in amount) return share(amount, here, (money) => money);
  if ("worth" in amount) {
    const bought = (money: Ratio): Ratio => ({ n: money.n * here.price.d, d: money.d * here.price.n });
    if (typeof amount.worth === "string") return multiplied(minor(bought(ratio(amount.worth)), here), here);
    return share(amount.worth, here, bought);
  }
  if ("table" in amount) return slowAmount(inTable(amount.table, here), here);
  if ("tiers" in amount) {
    const place = here.ordinal(amount.tiers.by, amount.tiers.period ?? "lifetime");
    return slowAmount(amount.tiers.steps.find(({ upTo = Number.POSITIVE_INFINITY }) => place <= upTo)?.amount, here);
  }
  return overTime(amount.overTime, here);
}
function inTable({ rows, otherwise }: Json, { plan }: Situation): Json {
  return (plan === undefined ? undefined : rows[plan]) ?? otherwise ?? null;
}
/** Whole parts of the unit. */
function minor(units: Ratio, { decimals }: Situation, mode: Mode = "half_up"): bigint {
  return rounded(times(units, { n: 10n ** BigInt(decimals), d: 1n }), mode);
}
function multiplied(whole: bigint, { factor }: Situation): bigint {
  return rounded(times({ n: whole, d: 1n }, factor));
}
/** Of what is measured, multiplied, rounded once, not below the floor, not above the ceiling. */
function share({ percent, of, floor, ceiling, rounding = "half_up" }: Json, here: Situation, paidAs: (money: Ratio) => Ratio): bigint | null {
  const basis = here.bases[typeof of === "string" ? of : (of.property ?? `${of.assortment}/${of.take ?? "net"}`)];
  if (basis === undefined) return null;
  const bound = (text: Json): bigint | null | undefined => {
    const value = typeof text === "object" ? inTable(text.table, here) : text;
    return value === undefined ? undefined : value === null || value === "not_offered" ? null : minor(paidAs(ratio(value)), here);
  };
  const [least, most] = [bound(floor), bound(ceiling)];
  if (least === null || most === null) return null;
  const measured = basis.n < 0n ? { n: 0n, d: 1n } : basis;
  let result = minor(paidAs(times(times(measured, times(ratio(percent), { n: 1n, d: 100n })), here.factor)), here, rounding);
  if (least !== undefined && result < least) result = least;
  if (most !== undefined && result > most) result = most;
  return result;
}

function overTime({ since: what = "sign_up", pieces, afterwards, rounding = "half_up" }: Json, here: Situation): bigint | null {
  const since = here.since(what);
  if (since === undefined) return null;
  const at = Math.max(since, here.at);
  let start = since;
  for (const { until, amount } of pieces) {
    const end = slowAdd(since, until, here.zone);
    if (at < end) return inPiece(amount, { ...here, at }, { start, end, rounding });
    start = end;
  }
  return slowAmount(afterwards, here);
}
function inPiece(amount: Json, here: Situation, { start, end, rounding }: { start: number; end: number; rounding: Mode }): bigint | null {
  if (typeof amount === "string" || "percent" in amount) return slowAmount(amount, here);
  const [elapsed, span] = [BigInt((here.at - start) / 1000), BigInt((end - start) / 1000)];
  const [from, scale] = [ratio(amount.from), 10n ** BigInt(here.decimals)];
  if ("to" in amount) {
    const to = ratio(amount.to);
    const moved = { n: from.n * to.d * (span - elapsed) + to.n * from.d * elapsed, d: from.d * to.d * span };
    return multiplied(minor(moved, here, rounding), here);
  }
  const halved = halvedBy((from.n * scale) / from.d, elapsed, BigInt(amount.halfLife.hours) * 3600n, rounding);
  const least = minor(ratio(amount.atLeast ?? "0"), here);
  return multiplied(halved < least ? least : halved, here);
}
/** amount × 2^(-elapsed / halfLife), by comparing whole powers: r is at most that where r^h × 2^e is at most amount^h. */
function halvedBy(amount: bigint, elapsed: bigint, halfLife: bigint, mode: Mode): bigint {
  let [e, h] = [elapsed, halfLife];
  for (let [a, b] = [e, h]; ; [a, b] = [b, a % b]) {
    if (b > 0n) continue;
    [e, h] = [e / a, h / a];
    break;
  }
  if (h > 100n) throw new Error("too fine for whole powers");
  // Of a number of halves.
  const isAtMost = (halves: bigint) => halves ** h * 2n ** e <= (2n * amount) ** h;
  let [low, high] = [0n, amount];
  while (low < high) {
    const middle = (low + high + 1n) / 2n;
    if (isAtMost(2n * middle)) low = middle;
    else high = middle - 1n;
  }
  const isExact = (2n * low) ** h * 2n ** e === (2n * amount) ** h;
  if (isExact || mode === "down") return low;
  if (mode === "up") return low + 1n;
  if (!isAtMost(2n * low + 1n)) return low;
  const isHalf = (2n * low + 1n) ** h * 2n ** e === (2n * amount) ** h;
  return isHalf && mode === "half_even" && low % 2n === 0n ? low : low + 1n;
}

/** As Temporal adds: a day is 24 hours, what is of the calendar follows the zone. */
export function slowAdd(at: number, duration: Json, zone: string): number {
  const { days, hours, minutes, calendarDays, months, years } = duration;
  const elapsed = days !== undefined ? days * 24 : hours;
  if (elapsed !== undefined) return at + elapsed * 3_600_000;
  if (minutes !== undefined) return at + minutes * 60_000;
  const length = calendarDays !== undefined ? { days: calendarDays } : months !== undefined ? { months } : { years };
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).add(length).epochMilliseconds;
}

const dateFormats = new Map<string, Intl.DateTimeFormat>();
/** The date that a calendar on the wall shows. */
export function slowDate(at: number, zone: string): string {
  const known = dateFormats.get(zone) ?? new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" });
  dateFormats.set(zone, known);
  return known.format(at);
}
/** Days since 1970-01-01 of that date. */
export function slowDay(at: number, zone: string): number {
  return Date.parse(`${slowDate(at, zone)}T00:00:00Z`) / 86_400_000;
}
/** A name of the calendar's period. */
export function slowPeriod(at: number, period: string, zone: string, weekStart: "monday" | "sunday" | "saturday"): string {
  if (period === "lifetime") return period;
  const date = slowDate(at, zone);
  const day = slowDay(at, zone);
  // 1 January 1970 was a Thursday.
  if (period === "week") return `week ${Math.floor((day + { monday: 3, sunday: 4, saturday: 5 }[weekStart]) / 7)}`;
  if (period === "quarter") return `${date.slice(0, 4)} ${Math.floor((Number(date.slice(5, 7)) - 1) / 3)}`;
  return date.slice(0, { day: 10, month: 7, year: 4 }[period]);
}
