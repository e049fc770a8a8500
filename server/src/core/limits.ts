/**
 * Limits: ceilings on what a grant gives, by measure, scope and period. Space is taken when the reward is made, in log order,
 * by the time of the trigger; the last unit goes to exactly one (L6).
 */
import { counterKey, countUse, usedOf } from "./counters.js";
import { type Deciding, fact, trace } from "./deciding.js";
import type { CompiledGrant, CompiledLimit, CompiledStock } from "./document/compiled-grant.js";
import type { ConditionContext } from "./document/scope.js";
import { exchanged, exchangeOfBasis } from "./exchange.js";
import { basisOf } from "./happening.js";
import { sha256Hex } from "./hash.js";
import { balanceOf } from "./ledger.js";
import { type Occurrence, referralOf, type Scope } from "./occurrence.js";
import type { LimitUse } from "./rows.js";
import { hasReached } from "./stages.js";
import { addedCounter } from "./stock-counters.js";
import { addDuration, periodOf, rollingDayKeys } from "./time.js";
import { demand } from "./world.js";

interface Room {
  amount: bigint;
  cutBy: string | null;
  /** It was cut by this stock, and is not lost: it can wait until there are more. */
  awaited?: CompiledStock;
}

/** What the limits leave of the amount: all of it, a part, or nothing; the trace tells which limit cut. For what is indivisible the amount is 0 and the answer is whether it may be. */
export function roomFor(
  d: Deciding,
  grant: CompiledGrant,
  recipient: string,
  amount: bigint,
  occurrence: Occurrence,
  context: ConditionContext,
): Room {
  const room: Room = { amount, cutBy: null };
  for (const limit of grant.limits) {
    const place = placeOf(limit, recipient, occurrence, context);
    const max = ceilingOf(d, limit, occurrence.scope);
    const used = place === undefined ? max : usedUnder(d, limit, grant, recipient, occurrence, place);
    const wanted = isCountedAlready(d, limit, occurrence, place) ? 0n : wantedBy(d, limit, grant, room.amount, occurrence);
    const left = max > used ? max - used : 0n;
    const seen = { step: "limit", limit: limit.id, measure: limit.measureName, used: String(used), max: String(max) };
    if (wanted <= left) {
      trace(d, seen);
      continue;
    }
    const isDivisible = grant.unit !== null && (limit.measure === "amount" || limit.measure === "balance") && limit.cut === "to_remainder";
    room.cutBy = limit.id;
    room.amount = isDivisible ? left : 0n;
    trace(d, { ...seen, cut: isDivisible && left > 0n ? "remainder" : "nothing" });
    if (!isDivisible || left === 0n) return { amount: 0n, cutBy: limit.id, ...(limit.stock?.waiting != null && { awaited: limit.stock }) };
  }
  return room;
}

/** What was added to a stock counts with what the document has. */
function ceilingOf(d: Deciding, { stock, max }: CompiledLimit, { programId }: Scope): bigint {
  return stock === null ? max : max + usedOf(d.world, programId, addedCounter(stock.item), "lifetime");
}

/** Takes the space that a reward uses; gives what is to be kept with it. What waits for a stock takes none of it. */
export function takeRoom(
  d: Deciding,
  grant: Pick<CompiledGrant, "limits" | "unit" | "value">,
  recipient: string,
  amount: bigint,
  occurrence: Occurrence,
  context: ConditionContext,
): LimitUse[] {
  const uses: LimitUse[] = [];
  for (const limit of grant.limits) {
    if (limit.measure === "balance") continue;
    const by = wantedBy(d, limit, grant, amount, occurrence);
    // What takes nothing needs no place, also where the scope's expression fails.
    if (by === 0n) continue;
    const place = placeOf(limit, recipient, occurrence, context);
    if (place === undefined) throw new Error(`limit ${limit.id} has no place`);
    const max = ceilingOf(d, limit, occurrence.scope);
    const once = limit.measure === "referrals" ? onceOf(occurrence, place) : undefined;
    const added = isCountedAlready(d, limit, occurrence, place) ? 0n : by;
    const used = countUse(d, occurrence.scope.programId, { ...place, ...(once !== undefined && { once }) }, by, max);
    if (limit.stock !== null) tellLow(d, limit.stock, occurrence.scope, max - used);
    tellAlarms(d, occurrence.scope.programId, limit, added, used);
    const shrinks = limit.measure === "amount";
    uses.push({
      counter: place.counter,
      period: place.period,
      amount: String(by),
      ceiling: String(max),
      shrinks,
      onExpiry: limit.returnsOnExpiry,
      ...(limit.stock?.waiting != null && { awaited: limit.stock.item }),
      ...(once !== undefined && { once }),
    });
  }
  return uses;
}

/** How many rewards of one referral stand in a place: different referrals are limited, so all of them use it once. */
function onceOf({ scope }: Occurrence, { counter }: Place): string {
  return `of:${scope.referralId}:${counter}`;
}
function isCountedAlready(d: Deciding, { measure }: CompiledLimit, occurrence: Occurrence, place: Place | undefined): boolean {
  if (measure !== "referrals" || place === undefined) return false;
  return usedOf(d.world, occurrence.scope.programId, onceOf(occurrence, place), place.period) > 0n;
}

