/** Amounts that are worth so much money, as amounts of the unit in which they are paid. */
import { mulDiv, parseDecimal } from "../money.js";
import type { CompiledSimpleAmount } from "./compiled-amount.js";
import type { Fraction } from "./compiled-program.js";
import type { CompiledTable } from "./compiled-table.js";
import type { Vocabulary } from "./vocabulary.js";

const PRICE_DECIMALS = 6;

/** How many minor units of the unit one minor unit of the currency buys; undefined for a unit without a price. */
export function boughtBy({ prices, units, precision }: Vocabulary, unit: string): Fraction | undefined {
  const price = parseDecimal(prices.get(unit) ?? "0", PRICE_DECIMALS) ?? 0n;
  if (price === 0n) return undefined;
  return { numerator: 10n ** BigInt((units.get(unit) ?? 0) + PRICE_DECIMALS), denominator: price * 10n ** BigInt(precision) };
}

/** The amount of money as an amount of the unit. A percentage is rounded once, when it is given; what is fixed is rounded half up. */
export function inUnits(amount: CompiledSimpleAmount, { numerator, denominator }: Fraction): CompiledSimpleAmount {
  const bought = (money: bigint) => mulDiv(money, numerator, denominator, "half_up");
  if (amount.kind === "fixed") return { kind: "fixed", value: bought(amount.value) };
  return {
    ...amount,
    numerator: amount.numerator * numerator,
    denominator: amount.denominator * denominator,
    floorBy: amount.floorBy && mapped(amount.floorBy, bought),
    ceilingBy: amount.ceilingBy && mapped(amount.ceilingBy, bought),
    floor: amount.floor === null ? null : bought(amount.floor),
    ceiling: amount.ceiling === null ? null : bought(amount.ceiling),
  };
}
function mapped({ by, rows, otherwise }: CompiledTable<bigint>, one: (value: bigint) => bigint): CompiledTable<bigint> {
  return { by, rows: new Map([...rows].map(([name, row]) => [name, one(row)])), otherwise: otherwise === null ? null : one(otherwise) };
}
