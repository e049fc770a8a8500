/** What an amount that was measured on an event keeps of it when the event is taken back in part. */
import type { CompiledBasis } from "./document/compiled-amount.js";
import { PARTS } from "./exact.js";
import { measuredLines } from "./lines.js";
import { mulDiv, remainingAfter } from "./money.js";
import type { Engine } from "./occurrence.js";
import type { SubjectEvent } from "./subject-row.js";
import { changeEvent, factsOf } from "./subjects.js";

/** The part of an event that an amount was measured on. */
export interface Measured {
  member: string;
  subject: string;
  record: number;
  basis: string;
  /** What was already taken back of the event then. */
  taken?: string;
  /** The lines that were measured, where it was not the event as a whole; and the share of them that was left then, if not all. */
  lines?: MeasuredLine[];
  left?: Share;
}
/** What was paid for the line, and what of that was measured. */
export type MeasuredLine = [id: string, amount: string, measured: string];
/** A part of a whole, exactly. */
export type Share = [part: string, whole: string];
/** What was already gone of the event when something was measured on it. */
export type MeasuredAt = Pick<Measured, "taken" | "lines" | "left">;

function eventOf(d: Engine, { member, subject, record }: Measured): SubjectEvent | undefined {
  return factsOf(d, member, subject).events.find((event) => event.record === record);
}
/** What a reward keeps of what it is measured on now, so that only what is taken back later shrinks it. */
export function measuredNow(d: Engine, measured: Measured): Measured {
  const event = eventOf(d, measured);
  const taken = event?.taken ?? "0";
  if (event === undefined || measured.lines === undefined || taken === "0") return { ...measured, taken };
  const { part, whole } = shareOfLines(event, measured.lines);
  return { ...measured, taken, left: [String(part), String(whole)] };
}

/**
 * What an amount keeps of what was measured on an event: the share that was taken back since goes, cumulatively, so that a full refund leaves nothing,
 * however many parts it came in.
 */
export function amountLeft(amount: bigint, event: SubjectEvent, measured: MeasuredAt): bigint {
  if (event.void) return 0n;
  if (measured.lines !== undefined) return amountOfLines(amount, event, measured.lines, measured.left);
  const takenAtStart = BigInt(measured.taken ?? "0");
  const total = BigInt(event.money?.total ?? 0) - takenAtStart;
  return total <= 0n ? amount : remainingAfter(amount, total, BigInt(event.taken) - takenAtStart, "half_up");
}
function amountOfLines(amount: bigint, event: SubjectEvent, lines: readonly MeasuredLine[], atStart: Share = ["1", "1"]): bigint {
  const now = shareOfLines(event, lines);
  const part = now.part * BigInt(atStart[1]);
  const whole = now.whole * BigInt(atStart[0]);
  if (part >= whole) return amount;
  return amount - mulDiv(amount, whole - part, whole, "half_up");
}

/**
 * The share of the lines that is left: each without what was taken back of it by its name, and of the rest the share that was not taken back of the event
 * as a whole. It depends on how much was taken back by which name alone, not on the order, and falls with each of them.
 */
function shareOfLines(event: SubjectEvent, lines: readonly MeasuredLine[]): { part: bigint; whole: bigint } {
  let basis = 0n;
  let left = 0n;
  for (const [id, amount, measured] of lines) {
    const [paid, counted] = [BigInt(amount), BigInt(measured)];
    const taken = least(paid, BigInt(event.takenLines?.[id] ?? "0"));
    basis += counted;
    left += paid === 0n ? counted : counted - mulDiv(counted, taken, paid, "half_up");
  }
  if (basis === 0n) return { part: 1n, whole: 1n };
  const named = Object.values(event.takenLines ?? {}).reduce((sum, taken) => sum + BigInt(taken), BigInt(event.takenOther ?? "0"));
  const rest = BigInt(event.money?.total ?? 0) - named;
  const takenOfRest = BigInt(event.taken) - named;
  if (rest <= 0n || takenOfRest >= rest) return { part: 0n, whole: 1n };
  return { part: left * (rest - takenOfRest), whole: basis * rest };
}
function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

/** A count stays as long as the event does; a sum keeps the share that was not taken back. In millionths. */
export function contributionLeft(full: bigint, event: SubjectEvent, sum: CompiledBasis | null): bigint {
  if (event.void) return 0n;
  if (sum === null) return full;
  const measured = typeof sum === "object" && "assortment" in sum ? { lines: measuredLines(event.lines ?? [], sum) } : {};
  // Whole minor units stay whole.
  return full % PARTS === 0n ? amountLeft(full / PARTS, event, measured) * PARTS : amountLeft(full, event, measured);
}

/** What an amount is worth when it is measured now, after what has been taken back of the event so far. */
export function shareLeft(d: Engine, amount: bigint, measured: Measured): bigint {
  const event = eventOf(d, measured);
  return event === undefined ? amount : amountLeft(amount, event, { ...(measured.lines && { lines: measured.lines }) });
}
/** Notes with the event that a reward was measured on it. */
export function noteMeasured(d: Engine, measured: Measured, reward: string): void {
  const event = eventOf(d, measured);
  if (event !== undefined) changeEvent(d, measured.member, measured.subject, measured.record, { measured: [...event.measured, reward] });
}
