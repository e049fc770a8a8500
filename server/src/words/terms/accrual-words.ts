/** What is collected before it is paid, in words. */
import type { Grant } from "../../core/document/schema.js";
import { paidBy, roundingIn } from "./amount-words.js";
import { amountIn, type Telling } from "./telling.js";

/** When it is paid, from how much on, and how it is rounded then. */
export function accrualDetails(telling: Telling, grant: Grant): string[] {
  const { accrual } = grant;
  const paid = paidBy(telling, grant)?.paid;
  if (accrual === undefined || paid === undefined) return [];
  telling.notes.add("zone");
  const { period, minimum = "0", rounding = "half_up" } = accrual;
  return [
    telling.say("accrual.paid", { period }),
    ...(Number(minimum) === 0 ? [] : [telling.say("accrual.minimum", { amount: amountIn(telling, minimum, paid.unit, paid.precision) })]),
    roundingIn(telling, rounding, paid.precision),
  ];
}
