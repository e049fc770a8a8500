/** A run of a draw as everybody may see it: as data, and on its page. */
import type { App } from "../app.js";
import { compileProgram } from "../commands/compiled-programs.js";
import { peopleReader } from "../commands/people-reader.js";
import type { Workspace } from "../commands/workspace-directory.js";
import type { CompiledProgram } from "../core/document/compiled-program.js";
import type { ProgramDocument } from "../core/document/schema.js";
import { drawRunId } from "../core/draw-tickets.js";
import { AppError } from "../errors.js";
import { loadClock } from "../queries/clock.js";
import { loadDrawRun, type WholeDrawRun } from "../queries/draws.js";
import { pseudonymOf } from "../words/pseudonym.js";
import { drawRunView, holderView, presentRun } from "./draw-view.js";
import { textIn } from "./explanation-view.js";
import type { Language } from "./language.js";

/** The run, with its winners once it has been drawn. Throws `draw_unknown` where there are no tickets for it and it is not the present one. */
export async function drawRunOf(app: App, found: FoundDraws, named: { draw: string; run: string }, language: Language) {
  const { workspace, id, program } = found;
  const [{ now }, known] = await Promise.all([
    loadClock(app.db, workspace.id),
    loadDrawRun(app.db, workspace.id, peopleReader(workspace), drawRunId(id, named.draw, named.run)),
  ]);
  const { run, tickets, holders, winners } = known ?? runWithoutTickets(found, named, now);
  const won = winners.map(({ member, reward, name }) => ({
    reward,
    holder: holderView(workspace, run.id, member),
    name: name ?? pseudonymOf(id, member, language),
  }));
  const name = nameOfDraw(program, named.draw, language);
  return { draw: named.draw, name, ...drawRunView(workspace, id, run, now), tickets, holders, won };
}

/** A draw that the version in force does not have any more is named by its id. */
export function nameOfDraw({ draws }: CompiledProgram, id: string, language: Language): string {
  return textIn(draws.get(id)?.name, language) ?? id;
}

export interface FoundDraws {
  workspace: Workspace;
  /** The program's. */
  id: string;
  document: ProgramDocument;
  program: CompiledProgram;
}
/** The program with the handle, in the version in force. Throws `program_unknown`. */
export async function drawsOf(app: App, handle: string): Promise<FoundDraws> {
  const found = await app.links.findProgram(handle);
  const published = found && (await app.programs.of(found.workspace.id)).find(found.id);
  if (found === undefined || published === undefined) throw new AppError("program_unknown", { detail: "No published program has this handle." });
  const { document, hash } = published;
  return { workspace: found.workspace, id: found.id, document, program: compileProgram(document, hash) };
}

/** The present run of the draw, for which there are no tickets yet. */
function runWithoutTickets({ workspace, id, program }: FoundDraws, named: { draw: string; run: string }, now: number): WholeDrawRun {
  const draw = program.draws.get(named.draw);
  const run = draw && presentRun(workspace, id, program, draw, now);
  if (run?.run !== named.run) throw unknownRun(program);
  return { run, tickets: 0, holders: 0, winners: [] };
}
/** That there is no such run, and which draws there are. */
export function unknownRun({ draws }: CompiledProgram): AppError {
  const names = [...draws.keys()].join(", ");
  const detail = `There are no tickets for a run of this name; the version in force has ${names === "" ? "no draws" : `these draws: ${names}`}.`;
  return new AppError("draw_unknown", { detail });
}
