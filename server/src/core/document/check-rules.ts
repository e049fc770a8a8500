/** Checks rules: what sets them off, their conditions, groups and grants. */

import { checkClock } from "./check-clock.js";
import { checkGameTrigger } from "./check-game.js";
import { checkGrant } from "./check-grant.js";
import { checkLevelTrigger } from "./check-levels.js";
import { checkTierTrigger } from "./check-tiers.js";
import {
  type Checking,
  checkCondition,
  checkEvent,
  checkIds,
  checkName,
  itemsOf,
  type Part,
  report,
  soundItems,
  soundMember,
  warn,
} from "./checking.js";
import { comesByItself, placeOfTrigger } from "./places.js";
import { pointerTo, quoted } from "./problem.js";
import type { Goal, Grant, Rule, Trigger } from "./schema.js";

export function checkRules(checking: Checking): void {
  for (const rule of itemsOf(checking.document, "", "rules")) checkRule(checking, rule);
  checkGroups(checking);
}

function checkRule(checking: Checking, { value, path }: Part<Readonly<Record<string, unknown>>>): void {
  const grants = itemsOf(value, path, "grants");
  checkIds(checking, grants);
  const trigger = soundMember<Trigger>(checking, value, path, "on");
  if (trigger === undefined || !checkTrigger(checking, trigger.value, trigger.path)) return;
  const goals = soundItems<Goal>(checking, checking.document, "", "goals").map((goal) => goal.value);
  const place = placeOfTrigger(trigger.value, goals, checking.vocabulary);
  const when = soundMember<string>(checking, value, path, "when");
  const dependsOnGoals = "goal" in trigger.value || "referral" in trigger.value;
  if (dependsOnGoals && goals.length < itemsOf(checking.document, "", "goals").length) return;
  checkCondition(checking, pointerTo(path, "when"), when?.value, place);
  const siblings = grants.map((grant) => grant.value.id).filter((id) => typeof id === "string");
  for (const grant of soundItems<Grant>(checking, value, path, "grants")) {
    checkGrant(checking, grant, { trigger: trigger.value, place, siblings });
  }
}

/** Reports what sets a rule off but does not exist, and warns of what never happens. */
function checkTrigger(checking: Checking, trigger: Trigger, path: string): boolean {
  if ("contest" in trigger || "draw" in trigger) return checkGameTrigger(checking, trigger, path);
  if ("event" in trigger) return checkEvent(checking, pointerTo(path, "event"), trigger.event);
  if ("goal" in trigger) return checkName(checking, pointerTo(path, "goal"), "goal", trigger.goal, checking.ids.goals);
  if ("stampCard" in trigger) return checkStampCard(checking, trigger, path);
  if ("badge" in trigger) return checkProduced(checking, path, "badge", "badge", "badges", trigger.badge, "badge");
  if ("tier" in trigger) return checkTierTrigger(checking, trigger, path);
  if ("level" in trigger) return checkLevelTrigger(checking, trigger, path);
  if ("streak" in trigger) return checkName(checking, pointerTo(path, "streak"), "streak", trigger.streak, idsOf(checking, "streaks"));
  if ("challenge" in trigger) return checkName(checking, pointerTo(path, "challenge"), "challenge", trigger.challenge, idsOf(checking, "challenges"));
  if (comesByItself(trigger)) return checkClock(checking, trigger, path);
  if ("visit" in trigger) return true;
  const stage = "referral" in trigger ? trigger.referral : trigger.referrals.stage;
  if (stage !== "signed_up" && itemsOf(checking.document, "", "goals").length === 0) {
    warn(checking, path, "no_goal", { stage });
  }
  return true;
}
function idsOf({ document }: Checking, list: string): string[] {
  return itemsOf(document, "", list).map(({ value }) => String(value.id));
}
function checkStampCard(checking: Checking, { stampCard, stamps }: Extract<Trigger, { stampCard: string }>, path: string): boolean {
  if (!checkProduced(checking, path, "stampCard", "stamp card", "stampCards", stampCard, "stamp")) return false;
  const card = itemsOf(checking.document, "", "stampCards").find(({ value }) => value.id === stampCard)?.value;
  if (stamps !== undefined && typeof card?.slots === "number" && stamps >= card.slots)
    report(checking, pointerTo(path, "stamps"), `The card has ${card.slots} slots.`, "Name a smaller number, or leave it out for the full card.");
  return true;
}
function checkProduced(
  checking: Checking,
  path: string,
  key: string,
  what: string,
  list: "stampCards" | "badges",
  id: string,
  given: "stamp" | "badge",
): boolean {
  const place = pointerTo(path, key);
  if (!checkName(checking, place, what, id, checking.ids[list])) return false;
  const isGiven = itemsOf(checking.document, "", "rules").some((rule) =>
    itemsOf(rule.value, rule.path, "grants").some((grant) => grant.value[given] === id),
  );
  if (!isGiven) warn(checking, place, "never_given", { given, id });
  return true;
}

/** The rules of a group must agree on which of them fires. */
function checkGroups(checking: Checking): void {
  const takes = new Map<string, string>();
  for (const { value, path } of itemsOf(checking.document, "", "rules")) {
    const group = soundMember<NonNullable<Rule["group"]>>(checking, value, path, "group");
    if (group === undefined) continue;
    const { id, take = "first" } = group.value;
    if (take === "best" && itemsOf(value, path, "grants").some(({ value: grant }) => grant.drawn !== undefined))
      report(checking, group.path, "what is drawn cannot be chosen as the best: its chances would be others", "Write take: first.");
    if (take === "best" && itemsOf(value, path, "grants").some(({ value: grant }) => grant.choice !== undefined))
      report(checking, group.path, "what is best is not known before the recipient has chosen", "Write take: first.");
    const before = takes.get(id) ?? take;
    takes.set(id, before);
    if (before !== take)
      report(
        checking,
        pointerTo(group.path, "take"),
        `the group ${quoted(id)} takes the ${before} in another rule`,
        "Write the same take in all rules of the group.",
      );
  }
}
