/** What an order is worth, from the fields of Segment's e-commerce events. Sums are exact. */
import type { RequestProblem } from "../errors.js";
import { amountOf, type Found, findValue, isObject, sumDecimals } from "./segment-values.js";

export interface SegmentMoney {
  amount?: string;
  tax?: string;
  shipping?: string;
  discount?: string;
  currency?: string;
  /** Where each of them came from. */
  origins: Record<string, string>;
  /** Names of properties that say nothing more. */
  used: string[];
}

type Properties = Record<string, unknown>;

/** A payment: `total`; without it `revenue` or `subtotal`, to which tax and shipping are added; without those what the products cost. */
export function paymentOf(properties: Properties, problems: RequestProblem[]): SegmentMoney {
  const money = startMoney(properties);
  const parts = partsOf(properties, money, problems);
  const whole = findIn(properties, ["total"]);
  const goods = findIn(properties, ["revenue", "subtotal"]);
  if (whole !== undefined) setAmount(money, whole, amountOf(whole, problems));
  else if (goods !== undefined) setAmount(money, goods, addParts(amountOf(goods, problems), parts));
  else setProducts(money, properties, parts, problems);
  if (money.amount === undefined) return { ...startMoney(properties), used: ["currency"] };
  return Object.assign(money, parts);
}

/** A refund: `total` or `revenue`; without them what the products cost that are named; with neither it is the whole order. */
export function refundOf(properties: Properties, problems: RequestProblem[]): SegmentMoney {
  const money = startMoney(properties);
  const told = findIn(properties, ["total", "revenue"]);
  if (told !== undefined) setAmount(money, told, amountOf(told, problems));
  else if (findIn(properties, ["products"]) !== undefined) {
    const products = productsOf(properties, problems);
    if (products !== undefined) setAmount(money, { name: "products", path: "/properties/products", value: null }, products);
    else if (problems.length === 0) {
      problems.push({
        path: "/properties/products",
        problem: "do not tell what was refunded",
        remedy: "send total, or the price and quantity of each product; leave products out when the whole order was refunded",
      });
    }
  }
  return money;
}

function findIn(properties: Properties, names: readonly string[]): Found | undefined {
  return findValue(properties, "/properties", names);
}

function startMoney(properties: Properties): SegmentMoney {
  const currency = findIn(properties, ["currency"]);
  const money: SegmentMoney = { origins: {}, used: ["total", "revenue", "subtotal", "tax", "shipping", "discount", "currency"] };
  if (currency === undefined) return money;
  money.currency = String(currency.value).trim().toUpperCase();
  money.origins.currency = currency.path;
  return money;
}

function setAmount(money: SegmentMoney, { path }: Found, amount: string | undefined): void {
  if (amount === undefined) return;
  money.amount = amount;
  money.origins.amount = path;
}

type Parts = Pick<SegmentMoney, "tax" | "shipping" | "discount">;

function partsOf(properties: Properties, money: SegmentMoney, problems: RequestProblem[]): Parts {
  const parts: Parts = {};
  for (const name of ["tax", "shipping", "discount"] as const) {
    const found = findIn(properties, [name]);
    const amount = amountOf(found, problems);
    if (found === undefined || amount === undefined) continue;
    parts[name] = amount;
    money.origins[name] = found.path;
  }
  return parts;
}

function addParts(goods: string | undefined, { tax = "0", shipping = "0" }: Parts): string | undefined {
  return goods === undefined ? undefined : sumDecimals([{ decimal: goods }, { decimal: tax }, { decimal: shipping }]);
}

/** Products say what they cost, not what the order's discount took off: with one their sum is not what was paid. */
function setProducts(money: SegmentMoney, properties: Properties, parts: Parts, problems: RequestProblem[]): void {
  if (parts.discount !== undefined && Number(parts.discount) > 0) return;
  const products = findIn(properties, ["products"]);
  if (products !== undefined) setAmount(money, products, addParts(productsOf(properties, problems), parts));
}

/** What the products cost together. Undefined when one of them has no price. */
function productsOf({ products }: Properties, problems: RequestProblem[]): string | undefined {
  if (!Array.isArray(products)) return undefined;
  const parts: { decimal: string; times: number }[] = [];
  for (const [index, product] of products.entries()) {
    const price = findValue(product, `/properties/products/${index}`, ["price"]);
    if (price === undefined || !isObject(product)) return undefined;
    const times = product.quantity === undefined || product.quantity === null ? 1 : Number(product.quantity);
    const decimal = amountOf(price, problems);
    if (decimal === undefined) return undefined;
    if (!Number.isSafeInteger(times) || times < 0) {
      problems.push({ path: `/properties/products/${index}/quantity`, problem: "is not a whole number", remedy: "send how many, such as 2" });
      return undefined;
    }
    parts.push({ decimal, times });
  }
  return parts.length === 0 ? undefined : sumDecimals(parts);
}
