/**
 * Refuses rules that can set each other off without end: a badge or a stamp that leads to a rule that gives it again, a step of a tier that gives of what the
 * tier measures. A step of a level is reached once: it may give of what the level measures, for the steps above it.
 */
import { type Checking, report, soundItems } from "./checking.js";
import { unitOf } from "./measures.js";
import { pointerTo, quoted } from "./problem.js";
import type { Level, Rule, Tier } from "./schema.js";
import type { Vocabulary } from "./vocabulary.js";

/** Effects of effects are decided in at most so many rounds. */
const MAX_ROUNDS = 8;

export function checkFeedback(checking: Checking): void {
  const parts = soundItems<Rule>(checking, checking.document, "", "rules");
  const rules = parts.map(({ value }) => value);
  const tiers = soundItems<Tier>(checking, checking.document, "", "tiers").map(({ value }) => value);
  const levels = soundItems<Level>(checking, checking.document, "", "levels").map(({ value }) => value);
  const next = new Map(rules.map((rule) => [rule, followers(rule, rules, { tiers, levels }, checking.vocabulary)]));
  const depths = new Map<Rule, number>();
  for (const { value, path } of parts) {
    const circle = circleFrom(value, next);
    if (circle !== undefined) {
      const names = circle.map(({ id }) => quoted(id)).join(" → ");
      report(checking, pointerTo(path, "on"), `the rule can set itself off again: ${names}`, "Take a badge, stamp or unit out of the circle.");
    } else if (depthOf(value, next, depths) > MAX_ROUNDS) {
      report(
        checking,
        pointerTo(path, "on"),
        `the rule begins a chain of more than ${MAX_ROUNDS} rules`,
        "Shorten the chain of badges, cards, tiers and levels.",
      );
    }
  }
}

/** The rules that a rule can set off through what it gives. */
interface Standings {
  tiers: readonly Tier[];
  levels: readonly Level[];
}
function followers({ on: own, grants }: Rule, rules: readonly Rule[], { tiers, levels }: Standings, vocabulary: Vocabulary): Rule[] {
  const badges = new Set(grants.flatMap((grant) => ("badge" in grant ? [grant.badge] : [])));
  const cards = new Set(grants.flatMap((grant) => ("stamp" in grant ? [grant.stamp] : [])));
  const units = new Set(grants.map((grant) => unitOf(grant, vocabulary)?.ledgerUnit));
  const measured = new Set(tiers.filter(({ measure }) => "earned" in measure && units.has(measure.earned)).map(({ id }) => id));
  const raised = levels.filter(({ measure }) => "earned" in measure && units.has(measure.earned));
  return rules.filter(({ on }) => {
    if ("badge" in on) return badges.has(on.badge);
    if ("stampCard" in on) return cards.has(on.stampCard);
    if ("tier" in on) return measured.has(on.tier);
    return "level" in on && raised.some((level) => level.id === on.level && isAbove(level, on.step, own));
  });
}
/** What a step of a level gives can lead to the steps above it; what anything else gives, to each. */
function isAbove({ id, steps }: Level, step: string, own: Rule["on"]): boolean {
  const place = (name: string) => steps.findIndex((each) => each.id === name);
  return !("level" in own) || own.level !== id || place(step) > place(own.step);
}
type Followers = ReadonlyMap<Rule, readonly Rule[]>;

/** The shortest way from a rule back to itself. */
function circleFrom(start: Rule, followers: Followers): Rule[] | undefined {
  const ways: Rule[][] = [[start]];
  const seen = new Set<Rule>();
  for (const way of ways) {
    for (const next of followers.get(way.at(-1) as Rule) ?? []) {
      if (next === start) return [...way, start];
      if (!seen.has(next)) ways.push([...way, next]);
      seen.add(next);
    }
  }
  return undefined;
}

/** How many rules follow one another from this one on; a circle counts as endless. */
function depthOf(rule: Rule, followers: Followers, depths: Map<Rule, number>): number {
  const known = depths.get(rule);
  if (known !== undefined) return known;
  depths.set(rule, Number.POSITIVE_INFINITY);
  const depth = 1 + Math.max(0, ...(followers.get(rule) ?? []).map((next) => depthOf(next, followers, depths)));
  depths.set(rule, depth);
  return depth;
}
