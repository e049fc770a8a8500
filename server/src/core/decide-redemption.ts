/** Deciding the use of value: spending credit and points, paying out cash, redeeming coupons, and the cancelling of each. */
import { discountOf } from "./coupon.js";
import { fact, put, trace } from "./deciding.js";
import { decline } from "./decline.js";
import { settleMember, settleReward } from "./due.js";
import { derivedId } from "./hash.js";
import { balanceOf, transfer } from "./ledger.js";
import { paidForLines } from "./lines.js";
import { findMemberByExternal, lotsOf, rewardsAt } from "./look-ups.js";
import { exponentOf } from "./money.js";
import { type Engine, grantOf } from "./occurrence.js";
import type { CancelRedemptionInput, Outcome, RedeemCouponInput, RedeemInput } from "./record.js";
import { repayDebt, useLot } from "./reward.js";
import type { RedemptionRow, RewardRow } from "./rows.js";
import { takeBackReward } from "./taking-back.js";
import { find } from "./world.js";

/** Uses the member's lots, the soonest to expire first: all of the amount or nothing. */
export function decideRedeem(d: Engine, { use, member: external, unit, amount, subject, orderTotal }: RedeemInput): Outcome {
  const member = findMemberByExternal(d.world, external);
  if (member === undefined) return decline("member_unknown");
  settleMember(d, member.id);
  const wanted = BigInt(amount);
  const available = balanceOf(d.world, member.id, unit, "available");
  if (available < wanted) return decline("balance_too_low", { unit, available: String(available) });
  const usable = lotsOf(d.world, member.id, unit).filter(
    (lot) => use === "payout" || BigInt(lot.details.minimumSpend ?? 0) <= BigInt(orderTotal ?? 0) || lot.details.minimumSpend === undefined,
  );
  const usableSum = usable.reduce((sum, lot) => sum + lot.remaining, 0n);
  if (usableSum < wanted) return decline("minimum_spend_not_reached", { unit, usable: String(usableSum) });
  const id = useLots(d, { memberId: member.id, kind: use, unit, amount: wanted, subject: subject ?? null }, usable);
  fact(d, { kind: use === "payout" ? "payout.made" : "value.redeemed", redemption: id, member: member.id });
  return { status: "done", redemption: id, member: member.id, unit, amount, available: String(available - wanted) };
}

/** Uses so much of the lots, which are enough, in their order; gives the redemption. */
export function useLots(
  d: Engine,
  use: Pick<RedemptionRow, "memberId" | "kind" | "amount" | "subject"> & { unit: string },
  usable: RewardRow[],
): string {
  const { memberId: member, unit, amount, kind } = use;
  const id = derivedId("rdm", d.world.workspace.id, d.record.number);
  const lots: RedemptionRow["lots"] = [];
  let left = amount;
  for (const lot of usable) {
    if (left === 0n) break;
    const part = left < lot.remaining ? left : lot.remaining;
    transfer(d, { unit, amount: part, from: [member, "available"], to: [lot.programId, "used"], member, reward: lot.id, reason: kind });
    useLot(d, lot, part);
    lots.push({ reward: lot.id, amount: String(part) });
    left -= part;
  }
  put(d, "redemptions", id, { ...use, id, state: "done", at: d.at, recordNumber: d.record.number, lots });
  trace(d, { step: "redeemed", redemption: id, unit, amount: String(amount) });
  return id;
}

