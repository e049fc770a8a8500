/**
 * Referrals under way go over to a later version. What they were given stays, with the version that gave it; what they have gathered stays where the goal is the
 * same, and is counted anew where it is another one that was not reached yet. A referral that has reached a goal which is another one now stays where it is.
 */
import { wasDecidedFor } from "./correct-referrer.js";
import { takeOutOfGoals } from "./correction.js";
import { fact, put, trace } from "./deciding.js";
import { decline } from "./decline.js";
import type { CompiledProgram } from "./document/compiled-program.js";
import { canonicalJson } from "./document/hash.js";
import type { ProgramDocument } from "./document/schema.js";
import { settleMember } from "./due.js";
import { fireAll } from "./firing.js";
import { expiryOf, judgeGoals } from "./goals.js";
import { occurrenceOf } from "./happening.js";
import { standingEvents } from "./history.js";
import { versionOf } from "./look-ups.js";
import { moveGoals } from "./move-goals.js";
import { type Engine, referralOf, type Scope, scopeOfReferral } from "./occurrence.js";
import type { Outcome } from "./record.js";
import type { MigrateInput } from "./reevaluate-input.js";
import { countInPeriods } from "./referral-counts.js";
import type { GoalProgress, ReferralRow } from "./rows.js";
import { counts, STAGES } from "./stages.js";
import { changeEvent } from "./subjects.js";
import { eachOrMiss, find } from "./world.js";

export function decideMigration(d: Engine, { program: id, version, referrals }: MigrateInput): Outcome {
  const row = find(d.world, "programs", id);
  if (row === undefined) return decline("program_unknown", { program: id });
  if (version > row.version) return decline("version_unknown", { program: id, version });
  const people = new Set<string>();
  eachOrMiss(referrals, (each) => {
    const referral = find(d.world, "referrals", each);
    if (referral !== undefined) people.add(referral.friendId).add(referral.referrerId);
  });
  eachOrMiss(people, (member) => settleMember(d, member));
  let migrated = 0;
  eachOrMiss(referrals, (each) => {
    const referral = find(d.world, "referrals", each);
    if (referral === undefined || referral.programId !== id) return;
    const why = whyKept(d, referral, version);
    if (why === undefined) migrated++;
    if (why === undefined) migrate(d, referral, version);
    else trace(d, { step: "referral.kept", referral: each, version: referral.version, why });
  });
  return { status: "done", program: id, version, migrated };
}

/** Why it stays under its version; undefined when it can go over. */
function whyKept(d: Engine, { programId, version: from, stage, goals }: ReferralRow, to: number): string | undefined {
  if (from >= to) return "version";
  if (stage === "rejected" || stage === "expired" || stage === "reversed") return "over";
  const [before, after] = [from, to].map((each) => ({ document: documentOf(d, programId, each), program: versionOf(d.world, programId, each) }));
  if (before === undefined || after === undefined) throw new Error("a version is missing");
  if (before.program.currency !== after.program.currency) return "currency";
  for (const [goal, { reachedAt, ordinal }] of Object.entries(goals)) {
    if (isSameGoal(before, after, goal)) continue;
    const breaks = [before, after].some(({ program }) => canBeSetBack(program, goal));
    if (reachedAt !== null || ordinal > 0 || breaks) return "goal";
  }
  return undefined;
}
function documentOf(d: Engine, program: string, version: number): ProgramDocument {
  return find(d.world, "programVersions", `${program}\n${version}`)?.document as ProgramDocument;
}
interface Version {
  document: ProgramDocument;
  program: CompiledProgram;
}
function isSameGoal(before: Version, after: Version, id: string): boolean {
  const [one, other] = [before, after].map(({ document, program }) => [
    document.goals?.find((goal) => goal.id === id) ?? null,
    program.goals.get(id)?.movesReferral ?? null,
    program.schedule.qualifyFrom,
    program.schedule.qualifyUntil,
  ]);
  return canonicalJson(one) === canonicalJson(other);
}
function canBeSetBack({ goals }: CompiledProgram, id: string): boolean {
  const goal = goals.get(id);
  return goal !== undefined && (goal.undo !== null || goal.steps.some(({ resetBy }) => resetBy.length > 0));
}

