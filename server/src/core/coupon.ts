/** What a coupon takes off an order. */
import type { CouponTerms } from "./document/schema.js";
import { mulDiv, parseDecimal, parsePercent } from "./money.js";

export type Discount =
  | { kind: "amount"; off: bigint }
  | { kind: "freeShipping" }
  | { kind: "product"; product: string }
  | { kind: "below_minimum"; minimum: bigint }
  | { kind: "not_for_order" };

/** How often it can be used in all. */
export function usesOf({ uses, payments }: CouponTerms): number {
  return payments ?? uses ?? 1;
}

/** An order in minor units: its worth, and what is asked of the lines that a coupon is only for; null where the order has none of them. */
export interface DiscountedOrder {
  total: bigint;
  meant: bigint | null;
}

/**
 * The discount on an order in minor units of the coupon's currency, whose decimals are `precision`.
 * A percentage rounds half up and stops at the ceiling; nothing takes off more than the order is worth; below the minimum spend there is none.
 * A coupon that is only for some products looks at their lines alone, but for the minimum spend.
 */
export function discountOf(terms: CouponTerms, { total, meant }: DiscountedOrder, precision: number): Discount {
  const minimum = terms.minimumSpend === undefined ? 0n : amountOf(terms.minimumSpend, precision);
  if (total < minimum) return { kind: "below_minimum", minimum };
  if (terms.onlyFor !== undefined && meant === null) return { kind: "not_for_order" };
  const worth = terms.onlyFor === undefined || meant === null ? total : least(meant, total);
  const { discount } = terms;
  if ("freeShipping" in discount) return { kind: "freeShipping" };
  if ("product" in discount) return { kind: "product", product: discount.product };
  const wished = "amount" in discount ? amountOf(discount.amount, precision) : shareOf(worth, discount.percent);
  const ceiling = terms.ceiling === undefined ? wished : amountOf(terms.ceiling, precision);
  return { kind: "amount", off: least(wished, ceiling, worth) };
}

function shareOf(worth: bigint, percent: string): bigint {
  const { numerator, denominator } = parsePercent(percent);
  return mulDiv(worth, numerator, denominator, "half_up");
}

function amountOf(text: string, precision: number): bigint {
  const amount = parseDecimal(text, precision);
  if (amount === undefined) throw new Error(`A published coupon has the amount ${JSON.stringify(text)}.`);
  return amount;
}

function least(first: bigint, ...others: bigint[]): bigint {
  return others.reduce((low, next) => (next < low ? next : low), first);
}
