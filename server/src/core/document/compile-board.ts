/** Compiles leaderboards, and finds them by what can change their scores. */
import type { Compiling } from "./compile.js";
import { compileBasis } from "./compile-assortment.js";
import { momentOf } from "./compile-goal.js";
import type { CompiledBoard, CompiledScore } from "./compiled-board.js";
import { basisPrecision } from "./measures.js";
import { placeOfMemberEvent } from "./places.js";
import type { Basis, Leaderboard } from "./schema.js";

const DAY_OF_GRACE = { hours: 24 };

export function compileBoards(compiling: Compiling): CompiledBoard[] {
  return (compiling.document.leaderboards ?? []).map((board) => compileBoard(compiling, board));
}

function compileBoard(compiling: Compiling, board: Leaderboard): CompiledBoard {
  const { id, name, period, from, until, segment, partitionBy, leagues, grace, names } = board;
  const zone = compiling.vocabulary.timeZone;
  return Object.freeze({
    id,
    name,
    score: compileScore(compiling, board.score),
    measure: measureOf(board.score),
    ...displayOf(compiling, board.score),
    period: period ?? "lifetime",
    window: from === undefined || until === undefined ? null : { from: momentOf(from, zone), until: momentOf(until, zone) },
    segment: segment ?? null,
    partitionBy: partitionBy ?? null,
    leagueSize: leagues?.size ?? null,
    grace: grace ?? DAY_OF_GRACE,
    names: names ?? "pseudonyms",
  });
}

function compileScore({ condition, document }: Compiling, score: Leaderboard["score"]): CompiledScore {
  if ("referrals" in score) return { kind: "referrals", stage: score.referrals };
  if ("earned" in score) return { kind: "earned", unit: score.earned };
  const { event, where, sum } = score;
  return {
    kind: "event",
    event,
    where: where === undefined ? null : condition(where, placeOfMemberEvent(event)),
    sum: sum === undefined ? null : compileBasis(document, sum),
  };
}
function measureOf(score: Leaderboard["score"]): string {
  if ("referrals" in score) return `referrals.${score.referrals}`;
  return "earned" in score ? `earned.${score.earned}` : `event.${score.event}.${basisName(score.sum)}`;
}
function basisName(sum: Basis | undefined): string {
  if (sum === undefined) return "count";
  return typeof sum === "string" ? sum : JSON.stringify(sum);
}
/** How a score is shown: decimals, and the unit of an amount. Money is in the program's currency. */
function displayOf({ vocabulary }: Compiling, score: Leaderboard["score"]): Pick<CompiledBoard, "precision" | "unit"> {
  if ("earned" in score) return { precision: vocabulary.units.get(score.earned) ?? 0, unit: score.earned };
  if (!("event" in score) || score.sum === undefined) return { precision: 0, unit: null };
  const { event, sum } = score;
  const isNumber = typeof sum === "object" && "property" in sum && vocabulary.events.get(event)?.properties.get(sum.property)?.type !== "money";
  return { precision: basisPrecision(sum, [event], vocabulary) ?? 0, unit: isNumber ? null : vocabulary.currency };
}

/** By what changes a score: `referrals:<stage>`, `earned:<unit>`, `event:<type>`. */
export function boardsByScore(boards: readonly CompiledBoard[]): Map<string, CompiledBoard[]> {
  const byScore = new Map<string, CompiledBoard[]>();
  for (const board of boards) {
    const key = scoreKey(board.score);
    byScore.set(key, [...(byScore.get(key) ?? []), board]);
  }
  return byScore;
}
function scoreKey(score: CompiledScore): string {
  if (score.kind === "referrals") return `referrals:${score.stage}`;
  return score.kind === "earned" ? `earned:${score.unit}` : `event:${score.event}`;
}
