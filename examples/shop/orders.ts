/** What an order costs and what has come back of it. */
import type { EventLine } from "@bandwagon/sdk";
import type { Payment } from "./bandwagon.js";
import { sum } from "./cart.js";
import type { Order } from "./data.js";
import { decimalOf, partOf } from "./money.js";

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

/** The products of an order for Bandwagon, each with its share of the discount; the shares add up to what was paid for the goods. */
export function linesOf(order: Order): EventLine[] {
  return sharedOut(
    paidCentsOf(order),
    order.lines.map(({ product, count, priceCents }) => ({ product, count, weight: priceCents * count })),
  );
}
/** The products that came back for so many cents. */
export function linesBack({ lines }: Order, counts: Record<string, number>, cents: number): EventLine[] {
  const back = lines.map(({ product, priceCents }) => ({ product, count: counts[product] ?? 0, weight: priceCents * (counts[product] ?? 0) }));
  return sharedOut(
    cents,
    back.filter(({ count }) => count > 0),
  );
}
function sharedOut(cents: number, parts: { product: string; count: number; weight: number }[]): EventLine[] {
  const whole = sum(parts.map(({ weight }) => weight));
  let weightSoFar = 0;
  let centsSoFar = 0;
  return parts.map(({ product, count, weight }) => {
    weightSoFar += weight;
    const share = partOf(cents, weightSoFar, whole) - centsSoFar;
    centsSoFar += share;
    return { product, quantity: count, amount: decimalOf(share) };
  });
}

export function paymentOf(order: Order): Payment {
  const { number, customer, coupon, discountCents, creditCents } = order;
  return { order: number, customer, goodsCents: goodsCentsOf(order), coupon, discountCents, creditCents };
}
