/** Decimals of a document as minor units. */
import { parseDecimal } from "../money.js";

/** The decimal in minor units; null where nothing is written. What has too many decimals throws: the validator refuses it. */
export function minor(text: string | undefined, precision: number): bigint | null {
  if (text === undefined) return null;
  const amount = parseDecimal(text, precision);
  if (amount === undefined) throw new Error(`A document that is not valid was compiled: ${text} has more than ${precision} decimals`);
  return amount;
}
/** The same of what is written. */
export function required(text: string, precision: number): bigint {
  return minor(text, precision) ?? 0n;
}
