/** Checks levels: what is measured, and steps that rise. */
import { checkNotReserved } from "./check-declarations.js";
import { NO_STEP } from "./check-tiers.js";
import { type Checking, checkDecimal, checkIds, checkName, itemsOf, type Part, report, soundItems } from "./checking.js";
import { pointerTo } from "./problem.js";
import type { Level, Trigger } from "./schema.js";

export function checkLevels(checking: Checking): void {
  checkIds(checking, itemsOf(checking.document, "", "levels"));
  for (const part of soundItems<Level>(checking, checking.document, "", "levels")) checkLevel(checking, part);
}

function checkLevel(checking: Checking, { value: { id, measure, steps }, path }: Part<Level>): void {
  const { units } = checking.vocabulary;
  checkNotReserved(checking, pointerTo(path, "id"), id);
  if ("earned" in measure && !checkName(checking, pointerTo(pointerTo(path, "measure"), "earned"), "unit", measure.earned, units.keys())) return;
  checkIds(checking, itemsOf({ steps }, path, "steps"));
  const [unit, precision] = "earned" in measure ? [measure.earned, units.get(measure.earned) ?? 0] : ["a count of referrals", 0];
  let before = -1n;
  for (const [index, step] of steps.entries()) {
    const place = pointerTo(pointerTo(path, "steps"), index);
    if (step.id === NO_STEP) report(checking, pointerTo(place, "id"), "none is what a member without a step has", "Choose another name.");
    const atLeast = checkDecimal(checking, pointerTo(place, "atLeast"), step.atLeast, precision, unit) ?? before + 1n;
    if (atLeast <= before) report(checking, pointerTo(place, "atLeast"), "the steps do not rise", "Write more than in the step before.");
    before = atLeast;
  }
}

/** Reports a level, or a step of it, that is not there. */
export function checkLevelTrigger(checking: Checking, trigger: Extract<Trigger, { level: string }>, path: string): boolean {
  const levels = itemsOf(checking.document, "", "levels");
  const names = levels.map(({ value }) => String(value.id));
  if (!checkName(checking, pointerTo(path, "level"), "level", trigger.level, names)) return false;
  const level = levels.find(({ value }) => value.id === trigger.level);
  const steps = itemsOf(level?.value, "", "steps").map(({ value }) => String(value.id));
  return checkName(checking, pointerTo(path, "step"), "step of this level", trigger.step, steps);
}
