/** Tickets of draws: the runs they are for, and their coming and going until a run is over. From then on nothing changes in it, whatever is taken back. */
import { type Deciding, momentOf, put, trace } from "./deciding.js";
import type { CompiledDraw } from "./document/compiled-game.js";
import type { CompiledGrant } from "./document/compiled-grant.js";
import type { CompiledProgram } from "./document/compiled-program.js";
import { commitmentOf } from "./draw.js";
import type { DrawRunRow } from "./draw-rows.js";
import { derivedId, type HashKey, keyedHash } from "./hash.js";
import type { Occurrence, Scope } from "./occurrence.js";
import type { RewardRow } from "./rows.js";
import { luckOf, seedOfRun } from "./ticket-luck.js";
import { addDuration, periodOf } from "./time.js";
import { find } from "./world.js";

/** The tickets that a reward is. */
export interface Tickets {
  draw: string;
  run: string;
  count: number;
}
type RunTime = Pick<DrawRunRow, "run" | "startsAt" | "endsAt"> & { dueAt: number };

/** The run to which a moment belongs, and when it is drawn; undefined behind the end of a draw that is held once. */
export function drawRunAt(
  { timeZone, weekStart }: Pick<CompiledProgram, "timeZone" | "weekStart">,
  { time, grace }: Pick<CompiledDraw, "time" | "grace">,
  at: number,
): RunTime | undefined {
  if (time.kind === "once" && at >= time.at) return undefined;
  const { key, start, end } =
    time.kind === "every"
      ? periodOf(at, time.period, timeZone, weekStart)
      : { key: periodOf(time.at, "day", timeZone).key, start: null, end: time.at };
  return { run: key, startsAt: start, endsAt: end, dueAt: addDuration(end, grace, timeZone) };
}
export function drawRunId(program: string, draw: string, run: string): string {
  return derivedId("drw", program, draw, run);
}
/** By what a holder of tickets is told from others in the public list of a run: it leads to nobody. */
export function holderIn(key: HashKey, run: string, member: string): string {
  return keyedHash(key, "draw holder", run, member);
}
/** Whether nothing changes in the run any more: it waits to be drawn, or has been. */
function isOver(d: Deciding, { dueAt }: Pick<DrawRunRow, "dueAt">): boolean {
  return dueAt === null || dueAt <= momentOf(d);
}

/** Whether the run for which the tickets would be is over, or there is none for what happened then. */
export function comesTooLate(d: Deciding, { tickets }: CompiledGrant, { scope, occurredAt }: Occurrence): boolean {
  if (tickets === null) return false;
  const time = runOf(scope, tickets.draw, occurredAt);
  if (time === undefined) return true;
  return isOver(d, find(d.world, "drawRuns", drawRunId(scope.programId, tickets.draw, time.run)) ?? time);
}
function runOf({ program }: Pick<Scope, "program">, draw: string, at: number): RunTime | undefined {
  return drawRunAt(program, drawOf(program, draw), at);
}
function drawOf({ draws }: CompiledProgram, id: string): CompiledDraw {
  const draw = draws.get(id);
  if (draw === undefined) throw new Error(`there is no draw ${id}`);
  return draw;
}

/** What a reward of the grant is, in the run of its own moment, which begins with its first tickets. */
export function ticketsFor(d: Deciding, { tickets }: CompiledGrant, { scope, occurredAt }: Occurrence): Tickets | undefined {
  if (tickets === null) return undefined;
  const { programId, program } = scope;
  const time = runOf(scope, tickets.draw, occurredAt);
  if (time === undefined) throw new Error(`draw ${tickets.draw} has no run at ${occurredAt}`);
  const { draw, run } = { draw: tickets.draw, run: time.run };
  const id = drawRunId(programId, draw, run);
  if (find(d.world, "drawRuns", id) === undefined) {
    const commitment = commitmentOf(seedOfRun(d.world.workspace.codeKey, programId, draw, run));
    const { winners } = drawOf(program, draw);
    put(d, "drawRuns", id, { id, programId, draw, ...time, drawnAt: null, winners, commitment, won: null, recordNumber: d.record.number });
    trace(d, { step: "draw.opened", draw, run, commitment, at: time.dueAt });
  }
  return { draw, run, count: tickets.count };
}

type Ticketed = Pick<RewardRow, "id" | "programId" | "recipientId" | "details">;
/** The tickets of a reward that nothing holds any more take part, unless the run is over. */
export function enterDraw(d: Deciding, { id, programId, recipientId: memberId, details }: Ticketed): void {
  const { draw, run, count } = details.tickets as Tickets;
  const runId = drawRunId(programId, draw, run);
  if (isOver(d, find(d.world, "drawRuns", runId) as DrawRunRow)) {
    trace(d, { step: "draw.too_late", draw, run });
    return;
  }
  const luck = luckOf(seedOfRun(d.world.workspace.codeKey, programId, draw, run), id, count);
  put(d, "drawTickets", id, { rewardId: id, runId, memberId, count, luck, state: "in", recordNumber: d.record.number });
  trace(d, { step: "draw.entered", draw, run, count });
}
/** The tickets of a reward that is taken back take part no more, unless the run is over. */
export function leaveDraw(d: Deciding, { id, details }: Ticketed): void {
  const ticket = find(d.world, "drawTickets", id);
  if (ticket === undefined || isOver(d, find(d.world, "drawRuns", ticket.runId) as DrawRunRow)) return;
  put(d, "drawTickets", id, { state: "out" });
  const { draw, run, count } = details.tickets as Tickets;
  trace(d, { step: "draw.left", draw, run, count });
}
/** Two members are one: tickets of runs that are not over go with their rewards. */
export function moveTickets(d: Deciding, { id }: Pick<RewardRow, "id">, into: string): void {
  const ticket = find(d.world, "drawTickets", id);
  if (ticket !== undefined && !isOver(d, find(d.world, "drawRuns", ticket.runId) as DrawRunRow)) put(d, "drawTickets", id, { memberId: into });
}
