/** Deciding the use of a coupon: whether it can be used, by this person, on this order, and what it takes off. */
import { discountOf } from "./coupon.js";
import { type CouponUsed, refusalOfCoupon } from "./coupon-refusal.js";
import { fact, put, trace } from "./deciding.js";
import { decline } from "./decline.js";
import type { CouponTerms } from "./document/schema.js";
import { settleMember } from "./due.js";
import { derivedId } from "./hash.js";
import { paidForLines } from "./lines.js";
import { couponsUsedFor, findMemberByExternal } from "./look-ups.js";
import { exponentOf } from "./money.js";
import { type Engine, grantOf } from "./occurrence.js";
import type { ExternalHash, Outcome } from "./record.js";
import type { RedeemCouponInput } from "./redemption-inputs.js";
import type { RewardRow, Rows } from "./rows.js";
import { find } from "./world.js";

/** Uses a coupon once. Of two who come at once the log's order lets one through. */
export function decideRedeemCoupon(d: Engine, input: RedeemCouponInput): Outcome {
  const { member, subject = null } = input;
  const before = find(d.world, "coupons", input.code);
  if (before === undefined) return decline("coupon_unknown");
  const { terms, scope } = termsOf(d, find(d.world, "rewards", before.rewardId) as RewardRow);
  if (!isTheirs(d, terms, before, member)) return decline("coupon_of_another_member");
  settleMember(d, before.memberId);
  const coupon = find(d.world, "coupons", input.code) as Rows["coupons"];
  const reward = find(d.world, "rewards", coupon.rewardId) as RewardRow;
  const refusal = refusalOfCoupon({
    terms,
    state: reward.state,
    usesLeft: coupon.usesLeft,
    isTheirs: true,
    isMemberTold: member !== undefined,
    usedFor: subject === null ? null : usesFor(d, reward, subject),
  });
  if (refusal === "coupon_expired") return decline(refusal, { expiredAt: reward.expiresAt });
  if (refusal !== undefined) return decline(refusal, refusal === "coupon_not_available" ? { state: reward.state } : {});
  const { currency } = scope.program;
  if (input.currency !== undefined && input.currency !== currency) return decline("currency_mismatch", { currency });
  const { onlyFor = "" } = terms;
  const assortment = scope.program.assortments.get(onlyFor);
  const meant = assortment === undefined ? null : paidForLines(input.lines ?? [], assortment);
  const discount = discountOf(terms, { total: BigInt(input.orderTotal ?? 0), meant }, exponentOf(currency) ?? 0);
  if (discount.kind === "not_for_order") return decline("coupon_not_for_order", { assortment: onlyFor });
  if (discount.kind === "below_minimum") return decline("minimum_spend_not_reached", { unit: currency, minimum: String(discount.minimum) });
  return use(d, coupon, {
    unit: currency,
    amount: discount.kind === "amount" ? discount.off : 0n,
    subject,
    boundTo: terms.boundAtFirstUse ? (coupon.boundTo ?? member ?? null) : null,
  });
}

function termsOf(d: Engine, reward: RewardRow) {
  const { grant, scope } = grantOf(d, reward);
  if (grant.coupon === null) throw new Error(`reward ${reward.id} has no coupon terms`);
  return { terms: grant.coupon, scope };
}

function use(
  d: Engine,
  coupon: Rows["coupons"],
  { boundTo, ...used }: Pick<Rows["redemptions"], "amount" | "subject"> & { unit: string; boundTo: ExternalHash | null },
): Outcome {
  const { code, memberId: member, rewardId: reward } = coupon;
  const { unit, amount } = used;
  const usesLeft = coupon.usesLeft - 1;
  put(d, "coupons", code, { usesLeft, ...(boundTo !== coupon.boundTo && { boundTo }) });
  if (usesLeft === 0) put(d, "rewards", reward, { state: "redeemed", dueAt: null });
  const id = derivedId("rdm", d.world.workspace.id, d.record.number);
  const row = { id, memberId: member, kind: "coupon" as const, ...used, state: "done" as const, at: d.at, recordNumber: d.record.number };
  put(d, "redemptions", id, { ...row, lots: [{ reward, amount: "1" }] });
  trace(d, { step: "coupon.redeemed", reward, unit, amount: String(amount) });
  fact(d, { kind: "coupon.redeemed", redemption: id, reward, member });
  return { status: "done", redemption: id, member, reward, unit, discount: String(amount), usesLeft };
}

/** Whose it is: the recipient's, or of one that can be passed on of who used it first. Who is not told is anybody. */
function isTheirs(d: Engine, terms: CouponTerms, { memberId, boundTo }: Rows["coupons"], member: ExternalHash | undefined): boolean {
  if (member === undefined) return true;
  if (!terms.boundAtFirstUse) return findMemberByExternal(d.world, member)?.id === memberId;
  if (boundTo === null || boundTo === member) return true;
  const first = findMemberByExternal(d.world, boundTo);
  return first !== undefined && first.id === findMemberByExternal(d.world, member)?.id;
}

/** The coupons that were used for the order, this one and others. */
function usesFor(d: Engine, { id }: RewardRow, subject: string): CouponUsed[] {
  return couponsUsedFor(d.world, subject).map(({ lots }) => {
    const reward = find(d.world, "rewards", lots[0]?.reward as string) as RewardRow;
    return { isThis: reward.id === id, isCombinable: termsOf(d, reward).terms.combinable ?? true };
  });
}