function migrate(d: Engine, referral: ReferralRow, version: number): void {
  const { id, programId, origin, stage } = referral;
  const before = { document: documentOf(d, programId, referral.version), program: versionOf(d.world, programId, referral.version) };
  const after = { document: documentOf(d, programId, version), program: versionOf(d.world, programId, version) };
  const anew = [...after.program.goals.keys()].filter((goal) => !isSameGoal(before, after, goal) && referral.goals[goal]?.reachedAt == null);
  const kept = Object.entries(referral.goals).filter(([goal]) => isSameGoal(before, after, goal));
  const goals: Record<string, GoalProgress> = Object.fromEntries(kept);
  trace(d, { step: "referral.migrated", referral: id, from: referral.version, to: version });
  const versions = [...(origin.versions ?? []), referral.version];
  const scope: Scope = { programId, version, program: after.program, referralId: id };
  const dueAt = stage === "signed_up" ? expiryOf(scope, referral) : referral.dueAt;
  put(d, "referrals", id, { version, goals, dueAt, origin: { ...origin, versions } });
  recount(d, scope, before.program);
  gatherAnew(d, scope, anew, Object.keys(referral.goals));
  fact(d, { kind: "referral.migrated", referral: id, version });
  fireAll(d);
}

/** Counts by period are kept for the periods that a version asks of. */
function recount(d: Engine, scope: Scope, before: CompiledProgram): void {
  const referral = referralOf(d, scope) as ReferralRow;
  let { ordinals } = referral;
  for (const stage of STAGES) {
    if (!counts(referral, stage)) continue;
    const at = referral.times[stage] ?? referral.beganAt;
    countInPeriods(d, { ...scope, program: before }, referral.referrerId, stage, at, -1n);
    ordinals = { ...ordinals, ...missing(ordinals, countInPeriods(d, scope, referral.referrerId, stage, at, 1n)) };
  }
  if (ordinals !== referral.ordinals) put(d, "referrals", referral.id, { ordinals });
}
/** An ordinal that was frozen stays. */
function missing(known: Record<string, number>, counted: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(counted).filter(([name]) => known[name] === undefined));
}

/** The friend's events move the goals that are others now, each at its time; what they had moved in the former ones is out of them. */
function gatherAnew(d: Engine, scope: Scope, goals: readonly string[], former: readonly string[]): void {
  const referral = referralOf(d, scope) as ReferralRow;
  const gone = new Set([...goals, ...former.filter((goal) => !scope.program.goals.has(goal))]);
  if (gone.size === 0) return;
  eachOrMiss(standingEvents(d, scopeOfReferral(d, referral), referral.friendId), (each) => {
    if (!wasDecidedFor(d, scope, referral, each)) return;
    const { happening, event } = each;
    const fed = (scope.program.goalsFedBy.get(happening.type) ?? []).filter(({ goal }) => goals.includes(goal.id));
    const key = occurrenceOf(happening, event?.round ?? 0);
    const moved = fed.length === 0 ? [] : moveGoals(d, scope, fed, happening, key);
    if (event !== undefined) {
      const others = event.moved.filter((each) => each.referral !== referral.id || !gone.has(each.goal));
      if (moved.length > 0 || others.length < event.moved.length) {
        changeEvent(d, happening.holder, happening.subject as string, happening.record, { moved: [...others, ...moved] });
        // Sums are net of what was taken back of the event.
        if (event.taken !== "0")
          takeOutOfGoals(d, happening.holder, happening.subject as string, { ...event, moved: [...others, ...moved] }, happening);
      }
    }
    judgeGoals(
      d,
      scope,
      fed.map(({ goal }) => goal.id),
      happening,
    );
    fireAll(d);
  });
}
