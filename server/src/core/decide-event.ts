/** Deciding an event: who it is about, which referral it begins or moves, what it earns or takes back, and why. */
import { referrersOf } from "./above.js";
import { attribute } from "./attribution.js";
import { countEventOnBoards } from "./board-scores.js";
import { moveChallenges, wasDecidedAlone } from "./challenges.js";
import { conclude } from "./conclude.js";
import { applyWaiting, correct } from "./correction.js";
import { trace } from "./deciding.js";
import { settleMember } from "./due.js";
import { checkEligibility } from "./eligibility.js";
import { exactOf } from "./exact.js";
import { standingOf, tellRate } from "./exchange.js";
import { fireAll } from "./firing.js";
import { isOfReferral, keepReferral, referralsOfFriend, referralTold, tellReferral } from "./friend-referrals.js";
import { breakRow, unmoveGoal } from "./goal-steps.js";
import { judgeGoals } from "./goals.js";
import { type Happening, happeningOf, happeningOfSubject, occurrenceOf } from "./happening.js";
import { type StandingEvent, standingEvents } from "./history.js";
import { applyEventToHolds } from "./holds.js";
import { programKeys } from "./keys.js";
import { addToHistory, programsOf } from "./look-ups.js";
import { AHEAD_MS_MAX, knownMember, type Noted, noteEvent } from "./members.js";
import { exponentOf, fitsLedger } from "./money.js";
import { type Former, moveGoals } from "./move-goals.js";
import { type Engine, emit, referralOf, type Scope, scopeOfReferral } from "./occurrence.js";
import { park } from "./parked-events.js";
import type { Reason } from "./reasons.js";
import type { EventInput, Outcome } from "./record.js";
import type { MemberRow, ReferralRow } from "./rows.js";
import { setGoalsBack, undoReached } from "./setbacks.js";
import { moveStreaks } from "./streaks.js";
import type { Contribution } from "./subject-row.js";
import { atItsTime, changeEvent, factsOf, holderOf, keptOf, openSubject, roundOf, saveFacts, standing, subjectEventOf } from "./subjects.js";
import { addDuration } from "./time.js";
import { eachOrMiss, find } from "./world.js";

export function decideEvent(d: Engine, input: EventInput): Outcome {
  const member = knownMember(d, input);
  const happening = happeningOf(input, member.id, d.record.number, d.at, holderOf(d, member.id, input.subject));
  const reasons: Reason[] = [];
  const scopes = scopesInForce(d, input);
  const refused = whyRefused(d, scopes, input, happening);
  if (refused !== undefined) reasons.push(refused);
  const noted = refused === undefined ? decideInPrograms(d, scopes, member, input, happening, reasons) : undefined;
  noteEvent(d, member.id, happening, noted);
  addToHistory(d.world, member.id, { number: d.record.number, at: d.record.at, input });
  return conclude(d, member.id, reasons);
}

/** What is wrong with the event whatever the program: in the order of REASONS. */
function whyRefused(d: Engine, programs: Scope[], input: EventInput, { type, occurredAt, money, subject }: Happening): Reason | undefined {
  if (input.unknownProgram !== undefined) return "unknown_program";
  if (programs.length > 0 && !programs.some(({ program }) => program.events.has(type))) return "unknown_type";
  if (occurredAt > d.at + AHEAD_MS_MAX) return "in_future";
  if (input.currency === undefined ? money !== null : exponentOf(input.currency) === undefined) return "unknown_currency";
  if (money !== null && !fitsLedger(money.total + money.discount)) return "amount_too_large";
  if (subject === null && programs.some(({ program }) => program.events.get(type)?.corrects != null)) return "subject_missing";
  return undefined;
}
function scopesInForce(d: Engine, input: EventInput): Scope[] {
  const scopes = programsOf(d.world);
  return input.program === undefined ? scopes : scopes.filter(({ programId }) => programId === input.program);
}

