/** Streaks: which of a member's days or weeks have an event, and what follows when so many are in a row. */
import { contextFor } from "./condition-context.js";
import { type Deciding, fact, put, trace } from "./deciding.js";
import type { CompiledStreak } from "./document/compiled-game.js";
import type { CompiledProgram } from "./document/compiled-program.js";
import type { Happening } from "./happening.js";
import { type Engine, emit, type Scope, scopeInForce } from "./occurrence.js";
import type { Scalar } from "./record.js";
import { changeDay, emptyStreak, formOf, numberOf, type Rhythm, type Run, runOf, type StreakState, timesReached } from "./streak-days.js";
import type { SubjectEvent } from "./subject-row.js";
import { changeEvent, keptOf } from "./subjects.js";
import { undoOccurrence } from "./taking-back.js";
import { isTimeZone } from "./time.js";
import { find } from "./world.js";

/** The days or weeks of a member in a streak of a program. */
export interface StreakRow {
  programId: string;
  memberId: string;
  streak: string;
  state: StreakState;
  recordNumber: number;
}
export function streakKey(programId: string, member: string, streak: string): string {
  return `${programId}\n${member}\n${streak}`;
}
export function rhythmOf({ each, freezes }: CompiledStreak, { weekStart }: Pick<CompiledProgram, "weekStart">): Rhythm {
  return { each, freezes, weekStart };
}
/** The zone that the member's trait names, else the program's. */
export function zoneOf({ zoneTrait }: Pick<CompiledStreak, "zoneTrait">, traits: Readonly<Record<string, Scalar>>, programZone: string): string {
  const zone = zoneTrait === null ? undefined : traits[zoneTrait];
  return typeof zone === "string" && isTimeZone(zone) ? zone : programZone;
}

/** The event counts on its day in the streaks that listen to it; told again with another status or time, on no other one. */
export function moveStreaks(d: Engine, { programId }: Scope, happening: Happening): void {
  const inForce = scopeInForce(d, programId);
  const fed = inForce?.program.streaksFedBy.get(happening.type);
  if (inForce === undefined || fed === undefined) return;
  const kept = keptOf(d, happening)?.streaks ?? {};
  const now = { ...kept };
  for (const streak of fed) {
    const name = `${programId}/${streak.id}`;
    const day = dayOfEvent(d, inForce, streak, happening);
    if (day === undefined) delete now[name];
    else now[name] = day;
    if (kept[name] === day) continue;
    moveDay(d, inForce, streak, happening.member, { from: kept[name], to: day, at: happening.occurredAt });
  }
  const { holder, subject, record } = happening;
  if (subject !== null) changeEvent(d, holder, subject, record, { streaks: now });
}
/** Where the event counts: the day's number and the zone in which it is that day. */
function dayOfEvent(d: Engine, scope: Scope, streak: CompiledStreak, happening: Happening): string | undefined {
  const { member, occurredAt } = happening;
  const context = contextFor(d, { ...scope, referralId: null }, happening, member);
  if (streak.where !== null && streak.where.evaluate(context) !== true) return undefined;
  const zone = zoneOf(streak, find(d.world, "members", member)?.traits ?? {}, scope.program.timeZone);
  return `${numberOf(rhythmOf(streak, scope.program), occurredAt, zone)} ${zone}`;
}

/** What was wholly taken back counts on no day any more. */
export function leaveStreaks(d: Engine, member: string, { streaks = {}, occurredAt }: SubjectEvent): void {
  for (const [name, day] of Object.entries(streaks)) {
    const [programId = "", id = ""] = name.split("/");
    const scope = scopeInForce(d, programId);
    const streak = scope?.program.streaks.find((each) => each.id === id);
    if (scope !== undefined && streak !== undefined) moveDay(d, scope, streak, member, { from: day, to: undefined, at: occurredAt });
  }
}

