import Type from "typebox";
import type { App } from "../../app.js";
import { answerEntry, handInEntry, markEntry, voteForEntry, withdrawEntry } from "../../commands/contests.js";
import { readersOf } from "../../commands/people-reader.js";
import type { Workspace } from "../../commands/workspace-directory.js";
import type { Contest } from "../../core/document/schema.js";
import { AppError } from "../../errors.js";
import { listContestRuns, listEntries, listShownEntries } from "../../queries/contests.js";
import { accepted } from "../accepted.js";
import { contestEntryView, contestRunView, publicEntryView } from "../contest-view.js";
import { textIn } from "../explanation-view.js";
import {
  Closed,
  ContestId,
  EntryId,
  EventName,
  ExternalId,
  handedIn,
  LanguageField,
  ProgramHandle,
  ProgramName,
  pageFields,
  Reason,
} from "../fields.js";
import { memberContestsOf } from "../member-contests.js";
import { pageReply, parsePage } from "../page.js";
import { programOf } from "../program-of.js";
import type { Http } from "../route.js";
import { ContestEntry, MemberContests, PublicContest } from "../schemas/contests.js";
import { pageOf } from "../schemas/shapes.js";

const Run = Type.Optional(Type.String({ minLength: 1, maxLength: 40, pattern: "^[A-Za-z0-9-]+$", description: "Its name.", examples: ["2026-09"] }));
const STATES = ["waiting", "accepted", "refused"] as const;
const OfEntry = Closed({ program: ProgramName, contest: ContestId, entry: EntryId });
const OfMember = Closed({ externalId: ExternalId, program: ProgramName, contest: ContestId });

