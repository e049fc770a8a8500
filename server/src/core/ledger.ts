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
import type { AccountKind, Transfer } from "./record.js";
import { applyPatch, demand, find, type World } from "./world.js";

export function accountKey(holder: string, unit: string, kind: AccountKind): string {
  return `${holder}\n${unit}\n${kind}`;
}

/** The balance in minor units; zero when there is no such account yet. */
export function balanceOf(world: World, holder: string, unit: string, kind: AccountKind): bigint {
  return find(world, "accounts", accountKey(holder, unit, kind))?.balance ?? 0n;
}

/** Moves value and notes it in the decision. A transfer of nothing is none. Throws when it breaks L3: that is a fault of ours, never an outcome. */
export function transfer(
  d: Deciding,
  move: { unit: string; amount: bigint; from: Transfer["from"]; to: Transfer["to"]; member: string; reward?: string; reason: string },
): void {
  if (move.amount === 0n) return;
  if (move.amount < 0n) throw new Error("L1: a transfer has a positive amount");
  const noted: Transfer = { ...move, amount: String(move.amount) };
  applyTransfer(d.world, noted);
  record(d, noted);
}

/** Folds a transfer into the balances. */
export function applyTransfer(world: World, { unit, amount, from, to }: Transfer): void {
  const fromKey = accountKey(from[0], unit, from[1]);
  const toKey = accountKey(to[0], unit, to[1]);
  demand(world, [
    { from: "accounts", key: fromKey },
    { from: "accounts", key: toKey },
  ]);
  const value = BigInt(amount);
  post(world, fromKey, from, unit, -value);
  post(world, toKey, to, unit, value);
}

function post(world: World, key: string, [holder, kind]: Transfer["from"], unit: string, by: bigint): void {
  const balance = (find(world, "accounts", key)?.balance ?? 0n) + by;
  if (balance < 0n && kind !== "issued" && kind !== "debts") throw new Error(`L3: ${holder} ${unit} ${kind} would fall to ${balance}`);
  applyPatch(world, "accounts", key, { holder, unit, kind, balance });
}
