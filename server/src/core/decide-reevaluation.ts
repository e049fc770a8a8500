/**
 * Giving what a re-evaluation has found: rewards that rules of a published version would have given for what happened before. Nothing that was given is
 * changed or taken; what was given for an occurrence once is not given for it again; limits are asked as they are now, in the period of the occurrence.
 */
import { referrersOf } from "./above.js";
import { contextOf } from "./condition-context.js";
import { fireFound } from "./count-rules.js";
import { noteStanding } from "./counters.js";
import { fact, trace } from "./deciding.js";
import { decline } from "./decline.js";
import type { CompiledProgram, CompiledRule } from "./document/compiled-program.js";
import { settleMember } from "./due.js";
import { fireAll, give } from "./firing.js";
import { gameOf } from "./game-rows.js";
import { goalOccurrence, stageOccurrence } from "./goals.js";
import { type Happening, happeningOf, occurrenceOf } from "./happening.js";
import { countEarlier } from "./levels.js";
import { referralsOf, standingMember, versionOf } from "./look-ups.js";
import { type Engine, type Found, type Occurrence, type Scope, scopeOfReferral } from "./occurrence.js";
import { changeProgress, progressOf } from "./progress.js";
import type { Outcome } from "./record.js";
import type { ReevaluatedFiring, ReevaluateInput } from "./reevaluate-input.js";
import { isOver } from "./reward.js";
import type { ReferralRow } from "./rows.js";
import { counts, hasReached } from "./stages.js";
import { standsOnWay } from "./stamp-cards.js";
import { judgeStandings } from "./standings.js";
import { factsOf, holderOf, standing } from "./subjects.js";
import { badgeOccurrence, cardOccurrence } from "./taking-back.js";
import { eachOrMiss, find } from "./world.js";

export function decideReevaluation(d: Engine, { program: id, version, quiet = false, firings }: ReevaluateInput): Outcome {
  const row = find(d.world, "programs", id);
  if (row === undefined) return decline("program_unknown", { program: id });
  if (version > row.version) return decline("version_unknown", { program: id, version });
  const program = versionOf(d.world, id, version);
  eachOrMiss(peopleOf(d, program, firings), (member) => settleMember(d, member));
  const told = d.decision.facts.length;
  // Each with all that follows from it before the next, as if they came one after the other.
  eachOrMiss(firings, (firing) => {
    decideFiring(d, { programId: id, version, program, referralId: firing.referral }, firing);
    fireAll(d);
  });
  const made = d.decision.facts.slice(told).filter(({ kind }) => kind === "reward.made").length;
  if (made > 0) fact(d, { kind: "program.reevaluated", program: id, version, rewards: made });
  for (const each of d.decision.facts.slice(told)) Object.assign(each, { origin: "re_evaluation", ...(quiet && { quiet: true }) });
  return { status: "done", program: id, version, rewards: made };
}

function peopleOf(d: Engine, program: CompiledProgram, firings: readonly ReevaluatedFiring[]): Set<string> {
  const people = new Set<string>();
  eachOrMiss(firings, ({ member, referral }) => {
    people.add(standingMember(d.world, member).id);
    const row = referral === null ? undefined : find(d.world, "referrals", referral);
    if (row !== undefined) for (const id of [row.friendId, ...referrersOf(d, program, row)]) people.add(id);
  });
  return people;
}

function decideFiring(d: Engine, scope: Scope, firing: ReevaluatedFiring): void {
  const { id: member } = standingMember(d.world, firing.member);
  const { occurredAt } = firing;
  const cause = causeOf(d, firing);
  trace(d, { step: "reevaluated", rule: firing.rule, at: occurredAt, ...(cause !== null && { event: `evt_${cause.record}` }) });
  const rule = scope.program.rules.get(firing.rule);
  if (rule?.trigger.kind === "level" && raise(d, scope, rule.trigger, member)) return;
  // It was only to be counted.
  if (firing.grants.length === 0) return;
  const place = rule === undefined ? undefined : placeOf(d, scope, rule, { ...firing, member }, cause);
  if (rule === undefined || place === undefined) {
    trace(d, { step: "rule.missed", rule: firing.rule, why: "not_standing" });
    return;
  }
  const on = `found:${firing.rule}`;
  const occurrence: Occurrence = { on, scope, member, cause, occurredAt, again: true, ...place, found: foundOf(d, firing) };
  give(d, rule, occurrence, contextOf(d, occurrence));
}

/** Counts for a level what came before it, and says whether the step is reached now: then that sets off its rules. */
function raise(d: Engine, { programId, program }: Scope, { level, step }: { level: string; step: string }, member: string): boolean {
  const measure = program.levels.find(({ id }) => id === level)?.measure;
  const hasReached = () => gameOf(d, programId, member)?.levels[level]?.[step] !== undefined;
  if (measure === undefined || hasReached()) return false;
  if (measure.kind === "earned") countEarlier(d, programId, measure.unit, member);
  noteStanding(d, programId, member);
  judgeStandings(d);
  return hasReached();
}

