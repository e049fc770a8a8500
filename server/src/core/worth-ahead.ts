/** What a grant is worth over time as far as the document says it, before anything has happened: pieces of time, campaigns and boosters. Limits come later. */
import { type HeldBooster, isRunning } from "./boosters.js";
import { campaignsOf, fractionOf, multiplied, together } from "./campaigns.js";
import type { CompiledTimedAmount } from "./document/compiled-amount.js";
import type { CompiledGrant } from "./document/compiled-grant.js";
import type { CompiledProgram } from "./document/compiled-program.js";
import { addDuration } from "./time.js";
import { shapeAt } from "./time-shape.js";

export interface AheadAsked {
  program: Pick<CompiledProgram, "campaigns" | "campaignStacking" | "timeZone">;
  rule: string;
  grant: Pick<CompiledGrant, "amount" | "kind">;
  /** Where the time of the amount begins; null: with whatever sets the rule off, so that none has passed. */
  since: number | null;
  /** Those that the recipient has. */
  boosters: readonly HeldBooster[];
  /** From when on nothing is given; null: no such end. */
  endsAt: number | null;
}
/** A time in which it stays, or moves without a jump. `last` is what it is worth right before the end; the last one has none. */
export interface Stretch {
  start: number;
  end: number | null;
  first: bigint;
  last: bigint;
}

/** Whether the document alone says what it is worth: not where an event is measured, a table asked, or referrals counted. */
export function isForeseeable({ amount }: Pick<CompiledGrant, "amount">): boolean {
  if (amount?.kind === "fixed") return true;
  return amount?.kind === "timed" && amount.afterwards?.kind !== "percent" && amount.pieces.every(({ amount: { kind } }) => kind !== "percent");
}

/** What would be given if the rule were set off at the moment; 0 for nothing. The amount is foreseeable. */
export function worthIf({ program, rule, grant, since, boosters, endsAt }: AheadAsked, at: number): bigint {
  if (endsAt !== null && at >= endsAt) return 0n;
  const value = valueIf(grant, since ?? at, at, program.timeZone);
  const campaigns = campaignsOf(program, { rule, kind: grant.kind, at });
  const running = boosters
    .filter((each) => isRunning(each, { rule, paidAs: grant.kind, at }))
    .map(({ multiplyBy }) => ({ by: fractionOf(multiplyBy) }));
  return multiplied(value, together([...campaigns, ...running], program.campaignStacking).factor);
}
function valueIf({ amount }: AheadAsked["grant"], since: number, at: number, zone: string): bigint {
  if (amount?.kind === "fixed") return amount.value;
  const shape = amount?.kind === "timed" ? shapeAt(amount, since, at < since ? since : at, zone) : null;
  if (shape === null || typeof shape === "bigint") return shape ?? 0n;
  if (shape.kind !== "fixed") throw new Error("what is measured cannot be foreseen");
  return shape.value;
}

/** All that is ahead from the moment on, in the order of time; one stretch alone where nothing ever changes. */
export function worthAhead(asked: AheadAsked, from: number): Stretch[] {
  const starts = [from, ...turnsOf(asked).filter((at) => at > from)];
  const stretches = starts.map((start, nth): Stretch => {
    const end = starts[nth + 1] ?? null;
    return { start, end, first: worthIf(asked, start), last: worthIf(asked, end === null ? start : end - 1) };
  });
  // Not everything turns it: a campaign for other rules, two pieces alike.
  const joined: Stretch[] = [];
  for (const stretch of stretches) {
    const before = joined.at(-1);
    if (before !== undefined && stays(before) && stays(stretch) && before.first === stretch.first) before.end = stretch.end;
    else joined.push(stretch);
  }
  return joined;
}
export function stays({ first, last }: Stretch): boolean {
  return first === last;
}

/** The moments at which it may jump or bend. */
function turnsOf({ program, grant: { amount }, since, boosters, endsAt }: AheadAsked): number[] {
  const ends = amount?.kind === "timed" && since !== null ? endsOf(amount, since, program.timeZone) : [];
  const times = [...program.campaigns, ...boosters].flatMap(({ from, until }) => [from, until]);
  return [...new Set([...ends, ...times, ...(endsAt === null ? [] : [endsAt])])].sort((a, b) => a - b);
}
function endsOf({ pieces }: CompiledTimedAmount, since: number, zone: string): number[] {
  return pieces.map(({ until }) => addDuration(since, until, zone));
}

const SECOND_MS = 1000;
/** When it is worth something else than at the moment, to the second; null: never. Within a stretch it moves one way only. */
export function changesAt(asked: AheadAsked, stretches: readonly Stretch[], at: number): number | null {
  const now = worthIf(asked, at);
  for (const { start, end, first, last } of stretches) {
    if (end !== null && end <= at) continue;
    if (start > at && first !== now) return start;
    if (end === null || last === now) continue;
    let [same, other] = [Math.max(start, at), end - 1];
    while (other - same > SECOND_MS) {
      const middle = Math.floor((same + other) / 2);
      if (worthIf(asked, middle) === now) same = middle;
      else other = middle;
    }
    return other;
  }
  return null;
}
