import Type from "typebox";
import type { App } from "../../app.js";
import { externalHash } from "../../commands/identities.js";
import { peopleReader } from "../../commands/people-reader.js";
import { setBoardSettings } from "../../commands/set-board-settings.js";
import { unknownMember } from "../../errors.js";
import type { BoardCursor } from "../../queries/board-places.js";
import { listPartitions, listRuns, loadBoard, loadOwnPlace, type OwnView, type RunView } from "../../queries/boards.js";
import { accepted } from "../accepted.js";
import { type BoardAsked, boardOf, ownAskedOf, rankedView, runView, scoreText } from "../board-of.js";
import { Closed, ExternalId, ProgramName, pageFields } from "../fields.js";
import type { Language } from "../language.js";
import { pageReply, parsePage } from "../page.js";
import { programOf } from "../program-of.js";
import type { Http } from "../route.js";
import { BoardPartition, BoardRun, BoardSettings, LeaderboardPage, OwnPlace } from "../schemas/leaderboards.js";
import { pageOf } from "../schemas/shapes.js";

const BoardId = Type.String({ minLength: 1, maxLength: 40, description: "The id of a leaderboard of the program.", examples: ["reviewers"] });
const Run = Type.Optional(
  Type.String({
    minLength: 1,
    maxLength: 40,
    pattern: "^[A-Za-z0-9-]+$",
    description: "Its name; the present run unless said.",
    examples: ["lifetime"],
  }),
);
const Params = Closed({ program: ProgramName, board: BoardId });
const PARTITION = { maxLength: 300, description: "A value of the trait by which the board is parted, or a league." };

