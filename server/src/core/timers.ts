/**
 * Timers: what comes by itself for the members of a program. Each member has a row that says when the next of the program's clocks comes, so that due work
 * finds it, and what comes is settled before anything else is decided about the member: lateness changes nothing.
 */
import { asOf } from "./as-of.js";
import { dateStrike, periodStrike, type Strike, silenceStrike } from "./clocks.js";
import { put, trace } from "./deciding.js";
import type { CompiledClock } from "./document/compiled-program.js";
import type { EnrolmentRow } from "./enrolment-row.js";
import { enrolmentsAfter, historyOf, mergedOf, programsOf, rewardsAt } from "./look-ups.js";
import { AHEAD_MS_MAX } from "./members.js";
import { type Engine, emit, type Scope } from "./occurrence.js";
import type { MemberRow } from "./rows.js";
import { forgetTiers, settleTier, tierOverNext } from "./tiers.js";
import type { ClockTime, ScheduleRow, TimerRow } from "./timer-rows.js";
import { putTimer, timerKey } from "./timer-rows.js";
import { demand, eachOrMiss, find } from "./world.js";

/** So often at most a clock is made up for in one record: who was away for longer is told of the rest by the next. */
const STRIKES_MAX = 400;

/** A program that is published has other clocks than before: those that are new count from now on, and members that are there already are told of them. */
export function scheduleClocks(d: Engine, scope: Pick<Scope, "programId" | "program">, isNew: boolean): void {
  const { programId, program } = scope;
  const before = isNew ? undefined : find(d.world, "schedules", programId);
  if (program.clocks.length === 0 && before === undefined) return;
  const clocks = Object.fromEntries(program.clocks.map(({ name }) => [name, before?.clocks[name] ?? d.at]));
  const hasNew = program.clocks.some(({ name }) => before?.clocks[name] === undefined);
  const sweep = hasNew && !isNew ? { dueAt: d.at, sweptTo: null } : {};
  if (before === undefined)
    put(d, "schedules", programId, { programId, dueAt: null, sweptTo: null, clocks, recordNumber: d.record.number, ...sweep });
  else put(d, "schedules", programId, { clocks, ...sweep });
}

/** Tells the next members of a program of its clocks. */
export function settleSchedule(d: Engine, programId: string): void {
  const { sweptTo, dueAt } = find(d.world, "schedules", programId) as ScheduleRow;
  if (dueAt === null || dueAt > d.at) return;
  const scope = programsOf(d.world).find((each) => each.programId === programId);
  const { members, last } = enrolmentsAfter(d.world, programId, sweptTo ?? 0);
  if (scope !== undefined) eachOrMiss(members, (member) => tendTimer(d, scope, member));
  put(d, "schedules", programId, last === null ? { dueAt: null } : { sweptTo: last });
}

/** Sets the member's timers in all programs as they now have to be, and lets happen what is due for the member. */
export function settleTimersOf(d: Engine, member: string): void {
  for (const scope of programsOf(d.world)) {
    if (scope.program.clocks.length === 0 && scope.program.tiers.length === 0) continue;
    tendTimer(d, scope, member);
    settleTimer(d, timerKey(scope.programId, member));
  }
}

/** The timer of a member in a program has the program's clocks: new ones are set, those that are no more go, a date that is another is set anew. */
export function tendTimer(d: Engine, scope: Scope, memberId: string): void {
  const key = timerKey(scope.programId, memberId);
  demand(d.world, [
    { from: "timers", key },
    { from: "enrolments", key },
  ]);
  const enrolment = find(d.world, "enrolments", key);
  const member = find(d.world, "members", memberId);
  if (enrolment === undefined || member === undefined) return;
  const before = find(d.world, "timers", key);
  const wanted = member.mergedInto === null ? scope.program.clocks : [];
  if (before === undefined && wanted.length === 0) return;
  const isSame = before !== undefined && Object.keys(before.clocks).length === wanted.length;
  if (isSame && wanted.every((clock) => !isToBeSet(clock, before.clocks[clock.name], member))) return;
  const clocks: TimerRow["clocks"] = {};
  for (const clock of wanted) {
    const known = before?.clocks[clock.name];
    clocks[clock.name] = known === undefined || isToBeSet(clock, known, member) ? newTime(d, scope, clock, enrolment, member, known) : known;
  }
  putTimer(d, scope.programId, memberId, before, { clocks });
}
function isToBeSet(clock: CompiledClock, known: ClockTime | undefined, member: MemberRow): boolean {
  return known === undefined || (clock.kind === "date" && known.from !== dateOf(clock, member));
}
function dateOf({ trait }: Extract<CompiledClock, { kind: "date" }>, member: MemberRow): string | number | undefined {
  const date = trait === null ? member.joinedAt : member.traits[trait];
  return typeof date === "boolean" ? undefined : date;
}
/** Another date comes at the earliest after now; what is new after the program had it and the member was in it. */
function newTime(
  d: Engine,
  scope: Scope,
  clock: CompiledClock,
  { joinedAt }: EnrolmentRow,
  member: MemberRow,
  known: ClockTime | undefined,
): ClockTime {
  const after = known === undefined ? beginningOf(d, scope, clock, joinedAt) : d.at;
  if (clock.kind === "period") return { next: periodStrike(clock, after, scope.program).at };
  if (clock.kind === "silence") return { next: silenceStrike(clock, after, after, scope.program).at };
  const from = dateOf(clock, member);
  return { next: dateStrike(clock, from, after, scope.program)?.at ?? null, ...(from !== undefined && { from }) };
}
/** A member who joined later than the program had the clock begins then. */
function beginningOf(d: Engine, { programId }: Scope, { name }: CompiledClock, joinedAt: number): number {
  const since = find(d.world, "schedules", programId)?.clocks[name] ?? d.at;
  return Math.max(since, joinedAt);
}
interface Struck extends Strike {
  clock: CompiledClock;
}
/** Lets happen what is due by a timer, in the order of time; gives how much work it was: at least 1. */
export function settleTimer(d: Engine, key: string): number {
  const timer = find(d.world, "timers", key);
  if (timer === undefined || timer.dueAt === null || timer.dueAt > d.at) return 0;
  const { programId, memberId } = timer;
  const scope = programsOf(d.world).find((each) => each.programId === programId);
  const member = find(d.world, "members", memberId);
  const status = find(d.world, "programs", programId)?.status;
  if (scope === undefined || member === undefined) throw new Error(`timer of ${memberId} in ${programId} has no program or member`);
  tendTimer(d, scope, memberId);
  const { clocks } = find(d.world, "timers", key) as TimerRow;
  const struck: Struck[] = [];
  const after: TimerRow["clocks"] = { ...clocks };
  for (const clock of scope.program.clocks) {
    const time = clocks[clock.name];
    if (time !== undefined) after[clock.name] = status === "ended" ? { ...time, next: null } : advance(d, { scope, clock, time, member }, struck);
  }
  // The timer is set before anything happens: what happens may look at it.
  putTimer(d, programId, memberId, find(d.world, "timers", key), { clocks: after });
  forgetTiers(d, scope, memberId);
  struck.sort((a, b) => a.at - b.at || (a.clock.name < b.clock.name ? -1 : 1));
  eachOrMiss(status === "running" ? struck : [], (strike) => {
    passTiers(d, scope, memberId, strike.at);
    asOf(d, strike.at, () => happen(d, { ...scope, referralId: null }, memberId, strike));
  });
  passTiers(d, scope, memberId, d.at + 1);
  return Math.max(struck.length, 1);
}

