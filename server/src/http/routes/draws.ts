import Type from "typebox";
import type { App } from "../../app.js";
import { compileProgram } from "../../commands/compiled-programs.js";
import { externalHash } from "../../commands/identities.js";
import { peopleReader } from "../../commands/people-reader.js";
import type { Workspace } from "../../commands/workspace-directory.js";
import type { CompiledProgram } from "../../core/document/compiled-program.js";
import { drawRunId } from "../../core/draw-tickets.js";
import { AppError } from "../../errors.js";
import { loadClock } from "../../queries/clock.js";
import { findDrawRun, listDrawRuns, listTickets, loadDrawRun, loadOwnTickets, type WholeDrawRun } from "../../queries/draws.js";
import { loadMembers } from "../../queries/members.js";
import { nobody } from "../../queries/people.js";
import { pseudonymOf } from "../../words/pseudonym.js";
import { drawRunView, holderView, presentRun } from "../draw-view.js";
import { textIn } from "../explanation-view.js";
import { Closed, DrawId, ExternalId, LanguageField, ProgramHandle, pageFields } from "../fields.js";
import type { Language } from "../language.js";
import { pageReply, parsePage } from "../page.js";
import type { Http } from "../route.js";
import { DrawList, DrawRun, DrawTickets, MemberDraws } from "../schemas/draws.js";
import { pageOf } from "../schemas/shapes.js";

const OfRun = Closed({
  program: ProgramHandle,
  draw: DrawId,
  run: Type.String({ minLength: 1, maxLength: 40, pattern: "^[A-Za-z0-9-]+$", description: "Its name.", examples: ["2026-09"] }),
});

/** Draws: what everybody needs to trust and to verify them, and a member's own tickets. */
export function drawRoutes(http: Http, app: App): void {
  http.route({
    method: "GET",
    url: "/v1/programs/:program/draws",
    access: { roles: ["anonymous"] },
    schema: {
      summary: "A program's draws",
      description:
        "By the program's handle: each with its present run and the latest ones, the hash of each run's seed, and once it has been drawn the seed.",
      tags: ["Draws"],
      params: Closed({ program: ProgramHandle }),
      querystring: Closed({ lang: LanguageField }),
      response: { 200: DrawList },
    },
    async handler({ params, query, language }) {
      const { workspace, id, program } = await programOf(app, params.program);
      const [rows, { now }] = await Promise.all([listDrawRuns(app.db, workspace.id, id), loadClock(app.db, workspace.id)]);
      const data = [...program.draws.values()].map((draw) => {
        const known = rows.filter((row) => row.draw === draw.id);
        const present = presentRun(workspace, id, program, draw, now);
        const runs = present === undefined || known.some(({ run }) => run === present.run) ? known : [present, ...known];
        return {
          draw: draw.id,
          name: nameIn(program, draw.id, query.lang ?? language),
          runs: runs.map((row) => drawRunView(workspace, id, row, now)),
        };
      });
      return { data };
    },
  });

  http.route({
    method: "GET",
    url: "/v1/programs/:program/draws/:draw/runs/:run",
    access: { roles: ["anonymous"] },
    schema: {
      summary: "A run of a draw, and its winners",
      description:
        "Before it is drawn: the hash of its seed, when it is drawn, how many tickets take part. Afterwards its seed and its winners as well, named as they agreed or by a pseudonym.",
      tags: ["Draws"],
      params: OfRun,
      querystring: Closed({ lang: LanguageField }),
      response: { 200: DrawRun },
    },
    async handler({ params, query, language }) {
      const found = await programOf(app, params.program);
      const { workspace, id, program } = found;
      const [{ now }, known] = await Promise.all([
        loadClock(app.db, workspace.id),
        loadDrawRun(app.db, workspace.id, peopleReader(workspace), drawRunId(id, params.draw, params.run)),
      ]);
      const { run, tickets, holders, winners } = known ?? runWithoutTickets(found, params, now);
      const won = winners.map(({ member, reward, name }) => ({
        reward,
        holder: holderView(workspace, run.id, member),
        name: name ?? pseudonymOf(id, member, query.lang ?? language),
      }));
      const name = nameIn(program, params.draw, query.lang ?? language);
      return { draw: params.draw, name, ...drawRunView(workspace, id, run, now), tickets, holders, won };
    },
  });

  http.route({
    method: "GET",
    url: "/v1/programs/:program/draws/:draw/runs/:run/tickets",
    access: { roles: ["anonymous"] },
    schema: {
      summary: "All tickets of a run that has been drawn",
      description: "What is needed, with the run's seed, to find its winners anew: the tickets that were drawn first come first.",
      tags: ["Draws"],
      params: OfRun,
      querystring: Closed(pageFields),
      response: { 200: pageOf(DrawTickets) },
    },
    async handler({ params, query }) {
      const { workspace, program, id: programId } = await programOf(app, params.program);
      const id = drawRunId(programId, params.draw, params.run);
      const run = await findDrawRun(app.db, workspace.id, id);
      if (run === undefined) throw unknownRun(program);
      if (run.drawnAt === null) throw new AppError("draw_not_drawn", { detail: "The list of its tickets is there when it has been drawn." });
      const page = await listTickets(app.db, workspace.id, id, parsePage(query, ["string", "string"]));
      return pageReply(page, ({ reward, member, count }) => ({ reward, holder: holderView(workspace, id, member), count }));
    },
  });

  http.route({
    method: "GET",
    url: "/v1/members/:externalId/draws",
    access: { roles: ["secret", "member"], scope: "members:read", ownParam: "externalId" },
    schema: {
      summary: "A member's tickets",
      description:
        "Of every program that the member takes part in: the runs of draws for which there are tickets, how many are the member's own, and whether one has won.",
      tags: ["Draws"],
      params: Closed({ externalId: ExternalId }),
      querystring: Closed({ lang: LanguageField }),
      response: { 200: MemberDraws },
    },
    handler: async ({ caller: { workspace }, params: { externalId }, query, language }) => ({
      data: await ticketsOf(app, workspace, externalId, query.lang ?? language),
    }),
  });
}

