/** Lines of an imagined order, where a document measures some products apart from others. */
import type { CompiledAssortment } from "../document/compiled-amount.js";
import type { CompiledProgram } from "../document/compiled-program.js";
import { split } from "../money.js";
import type { EventLine } from "../record.js";
import { lineIdAt } from "../taken-lines.js";

/** A document does not say how much of which products is bought: a line of each assortment, all of the same worth. None without assortments. */
export function imaginedLines({ assortments }: Pick<CompiledProgram, "assortments">, worth: bigint): EventLine[] {
  const all = [...assortments.values()];
  if (all.length === 0) return [];
  const amounts = split(worth, Array<bigint>(all.length).fill(1n));
  return all.map((assortment, index) => ({ id: lineIdAt(index), ...productOf(assortment), amount: String(amounts[index]) }));
}

/** A product that the assortment has. */
function productOf({ products, categories, exceptProducts }: CompiledAssortment): Pick<EventLine, "product" | "categories"> {
  const product = [...products].find((each) => !exceptProducts.has(each));
  if (product !== undefined) return { product };
  const [category] = categories;
  return category === undefined ? { product: "any" } : { categories: [category] };
}
