/**
 * The pieces of the game that a document can have and this release checks, but does not run yet. Decisions, terms and forecasts see a document without
 * them, and whoever publishes one is warned: nobody is promised what does not happen.
 */
import { itemsOf } from "./checking.js";
import { pointerTo } from "./problem.js";
import type { Challenge, GameGrant, GameTrigger, Grant, ProgramDocument, WrittenGrant, WrittenTrigger } from "./schema.js";

const LISTS = ["draws"] as const;
const TRIGGERS = ["draw"];
const GRANTS = ["tickets"];

export function isGameTrigger(trigger: WrittenTrigger): trigger is GameTrigger {
  return TRIGGERS.some((key) => key in trigger);
}
export function isGameGrant(grant: WrittenGrant): grant is GameGrant {
  return GRANTS.some((key) => key in grant);
}

/** The document without what is not run yet: a rule that nothing sets off or that gives nothing else is left out with it. */
export function asItRuns(document: ProgramDocument): ProgramDocument {
  if (notRunIn(document).length === 0) return document;
  const others = { ...document };
  for (const list of LISTS) delete others[list];
  const challenges = (document.challenges ?? []).filter(isRun);
  const stays = ({ on }: { on: WrittenTrigger }) => !("challenge" in on) || challenges.some(({ id }) => id === on.challenge);
  const rules = (document.rules ?? []).flatMap((rule) => {
    if (isGameTrigger(rule.on) || !stays(rule)) return [];
    const left = rule.grants.filter((grant) => !isGameGrant(grant));
    const ids = new Set(left.map(({ id }) => id));
    const grants = left.map(({ boundWith, ...grant }) => {
      const bound = boundWith?.filter((id) => ids.has(id)) ?? [];
      return bound.length === 0 ? grant : { ...grant, boundWith: bound };
    });
    return grants.length === 0 ? [] : [{ ...rule, grants: grants as Grant[] }];
  });
  return {
    ...others,
    ...(document.challenges && { challenges }),
    ...(document.rules && { rules }),
  };
}

/** Challenges are run but for these parts of them. */
const PARTS_OF_CHALLENGES = ["squad"] as const;
function isRun(challenge: Challenge): boolean {
  return PARTS_OF_CHALLENGES.every((part) => challenge[part] === undefined);
}
function challengesNotRunIn(document: unknown): { path: string; part: string }[] {
  return itemsOf(document, "", "challenges").flatMap(({ value, path }) =>
    PARTS_OF_CHALLENGES.filter((part) => value[part] !== undefined).map((part) => ({ path: pointerTo(path, part), part })),
  );
}

/** Where in a document, right in shape or not, there is something that is not run yet. */
export function notRunIn(document: unknown): { path: string; part: string }[] {
  const members = document as Readonly<Record<string, unknown>>;
  const lists = LISTS.filter((list) => members[list] !== undefined).map((list) => ({ path: pointerTo("", list), part: list }));
  const inRules = itemsOf(document, "", "rules").flatMap((rule) => {
    const { on } = rule.value;
    const trigger = TRIGGERS.filter((key) => typeof on === "object" && on !== null && key in on);
    const grants = itemsOf(rule.value, rule.path, "grants").flatMap(({ value, path }) =>
      GRANTS.filter((key) => key in value).map((part) => ({ path: pointerTo(path, part), part })),
    );
    return [...trigger.map((part) => ({ path: pointerTo(pointerTo(rule.path, "on"), part), part })), ...grants];
  });
  return [...lists, ...challengesNotRunIn(document), ...inRules];
}
