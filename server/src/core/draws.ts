/** The drawing of a run, once: its winners stand for good, and what rules give for that is given, as of the moment at which it was due. */
import { asOf } from "./as-of.js";
import { fact, put, trace } from "./deciding.js";
import type { DrawRunRow, DrawTicketRow } from "./draw-rows.js";
import { standingMember } from "./look-ups.js";
import { type Engine, emit, scopeInForce } from "./occurrence.js";
import { isLuckier } from "./ticket-luck.js";
import { demandIndex, eachOrMiss, find, peek, type World } from "./world.js";

/** A run is over: whoever holds its luckiest tickets has won. */
export function settleDraw(d: Engine, id: string): void {
  const run = find(d.world, "drawRuns", id);
  if (run === undefined || run.dueAt === null || run.dueAt > d.at) return;
  asOf(d, run.dueAt, () => drawRun(d, run, run.dueAt as number));
}
function drawRun(d: Engine, { id, programId: program, draw, run, winners }: DrawRunRow, at: number): void {
  const won = luckiest(d.world, id, winners).map(({ memberId: member, rewardId: reward }) => ({ member, reward }));
  put(d, "drawRuns", id, { dueAt: null, drawnAt: at, won });
  trace(d, { step: "draw.drawn", program, draw, run, count: won.length, at });
  fact(d, { kind: "draw.drawn", program, draw, run, winners: won.length });
  const scope = scopeInForce(d, program);
  const isRunning = find(d.world, "programs", program)?.status === "running";
  // Who became one with another when the run was over already wins once.
  const told = new Set<string>();
  eachOrMiss(won, (winner) => {
    const member = standingMember(d.world, winner.member).id;
    if (told.has(member)) return;
    told.add(member);
    trace(d, { step: "draw.won", draw, member });
    fact(d, { kind: "draw.won", member, program, draw, run });
    if (scope === undefined || !isRunning) return;
    const key = `draw:${program}:${draw}:${run}:${winner.member}`;
    emit(d, { on: `draw:${draw}`, key, scope: { ...scope, referralId: null }, member, cause: null, occurredAt: at });
  });
}

/**
 * The first so many different holders of tickets of a run, each by the luckiest of their own. What is stored is read from the luckiest on, holder by holder;
 * of those of whom something has changed since the head, all is looked at.
 */
export function luckiest(world: World, run: string, count: number): DrawTicketRow[] {
  const changed = [...world.draft.drawTickets].filter(([, { runId }]) => runId === run);
  const moved = new Set(changed.flatMap(([key, { memberId }]) => [memberId, world.base.drawTickets.get(key)?.memberId ?? memberId]));
  demandIndex(world, "luckiestOf", `${run}\n${count + moved.size}`);
  for (const member of moved) demandIndex(world, "ticketsOf", `${run}\n${member}`);
  const keys = new Set([...world.base.drawTickets.keys(), ...world.draft.drawTickets.keys()]);
  const rows = [...keys].map((key) => peek(world, "drawTickets", key)).filter((row) => row?.state === "in" && row.runId === run) as DrawTicketRow[];
  const first = new Map<string, DrawTicketRow>();
  for (const row of rows.sort((a, b) => (isLuckier(ofRow(a), ofRow(b)) ? -1 : 1))) if (!first.has(row.memberId)) first.set(row.memberId, row);
  return [...first.values()].slice(0, count);
}
function ofRow({ luck, rewardId: reward }: DrawTicketRow): { luck: string; reward: string } {
  return { luck, reward };
}
