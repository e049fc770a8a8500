/**
 * Tiers: on which step a member is, by what was counted in the period and in those for which it is kept. The step follows from the counters at any moment;
 * what is kept with the member is only which step was told last, so that reaching and losing one sets rules off once.
 */
import { count, noteStanding, usedOf } from "./counters.js";
import { type Deciding, fact, put, trace } from "./deciding.js";
import { NO_STEP } from "./document/check-tiers.js";
import type { CompiledProgram, CompiledTier, TierChange } from "./document/compiled-program.js";
import type { ReferralStage } from "./document/schema.js";
import { formatDecimal } from "./money.js";
import { type Engine, emit, type Scope, scopeInForce } from "./occurrence.js";
import type { LimitUse, ReferralRow } from "./rows.js";
import { undoOccurrence } from "./taking-back.js";
import { addDuration, periodOf } from "./time.js";
import type { TierStanding } from "./timer-rows.js";
import { lookAt, putTimer, timerKey } from "./timer-rows.js";
import { find } from "./world.js";

/** What is counted, named so that another period or measure counts anew. The member comes on top. */
function counterOf({ id, period, measure }: CompiledTier): string {
  return `tier:${id}/${period}/${measure.kind === "referrals" ? `referrals.${measure.stage}` : `earned.${measure.unit}`}`;
}
function slotOf({ period }: CompiledTier, { timeZone, weekStart }: CompiledProgram, at: number): string {
  return periodOf(at, period, timeZone, weekStart).key;
}

/** A mark at the referral says where it was counted, so that the same is taken out whatever version is then in force. */
const MARK = "tier:";
/** The referral counts in the stage from now on, for the tiers of the version in force. */
export function countIntoTiers(d: Deciding, referral: ReferralRow, stage: ReferralStage, at: number): void {
  const scope = scopeInForce(d, referral.programId);
  const marks: Record<string, number> = {};
  for (const tier of scope?.program.tiers ?? []) {
    if (tier.measure.kind !== "referrals" || tier.measure.stage !== stage) continue;
    const [counter, slot] = [counterOf(tier), slotOf(tier, (scope as Scope).program, at)];
    marks[`${counter}@${slot}`] = 1;
    count(d, referral.programId, `${counter}:${referral.referrerId}`, slot, 1n, null);
  }
  if (Object.keys(marks).length === 0) return;
  const { ordinals } = find(d.world, "referrals", referral.id) as ReferralRow;
  put(d, "referrals", referral.id, { ordinals: { ...ordinals, ...marks } });
}
/** The referral of `referrer` counts in the stage no more. */
export function countOutOfTiers(d: Deciding, { id, programId }: ReferralRow, stage: ReferralStage, referrer: string): void {
  const { ordinals } = find(d.world, "referrals", id) as ReferralRow;
  const marks = marksOf(ordinals).filter(({ counter }) => counter.endsWith(`/referrals.${stage}`));
  if (marks.length === 0) return;
  const left = { ...ordinals };
  for (const { mark, counter, slot } of marks) {
    delete left[mark];
    count(d, programId, `${counter}:${referrer}`, slot, -1n, null);
  }
  put(d, "referrals", id, { ordinals: left });
}
/** Of a referral's ordinals those that say where it counts for tiers: what another referrer does not begin without. */
export function tierMarksOf(ordinals: ReferralRow["ordinals"]): ReferralRow["ordinals"] {
  return Object.fromEntries(marksOf(ordinals).map(({ mark }) => [mark, ordinals[mark] as number]));
}
function marksOf(ordinals: ReferralRow["ordinals"]): { mark: string; counter: string; slot: string }[] {
  const marks = Object.keys(ordinals).filter((name) => name.startsWith(MARK));
  return marks.map((mark) => ({ mark, counter: mark.slice(0, mark.lastIndexOf("@")), slot: mark.slice(mark.lastIndexOf("@") + 1) }));
}
/** A referral has another member as its referrer: what it counts goes along. */
export function moveInTiers(d: Deciding, { programId, ordinals }: ReferralRow, from: string, into: string): void {
  for (const { counter, slot } of marksOf(ordinals)) {
    count(d, programId, `${counter}:${from}`, slot, -1n, null);
    count(d, programId, `${counter}:${into}`, slot, 1n, null);
  }
}