/** A draw that the version in force does not have any more is named by its id. */
function nameIn({ draws }: CompiledProgram, id: string, language: Language): string {
  return textIn(draws.get(id)?.name, language) ?? id;
}

interface Found {
  workspace: Workspace;
  id: string;
  program: CompiledProgram;
}
async function programOf(app: App, handle: string): Promise<Found> {
  const found = await app.links.findProgram(handle);
  const published = found && (await app.programs.of(found.workspace.id)).find(found.id);
  if (found === undefined || published === undefined) throw new AppError("program_unknown", { detail: "No published program has this handle." });
  return { workspace: found.workspace, id: found.id, program: compileProgram(published.document, published.hash) };
}

/** The present run of the draw, for which there are no tickets yet. */
function runWithoutTickets({ workspace, id, program }: Found, named: { draw: string; run: string }, now: number): WholeDrawRun {
  const draw = program.draws.get(named.draw);
  const run = draw && presentRun(workspace, id, program, draw, now);
  if (run?.run !== named.run) throw unknownRun(program);
  return { run, tickets: 0, holders: 0, winners: [] };
}
function unknownRun({ draws }: CompiledProgram): AppError {
  const names = [...draws.keys()].join(", ");
  const detail = `There are no tickets for a run of this name; the version in force has ${names === "" ? "no draws" : `these draws: ${names}`}.`;
  return new AppError("draw_unknown", { detail });
}

async function ticketsOf(app: App, workspace: Workspace, externalId: string, language: Language) {
  const hash = externalHash(workspace, externalId);
  const [[member], programs, { now }] = await Promise.all([
    loadMembers(app.db, workspace.id, nobody, [hash]),
    app.programs.of(workspace.id),
    loadClock(app.db, workspace.id),
  ]);
  if (member === undefined) throw new AppError("member_unknown", { detail: "No member has this id." });
  const all = await Promise.all(
    member.enrolments.map(async ({ program, handle }) => {
      const { draws = [] } = programs.find(program)?.document ?? {};
      if (draws.length === 0) return [];
      return (await loadOwnTickets(app.db, workspace.id, program, hash)).map(({ ids, tickets, ...row }) => {
        const wins = row.won?.find((each) => ids.includes(each.member));
        const holder = holderView(workspace, row.id, wins?.member ?? ids[0] ?? "");
        const name = textIn(draws.find(({ id }) => id === row.draw)?.name, language) ?? row.draw;
        const hasWon = row.won === null ? null : wins !== undefined;
        return { program, handle, draw: row.draw, name, ...drawRunView(workspace, program, row, now), tickets, holder, hasWon };
      });
    }),
  );
  return all.flat();
}
