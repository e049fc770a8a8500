/** Lines of orders: which of them belong to an assortment of the document, and what was paid for them. */
import type { CompiledAssortment, CompiledBasis } from "./document/compiled-amount.js";
import type { MeasuredLine } from "./measured.js";
import type { EventLine } from "./record.js";

/** What counts of a line: `net` without its tax, `gross` with it. */
export type LineMeasure = "net" | "gross";

/** The lines that belong to the assortment, in their order. */
export function linesOf(lines: readonly EventLine[], { products, categories, exceptProducts, exceptCategories }: CompiledAssortment): EventLine[] {
  const names = ({ product, categories: of = [] }: EventLine, ofProducts: ReadonlySet<string>, ofCategories: ReadonlySet<string>) =>
    (product !== undefined && ofProducts.has(product)) || of.some((category) => ofCategories.has(category));
  const isAll = products.size === 0 && categories.size === 0;
  return lines.filter((line) => (isAll || names(line, products, categories)) && !names(line, exceptProducts, exceptCategories));
}

/** What was paid for the line, in minor units. */
export function measureOf({ amount, tax = "0" }: EventLine, take: LineMeasure): bigint {
  return take === "gross" ? BigInt(amount) : BigInt(amount) - BigInt(tax);
}

/** What was paid for the lines of the assortment, tax included; null where the order has none of them. */
export function paidForLines(lines: readonly EventLine[], assortment: CompiledAssortment): bigint | null {
  const meant = linesOf(lines, assortment);
  return meant.length === 0 ? null : meant.reduce((sum, line) => sum + measureOf(line, "gross"), 0n);
}

/** The lines that a basis means, as what is measured on them keeps them. */
export function measuredLines(lines: readonly EventLine[], { assortment, take }: Extract<CompiledBasis, { assortment: object }>): MeasuredLine[] {
  return linesOf(lines, assortment).map((line) => [line.id, line.amount, String(measureOf(line, take))]);
}

/** What conditions can ask of an assortment's lines in an event. */
export interface LineFacts {
  net: bigint;
  gross: bigint;
  quantity: bigint;
}
export function factsOfLines(lines: readonly EventLine[], assortment: CompiledAssortment): LineFacts {
  const facts: LineFacts = { net: 0n, gross: 0n, quantity: 0n };
  for (const line of linesOf(lines, assortment)) {
    facts.net += measureOf(line, "net");
    facts.gross += measureOf(line, "gross");
    facts.quantity += BigInt(line.quantity ?? 1);
  }
  return facts;
}
