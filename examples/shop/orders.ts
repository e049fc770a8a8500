/** What an order costs and what has come back of it. */
import type { Payment } from "./bandwagon.js";
import { sum } from "./cart.js";
import type { Order } from "./data.js";
import { partOf } from "./money.js";

export function goodsCentsOf({ lines }: Pick<Order, "lines">): number {
  return sum(lines.map(({ priceCents, count }) => priceCents * count));
}

/** What the goods cost after the coupon. Credit is a way to pay, and changes nothing about that. */
export function paidCentsOf(order: Order): number {
  return goodsCentsOf(order) - order.discountCents;
}

export function refundedCentsOf({ refunds }: Order): number {
  return sum(refunds.map(({ cents }) => cents));
}

/** How many of the product have come back. */
export function returnedOf({ refunds }: Order, product: string): number {
  return sum(refunds.map(({ counts }) => counts[product] ?? 0));
}

/** What these counts are worth, each with its share of the discount. Shares are taken of all that came back, so that they add up to what was paid. */
export function refundCentsOf(order: Order, counts: Record<string, number>): number {
  const goodsBack = sum(order.lines.map(({ product, priceCents }) => priceCents * (returnedOf(order, product) + (counts[product] ?? 0))));
  return partOf(goodsBack, paidCentsOf(order), goodsCentsOf(order)) - refundedCentsOf(order);
}

export function paymentOf(order: Order): Payment {
  const { number, customer, coupon, discountCents, creditCents } = order;
  return { order: number, customer, goodsCents: goodsCentsOf(order), coupon, discountCents, creditCents };
}
