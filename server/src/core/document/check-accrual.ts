/** Checks what is collected and paid a period. */
import { type Checking, checkDecimal, report } from "./checking.js";
import { amountOf, kindOf } from "./compile-grant.js";
import { unitOf } from "./measures.js";
import { pointerTo } from "./problem.js";
import type { Grant } from "./schema.js";
import { isTable } from "./table.js";

export function checkAccrual(checking: Checking, grant: Grant, path: string): void {
  if (grant.accrual === undefined) return;
  const place = pointerTo(path, "accrual");
  const amount = amountOf(grant);
  const unit = unitOf(grant, checking.vocabulary);
  if (amount === undefined || unit === undefined) {
    report(checking, place, `${"drawn" in grant ? "what is drawn" : `a ${kindOf(grant)}`} cannot be collected in parts`, "Leave accrual out.");
    return;
  }
  if (typeof amount === "object" && "topUpTo" in amount)
    report(checking, place, "a balance is filled up at once or not at all", "Leave accrual out, or write another amount.");
  if (unit.precision !== undefined) checkDecimal(checking, pointerTo(place, "minimum"), grant.accrual.minimum, unit.precision, unit.name);
  checkLimitsOfPaid(checking, grant, path);
}

/** What is paid comes from no one event and no one referral. */
function checkLimitsOfPaid(checking: Checking, { limits = [], validity }: Grant, path: string): void {
  const table = (place: string) =>
    report(checking, place, "what is paid for a period comes from no one event that a table could ask", "Write one value.");
  if (validity?.for !== undefined && isTable(validity.for)) table(pointerTo(pointerTo(path, "validity"), "for"));
  for (const [index, { measure, per = "member", max }] of limits.entries()) {
    const place = pointerTo(pointerTo(path, "limits"), index);
    if (isTable(max)) table(pointerTo(place, "max"));
    if (typeof measure === "object")
      report(
        checking,
        pointerTo(place, "measure"),
        "what is paid for a period comes from no one event",
        "Measure rewards, amount, value or balance.",
      );
    if (per !== "member" && per !== "program")
      report(checking, pointerTo(place, "per"), "what is paid for a period comes from no one referral", "Write per: member or per: program.");
  }
}