/** One of an item, or a code, was taken or promised: whether that is to be told. */
function tellLow(d: Deciding, { item, pool, tellAt }: CompiledStock, { programId }: Scope, left: bigint): void {
  if (tellAt === null || (left !== BigInt(tellAt) && left !== 0n)) return;
  if (pool !== null) {
    trace(d, { step: "coupon_pool.low", pool, left: String(left) });
    fact(d, { kind: "coupon_pool.low", program: programId, pool, left: String(left) });
    return;
  }
  trace(d, { step: "stock.low", item, left: String(left) });
  fact(d, { kind: "item.low", program: programId, item, left: String(left) });
}

/** What is used has passed a point of which somebody wants to know; when it has fallen below, it is told again. */
function tellAlarms(d: Deciding, program: string, { id, alarms }: CompiledLimit, by: bigint, used: bigint): void {
  for (const { percent, at } of alarms) {
    if (used - by >= at || used < at) continue;
    trace(d, { step: "limit.alarm", limit: id, percent });
    fact(d, { kind: "limit.alarm", program, limit: id, percent });
  }
}

interface Place {
  counter: string;
  period: string;
}
/** The counter of a limit and the period of the trigger; undefined when the scope's expression fails. */
function placeOf(limit: CompiledLimit, recipient: string, { scope, occurredAt }: Occurrence, context: ConditionContext): Place | undefined {
  const { program, referralId } = scope;
  const period = periodOf(occurredAt, isRolling(limit) ? "day" : limit.period, program.timeZone, program.weekStart).key;
  if (limit.per.kind === "program") return { counter: limit.counter, period };
  if (limit.per.kind === "member") return { counter: `${limit.counter}:${recipient}`, period };
  if (limit.per.kind !== "expression") return { counter: `${limit.counter}:${referralId ?? recipient}`, period };
  const value = limit.per.expression.evaluate(context);
  return typeof value === "object" ? undefined : { counter: `${limit.counter}:=${nameOf(String(value))}`, period };
}
/** Texts of events may be as long as they like, keys of the database not: a longer one is counted under its hash. */
const NAME_LENGTH_MAX = 400;
function nameOf(value: string): string {
  return value.length > NAME_LENGTH_MAX ? sha256Hex(value) : value;
}
function isRolling(limit: CompiledLimit): boolean {
  return typeof limit.period === "object";
}

function usedUnder(
  d: Deciding,
  limit: CompiledLimit,
  grant: CompiledGrant,
  recipient: string,
  { scope, occurredAt }: Occurrence,
  place: Place,
): bigint {
  if (limit.measure === "balance") {
    if (grant.unit === null) return 0n;
    return balanceOf(d.world, recipient, grant.unit, "pending") + balanceOf(d.world, recipient, grant.unit, "available");
  }
  if (typeof limit.period !== "object") return usedOf(d.world, scope.programId, place.counter, place.period);
  return usedRolling(d, limit.period.rollingDays, scope, occurredAt, place.counter);
}

/** The most that is used in any n days of which the trigger's day is one: an event that is told late has days behind it as well as before. */
function usedRolling(d: Deciding, n: number, { programId, program }: Scope, occurredAt: number, counter: string): bigint {
  const { timeZone } = program;
  const end = Math.max(occurredAt, Math.min(d.at, addDuration(occurredAt, { calendarDays: n - 1 }, timeZone)));
  const behind = rollingDayKeys(end, n, timeZone).indexOf(rollingDayKeys(occurredAt, 1, timeZone)[0] as string);
  const days = rollingDayKeys(end, n + behind, timeZone);
  // All at once: a window of many days is one round of loading, not many.
  demand(
    d.world,
    days.map((day) => ({ from: "counters", key: counterKey(programId, counter, day) })),
  );
  const used = days.map((day) => usedOf(d.world, programId, counter, day));
  let most = 0n;
  for (let from = 0; from <= behind; from++) {
    const sum = used.slice(from, from + n).reduce((total, each) => total + each, 0n);
    if (sum > most) most = sum;
  }
  return most;
}

function propertyOf(d: Deciding, property: string, { cause, scope }: Occurrence): bigint {
  const value = cause === null ? undefined : basisOf(cause, { property });
  const rate = cause === null ? undefined : exchangeOfBasis(d, scope, cause, { property });
  return value === undefined || rate === undefined ? 0n : exchanged(value, rate);
}

/** How much of the measure a reward of the amount would use. */
function wantedBy(d: Deciding, limit: CompiledLimit, grant: Pick<CompiledGrant, "value">, amount: bigint, occurrence: Occurrence): bigint {
  if (limit.measure === "rewards") return 1n;
  if (limit.measure === "amount" || limit.measure === "balance") return amount;
  if (limit.measure === "value") return grant.value ?? 0n;
  if (limit.measure === "property") return propertyOf(d, limit.property, occurrence);
  if (limit.measure !== "referrals") return 0n;
  const referral = referralOf(d, occurrence.scope);
  return referral !== undefined && hasReached(referral, limit.stage) ? 1n : 0n;
}
