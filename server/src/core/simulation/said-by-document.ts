/** What a program's document says of its business, as assumptions: taken where nobody says otherwise, before the defaults of the industry. */
import { economicsOf } from "../document/check-economics.js";
import type { CompiledProgram } from "../document/compiled-program.js";
import type { ProgramDocument } from "../document/schema.js";
import { vocabularyOf } from "../document/vocabulary.js";
import { formatDecimal, parseDecimal } from "../money.js";

/** Margin and order value of `economics`, and what the units are worth by their declared price; nothing of what it does not say. */
export function saidByDocument(
  document: ProgramDocument,
  { precision }: Pick<CompiledProgram, "precision">,
): { grossMargin?: number; orderValue?: string; unitValues: Record<string, string> } {
  const { margin, orderValue } = economicsOf(document.economics ?? {}, precision);
  return {
    ...(margin !== null && { grossMargin: Number(margin.numerator) / Number(margin.denominator) }),
    ...(orderValue !== null && { orderValue: formatDecimal(orderValue, precision) }),
    unitValues: Object.fromEntries([...vocabularyOf(document).prices].filter(([, price]) => parseDecimal(price, precision + 4) !== undefined)),
  };
}