/** The tiers of which a period is over before the moment. An end belongs to the period that ends: what comes with it comes first. */
function passTiers(d: Engine, scope: Scope, member: string, before: number): void {
  for (let over = tierOverNext(d, scope, member); over !== undefined && over.at < before; over = tierOverNext(d, scope, member)) {
    const ended = over;
    asOf(d, ended.at, () => settleTier(d, scope, member, ended));
  }
}
interface Running {
  scope: Scope;
  clock: CompiledClock;
  time: ClockTime;
  member: MemberRow;
}
/** Takes all that has come of a clock by now, at most so much at a time; gives when it comes next. */
function advance(d: Engine, running: Running, struck: Struck[]): ClockTime {
  const { clock, time } = running;
  if (time.next === null || time.next > d.at) return time;
  if (clock.kind === "silence") return advanceSilence(d, { ...running, clock }, struck);
  let next: number | null = time.next;
  for (let n = 0; next !== null && next <= d.at && n < STRIKES_MAX; n++) {
    // The strike that is at this moment is the first one after the moment before.
    const strike: Strike | undefined = strikeAfter(running, next - 1);
    if (strike !== undefined && strike.at === next) struck.push({ ...strike, clock });
    next = strikeAfter(running, next)?.at ?? null;
  }
  return { ...time, next };
}
function strikeAfter({ scope: { program }, clock, member }: Running, after: number): Strike | undefined {
  if (clock.kind === "period") return periodStrike(clock, after, program);
  return clock.kind === "date" ? dateStrike(clock, dateOf(clock, member), after, program) : undefined;
}

/** A silence is told once; as long as it lasts it is looked at again after as long, which is never later than the next one ends. */
function advanceSilence(
  d: Engine,
  { scope, clock, time, member }: Running & { clock: Extract<CompiledClock, { kind: "silence" }> },
  struck: Struck[],
) {
  const enrolment = find(d.world, "enrolments", timerKey(scope.programId, member.id)) as EnrolmentRow;
  const start = Math.max(lastHeardOf(d, clock.of, member), beginningOf(d, scope, clock, enrolment.joinedAt));
  const first = silenceStrike(clock, start, start, scope.program);
  if (first.at > d.at) return { ...time, next: first.at };
  if (time.from !== start) struck.push({ ...first, clock });
  return { next: silenceStrike(clock, start, d.at, scope.program).at, from: start };
}
/** When the member was last heard of, by any event or one of a type; never counts as never. */
function lastHeardOf(d: Engine, type: string | null, member: MemberRow): number {
  if (type === null) return member.lastSeenAt ?? 0;
  const told = historyOf(d.world, member.id, d.record.number).filter(({ input }) => input.type === type);
  return told.reduce((last, { at, input: { occurredAt = at } }) => (occurredAt > at + AHEAD_MS_MAX ? last : Math.max(last, occurredAt)), 0);
}

function happen(d: Engine, scope: Scope, member: string, { clock, at, slot, occurredAt }: Struck): void {
  trace(d, { step: "due", kind: clock.kind, member, at });
  const keyOf = (who: string) => `clock:${scope.programId}:${clock.name}:${slot}:${who}`;
  const merged = mergedOf(find(d.world, "members", member)).find((other) => rewardsAt(d.world, keyOf(other)).length > 0);
  // Who tells another date may have had this year's day already, and so may somebody who was merged into the member.
  const again = clock.kind === "date" || merged !== undefined;
  emit(d, { on: `clock:${clock.name}`, key: keyOf(merged ?? member), scope, member, cause: null, occurredAt, again });
}
