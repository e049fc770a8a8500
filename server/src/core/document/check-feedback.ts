/** Refuses rules that can set each other off without end: a badge or a stamp that leads to a rule that gives it again. */
import { type Checking, report, soundItems } from "./checking.js";
import { pointerTo, quoted } from "./problem.js";
import type { Rule } from "./schema.js";

/** Effects of effects are decided in at most so many rounds. */
const MAX_ROUNDS = 8;

export function checkFeedback(checking: Checking): void {
  const parts = soundItems<Rule>(checking, checking.document, "", "rules");
  const rules = parts.map(({ value }) => value);
  const depths = new Map<Rule, number>();
  for (const { value, path } of parts) {
    const circle = circleFrom(value, rules);
    if (circle !== undefined) {
      const names = circle.map(({ id }) => quoted(id)).join(" → ");
      report(checking, pointerTo(path, "on"), `the rule can set itself off again: ${names}`, "Take a badge or stamp out of the circle.");
    } else if (depthOf(value, rules, depths) > MAX_ROUNDS) {
      report(checking, pointerTo(path, "on"), `the rule begins a chain of more than ${MAX_ROUNDS} rules`, "Shorten the chain of badges and cards.");
    }
  }
}

/** The rules that a rule can set off through what it gives. */
function followers({ grants }: Rule, rules: readonly Rule[]): Rule[] {
  const badges = new Set(grants.flatMap((grant) => ("badge" in grant ? [grant.badge] : [])));
  const cards = new Set(grants.flatMap((grant) => ("stamp" in grant ? [grant.stamp] : [])));
  return rules.filter(({ on }) => ("badge" in on && badges.has(on.badge)) || ("stampCard" in on && cards.has(on.stampCard)));
}

/** The shortest way from a rule back to itself. */
function circleFrom(start: Rule, rules: readonly Rule[]): Rule[] | undefined {
  const ways: Rule[][] = [[start]];
  const seen = new Set<Rule>();
  for (const way of ways) {
    for (const next of followers(way.at(-1) as Rule, rules)) {
      if (next === start) return [...way, start];
      if (!seen.has(next)) ways.push([...way, next]);
      seen.add(next);
    }
  }
  return undefined;
}

/** How many rules follow one another from this one on; a circle counts as endless. */
function depthOf(rule: Rule, rules: readonly Rule[], depths: Map<Rule, number>): number {
  const known = depths.get(rule);
  if (known !== undefined) return known;
  depths.set(rule, Number.POSITIVE_INFINITY);
  const depth = 1 + Math.max(0, ...followers(rule, rules).map((next) => depthOf(next, rules, depths)));
  depths.set(rule, depth);
  return depth;
}