/** Takes a redemption back: the same lots return, each with its own expiry; what has expired meanwhile expires at once. */
export function decideCancelRedemption(d: Engine, { redemption: id, reason }: CancelRedemptionInput): Outcome {
  const redemption = find(d.world, "redemptions", id);
  if (redemption === undefined) return decline("redemption_unknown");
  if (redemption.state === "cancelled") return decline("redemption_cancelled");
  settleMember(d, redemption.memberId);
  const given = redemption.kind === "exchange" ? rewardsAt(d.world, exchangeOccurrence(id)) : [];
  if (given.some(isUsed)) return decline("exchange_used");
  for (const reward of given) takeBackReward(d, reward, "exchange_cancelled");
  put(d, "redemptions", id, { state: "cancelled" });
  trace(d, { step: "redemption.cancelled", redemption: id, reason });
  for (const { reward, amount } of redemption.lots) {
    const lot = find(d.world, "rewards", reward) as RewardRow;
    if (redemption.kind === "coupon") returnCoupon(d, lot);
    else returnLot(d, lot, BigInt(amount), redemption.kind);
  }
  fact(d, { kind: "redemption.cancelled", redemption: id, member: redemption.memberId });
  return { status: "done", redemption: id, member: redemption.memberId, state: "cancelled" };
}
/** Names what an exchange gives for ever. */
export function exchangeOccurrence(redemption: string): string {
  return `exchange:${redemption}`;
}
function isUsed({ state, amount, remaining, fulfilment }: RewardRow): boolean {
  return state === "redeemed" || remaining < amount || fulfilment === "sent";
}
function returnLot(d: Engine, lot: RewardRow, amount: bigint, use: string): void {
  const { id, recipientId: member, unit } = lot;
  if (unit === null) throw new Error(`reward ${id} has no unit to return`);
  transfer(d, { unit, amount, from: [lot.programId, "used"], to: [member, "available"], member, reward: id, reason: `${use}_cancelled` });
  const remaining = lot.remaining + amount - repayDebt(d, lot, amount);
  put(d, "rewards", id, remaining === 0n ? { remaining } : { remaining, state: "available", dueAt: lot.expiresAt });
  settleReward(d, id);
}
function returnCoupon(d: Engine, reward: RewardRow): void {
  const coupon = find(d.world, "coupons", reward.details.item as string);
  if (coupon === undefined || (reward.state !== "redeemed" && reward.state !== "available")) return;
  put(d, "coupons", coupon.code, { usesLeft: coupon.usesLeft + 1 });
  put(d, "rewards", reward.id, { state: "available", dueAt: reward.expiresAt });
  settleReward(d, reward.id);
}

/** Uses a coupon once. Of two who come at once the log's order lets one through. */
export function decideRedeemCoupon(d: Engine, input: RedeemCouponInput): Outcome {
  const coupon = find(d.world, "coupons", input.code);
  if (coupon === undefined) return decline("coupon_unknown");
  if (input.member !== undefined && findMemberByExternal(d.world, input.member)?.id !== coupon.memberId) return decline("coupon_of_another_member");
  settleMember(d, coupon.memberId);
  const reward = find(d.world, "rewards", coupon.rewardId) as RewardRow;
  if (reward.state === "expired") return decline("coupon_expired", { expiredAt: reward.expiresAt });
  if (reward.state === "redeemed") return decline("coupon_used");
  if (reward.state !== "available" || (find(d.world, "coupons", input.code)?.usesLeft ?? 0) < 1)
    return decline("coupon_not_available", { state: reward.state });
  const { grant, scope } = grantOf(d, reward);
  if (grant.coupon === null) throw new Error(`reward ${reward.id} has no coupon terms`);
  const { currency } = scope.program;
  if (input.currency !== undefined && input.currency !== currency) return decline("currency_mismatch", { currency });
  const { onlyFor = "" } = grant.coupon;
  const assortment = scope.program.assortments.get(onlyFor);
  const meant = assortment === undefined ? null : paidForLines(input.lines ?? [], assortment);
  const discount = discountOf(grant.coupon, { total: BigInt(input.orderTotal ?? 0), meant }, exponentOf(currency) ?? 0);
  if (discount.kind === "not_for_order") return decline("coupon_not_for_order", { assortment: onlyFor });
  if (discount.kind === "below_minimum") return decline("minimum_spend_not_reached", { unit: currency, minimum: String(discount.minimum) });
  const off = discount.kind === "amount" ? discount.off : 0n;
  const usesLeft = coupon.usesLeft - 1;
  put(d, "coupons", coupon.code, { usesLeft });
  if (usesLeft === 0) put(d, "rewards", reward.id, { state: "redeemed", dueAt: null });
  const id = derivedId("rdm", d.world.workspace.id, d.record.number);
  const { memberId } = coupon;
  const row = {
    id,
    memberId,
    kind: "coupon" as const,
    unit: currency,
    amount: off,
    subject: input.subject ?? null,
    state: "done" as const,
    at: d.at,
  };
  put(d, "redemptions", id, { ...row, recordNumber: d.record.number, lots: [{ reward: reward.id, amount: "1" }] });
  trace(d, { step: "coupon.redeemed", reward: reward.id, unit: currency, amount: String(off) });
  fact(d, { kind: "coupon.redeemed", redemption: id, reward: reward.id, member: memberId });
  return { status: "done", redemption: id, member: memberId, reward: reward.id, unit: currency, discount: String(off), usesLeft };
}
