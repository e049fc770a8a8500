/**
 * The ledger: value moves between two accounts or not at all.
 *
 * L1 every transfer sums to zero in its unit · L2 a balance equals the sum of its entries · L3 no member account falls below zero, a debt is an
 * account of its own · L7 per member and unit: earned = pending + available + used + expired + cancelled + taken back - debt - debt forgiven.
 *
 * Accounts of a member: pending, available, debt. Accounts of a program: issued (what it has promised, negative), used, expired, cancelled,
 * taken_back, forgiven, and debts, the contra account against which a debt is booked twice: once to the member's debt, once to taken_back.
 */

import { type Deciding, record } from "./deciding.js";
import { accountKey } from "./keys.js";
import { MAX_AMOUNT } from "./money.js";
import type { AccountKind, Transfer } from "./record.js";
import { find, setRow, type World } from "./world.js";

/** The balance in minor units; zero when there is no such account yet. */
export function balanceOf(world: World, holder: string, unit: string, kind: AccountKind): bigint {
  return find(world, "accounts", accountKey(world.keys, holder, unit, kind))?.balance ?? 0n;
}

/** What a program can ever give of a unit: a debt is booked twice, and every account must still hold it. */
const ISSUED_MAX = MAX_AMOUNT / 2n;
/** Whether the program's books can hold so much more of the unit, whatever becomes of it. */
export function canIssue(world: World, program: string, unit: string, amount: bigint): boolean {
  return amount - balanceOf(world, program, unit, "issued") <= ISSUED_MAX;
}

/** Moves value and notes it in the decision. A transfer of nothing is none. Throws when it breaks L3: that is a fault of ours, never an outcome. */
export function transfer(
  d: Deciding,
  move: { unit: string; amount: bigint; from: Transfer["from"]; to: Transfer["to"]; member: string; reward?: string; reason: string },
): void {
  if (move.amount === 0n) return;
  if (move.amount < 0n) throw new Error("L1: a transfer has a positive amount");
  const { unit, from, to, member, reward, reason } = move;
  const noted: Transfer = { unit, amount: String(move.amount), from, to, member, reward, reason };
  applyTransfer(d.world, noted);
  record(d, noted);
}

/** Folds a transfer into the balances. */
export function applyTransfer(world: World, { unit, amount, from, to }: Transfer): void {
  const value = BigInt(amount);
  post(world, from, unit, -value);
  post(world, to, unit, value);
}

function post(world: World, [holder, kind]: Transfer["from"], unit: string, by: bigint): void {
  const key = accountKey(world.keys, holder, unit, kind);
  const balance = (find(world, "accounts", key)?.balance ?? 0n) + by;
  if (balance < 0n && kind !== "issued" && kind !== "debts") throw new Error(`L3: ${holder} ${unit} ${kind} would fall to ${balance}`);
  setRow(world, "accounts", key, { holder, unit, kind, balance });
}
