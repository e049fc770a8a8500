import Type from "typebox";
import type { App } from "../../app.js";
import { externalHash } from "../../commands/identities.js";
import type { Workspace } from "../../commands/workspace-directory.js";
import { drawRunId } from "../../core/draw-tickets.js";
import { AppError, unknownMember } from "../../errors.js";
import { loadClock } from "../../queries/clock.js";
import { findDrawRun, listDrawRuns, listTickets, loadOwnTickets } from "../../queries/draws.js";
import { loadMembers } from "../../queries/members.js";
import { nobody } from "../../queries/people.js";
import { drawRunOf, drawsOf, nameOfDraw, unknownRun } from "../draw-run-of.js";
import { drawRunView, holderView, presentRun } from "../draw-view.js";
import { textIn } from "../explanation-view.js";
import { Closed, DrawId, ExternalId, LanguageField, ProgramHandle, pageFields } from "../fields.js";
import { type Language, pageLanguage } from "../language.js";
import { pageReply, parsePage } from "../page.js";
import { type DrawPage, sendDrawPage } from "../pages/draw-page.js";
import { sendNotFoundPage } from "../pages/not-found.js";
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
      const { workspace, id, program } = await drawsOf(app, params.program);
      const [rows, { now }] = await Promise.all([listDrawRuns(app.db, workspace.id, id), loadClock(app.db, workspace.id)]);
      const data = [...program.draws.values()].map((draw) => {
        const known = rows.filter((row) => row.draw === draw.id);
        const present = presentRun(workspace, id, program, draw, now);
        const runs = present === undefined || known.some(({ run }) => run === present.run) ? known : [present, ...known];
        return {
          draw: draw.id,
          name: nameOfDraw(program, draw.id, query.lang ?? language),
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
    handler: async ({ params, query, language }) => drawRunOf(app, await drawsOf(app, params.program), params, query.lang ?? language),
  });

  http.route({
    method: "GET",
    url: "/draws/:program/:draw/:run",
    access: { roles: ["anonymous"] },
    hidden: true,
    schema: {
      summary: "A run of a draw, as a page",
      description: "For people: when, among how many, who has won, and how to check it.",
      tags: ["Draws"],
      params: OfRun,
    },
    async handler({ params, request, reply }) {
      const language = pageLanguage(request);
      const page = await drawPageOf(app, params, language);
      return page === undefined ? sendNotFoundPage(request, reply) : sendDrawPage(reply, page, language);
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
      const { workspace, program, id: programId } = await drawsOf(app, params.program);
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

/** Undefined for what there is not. */
async function drawPageOf(app: App, params: { program: string; draw: string; run: string }, language: Language): Promise<DrawPage | undefined> {
  try {
    const { program, draw, run: name } = params;
    const found = await drawsOf(app, program);
    const run = await drawRunOf(app, found, params, language);
    const { document } = found;
    const speaker = { name: textIn(document.name, language) ?? program, handle: program, theme: document.theme };
    const data = `${app.config.publicUrl}/v1/programs/${program}/draws/${draw}/runs/${name}`;
    return { run, speaker, timeZone: document.timeZone ?? "UTC", path: `/draws/${program}/${draw}/${name}`, data };
  } catch (error) {
    if (error instanceof AppError && error.status === 404) return undefined;
    throw error;
  }
}

async function ticketsOf(app: App, workspace: Workspace, externalId: string, language: Language) {
  const hash = externalHash(workspace, externalId);
  const [[member], programs, { now }] = await Promise.all([
    loadMembers(app.db, workspace.id, nobody, [hash]),
    app.programs.of(workspace.id),
    loadClock(app.db, workspace.id),
  ]);
  if (member === undefined) throw unknownMember();
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