function foundOf(d: Engine, { grants }: ReevaluatedFiring): Found {
  return new Map(
    grants.map(({ grant, amount, measured, hold, draw }) => {
      const isThere = measured !== undefined && factsOf(d, measured.member, measured.subject).events.some(({ record }) => record === measured.record);
      return [grant, { worth: { amount: BigInt(amount), ...(isThere && { measured }) }, hold, draw }];
    }),
  );
}

function causeOf(d: Engine, { cause }: ReevaluatedFiring): Happening | null {
  if (cause === null) return null;
  const { input, member: told, record, at, occurredAt } = cause;
  const { id: member } = standingMember(d.world, told);
  return { ...happeningOf(input, member, record, at, holderOf(d, member, input.subject)), occurredAt };
}

/** The occurrence's name, and what it uses up, if it still stands and the rule has not had it; undefined otherwise. */
function placeOf(
  d: Engine,
  scope: Scope,
  rule: CompiledRule,
  { occurrence: key, member, referral: id, occurredAt }: ReevaluatedFiring,
  cause: Happening | null,
): Pick<Occurrence, "key" | "referrals"> | undefined {
  const { trigger } = rule;
  const referral = id === null ? undefined : find(d.world, "referrals", id);
  if (id !== null && referral === undefined) return undefined;
  const named = (isSo: boolean) => (isSo ? { key } : undefined);
  switch (trigger.kind) {
    case "event":
      return named((cause === null || isStanding(d, cause, key)) && takesOrdinal(d, scope, rule, member));
    case "referral":
      return named(referral !== undefined && stageNow(d, referral, trigger.stage) === key);
    case "goal": {
      const { reachedAt = null, ordinal = 0 } = referral?.goals[trigger.goal] ?? {};
      return named(referral !== undefined && reachedAt !== null && goalOccurrence(referral.id, trigger.goal, ordinal) === key);
    }
    case "referrals":
      return fireFound(d, scope, rule.id, { referrer: member, at: occurredAt, counting: countingNow(d, scope, member, trigger.stage) });
    case "badge": {
      const reward = find(d.world, "rewards", key.slice(badgeOccurrence("").length));
      return named(reward !== undefined && !isOver(reward.state));
    }
    case "stampCard": {
      const { stampCard, stamps } = trigger;
      if (stamps !== null) return named(standsOnWay(d, scope, member, { stampCard, stamps }, key));
      const card = progressOf(d, scope, member).cards[stampCard];
      const present = card?.done === true ? (card.key ?? cardOccurrence(scope.programId, member, stampCard, card.full)) : undefined;
      return named(present === key || Object.values(card?.past ?? {}).includes(key));
    }
    case "level":
      return named(gameOf(d, scope.programId, member)?.levels[trigger.level]?.[trigger.step] !== undefined);
    default:
      return { key };
  }
}

/** An event about a subject may have been taken back since, or told anew in another round. */
function isStanding(d: Engine, cause: Happening, key: string): boolean {
  if (cause.subject === null) return occurrenceOf(cause, 0) === key;
  const event = standing(factsOf(d, cause.holder, cause.subject), cause.type);
  return event !== undefined && occurrenceOf(cause, event.round) === key;
}
/** For a rule on the member's nth event: whether nobody's was the nth yet. From now on this one was. */
function takesOrdinal(d: Engine, scope: Scope, { id, trigger }: CompiledRule, member: string): boolean {
  if (trigger.kind !== "event" || trigger.ordinal === null) return true;
  const { rules } = progressOf(d, scope, member);
  const before = rules[id] ?? { fired: 0 };
  if ((before.events ?? 0) >= trigger.ordinal) return false;
  changeProgress(d, scope, member, { rules: { ...rules, [id]: { ...before, events: trigger.ordinal } } });
  return true;
}
/** What the referral's stage is called where it stands; undefined where it has not reached it, or not any more. */
function stageNow(d: Engine, referral: ReferralRow, stage: "signed_up" | "qualified" | "converted" | "reversed"): string | undefined {
  if (stage === "reversed" ? referral.stage !== "reversed" : !hasReached(referral, stage)) return undefined;
  if (stage === "signed_up") return stageOccurrence(referral.id, stage, 1);
  const { goals } = scopeOfReferral(d, referral).program;
  const moving = Object.entries(referral.goals).find(([id]) => goals.get(id)?.movesReferral);
  return stageOccurrence(referral.id, stage, moving?.[1].ordinal ?? 1);
}
function countingNow(d: Engine, { programId }: Scope, referrer: string, stage: "signed_up" | "qualified" | "converted"): ReferralRow[] {
  const mine = referralsOf(d.world, referrer).filter((referral) => referral.programId === programId && counts(referral, stage));
  return mine.sort((a, b) => (a.times[stage] ?? a.beganAt) - (b.times[stage] ?? b.beganAt) || a.recordNumber - b.recordNumber);
}
