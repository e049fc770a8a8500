/** Checks what is given by chance: weights, and what stands in for an outcome that has run out. */
import { WEIGHT_DECIMALS } from "../draw.js";
import { parseDecimal } from "../money.js";
import { type Checking, checkDecimal, checkIds, checkName, itemsOf, type Part, report } from "./checking.js";
import { grantOfOutcome } from "./compile-grant.js";
import { pointerTo, quoted } from "./problem.js";
import type { Grant, Option, Outcome } from "./schema.js";

/** `checkGiven` checks what an outcome gives, as the grant of its own that it would be. */
export function checkDrawn(checking: Checking, { value: grant, path }: Part<Grant>, checkGiven: (given: Grant, path: string) => void): void {
  if (!("drawn" in grant)) return;
  const { outcomes } = grant.drawn;
  const place = pointerTo(path, "drawn");
  checkIds(checking, itemsOf(grant.drawn, place, "outcomes"));
  for (const [index, outcome] of outcomes.entries()) {
    const outcomePath = pointerTo(pointerTo(place, "outcomes"), index);
    checkWeight(checking, outcome, outcomePath);
    checkSubstitute(checking, outcome, outcomePath, outcomes);
    checkDecimal(checking, pointerTo(outcomePath, "value"), outcome.value, checking.vocabulary.precision, checking.vocabulary.currency);
    const given = grantOfOutcome(grant, outcome);
    if (given !== null) checkGiven(given, outcomePath);
  }
}

function checkWeight(checking: Checking, { weight }: Outcome, path: string): void {
  if (parseDecimal(weight, WEIGHT_DECIMALS) !== 0n) return;
  report(checking, pointerTo(path, "weight"), "what weighs nothing is never drawn", "Write more than 0, or leave the outcome out.");
}

function checkSubstitute(checking: Checking, outcome: Outcome, path: string, outcomes: readonly Outcome[]): void {
  const { substitute } = outcome;
  const place = pointerTo(path, "substitute");
  if (substitute === undefined) {
    if (canBeGone(checking, outcome))
      report(
        checking,
        path,
        `${quoted(outcome.id)} can run out, and nothing is said of what is given then`,
        "Add substitute with the id of another outcome.",
      );
    return;
  }
  if ("nothing" in outcome) report(checking, place, "nothing never runs out", "Leave substitute out.");
  else if (
    checkName(
      checking,
      place,
      "outcome of this draw",
      substitute,
      outcomes.map(({ id }) => id),
    ) &&
    leadsBack(outcome, outcomes)
  )
    report(checking, place, "the substitutes lead back to where they began", "Name an outcome that does not end here again.");
}
/** There are only so many of the item, or codes in the pool. */
export function canBeGone({ document }: Checking, outcome: Outcome | Option): boolean {
  if ("coupon" in outcome) return outcome.coupon.pool !== undefined;
  return "item" in outcome && itemsOf(document, "", "items").some(({ value }) => value.id === outcome.item && value.stock !== undefined);
}
function leadsBack(outcome: Outcome, outcomes: readonly Outcome[]): boolean {
  const seen = new Set<string>();
  for (let next: Outcome | undefined = outcome; next !== undefined; ) {
    if (seen.has(next.id)) return true;
    seen.add(next.id);
    const { substitute }: Outcome = next;
    next = outcomes.find(({ id }) => id === substitute);
  }
  return false;
}
