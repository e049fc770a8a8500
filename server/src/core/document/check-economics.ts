/** Checks what the document says of the business. */
import { parseDecimal, parsePercent } from "../money.js";
import { type Checking, checkDecimal, report, soundMember } from "./checking.js";
import { pointerTo } from "./problem.js";
import type { Economics } from "./schema.js";

export function checkEconomics(checking: Checking): void {
  const economics = soundMember<Economics>(checking, checking.document, "", "economics");
  if (economics === undefined) return;
  const { margin, orderValue } = economics.value;
  const { precision, currency } = checking.vocabulary;
  if (margin !== undefined && isMoreThanAll(margin))
    report(checking, pointerTo(economics.path, "margin"), "an order cannot leave more than it comes to", "Write at most 100.");
  const path = pointerTo(economics.path, "orderValue");
  if (checkDecimal(checking, path, orderValue, precision, currency) === 0n)
    report(checking, path, "an order of nothing says nothing", "Write what a usual order comes to, or leave it out.");
}

function isMoreThanAll(percent: string): boolean {
  const { numerator, denominator } = parsePercent(percent);
  return numerator > denominator;
}

/** The economics of a valid document as numbers; null is not said. */
export function economicsOf({ margin, orderValue, returnWindow }: Economics, precision: number) {
  return {
    margin: margin === undefined ? null : { percent: margin, ...parsePercent(margin) },
    orderValue: orderValue === undefined ? null : (parseDecimal(orderValue, precision) ?? null),
    returnWindow: returnWindow ?? null,
  };
}