function decideInPrograms(d: Engine, scopes: Scope[], member: MemberRow, input: EventInput, told: Happening, reasons: Reason[]): Noted {
  settleMember(d, member.id);
  openSubject(d, told);
  const happening = atItsTime(d, told, input);
  const corrected = scopes.map(({ program }) => program.events.get(happening.type)?.corrects ?? null).find((type) => type !== null);
  if (corrected !== undefined && corrected !== null) {
    for (const { programId } of scopes) for (const each of referralsOfFriend(d.world, programId, member.id)) settleReferrers(d, each);
    const reason = correct(d, happening, corrected);
    if (reason !== undefined) reasons.push(reason);
    fireAll(d);
    // What waits says nothing yet, so that its thing finds what it would have found before it (L11).
    return { seenAt: reason === "waiting_for_purchase" ? null : told.occurredAt, isVoid: false };
  }
  const again = rememberSubject(d, happening);
  const moved: Contribution[] = [];
  const decided: (string | null)[] = [];
  let isIn = false;
  for (const scope of scopes) {
    const mine = scopeOf(d, scope, member, input, happening, reasons);
    if (mine === undefined) continue;
    isIn = true;
    if (scope.program.attribution.uniqueBy !== null) keepReferral(d, mine, happening);
    moved.push(...happen(d, mine, happening, inReferral(d, again, mine)));
    decided.push(mine.referralId);
    countEventOnBoards(d, mine, happening);
  }
  // Where nothing is decided now, what is told with no other status still stands for what it moved.
  if (!again.changed) moved.push(...again.before.filter(({ referral }) => !decided.includes(referral)));
  leaveRows(d, happening, again, moved);
  if (!isIn && reasons.length === 0) reasons.push("not_in_a_program");
  const isMoved = moved.length > 0 || again.before.length > 0;
  if (happening.subject !== null && isMoved) changeEvent(d, happening.holder, happening.subject, happening.record, { moved });
  fireAll(d);
  const takenBackAt = applyWaiting(d, happening);
  fireAll(d);
  return { seenAt: Math.max(told.occurredAt, ...takenBackAt), isVoid: keptOf(d, happening)?.void === true };
}

/** `before`: what the event about the subject had moved when it was told last. */
interface Telling {
  round: number;
  again: boolean;
  /** With another status than before. */
  changed?: boolean;
  /** How it was told last, if that was with the same status. */
  told?: Happening;
  before: Contribution[];
}
interface TellingInReferral extends Pick<Telling, "round" | "again" | "changed"> {
  former?: Former;
  /** It was decided for the member alone before. */
  isOwnCounted?: boolean;
}
function inReferral(d: Engine, { told, before, ...telling }: Telling, { programId, referralId }: Scope): TellingInReferral {
  // In the program it is decided for one referral; where members were merged that may be another one than the one that it moved.
  const isDecided = before.some(({ referral }) => find(d.world, "referrals", referral)?.programId === programId);
  // What moved nothing may have met a program that was paused, or a rate that was missing: it is as if it came for the first time.
  if (told === undefined || !isDecided) return telling;
  return { ...telling, former: { happening: told, moved: before.filter(({ referral }) => referral === referralId) } };
}
/** Keeps the event with its subject. True when an event of the type about it stands already: this one then tells its latest status. */
function rememberSubject(d: Engine, happening: Happening): Telling {
  const { holder, subject, type } = happening;
  if (subject === null) return { round: 0, again: false, before: [] };
  const facts = factsOf(d, holder, subject);
  const before = standing(facts, type);
  const round = roundOf(facts, type);
  if (before === undefined) {
    saveFacts(d, holder, subject, { ...facts, events: [...facts.events, subjectEventOf(happening, round)] });
    return { round, again: false, before: [] };
  }
  // What was taken back and measured stays with the subject; what the earlier status moved is taken out before the new one is counted.
  const next = {
    ...subjectEventOf(happening, round),
    first: before.first ?? before.record,
    taken: before.taken,
    ...(before.takenLines && { takenLines: before.takenLines }),
    ...(before.takenOther !== undefined && { takenOther: before.takenOther }),
    ...(before.setBack && { setBack: before.setBack }),
    measured: before.measured,
    ...(before.ordinals && { ordinals: before.ordinals }),
    ...(before.referrals && { referrals: before.referrals }),
    ...(before.streaks && { streaks: before.streaks }),
    ...(before.boards && { boards: before.boards }),
    ...(before.challenges && { challenges: before.challenges }),
  };
  const changed = (before.status ?? null) !== happening.status;
  for (const contribution of changed ? before.moved : []) {
    const referral = find(d.world, "referrals", contribution.referral);
    if (referral !== undefined) unmoveGoal(d, scopeOfReferral(d, referral), contribution, exactOf(contribution.by));
  }
  trace(d, { step: "subject.again", subject, type });
  saveFacts(d, holder, subject, { ...facts, events: facts.events.map((event) => (event === before ? next : event)) });
  if (changed) return { round, again: true, changed, before: before.moved };
  const { member, record, channel, placement } = happening;
  const told = { ...happeningOfSubject(holder, subject, before), member, record, channel, placement };
  return { round, again: true, changed, told, before: before.moved };
}
/** What was in a row and, told again, is not any more. */
function leaveRows(d: Engine, happening: Happening, { round, before }: Telling, moved: Contribution[]): void {
  for (const contribution of before) {
    const { referral: id, goal, step } = contribution;
    if (moved.some((each) => each.referral === id && each.goal === goal && each.step === step)) continue;
    const referral = find(d.world, "referrals", id);
    if (referral === undefined) continue;
    const scope = scopeOfReferral(d, referral);
    breakRow(d, scope, contribution, occurrenceOf(happening, round), happening.occurredAt);
    judgeGoals(d, scope, [goal], happening);
  }
}

