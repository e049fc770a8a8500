/** Leaderboards: what is compared, over which time, and what becomes of a member who is on one. */
import type { Leaderboard } from "../../core/document/schema.js";
import { basisIn } from "./amount-words.js";
import { conditionIn } from "./condition-words.js";
import { type Clause, durationIn, eventIn, momentIn, nameIn, quote, stageIn, type Telling, unitNameIn } from "./telling.js";

/** A clause for each leaderboard. */
export function boardClauses(telling: Telling): Clause[] {
  return (telling.document.leaderboards ?? []).map((board) => boardClause(telling, board));
}
function boardClause(telling: Telling, board: Leaderboard): Clause {
  const { id, score, segment, partitionBy, leagues, names = "pseudonyms" } = board;
  const { leaderboards, segments } = telling.document;
  const details = [
    ...(segment === undefined ? [] : [telling.say("board.segment", { segment: nameIn(telling, segments, segment) })]),
    ...(partitionBy === undefined ? [] : [telling.say("board.partition", { name: quote(telling, partitionBy) })]),
    ...(leagues === undefined ? [] : [telling.say("board.leagues", { n: leagues.size })]),
    telling.say("board.tie"),
    ...endOf(telling, board),
    telling.say("board.names", { names }),
  ];
  return {
    text: telling.say("board.is", { name: nameIn(telling, leaderboards, id), what: scoreIn(telling, score), ...timeOf(telling, board) }),
    details,
  };
}

function timeOf(telling: Telling, { period = "lifetime", from, until }: Leaderboard) {
  if (from !== undefined && until !== undefined) return { period: "once", from: momentIn(telling, from), until: momentIn(telling, until) };
  if (period !== "lifetime") telling.notes.add("zone");
  if (period === "week") telling.notes.add("week");
  return { period, from: "", until: "" };
}
/** What has no end is never frozen. */
function endOf(telling: Telling, { period = "lifetime", until, grace = { hours: 24 } }: Leaderboard): string[] {
  if (period === "lifetime" && until === undefined) return [];
  return [telling.say("board.frozen", { time: durationIn(telling, grace, "is") })];
}

function scoreIn(telling: Telling, score: Leaderboard["score"]): string {
  if ("referrals" in score) return telling.say("board.referrals", { stage: stageIn(telling, score.referrals) });
  if ("earned" in score) return telling.say("board.earned", { unit: unitNameIn(telling, score.earned) });
  const { event, where, sum } = score;
  const type = eventIn(telling, event);
  const what =
    sum === undefined ? telling.say("board.count", { event: type }) : telling.say("board.sum", { event: type, basis: basisIn(telling, sum) });
  return where === undefined ? what : telling.say("board.where", { what, condition: conditionIn(telling, where) });
}