/** Leaderboards: rankings for the business, and each member's own place. */
export function leaderboardRoutes(http: Http, app: App): void {
  http.route({
    method: "GET",
    url: "/v1/programs/:program/leaderboards/:board",
    access: { roles: ["secret"], scope: "members:read" },
    schema: {
      summary: "A ranking",
      description: "The present run or another one, the best first. Who has left the leaderboard is not in it; a frozen run keeps everybody's place.",
      tags: ["Leaderboards"],
      params: Params,
      querystring: Closed({ ...pageFields, run: Run, partition: Type.Optional(Type.String(PARTITION)) }),
      response: { 200: LeaderboardPage },
    },
    async handler({ caller: { workspace }, params, query: { run, partition = "", ...page }, language }) {
      const asked = await boardOf(app, workspace, { ...params, run });
      const { limit, after } = parsePage(page, ["number", "string", "number", "string"]);
      const ranking = { program: asked.program.id, board: asked.board.id, run: asked.id, partition };
      const cursor = after === undefined ? {} : { after: asCursor(after) };
      const view = await loadBoard(app.db, workspace.id, peopleReader(workspace), ranking, { limit, ...cursor });
      const { data, nextCursor } = pageReply({ rows: view.rows, next: view.next }, (row) => rankedView(asked, row, { language }));
      return { ...boardView(asked, view.run), partition, size: view.size, data, nextCursor };
    },
  });

  http.route({
    method: "GET",
    url: "/v1/programs/:program/leaderboards/:board/runs",
    access: { roles: ["secret"], scope: "members:read" },
    schema: {
      summary: "The runs of a leaderboard",
      description: "In which something counted, the latest first.",
      tags: ["Leaderboards"],
      params: Params,
      querystring: Closed(pageFields),
      response: { 200: pageOf(BoardRun) },
    },
    async handler({ caller: { workspace }, params, query }) {
      const { program, board } = await boardOf(app, workspace, params);
      const page = await listRuns(app.db, workspace.id, program.id, board.id, parsePage(query, ["number"]));
      return pageReply(page, (row: RunView) => runView(row.run, row));
    },
  });

  http.route({
    method: "GET",
    url: "/v1/programs/:program/leaderboards/:board/partitions",
    access: { roles: ["secret"], scope: "members:read" },
    schema: {
      summary: "The parts of a run",
      description: "Of a leaderboard with a ranking of its own for each value of a trait, or for each league: those in which somebody is in the run.",
      tags: ["Leaderboards"],
      params: Params,
      querystring: Closed({ ...pageFields, run: Run }),
      response: { 200: pageOf(BoardPartition) },
    },
    async handler({ caller: { workspace }, params, query: { run, ...page } }) {
      const { id } = await boardOf(app, workspace, { ...params, run });
      return pageReply(await listPartitions(app.db, workspace.id, id, parsePage(page, ["string"])), ({ partition, size }) => ({
        partition,
        size: Number(size),
      }));
    },
  });

  http.route({
    method: "GET",
    url: "/v1/members/:externalId/leaderboards/:program/:board",
    access: { roles: ["secret", "member"], scope: "members:read", ownParam: "externalId" },
    schema: {
      summary: "Where a member stands",
      description:
        "The member's place with the two ahead and the two behind, the gap to the next place, the share of members behind, and the best. Others are shown by name only where they agreed to it.",
      tags: ["Leaderboards"],
      params: Closed({ externalId: ExternalId, program: ProgramName, board: BoardId }),
      querystring: Closed({ limit: Type.Integer({ minimum: 1, maximum: 100, default: 10, description: "How many of the best." }), run: Run }),
      response: { 200: OwnPlace },
    },
    async handler({ caller: { workspace }, params: { externalId, ...params }, query: { limit, run }, language }) {
      const asked = await boardOf(app, workspace, { ...params, run });
      const own = await loadOwnPlace(app.db, workspace.id, peopleReader(workspace), {
        externalHash: externalHash(workspace, externalId),
        ...ownAskedOf(asked, limit),
      });
      if (own === undefined) throw unknownMember();
      return ownView(asked, own, language);
    },
  });

  http.route({
    method: "POST",
    url: "/v1/members/:externalId/leaderboards/:program",
    access: { roles: ["secret", "member"], scope: "members:write", ownParam: "externalId" },
    takesKey: true,
    schema: {
      summary: "Leave leaderboards, or come back",
      description:
        "Of one leaderboard of the program, or of all. Who leaves is not in any ranking that is still open, and back with the whole score on coming back. By which name members are shown, and whether on leaderboards at all, is changed by PUT /v1/members/{externalId}/shown.",
      tags: ["Leaderboards"],
      params: Closed({ externalId: ExternalId, program: ProgramName }),
      body: Closed({
        board: Type.Optional({ ...BoardId, description: "One leaderboard; all of the program unless said." }),
        takesPart: Type.Boolean({ description: "false: leave. true: come back." }),
      }),
      response: { 200: BoardSettings },
    },
    example: { takesPart: true },
    async handler({ caller: { workspace }, params: { externalId, program }, body, key, language, reply }) {
      const { id } = await programOf(app, workspace, program);
      const { away } = accepted(await setBoardSettings(app, workspace, { program: id, member: externalId, ...body }, key), reply, language);
      return { away };
    },
  });
}

/** A cursor's score that is no number leads to the first page. */
function asCursor([place, score, reached, member]: readonly (string | number)[]): BoardCursor {
  const known = /^\d{1,18}$/.test(String(score)) ? String(score) : "0";
  return [Number(place), known, Number(reached), String(member)];
}
function boardView({ program, board, run }: BoardAsked, row: RunView | undefined) {
  return { program: program.id, board: board.id, name: board.name, unit: board.unit, ...runView(run, row) };
}
function ownView(asked: BoardAsked, { memberId, run, partition, size, own, top, around, takesPart }: OwnView, language: Language) {
  const view = (row: Parameters<typeof rankedView>[1]) => rankedView(asked, row, { language, memberId });
  return {
    ...boardView(asked, run),
    partition,
    size,
    you: own === undefined ? null : youView(asked, own),
    around: around.map(view),
    top: top.map(view),
    takesPart,
  };
}
function youView({ board }: BoardAsked, own: NonNullable<OwnView["own"]>) {
  const { place, score, size, around } = own;
  const next = around.find((row) => row.place === place - 1);
  return {
    place,
    score: scoreText(board, score),
    gapToNext: next === undefined ? null : scoreText(board, next.score - score),
    aheadOfPercent: size < 2 ? null : Math.floor((100 * (size - place)) / (size - 1)),
  };
}
