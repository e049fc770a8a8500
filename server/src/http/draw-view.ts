/** Draws as they leave the server. The seed of a run is told once it has been drawn, and never before. */
import type { Workspace } from "../commands/workspace-directory.js";
import type { CompiledDraw } from "../core/document/compiled-game.js";
import type { CompiledProgram } from "../core/document/compiled-program.js";
import { commitmentOf } from "../core/draw.js";
import { drawRunAt, drawRunId, holderIn } from "../core/draw-tickets.js";
import { seedOfRun } from "../core/ticket-luck.js";
import type { DrawRunView } from "../queries/draws.js";
import { instant } from "./views.js";

/** A run as everybody may see it. */
export function drawRunView({ secrets }: Workspace, program: string, row: DrawRunView, now: number) {
  const { draw, run, startsAt, endsAt, dueAt, drawnAt, winners, commitment } = row;
  return {
    run,
    state: drawnAt !== null ? ("drawn" as const) : now < endsAt ? ("open" as const) : ("closing" as const),
    from: instant(startsAt),
    until: instant(endsAt),
    drawsAt: instant(drawnAt ?? dueAt ?? endsAt),
    drawnAt: instant(drawnAt),
    winners,
    commitment,
    seed: drawnAt === null ? null : seedOfRun(secrets.codes, program, draw, run),
  };
}

/** The present run of a draw, for which there are no tickets yet; undefined when a draw that is held once is over. */
export function presentRun(
  { secrets }: Workspace,
  programId: string,
  program: CompiledProgram,
  draw: CompiledDraw,
  now: number,
): DrawRunView | undefined {
  const time = drawRunAt(program, draw, now);
  if (time === undefined) return undefined;
  const commitment = commitmentOf(seedOfRun(secrets.codes, programId, draw.id, time.run));
  const id = drawRunId(programId, draw.id, time.run);
  return { id, draw: draw.id, ...time, drawnAt: null, winners: draw.winners, commitment, won: null };
}

/** How a holder is named in a run. */
export function holderView({ secrets }: Workspace, run: string, member: string): string {
  return holderIn(secrets.codes, run, member);
}