/** What is given of a unit counts in the tiers that measure it, until it is taken back: kept with the reward like the space that it takes in limits. */
export function usesOfTiers(d: Deciding, programId: string, unit: string | null, recipient: string, amount: bigint, at: number): LimitUse[] {
  if (unit === null || amount === 0n) return [];
  const scope = scopeInForce(d, programId);
  const uses: LimitUse[] = [];
  for (const tier of scope?.program.tiers ?? []) {
    if (tier.measure.kind !== "earned" || tier.measure.unit !== unit) continue;
    const [counter, period] = [`${counterOf(tier)}:${recipient}`, slotOf(tier, (scope as Scope).program, at)];
    count(d, programId, counter, period, amount, null);
    uses.push({ counter, period, amount: String(amount), shrinks: true, onExpiry: false });
  }
  return uses;
}

/** Where the member stands at the moment: the place of the highest step reached in the period or in one for which it is kept; -1 is none. */
function placeAt(d: Deciding, { programId, program }: Scope, tier: CompiledTier, member: string, at: number): number {
  const { timeZone, weekStart } = program;
  const counter = `${counterOf(tier)}:${member}`;
  let place = -1;
  let moment = at;
  for (let back = 0; back <= tier.keptFor; back++) {
    const { key, start } = periodOf(moment, tier.period, timeZone, weekStart);
    const counted = usedOf(d.world, programId, counter, key);
    place = Math.max(
      place,
      tier.steps.findLastIndex(({ atLeast }) => counted >= atLeast),
    );
    if (start <= 0) break;
    moment = start - 1;
  }
  return place;
}
/** On which step of each tier of the program the member is at the moment, as conditions and tables name it. */
export function stepsOf(d: Deciding, scope: Scope, member: string, at: number): Readonly<Record<string, string>> {
  const steps: Record<string, string> = {};
  for (const tier of scope.program.tiers) {
    const get = () => tier.steps[placeAt(d, scope, tier, member, at)]?.id ?? NO_STEP;
    Object.defineProperty(steps, tier.id, { get, enumerable: true });
  }
  return steps;
}

/** Looks at the member's tiers: whoever is on another step than when it was last asked is told so. */
export function judgeTiers(d: Engine, scope: Scope, member: string): void {
  for (const tier of scope.program.tiers) judge(d, scope, tier, member, d.moment ?? d.at);
}
/** A tier of which a period is over, or of which it is time to look ahead: the member's step is to be looked at again. */
export interface TierOver {
  tier: CompiledTier;
  at: number;
}
/** The tier of the member of which a period is over first. Each look moves that to a later one, or finds no step that could be lost. */
export function tierOverNext(d: Deciding, { programId, program }: Scope, member: string): TierOver | undefined {
  const standings = find(d.world, "timers", timerKey(programId, member))?.tiers ?? {};
  const all = program.tiers.flatMap((tier) => {
    const standing = standings[tier.id];
    const at = standing === undefined ? null : lookAt(standing);
    return at === null ? [] : [{ tier, at }];
  });
  return all.sort((a, b) => a.at - b.at)[0];
}
/** What the member is told of the tier when its period is over, as of that moment. */
export function settleTier(d: Engine, scope: Scope, member: string, { tier, at }: TierOver): void {
  trace(d, { step: "due", kind: "tier", member, at });
  judge(d, scope, tier, member, at);
}
/** Tiers that the program has no more are kept no longer. */
export function forgetTiers(d: Deciding, { programId, program }: Scope, member: string): void {
  const row = find(d.world, "timers", timerKey(programId, member));
  if (row === undefined) return;
  const known = Object.entries(row.tiers).filter(([id]) => program.tiers.some((tier) => tier.id === id));
  if (known.length < Object.keys(row.tiers).length) putTimer(d, programId, member, row, { tiers: Object.fromEntries(known) });
}

