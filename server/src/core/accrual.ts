/**
 * Accrual: amounts finer than the smallest part of their unit are collected exactly, each share as a reward in a finer unit, with its own hold and taking back.
 * When a period is over what a member has of a grant is paid as one reward, rounded once; less than the minimum is carried over. A share that is taken back
 * after it was paid is owed in the finer unit, and later shares pay it off.
 */
import { contextFor } from "./condition-context.js";
import { put, trace } from "./deciding.js";
import type { CompiledAccrual, CompiledGrant } from "./document/compiled-grant.js";
import type { CompiledRule } from "./document/compiled-program.js";
import type { ConditionContext } from "./document/scope.js";
import { makeReward } from "./grant.js";
import { settleHold } from "./holds.js";
import { canIssue, transfer } from "./ledger.js";
import { roomFor } from "./limits.js";
import { dueRewardsOf, lotsOf } from "./look-ups.js";
import { mulDiv } from "./money.js";
import { type Engine, grantOf, type Occurrence, type Scope } from "./occurrence.js";
import { rewardId } from "./offer.js";
import { useLot } from "./reward.js";
import type { RewardRow } from "./rows.js";
import { grantHere } from "./tables.js";
import { periodOf } from "./time.js";
import { FINER_PARTS } from "./unit.js";
import { find } from "./world.js";

/** The period of a share is over: pays all that the member has of its grant, or carries it over. */
export function settleAccrual(d: Engine, share: RewardRow, at: number): void {
  for (const held of dueRewardsOf(d.world, share.recipientId, at))
    if (isOfSame(held, share) && held.state === "pending") settleHold(d, held.id, held.dueAt ?? at);
  const shares = lotsOf(d.world, share.recipientId, share.unit as string).filter(
    (lot) => isOfSame(lot, share) && lot.dueAt !== null && lot.dueAt <= at,
  );
  const terms = termsOf(d, shares);
  const sum = shares.reduce((total, { remaining }) => total + remaining, 0n);
  const amount = mulDiv(sum, 1n, FINER_PARTS, terms.accrual.rounding);
  const context = contextFor(d, terms.scope, null, share.recipientId);
  // Each share was held for itself.
  const grant = grantHere(d, { ...terms.grant, hold: null }, context);
  const occurrence = occurrenceOf(terms, share, at);
  const isPayable = terms.grant.unit !== null && canIssue(d.world, share.programId, terms.grant.unit, amount);
  const isEnough = sum >= terms.accrual.minimum * FINER_PARTS && amount > 0n && isPayable;
  // Paid once a period: what becomes payable for one that was paid comes with the next.
  if (isEnough && grant !== null && find(d.world, "rewards", idOf(terms, share, occurrence)) === undefined)
    pay(d, { ...terms, grant }, shares, { sum, amount }, { occurrence, context });
  else carryOver(d, terms, shares, sum, at);
}
function isOfSame(row: RewardRow, { programId, ruleId, grantId, kind }: RewardRow): boolean {
  return row.programId === programId && row.ruleId === ruleId && row.grantId === grantId && row.kind === kind;
}

interface Terms {
  scope: Scope;
  rule: CompiledRule;
  grant: CompiledGrant;
  accrual: CompiledAccrual;
  side: RewardRow["side"];
}
/** What the newest of the versions says that the shares were given by. */
function termsOf(d: Engine, shares: RewardRow[]): Terms {
  const newest = shares.reduce((latest, each) => (each.version > latest.version ? each : latest));
  const { scope } = grantOf(d, newest);
  const rule = scope.program.rules.get(newest.ruleId);
  const grant = rule?.grants.find(({ id }) => id === newest.grantId);
  if (rule === undefined || grant === undefined || grant.accrual === null) throw new Error(`L13: share ${newest.id} has no grant that collects`);
  return { scope: { ...scope, referralId: null }, rule, grant, accrual: grant.accrual, side: newest.side };
}
function occurrenceOf({ scope }: Terms, { programId, ruleId, grantId, recipientId }: RewardRow, at: number): Occurrence {
  const key = `accrual:${programId}:${ruleId}/${grantId}:${recipientId}:${at}`;
  // The end of a period belongs to it.
  return { on: "accrual", key, scope, member: recipientId, cause: null, occurredAt: at - 1 };
}
function idOf({ rule, grant, side }: Terms, { recipientId: recipient }: RewardRow, occurrence: Occurrence): string {
  return rewardId({ rule, grant, recipient, side }, occurrence, 1);
}

/** What limits leave of it is paid, and no more: the shares are used up. */
function pay(
  d: Engine,
  terms: Terms,
  shares: RewardRow[],
  { sum, amount }: { sum: bigint; amount: bigint },
  { occurrence, context }: { occurrence: Occurrence; context: ConditionContext },
): void {
  const { scope, rule, grant, side } = terms;
  const { member } = occurrence;
  trace(d, { step: "accrual.settled", rule: rule.id, grant: grant.id, unit: grant.unit, amount: String(amount), shares: shares.length });
  for (const lot of shares) {
    const { id: reward, remaining } = lot;
    const [unit, program] = [lot.unit as string, scope.programId];
    transfer(d, { unit, amount: remaining, from: [member, "available"], to: [program, "used"], member, reward, reason: "settled" });
    useLot(d, lot, remaining);
  }
  const room = roomFor(d, grant, member, amount, occurrence, context);
  if (room.amount === 0n) {
    trace(d, { step: "grant.missed", rule: rule.id, grant: grant.id, why: "capped" });
    return;
  }
  const accrued = { shares: shares.length, sum: String(sum) };
  makeReward(d, { rule, grant, recipient: member, side, worth: { amount: room.amount }, inReview: false, accrued }, occurrence, context);
}

function carryOver(d: Engine, { scope: { program }, grant, rule, accrual }: Terms, shares: RewardRow[], sum: bigint, at: number): void {
  const until = periodOf(at, accrual.period, program.timeZone, program.weekStart).end;
  trace(d, { step: "accrual.carried", rule: rule.id, grant: grant.id, unit: accrual.share.unit, sum: String(sum), until });
  for (const { id } of shares) put(d, "rewards", id, { dueAt: until });
}