function moveDay(
  d: Engine,
  scope: Scope,
  streak: CompiledStreak,
  member: string,
  { from, to, at }: { from: string | undefined; to: string | undefined; at: number },
): void {
  const rhythm = rhythmOf(streak, scope.program);
  const row = find(d.world, "streaks", streakKey(scope.programId, member, streak.id));
  const before = row?.state.form === formOf(rhythm) ? row.state : emptyStreak(rhythm);
  let after = before;
  for (const [day, by] of [
    [from, -1],
    [to, 1],
  ] as const) {
    const [number = "", zone = ""] = day?.split(" ") ?? [];
    if (day !== undefined) after = changeDay(after, Number(number), zone, by, rhythm);
  }
  if (after === before) return;
  const [was, is] = [runOf(before, rhythm), runOf(after, rhythm)];
  if (is !== null && (is.length !== was?.length || is.last !== was.last))
    trace(d, { step: "streak.grown", streak: streak.id, member, length: is.length });
  const given = judge(d, scope, streak, member, { was, is, given: after.given, at });
  save(d, scope.programId, member, streak.id, { ...after, given });
}
function save(d: Deciding, programId: string, memberId: string, streak: string, state: StreakState): void {
  const key = streakKey(programId, memberId, streak);
  const isNew = find(d.world, "streaks", key) === undefined;
  put(d, "streaks", key, isNew ? { programId, memberId, streak, state, recordNumber: d.record.number } : { state });
}

/**
 * As many times as streaks have reached a length its rules are told: a day that is filled late may make one of two, a day that is emptied two of one. What
 * had reached it before there was a rule is not told.
 */
function judge(
  d: Engine,
  scope: Scope,
  streak: CompiledStreak,
  member: string,
  { was, is, given, at }: { was: Run | null; is: Run | null; given: StreakState["given"]; at: number },
): StreakState["given"] {
  const now = { ...given };
  for (const length of streak.lengths) {
    const known = given[length] ?? { times: 0, live: [], before: timesReached(was, length) };
    const reached = timesReached(is, length) - known.before;
    let { times } = known;
    const live = [...known.live];
    while (live.length < reached) {
      times++;
      live.push(times);
      tell(d, scope, streak, member, { length, times, at });
    }
    while (live.length > Math.max(reached, 0)) undoOccurrence(d, occurrenceOf(scope, streak, member, length, live.pop() as number), "streak_fell");
    now[length] = { times, live, before: known.before + Math.min(reached, 0) };
  }
  return now;
}
function occurrenceOf({ programId }: Scope, { id }: CompiledStreak, member: string, length: number, times: number): string {
  return `streak:${programId}:${id}:${length}:${times}:${member}`;
}
function tell(
  d: Engine,
  scope: Scope,
  streak: CompiledStreak,
  member: string,
  { length, times, at }: { length: number; times: number; at: number },
): void {
  trace(d, { step: "streak.reached", streak: streak.id, member, length });
  fact(d, { kind: "streak.reached", member, program: scope.programId, streak: streak.id, length });
  if (find(d.world, "programs", scope.programId)?.status !== "running") return;
  const key = occurrenceOf(scope, streak, member, length, times);
  emit(d, { on: `streak:${streak.id}:${length}`, key, scope: { ...scope, referralId: null }, member, cause: null, occurredAt: at });
}

/** Two members are one: the days of both count, as far as they are kept one by one; nothing is told or taken back by that. */
export function mergeStreaks(d: Deciding, { programId, program }: Scope, from: string, into: string): void {
  for (const streak of program.streaks) {
    const rhythm = rhythmOf(streak, program);
    const theirs = find(d.world, "streaks", streakKey(programId, from, streak.id))?.state;
    if (theirs?.form !== formOf(rhythm)) continue;
    const own = find(d.world, "streaks", streakKey(programId, into, streak.id))?.state;
    const both = joined(own?.form === theirs.form ? own : emptyStreak(rhythm), theirs, rhythm);
    const run = runOf(both, rhythm);
    const given = Object.fromEntries(
      streak.lengths.map((length) => {
        const { times = 0, live = [] } = both.given[length] ?? {};
        return [length, { times, live, before: timesReached(run, length) - live.length }];
      }),
    );
    save(d, programId, from, streak.id, { ...emptyStreak(rhythm), given: theirs.given });
    save(d, programId, into, streak.id, { ...both, given });
  }
}
function joined(own: StreakState, theirs: StreakState, rhythm: Rhythm): StreakState {
  const isTheirsLonger = theirs.base !== null && (own.base === null || theirs.base.last > own.base.last);
  const [base, given] = [isTheirsLonger ? theirs.base : own.base, own.given];
  let both: StreakState = { ...emptyStreak(rhythm), base, given };
  for (const { days } of [own, theirs]) {
    for (const [number, zones] of Object.entries(days)) {
      for (const [zone, times] of Object.entries(zones)) {
        for (let n = 0; n < times; n++) both = changeDay(both, Number(number), zone, 1, rhythm);
      }
    }
  }
  return both;
}
