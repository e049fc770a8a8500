/**
 * Amounts that depend on how much time has passed. Time runs in whole seconds; every result is exact but for the one rounding that is named, the same on
 * every machine: a straight line is a fraction of whole numbers, a half-life is taken in fixed point with 160 binary digits.
 */
import type { CompiledPiece, CompiledSimpleAmount, CompiledTimedAmount } from "./document/compiled-amount.js";
import type { Rounding } from "./document/schema.js";
import { mulDiv } from "./money.js";
import { addDuration } from "./time.js";

const SECOND_MS = 1000;

/** The piece in which a moment lies, with its bounds in epoch milliseconds; undefined after the last. Before the beginning it is as at the beginning. */
export function pieceAt(
  { pieces }: CompiledTimedAmount,
  since: number,
  at: number,
  zone: string,
): { piece: CompiledPiece; start: number; end: number } | undefined {
  let start = since;
  for (const { until, amount } of pieces) {
    const end = addDuration(since, until, zone);
    if (at < end) return { piece: amount, start, end };
    start = end;
  }
  return undefined;
}

/** What it is at the moment: so much, an amount that is to be measured, or null where it is not offered. */
export function shapeAt(timed: CompiledTimedAmount, since: number, at: number, zone: string): bigint | CompiledSimpleAmount | null {
  const found = pieceAt(timed, since, at, zone);
  if (found === undefined) return timed.afterwards;
  const { piece, start, end } = found;
  if (piece.kind === "fixed" || piece.kind === "percent") return piece;
  if (piece.kind === "line") return lineAt(piece.from, piece.to, at - start, end - start, timed.rounding);
  const halved = halfLifeAt(piece.from, piece.halfLifeMs, at - start, timed.rounding);
  return halved < piece.atLeast ? piece.atLeast : halved;
}

/** A straight line between two amounts, `elapsed` of `span` milliseconds along it. */
export function lineAt(from: bigint, to: bigint, elapsedMs: number, spanMs: number, rounding: Rounding): bigint {
  const [elapsed, span] = [wholeSeconds(elapsedMs), wholeSeconds(spanMs)];
  if (span === 0n) return from;
  const passed = elapsed > span ? span : elapsed;
  // Both ends are non-negative, so the sum of their shares is one fraction that is rounded once.
  return mulDiv(1n, from * (span - passed) + to * passed, span, rounding);
}

const FIXED_BITS = 160n;
const ONE = 1n << FIXED_BITS;
const ROOTS_MAX = 80;
/** 2^(-1/2), 2^(-1/4), 2^(-1/8), … in fixed point. */
const ROOTS = rootsOfHalf();

/** amount × 2^(-elapsed/halfLife). */
export function halfLifeAt(amount: bigint, halfLifeMs: bigint, elapsedMs: number, rounding: Rounding): bigint {
  const halfLife = halfLifeMs / BigInt(SECOND_MS);
  if (halfLife <= 0n) throw new Error("a half-life has at least a second");
  const elapsed = wholeSeconds(elapsedMs);
  const halvings = elapsed / halfLife;
  // 2^63 halved as often is nothing, unless nothing is ever rounded down to it.
  if (halvings > 70n) return amount > 0n && rounding === "up" ? 1n : 0n;
  let rest = elapsed % halfLife;
  let share = ONE;
  for (const root of ROOTS) {
    if (rest === 0n) break;
    rest *= 2n;
    if (rest < halfLife) continue;
    rest -= halfLife;
    share = (share * root) >> FIXED_BITS;
  }
  return mulDiv(amount, share, ONE << halvings, rounding);
}

function wholeSeconds(ms: number): bigint {
  return BigInt(Math.floor(Math.max(0, ms) / SECOND_MS));
}
function rootsOfHalf(): bigint[] {
  const roots: bigint[] = [];
  let last = ONE / 2n;
  for (let n = 0; n < ROOTS_MAX; n++) {
    last = squareRoot(last << FIXED_BITS);
    roots.push(last);
  }
  return roots;
}
/** The whole part of the square root, by Newton's method. */
function squareRoot(square: bigint): bigint {
  let root = 1n << BigInt(Math.ceil(square.toString(2).length / 2));
  for (;;) {
    const next = (root + square / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}