/** Two members are one: what either was told is not told again. What both counted is looked at when the merging has been decided. */
export function mergeTiers(d: Deciding, { programId, program }: Scope, from: string, into: string): void {
  const theirs = find(d.world, "timers", timerKey(programId, from));
  if (theirs === undefined) return;
  putTimer(d, programId, from, theirs, { tiers: {} });
  if (find(d.world, "enrolments", timerKey(programId, into)) === undefined) return;
  const own = find(d.world, "timers", timerKey(programId, into));
  const tiers = { ...own?.tiers };
  for (const tier of program.tiers) {
    const [a, b] = [theirs.tiers[tier.id], tiers[tier.id]];
    if (a !== undefined) tiers[tier.id] = bothStandings(tier, { ...a, also: heldBy(programId, tier, from, a) }, b ?? NOTHING);
  }
  if (Object.keys(tiers).length > 0) putTimer(d, programId, into, own, { tiers });
  noteStanding(d, programId, into);
}
/** What was given to the member for as long as the steps are held that the member is on. */
function heldBy(programId: string, tier: CompiledTier, member: string, { step, times, also = {} }: TierStanding): Record<string, string[]> {
  const held = tier.steps.slice(0, tier.steps.findIndex(({ id }) => id === step) + 1);
  return Object.fromEntries(
    held.map(({ id }) => [id, [...(also[id] ?? []), occurrenceOf(programId, tier, { member, step: id, change: "while", times: times[id] ?? 1 })]]),
  );
}
function bothStandings(tier: CompiledTier, a: TierStanding, b: TierStanding): TierStanding {
  const place = ({ step }: TierStanding) => tier.steps.findIndex(({ id }) => id === step);
  const times = { ...a.times };
  for (const [step, n] of Object.entries(b.times)) times[step] = Math.max(n, times[step] ?? 0);
  const also = { ...b.also };
  for (const [step, keys] of Object.entries(a.also ?? {})) also[step] = [...(also[step] ?? []), ...keys];
  const { also: _, ...standing } = place(a) > place(b) ? a : b;
  return { ...standing, times, ...(Object.keys(also).length > 0 && { also }) };
}

