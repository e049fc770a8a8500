/** What lies in the cart, and what it costs. */
import { type Product, productOf } from "./catalogue.js";
import type { OrderLine } from "./data.js";
import type { Session } from "./session.js";

export interface CartLine {
  product: Product;
  count: number;
  cents: number;
}

export interface Cart {
  lines: CartLine[];
  goodsCents: number;
  count: number;
}

export const countMax = 20;

/** The cart of the session; products that are sold no longer are left out. */
export function cartOf({ cart = {} }: Session): Cart {
  const lines = Object.entries(cart).flatMap(([id, count]) => {
    const product = productOf(id);
    return product === undefined ? [] : [{ product, count, cents: product.priceCents * count }];
  });
  return { lines, goodsCents: sum(lines.map(({ cents }) => cents)), count: sum(lines.map(({ count }) => count)) };
}

/** So many of the product lie in the cart from now on; none takes it out. */
export function putInCart(session: Session, id: string, count: number): void {
  const { [id]: _before, ...others } = session.cart ?? {};
  const kept = Math.min(Math.max(Math.trunc(count) || 0, 0), countMax);
  session.cart = kept === 0 || productOf(id) === undefined ? others : { ...session.cart, [id]: kept };
}

export function orderLinesOf({ lines }: Cart): OrderLine[] {
  return lines.map(({ product, count }) => ({ product: product.id, count, priceCents: product.priceCents }));
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
