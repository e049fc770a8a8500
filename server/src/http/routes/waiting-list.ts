import Type from "typebox";
import type { App } from "../../app.js";
import { admitWaiting } from "../../commands/admit-waiting.js";
import { peopleReader } from "../../commands/people-reader.js";
import { ADMITTED_MAX } from "../../core/admit-waiting.js";
import type { BoardCursor } from "../../queries/board-places.js";
import { loadExternalIds, loadWaitingList, type WaitingMember } from "../../queries/waiting-list.js";
import { accepted } from "../accepted.js";
import { Closed, ProgramName, pageFields } from "../fields.js";
import { pageReply, parsePage } from "../page.js";
import { programOf } from "../program-of.js";
import type { Http } from "../route.js";
import { Admission, WaitingListPage } from "../schemas/waiting-list.js";
import { instant } from "../views.js";

/** A program's waiting list, for the business: who is in front, and letting the first in. */
export function waitingListRoutes(http: Http, app: App): void {
  http.route({
    method: "GET",
    url: "/v1/programs/:program/waiting-list",
    access: { roles: ["secret"], scope: "members:read" },
    schema: {
      summary: "Who waits",
      description: "In the order in which they are admitted: by joining number less the places gained, ties to who joined earlier.",
      tags: ["Waiting list"],
      params: Closed({ program: ProgramName }),
      querystring: Closed(pageFields),
      response: { 200: WaitingListPage },
    },
    async handler({ caller: { workspace }, params, query }) {
      const { id } = await programOf(app, workspace, params.program);
      const { limit, after } = parsePage(query, ["number", "string", "number", "string"]);
      const cursor = after === undefined ? {} : { after: asCursor(after) };
      const { size, ...page } = await loadWaitingList(app.db, workspace.id, peopleReader(workspace), id, { limit, ...cursor });
      return { program: id, size, ...pageReply(page, waitingView) };
    },
  });

  http.route({
    method: "POST",
    url: "/v1/programs/:program/waiting-list/admit",
    access: { roles: ["secret"], scope: "members:write" },
    takesKey: true,
    schema: {
      summary: "Admit the first",
      description: "The first so many of those who wait are in from now on; `waiting_list.admitted` is told of each. Admission is not taken back.",
      tags: ["Waiting list"],
      params: Closed({ program: ProgramName }),
      body: Closed({ count: Type.Integer({ minimum: 1, maximum: ADMITTED_MAX, description: "How many. Ask again, with another key, for more." }) }),
      response: { 200: Admission },
    },
    example: { count: 100 },
    async handler({ caller: { workspace }, params, body: { count }, key, language, reply }) {
      const { id: program } = await programOf(app, workspace, params.program);
      const { members } = accepted(await admitWaiting(app, workspace, { program, count }, key), reply, language) as { members: string[] };
      return { program, admitted: members.length, members: await loadExternalIds(app.db, workspace.id, peopleReader(workspace), members) };
    },
  });
}

/** A cursor's score that is no number leads to the first page. */
function asCursor([place, score, reached, member]: readonly (string | number)[]): BoardCursor {
  return /^-?\d{1,18}$/.test(String(score)) ? [Number(place), String(score), Number(reached), String(member)] : [0, String(2n ** 62n), 0, ""];
}
function waitingView({ externalId, joinedAt, ...row }: WaitingMember) {
  return { ...row, member: externalId, joinedAt: instant(joinedAt) };
}
