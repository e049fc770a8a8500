/** What a coupon takes off an order. */
import type { CouponTerms } from "./document/schema.js";
import { mulDiv, parseDecimal, parsePercent } from "./money.js";

export type Discount =
  | { kind: "amount"; off: bigint }
  | { kind: "freeShipping" }
  | { kind: "product"; product: string }
  | { kind: "below_minimum"; minimum: bigint };

/**
 * The discount on an order in minor units of the coupon's currency, whose decimals are `precision`.
 * A percentage rounds half up and stops at the ceiling; nothing takes off more than the order is worth; below the minimum spend there is none.
 */
export function discountOf(terms: CouponTerms, orderTotal: bigint, precision: number): Discount {
  const minimum = terms.minimumSpend === undefined ? 0n : amountOf(terms.minimumSpend, precision);
  if (orderTotal < minimum) return { kind: "below_minimum", minimum };
  const { discount } = terms;
  if ("freeShipping" in discount) return { kind: "freeShipping" };
  if ("product" in discount) return { kind: "product", product: discount.product };
  const wished = "amount" in discount ? amountOf(discount.amount, precision) : shareOf(orderTotal, discount.percent);
  const ceiling = terms.ceiling === undefined ? wished : amountOf(terms.ceiling, precision);
  return { kind: "amount", off: least(wished, ceiling, orderTotal) };
}

function shareOf(orderTotal: bigint, percent: string): bigint {
  const { numerator, denominator } = parsePercent(percent);
  return mulDiv(orderTotal, numerator, denominator, "half_up");
}

function amountOf(text: string, precision: number): bigint {
  const amount = parseDecimal(text, precision);
  if (amount === undefined) throw new Error(`A published coupon has the amount ${JSON.stringify(text)}.`);
  return amount;
}

function least(first: bigint, ...others: bigint[]): bigint {
  return others.reduce((low, next) => (next < low ? next : low), first);
}
