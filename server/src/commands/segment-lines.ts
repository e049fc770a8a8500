/** The products of Segment's e-commerce events as lines of an order. What cannot be read as lines is left out: the order is taken without them. */
import { exponentOf, split } from "../core/money.js";
import type { LineRequest } from "./parse-lines.js";
import type { SegmentMoney } from "./segment-money.js";
import { decimalText, isObject, sumDecimals, textOf } from "./segment-values.js";

const LINES_MAX = 100;

interface Product {
  product?: string;
  categories?: string[];
  quantity: number;
  price: string;
}

/**
 * A line for each product at its price; none if one of them has none. Prices are those of the shop: where together they are more than what was paid
 * without tax and shipping, because a discount was off the order or they contain the tax, what was paid is shared out by them.
 */
export function segmentLines(
  products: unknown,
  { amount, tax = "0", shipping = "0", currency }: SegmentMoney,
  usualCurrency: string,
): LineRequest[] | undefined {
  if (amount === undefined || !Array.isArray(products) || products.length === 0 || products.length > LINES_MAX) return undefined;
  const known = products.map(productOf);
  if (known.some((product) => product === undefined)) return undefined;
  const lines = known as Product[];
  const prices = lines.map(({ price, quantity }) => sumDecimals([{ decimal: price, times: quantity }]));
  const decimals = Math.max(exponentOf(currency ?? usualCurrency) ?? 0, ...[amount, tax, shipping].map(decimalsOf));
  const paid = scaled(amount, decimals) - scaled(tax, decimals) - scaled(shipping, decimals);
  const fits = prices.every((price) => decimalsOf(price) <= decimals) && sum(prices.map((price) => scaled(price, decimals))) <= paid;
  const amounts = fits ? prices : shared(paid, prices, decimals);
  return amounts?.map((each, index) => {
    const { price: _, ...line } = lines[index] as Product;
    return { ...line, amount: each };
  });
}

function productOf(given: unknown): Product | undefined {
  if (!isObject(given)) return undefined;
  const price = decimalText(given.price);
  const quantity = given.quantity === undefined || given.quantity === null ? 1 : Number(given.quantity);
  if (price === undefined || !Number.isSafeInteger(quantity) || quantity < 1 || quantity > 1_000_000) return undefined;
  const product = textOf(given.product_id) ?? textOf(given.sku);
  const category = textOf(given.category);
  return {
    ...(product !== undefined && product.length <= 200 && { product }),
    ...(category !== undefined && category.length <= 100 && { categories: [category] }),
    quantity,
    price,
  };
}

function shared(paid: bigint, prices: readonly string[], decimals: number): string[] | undefined {
  const finest = Math.max(...prices.map(decimalsOf));
  const weights = prices.map((price) => scaled(price, finest));
  if (paid < 0n || sum(weights) === 0n) return undefined;
  return split(paid, weights).map((share) => {
    const digits = share.toString().padStart(decimals + 1, "0");
    return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  });
}

function decimalsOf(decimal: string): number {
  return decimal.split(".")[1]?.length ?? 0;
}
/** The decimal as a whole number of units of its last decimal; digits beyond it are left off. */
function scaled(decimal: string, decimals: number): bigint {
  const [whole = "0", fraction = ""] = decimal.split(".");
  return BigInt(whole + fraction.slice(0, decimals).padEnd(decimals, "0"));
}
function sum(parts: readonly bigint[]): bigint {
  return parts.reduce((total, part) => total + part, 0n);
}
