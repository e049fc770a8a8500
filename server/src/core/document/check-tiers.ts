/** Checks tiers: what is measured, and steps that rise. */
import { checkNotReserved } from "./check-declarations.js";
import { type Checking, checkDecimal, checkIds, checkName, itemsOf, report, soundItems } from "./checking.js";
import { changeOfStep } from "./compile-rule.js";
import { pointerTo } from "./problem.js";
import type { Tier, Trigger } from "./schema.js";

/** What a member has who is on no step. */
export const NO_STEP = "none";

export function checkTiers(checking: Checking): void {
  checkIds(checking, itemsOf(checking.document, "", "tiers"));
  for (const { value, path } of soundItems<Tier>(checking, checking.document, "", "tiers")) checkTier(checking, value, path);
}

function checkTier(checking: Checking, tier: Tier, path: string): void {
  checkNotReserved(checking, pointerTo(path, "id"), tier.id);
  checkIds(checking, itemsOf(tier, path, "steps"));
  if (tier.warnDays !== undefined && tier.keptFor === 0)
    report(
      checking,
      pointerTo(path, "warnDays"),
      "a step that is not kept after its period cannot be kept by doing more",
      "Leave it out, or write keptFor of 1 or more.",
    );
  const { units } = checking.vocabulary;
  const { measure } = tier;
  const isKnown =
    "referrals" in measure || checkName(checking, pointerTo(pointerTo(path, "measure"), "earned"), "unit", measure.earned, units.keys());
  const precision = "earned" in measure ? (units.get(measure.earned) ?? 0) : 0;
  let before = 0n;
  for (const [index, step] of tier.steps.entries()) {
    const place = pointerTo(pointerTo(path, "steps"), index);
    if (step.id === NO_STEP) report(checking, pointerTo(place, "id"), "none is what a member without a step has", "Choose another name.");
    const unit = "earned" in measure ? measure.earned : "a count of referrals";
    const atLeast = isKnown ? checkDecimal(checking, pointerTo(place, "atLeast"), step.atLeast, precision, unit) : undefined;
    if (atLeast === undefined) continue;
    if (atLeast <= before)
      report(checking, pointerTo(place, "atLeast"), "the steps do not rise", "Write more than 0, and more than in the step before.");
    before = atLeast;
  }
}

/** Reports a tier, or a step of it, that is not there. */
export function checkTierTrigger(checking: Checking, trigger: Extract<Trigger, { tier: string }>, path: string): boolean {
  const tiers = itemsOf(checking.document, "", "tiers");
  const tier = tiers.find(({ value }) => value.id === trigger.tier);
  const names = tiers.map(({ value }) => String(value.id));
  if (tier === undefined) return checkName(checking, pointerTo(path, "tier"), "tier", trigger.tier, names);
  const steps = itemsOf(tier.value, tier.path, "steps").map(({ value }) => String(value.id));
  const { change, step } = changeOfStep(trigger);
  return checkName(checking, pointerTo(path, change), "step of this tier", step, steps);
}