/** Judged contests: handing in, looking at it, judging, and what everybody may see. */
export function contestRoutes(http: Http, app: App): void {
  http.route({
    method: "GET",
    url: "/v1/programs/:program/contests/:contest",
    access: { roles: ["anonymous"] },
    schema: {
      summary: "A contest, what takes part in it, and its winners",
      description:
        "What the owner has accepted, by the program's handle: of the present run, or of the latest. Members are named as they agreed. Scores and places are told when it has closed.",
      tags: ["Contests"],
      params: Closed({ program: ProgramHandle, contest: ContestId }),
      querystring: Closed({ run: Run, lang: LanguageField, ...pageFields }),
      response: { 200: PublicContest },
    },
    async handler({ params: { program: handle, contest: id }, query: { run: named, lang, ...page }, language }) {
      const program = await app.links.findProgram(handle);
      if (program === undefined) throw new AppError("program_unknown", { detail: "No published program has this handle." });
      const { workspace } = program;
      const contest = contestIn((await app.programs.of(workspace.id)).find(program.id)?.document.contests, id);
      const runs = await listContestRuns(app.db, workspace.id, program.id, id);
      const run = named === undefined ? runs[0] : runs.find((each) => each.run === named);
      const asked = parsePage(page, ["number", "number"]);
      const shown = run === undefined ? { rows: [], next: null } : await listShownEntries(app.db, workspace.id, readersOf(workspace), run.id, asked);
      return {
        ...{ contest: id, name: textIn(contest.name, lang ?? language) ?? id, by: run?.by ?? contest.judged.by, submit: contest.judged.submit },
        runs: runs.map(contestRunView),
        run: run === undefined ? null : contestRunView(run),
        ...pageReply(shown, (entry) => publicEntryView(app, handle, run as NonNullable<typeof run>, entry)),
      };
    },
  });

  http.route({
    method: "GET",
    url: "/v1/members/:externalId/contests",
    access: { roles: ["secret", "member"], scope: "members:read", ownParam: "externalId" },
    schema: {
      summary: "A member's contests",
      description:
        "Of every program that the member takes part in. Of judged contests the runs for which something was handed in, with the member's own entry and vote; of those that a leaderboard ranks the latest runs in which something counted, with the member's own place and the gap to the next.",
      tags: ["Contests"],
      params: Closed({ externalId: ExternalId }),
      querystring: Closed({ lang: LanguageField }),
      response: { 200: MemberContests },
    },
    handler: async ({ caller: { workspace }, params: { externalId }, query, language }) => ({
      data: await memberContestsOf(app, workspace, externalId, query.lang ?? language),
    }),
  });

  http.route({
    method: "PUT",
    url: "/v1/members/:externalId/contests/:program/:contest/entry",
    access: { roles: ["secret", "member"], scope: "members:write", ownParam: "externalId" },
    takesKey: true,
    schema: {
      summary: "Hand something in for a contest",
      description:
        "A link, a text or a picture, as the document says, until the end of the run. It replaces what was handed in before, and takes part once the owner has accepted it: then everybody can see it.",
      tags: ["Contests"],
      params: OfMember,
      body: Closed(handedIn),
      response: { 200: ContestEntry },
    },
    example: { link: "https://social.example/@anna/1" },
    async handler({ caller: { workspace }, params: { externalId, program, contest }, body, key, language, reply }) {
      const { id } = await programOf(app, workspace, program);
      const { entry } = accepted(await handInEntry(app, workspace, { program: id, contest, member: externalId }, body, key), reply, language);
      return oneEntry(app, workspace, { program: id, contest, entry: String(entry) });
    },
  });

  http.route({
    method: "DELETE",
    url: "/v1/members/:externalId/contests/:program/:contest/entry",
    access: { roles: ["secret", "member"], scope: "members:write", ownParam: "externalId" },
    takesKey: true,
    schema: {
      summary: "Withdraw an entry from a contest",
      description: "Until the end of the run: what is being judged stays. Nobody sees it any more, and something else can be handed in.",
      tags: ["Contests"],
      params: OfMember,
      response: { 200: ContestEntry },
    },
    async handler({ caller: { workspace }, params: { externalId, program, contest }, key, language, reply }) {
      const { id } = await programOf(app, workspace, program);
      const { entry } = accepted(await withdrawEntry(app, workspace, { program: id, contest, member: externalId }, key), reply, language);
      return oneEntry(app, workspace, { program: id, contest, entry: String(entry) });
    },
  });

  http.route({
    method: "PUT",
    url: "/v1/members/:externalId/contests/:program/:contest/vote",
    access: { roles: ["secret", "member"], scope: "members:write", ownParam: "externalId" },
    takesKey: true,
    schema: {
      summary: "Vote in a contest",
      description: "One vote in each run, from its end until it closes, and not for one's own entry. Voting again moves the vote.",
      tags: ["Contests"],
      params: OfMember,
      body: Closed({ entry: EntryId }),
      response: { 200: Closed({ entry: EntryId }) },
    },
    example: { entry: "ent_4w8kq2n7c1x9d3b6m5zr" },
    async handler({ caller: { workspace }, params: { externalId, program, contest }, body: { entry }, key, language, reply }) {
      const { id } = await programOf(app, workspace, program);
      accepted(await voteForEntry(app, workspace, { program: id, contest, member: externalId, entry }, key), reply, language);
      return { entry };
    },
  });

  http.route({
    method: "GET",
    url: "/v1/programs/:program/contests/:contest/entries",
    access: { roles: ["secret"], scope: "members:read" },
    schema: {
      summary: "What members have handed in for a contest",
      description: "The latest first, with marks and votes. What waits is to be looked at.",
      tags: ["Contests"],
      params: Closed({ program: ProgramName, contest: ContestId }),
      querystring: Closed({
        run: Run,
        state: Type.Optional(
          Type.Union(
            STATES.map((state) => Type.Literal(state)),
            { description: "Only those in this state." },
          ),
        ),
        ...pageFields,
      }),
      response: { 200: pageOf(ContestEntry) },
    },
    async handler({ caller: { workspace }, params: { program, contest }, query: { run, state, ...page } }) {
      const { id } = await programOf(app, workspace, program);
      const wanted = { program: id, contest, run, state };
      return pageReply(await listEntries(app.db, workspace.id, readersOf(workspace), wanted, parsePage(page, ["number"])), contestEntryView);
    },
  });

  http.route({
    method: "POST",
    url: "/v1/programs/:program/contests/:contest/entries/:entry/review",
    access: { roles: ["secret"], scope: "members:write" },
    takesKey: true,
    schema: {
      summary: "Let an entry take part in a contest, or not",
      description:
        "Until the run closes. Name the event that brought what you looked at: if the member has handed in something else since, nothing is changed.",
      tags: ["Contests"],
      params: OfEntry,
      body: Closed({
        event: { ...EventName, description: "The event of the entry." },
        answer: Type.Union([Type.Literal("accept"), Type.Literal("refuse")], { description: "Whether it takes part." }),
        reason: Type.Optional({ ...Reason, description: "Why: the member reads it. Do not write personal data here." }),
      }),
      response: { 200: ContestEntry },
    },
    example: { event: "evt_12", answer: "accept" },
    async handler({ caller: { workspace }, params: { program, contest, entry }, body: { event, ...answer }, key, language, reply }) {
      const { id } = await programOf(app, workspace, program);
      const about = { program: id, contest, entry };
      accepted(await answerEntry(app, workspace, { ...about, written: Number(event.slice("evt_".length)), ...answer }, key), reply, language);
      return oneEntry(app, workspace, about);
    },
  });

  http.route({
    method: "POST",
    url: "/v1/programs/:program/contests/:contest/entries/:entry/mark",
    access: { roles: ["secret"], scope: "members:write" },
    takesKey: true,
    schema: {
      summary: "Give an entry of a contest a mark",
      description:
        "From the run's end until it closes. Where judges judge, name the one whose mark it is; another mark of the same judge replaces it.",
      tags: ["Contests"],
      params: OfEntry,
      body: Closed({
        judge: Type.Optional(
          Type.String({
            pattern: "^[a-z0-9][a-z0-9_-]{0,39}$",
            description: "A short name for the judge, not personal; owner unless said.",
            examples: ["judge-1"],
          }),
        ),
        mark: Type.Integer({ minimum: 1, maximum: 10, description: "10 is best." }),
      }),
      response: { 200: ContestEntry },
    },
    example: { judge: "judge-1", mark: 8 },
    async handler({ caller: { workspace }, params: { program, contest, entry }, body: { judge = "owner", mark }, key, language, reply }) {
      const { id } = await programOf(app, workspace, program);
      accepted(await markEntry(app, workspace, { program: id, contest, entry, judge, mark }, key), reply, language);
      return oneEntry(app, workspace, { program: id, contest, entry });
    },
  });
}

function contestIn(contests: readonly Contest[] = [], id: string): Contest & { judged: NonNullable<Contest["judged"]> } {
  const contest = contests.find((each) => each.id === id);
  if (contest?.judged === undefined)
    throw new AppError("contest_unknown", { detail: "The program has no such contest in which something is handed in." });
  return { ...contest, judged: contest.judged };
}

async function oneEntry(app: App, workspace: Workspace, wanted: { program: string; contest: string; entry: string }) {
  const [row] = (await listEntries(app.db, workspace.id, readersOf(workspace), wanted, { limit: 1 })).rows;
  if (row === undefined) throw new AppError("contest_entry_unknown", {});
  return contestEntryView(row);
}