const NOTHING: TierStanding = { step: null, next: null, times: {} };
function judge(d: Engine, scope: Scope, tier: CompiledTier, member: string, at: number): void {
  const { programId, program } = scope;
  const row = find(d.world, "timers", timerKey(programId, member));
  const standing = row?.tiers[tier.id] ?? NOTHING;
  const before = tier.steps.findIndex(({ id }) => id === standing.step);
  const now = placeAt(d, scope, tier, member, at);
  const next = now < 0 ? null : periodOf(at, tier.period, program.timeZone, program.weekStart).end;
  const ahead = next === null ? {} : aheadOf(d, scope, tier, { member, place: now, at, next });
  if (now === before && next === standing.next && ahead.warnAt === standing.warnAt && isSameRisk(ahead.risk, standing.risk)) return;
  const times = { ...standing.times };
  for (const { id } of tier.steps.slice(before + 1, now + 1)) times[id] = (times[id] ?? 0) + 1;
  const lost = tier.steps.slice(now + 1, before + 1).map(({ id }) => id);
  const also = Object.entries(standing.also ?? {}).filter(([id]) => !lost.includes(id));
  const after = { step: tier.steps[now]?.id ?? null, next, ...ahead, times, ...(also.length > 0 && { also: Object.fromEntries(also) }) };
  putTimer(d, programId, member, row, { tiers: { ...row?.tiers, [tier.id]: after } });
  for (const { id } of tier.steps.slice(before + 1, now + 1))
    tell(d, scope, tier, { member, step: id, change: "reached", times: times[id] ?? 1, at });
  for (const id of lost.reverse()) {
    const told = { member, step: id, times: times[id] ?? 1, at };
    tell(d, scope, tier, { ...told, change: "lost" });
    for (const key of [occurrenceOf(programId, tier, { ...told, change: "while" }), ...(standing.also?.[id] ?? [])])
      undoOccurrence(d, key, "tier_lost");
  }
  if (ahead.risk !== undefined && (standing.risk === undefined || now !== before)) warn(d, scope, tier, member, ahead.risk, after);
}
type Ahead = Pick<TierStanding, "warnAt" | "risk">;
/** Whether the member is on a lower step when the period is over, as things stand; before it is time to say so, when that will be. */
function aheadOf(
  d: Engine,
  scope: Scope,
  tier: CompiledTier,
  { member, place, at, next }: { member: string; place: number; at: number; next: number },
): Ahead {
  const { programId, program } = scope;
  if (tier.warnDays === null) return {};
  const warnAt = addDuration(next, { calendarDays: -tier.warnDays }, program.timeZone);
  if (at < warnAt) return { warnAt };
  const left = placeAt(d, scope, tier, member, next);
  if (left >= place) return {};
  const counted = usedOf(d.world, programId, `${counterOf(tier)}:${member}`, slotOf(tier, program, at));
  const missing = (tier.steps[place]?.atLeast ?? 0n) - counted;
  return { risk: { fallsTo: tier.steps[left]?.id ?? null, missing: formatDecimal(missing, tier.precision) } };
}
function isSameRisk(a: Ahead["risk"], b: Ahead["risk"]): boolean {
  return a?.fallsTo === b?.fallsTo && a?.missing === b?.missing;
}
/** Once for a period, unless what was done meanwhile has been taken back. */
function warn(
  d: Engine,
  { programId }: Scope,
  { id: tier }: CompiledTier,
  member: string,
  risk: NonNullable<Ahead["risk"]>,
  after: TierStanding,
): void {
  if (find(d.world, "programs", programId)?.status !== "running") return;
  const { step, next } = after;
  trace(d, { step: "tier.at_risk", tier, tierStep: step, member, missing: risk.missing });
  fact(d, {
    kind: "tier.at_risk",
    member,
    program: programId,
    tier,
    step,
    fallsTo: risk.fallsTo,
    missing: risk.missing,
    until: new Date(next as number).toISOString(),
  });
}
/** Names what became of a step for ever. */
function occurrenceOf(
  programId: string,
  { id }: CompiledTier,
  { member, step, change, times }: Omit<Told, "at" | "change"> & { change: TierChange },
): string {
  return `tier:${programId}:${id}:${step}:${change}:${times}:${member}`;
}
interface Told {
  member: string;
  step: string;
  change: "reached" | "lost";
  times: number;
  at: number;
}
function tell(d: Engine, scope: Scope, tier: CompiledTier, { member, step, change, times, at }: Told): void {
  const { programId } = scope;
  const changes: TierChange[] = change === "reached" ? ["reached", "while"] : ["lost"];
  trace(d, { step: `tier.${change}`, tier: tier.id, tierStep: step, member });
  fact(d, { kind: `tier.${change}`, member, program: programId, tier: tier.id, step });
  // A program that is paused or has ended gives nothing, but whoever is on a step still is.
  if (find(d.world, "programs", programId)?.status !== "running") return;
  for (const each of changes) {
    const key = occurrenceOf(programId, tier, { member, step, change: each, times });
    emit(d, { on: `tier:${tier.id}:${each}:${step}`, key, scope: { ...scope, referralId: null }, member, cause: null, occurredAt: at });
  }
}