/** The member's part in the program: a referral that this event begins, one that is there, or an enrolment. Undefined when there is none. */
function scopeOf(d: Engine, scope: Scope, member: MemberRow, input: EventInput, happening: Happening, reasons: Reason[]): Scope | undefined {
  const { programId, program } = scope;
  const row = find(d.world, "programs", programId);
  if (addDuration(happening.occurredAt, program.lateness, program.timeZone) < d.at) return void reasons.push("too_old");
  if (row?.status === "ended") return void reasons.push("program_over");
  if (row?.status === "paused") return void reasons.push("program_paused");
  let referral = referralTold(d, scope, happening);
  const isJoining = happening.type === "sign_up" || happening.type === "claim";
  if (isJoining) {
    const begun = attribute(d, scope, member, input, happening);
    if (typeof begun === "string") {
      if (begun !== "no_candidate" || referral === undefined) reasons.push(begun);
    } else {
      if (member.recordNumber !== d.record.number) decideEarlier(d, begun, member.id);
      referral = referralOf(d, begun);
    }
  }
  if (referral?.recordNumber !== d.record.number) tellReferral(d, scope, happening, referral);
  if (referral !== undefined) {
    settleReferrers(d, referral);
    return inItsCurrency(d, scopeOfReferral(d, referral), happening, reasons);
  }
  const isEnrolled = find(d.world, "enrolments", programKeys(d.world.keys, d.world.workspace.id, programId, member.id).enrolment) !== undefined;
  return isEnrolled ? inItsCurrency(d, scope, happening, reasons) : undefined;
}

function settleReferrers(d: Engine, referral: ReferralRow): void {
  for (const each of referrersOf(d, scopeOfReferral(d, referral).program, referral)) settleMember(d, each);
}

/** The scope where the event's amounts mean something in the program; what has no rate yet waits for it. */
function inItsCurrency(d: Engine, scope: Scope, happening: Happening, reasons: Reason[]): Scope | undefined {
  const standing = standingOf(d, scope, happening);
  if (standing === "foreign") return void reasons.push("unknown_currency");
  if (standing === "unrated") {
    park(d, scope, happening);
    return void reasons.push("waiting_for_rate");
  }
  tellRate(d, standing);
  return scope;
}

/** The event does what it can in one program. Gives what it moved. */
export function happen(
  d: Engine,
  scope: Scope,
  happening: Happening,
  { round, again, changed, former, isOwnCounted = false }: TellingInReferral,
): Contribution[] {
  const key = occurrenceOf(happening, round);
  if (happening.type !== "sign_up" && happening.type !== "claim") checkEligibility(d, scope, happening);
  // What is told again, with nothing new, has not happened again.
  const isRepeated = again && !changed && happening.record === d.record.number;
  if (!isRepeated) applyEventToHolds(d, scope, happening);
  setGoalsBack(d, scope, happening, isRepeated);
  const fed = scope.program.goalsFedBy.get(happening.type) ?? [];
  const moved = fed.length === 0 ? [] : moveGoals(d, scope, fed, happening, key, former);
  if (fed.length > 0)
    judgeGoals(
      d,
      scope,
      fed.map(({ goal }) => goal.id),
      happening,
    );
  moveStreaks(d, scope, happening);
  moveChallenges(d, scope, happening, isOwnCounted);
  emit(d, {
    on: `event:${happening.type}`,
    key,
    scope,
    member: happening.member,
    cause: happening,
    occurredAt: happening.occurredAt,
    again,
    changed,
  });
  undoReached(d, scope, happening);
  return moved;
}

/** A referral that begins late: the friend's earlier events are decided for it, as if they came now, in their own order. */
export function decideEarlier(d: Engine, scope: Scope, member: string): void {
  const { lateness, timeZone } = scope.program;
  const referral = referralOf(d, scope) as ReferralRow;
  eachOrMiss(standingEvents(d, scope, member), ({ happening, event }) => {
    const { type, occurredAt, record } = happening;
    if (type === "sign_up" || type === "claim" || addDuration(occurredAt, lateness, timeZone) < d.at) return;
    if (!isOfReferral(d, referral, { happening, event })) return;
    const standing = standingOf(d, scope, happening);
    if (standing === "unrated") park(d, scope, happening);
    if (standing === "unrated") return;
    trace(d, { step: "late.event", event: `evt_${record}`, type });
    tellRate(d, standing);
    happenLate(d, scope, { happening, event }, wasDecidedAlone(d, scope, happening));
  });
}

/** What happened before is decided now, as if it came now. */
export function happenLate(d: Engine, scope: Scope, { happening, event }: Pick<StandingEvent, "happening" | "event">, isOwnCounted = false): void {
  const { record, holder, subject } = happening;
  keepReferral(d, scope, happening);
  const moved = happen(d, scope, happening, { round: event?.round ?? 0, again: true, isOwnCounted });
  if (event !== undefined && subject !== null) changeEvent(d, holder, subject, record, { moved: [...event.moved, ...moved] });
}
