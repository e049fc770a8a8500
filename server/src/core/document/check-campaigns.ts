/** Checks campaigns: when they are, how much they multiply, and which rules. */
import { parseDecimal } from "../money.js";
import { checkMoment } from "./check-identity.js";
import { type Checking, checkIds, checkName, itemsOf, report, soundItems } from "./checking.js";
import { pointerTo } from "./problem.js";
import type { Campaign } from "./schema.js";

const MOST = 100_000_000n;

export function checkCampaigns(checking: Checking): void {
  checkIds(checking, itemsOf(checking.document, "", "campaigns"));
  for (const { value, path } of soundItems<Campaign>(checking, checking.document, "", "campaigns")) {
    const from = checkMoment(checking, pointerTo(path, "from"), value.from);
    const until = checkMoment(checking, pointerTo(path, "until"), value.until);
    if (from !== undefined && until !== undefined && from >= until)
      report(checking, pointerTo(path, "until"), "the campaign is over before it begins", "Put until later than from.");
    checkMultiplier(checking, path, value);
  }
}

/** Reports a factor that is none, and rules that are not there. */
export function checkMultiplier(checking: Checking, path: string, { multiplyBy, rules = [] }: Pick<Campaign, "multiplyBy" | "rules">): void {
  const by = parseDecimal(multiplyBy, 6) ?? 0n;
  if (by <= 0n || by > MOST)
    report(checking, pointerTo(path, "multiplyBy"), `amounts cannot be multiplied by ${multiplyBy}`, "Write more than 0 and at most 100.");
  const known = itemsOf(checking.document, "", "rules").map(({ value }) => String(value.id));
  for (const [index, rule] of rules.entries()) checkName(checking, pointerTo(pointerTo(path, "rules"), index), "rule", rule, known);
}
