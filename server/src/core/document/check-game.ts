/** Checks the pieces of the game: what they name is there, steps rise, times are one thing or the other. */
import { notRunIn } from "./as-it-runs.js";
import { checkBasis } from "./check-goals.js";
import { checkMoment } from "./check-identity.js";
import {
  type Checking,
  checkCondition,
  checkDecimal,
  checkEvent,
  checkIds,
  checkKey,
  checkName,
  itemsOf,
  type Part,
  report,
  soundItems,
  warn,
} from "./checking.js";
import { placeOfMemberEvent } from "./places.js";
import { pointerTo, quoted } from "./problem.js";
import type { Basis, Challenge, Contest, Draw, GameGrant, GameTrigger, Leaderboard, Streak, WrittenGrant } from "./schema.js";
import type { Place } from "./scope.js";

export function checkGame(checking: Checking): void {
  for (const list of ["streaks", "challenges", "leaderboards", "contests", "draws"]) checkIds(checking, itemsOf(checking.document, "", list));
  const each = <T>(list: string, check: (checking: Checking, part: Part<T>) => void) => {
    for (const part of soundItems<T>(checking, checking.document, "", list)) check(checking, part);
  };
  each<Streak>("streaks", checkStreak);
  each<Challenge>("challenges", checkChallenge);
  each<Leaderboard>("leaderboards", checkLeaderboard);
  each<Contest>("contests", checkContest);
  each<Draw>("draws", checkDraw);
  for (const { path, part } of notRunIn(checking.document)) warn(checking, path, "not_run", { part });
}

function checkStreak(checking: Checking, { value: { event, where, timeZone }, path }: Part<Streak>): void {
  if (checkEvent(checking, pointerTo(path, "event"), event)) checkCondition(checking, pointerTo(path, "where"), where, placeOfMemberEvent(event));
  if (timeZone !== undefined) checkTextTrait(checking, pointerTo(path, "timeZone"), timeZone);
}
function checkTextTrait(checking: Checking, path: string, name: string): void {
  const { traits } = checking.vocabulary;
  if (!checkName(checking, path, "trait", name, traits.keys())) return;
  const { type, personal } = traits.get(name) ?? {};
  if (type !== "string" || personal)
    report(
      checking,
      path,
      personal ? `${quoted(name)} is personal data` : `${quoted(name)} is no text`,
      "Name a trait of type string that is not personal.",
    );
}

function checkChallenge(checking: Checking, { value, path }: Part<Challenge>): void {
  checkTime(checking, value, path);
  for (const [index, step] of value.steps.entries()) checkChallengeStep(checking, step, pointerTo(pointerTo(path, "steps"), index));
}
function checkChallengeStep(checking: Checking, step: Challenge["steps"][number], path: string): void {
  const { event, of = "member", where, distinct, differentFriends, sum, atLeast } = step;
  if (!checkEvent(checking, pointerTo(path, "event"), event)) return;
  const place: Place = { events: [event], hasReferral: of === "friends" };
  checkCondition(checking, pointerTo(path, "where"), where, place);
  if (distinct !== undefined) checkKey(checking, pointerTo(path, "distinct"), distinct, place);
  if (differentFriends && of === "member")
    report(checking, pointerTo(path, "differentFriends"), "these are the member's own events", "Write of: friends, or leave differentFriends out.");
  const measures = Object.entries({ sum, distinct, differentFriends: differentFriends || undefined }).filter(([, measure]) => measure !== undefined);
  if (measures.length > 1)
    report(checking, path, `${measures.map(([name]) => quoted(name)).join(" and ")} measure different things`, "Keep one of them.");
  if ((sum === undefined) !== (atLeast === undefined))
    report(checking, path, "a sum and how much of it is needed belong together", "Write sum and atLeast, or neither.");
  else if (sum !== undefined) checkSum(checking, path, event, sum, atLeast);
}
function checkSum(checking: Checking, path: string, event: string, sum: Basis, atLeast?: string): void {
  const precision = checkBasis(checking, pointerTo(path, "sum"), sum, [event]);
  if (precision !== undefined) checkDecimal(checking, pointerTo(path, "atLeast"), atLeast, precision, "what is summed");
}
function checkLeaderboard(checking: Checking, { value, path }: Part<Leaderboard>): void {
  const { score, segment, partitionBy, period, from, until } = value;
  const { vocabulary } = checking;
  const place = pointerTo(path, "score");
  if ("earned" in score) checkName(checking, pointerTo(place, "earned"), "unit", score.earned, vocabulary.units.keys());
  if ("event" in score && checkEvent(checking, pointerTo(place, "event"), score.event)) {
    checkCondition(checking, pointerTo(place, "where"), score.where, placeOfMemberEvent(score.event));
    if (score.sum !== undefined) checkBasis(checking, pointerTo(place, "sum"), score.sum, [score.event]);
  }
  if (segment !== undefined) checkName(checking, pointerTo(path, "segment"), "segment", segment, vocabulary.segments);
  if (partitionBy !== undefined) checkTextTrait(checking, pointerTo(path, "partitionBy"), partitionBy);
  if (from === undefined && until === undefined) return;
  if (period !== undefined) report(checking, pointerTo(path, "period"), "it has a time of its own already", "Write period, or from and until.");
  checkOnce(checking, value, path);
}

function checkContest(checking: Checking, { value: { ranked, judged }, path }: Part<Contest>): void {
  if ((ranked === undefined) === (judged === undefined))
    report(checking, path, "a contest is ranked by a leaderboard or judged, one of the two", "Write ranked: the id of a leaderboard, or judged.");
  else if (ranked !== undefined) checkRanked(checking, pointerTo(path, "ranked"), ranked);
  else if (judged !== undefined) checkTime(checking, judged, pointerTo(path, "judged"));
}
function checkRanked(checking: Checking, path: string, id: string): void {
  const boards = itemsOf(checking.document, "", "leaderboards").map(({ value }) => value);
  if (
    !checkName(
      checking,
      path,
      "leaderboard",
      id,
      boards.map((board) => String(board.id)),
    )
  )
    return;
  const { period = "lifetime", until } = boards.find((board) => board.id === id) ?? {};
  if (period === "lifetime" && until === undefined)
    report(checking, path, `the leaderboard ${quoted(id)} never ends, so nobody ever wins`, "Give the leaderboard a period, or from and until.");
}

function checkDraw(checking: Checking, { value: { id, at, every }, path }: Part<Draw>): void {
  if (at !== undefined) checkMoment(checking, pointerTo(path, "at"), at);
  if ((at === undefined) === (every === undefined))
    report(checking, path, "a draw is held once or in each period, one of the two", "Write at: a moment, or every: month.");
  const isGiven = itemsOf(checking.document, "", "rules").some((rule) =>
    itemsOf(rule.value, rule.path, "grants").some(
      ({ value: { tickets } }) => typeof tickets === "object" && tickets !== null && "draw" in tickets && tickets.draw === id,
    ),
  );
  if (!isGiven) warn(checking, path, "no_tickets", { draw: id });
}

interface Time {
  from?: string;
  until?: string;
  every?: string;
}
/** Something that takes place once between two moments or in each period. */
function checkTime(checking: Checking, time: Time, path: string): void {
  const { from, until, every } = time;
  const isOnce = from !== undefined || until !== undefined;
  if (isOnce && every !== undefined)
    report(checking, pointerTo(path, "every"), "it has a time of its own already", "Write every, or from and until.");
  else if (isOnce) checkOnce(checking, time, path);
  else if (every === undefined) report(checking, path, "it has no time", "Write from and until, or every: month.");
}
function checkOnce(checking: Checking, { from, until }: Time, path: string): void {
  if (from === undefined || until === undefined) {
    report(checking, path, "a beginning and an end belong together", "Write from and until.");
    return;
  }
  const [begins, ends] = [checkMoment(checking, pointerTo(path, "from"), from), checkMoment(checking, pointerTo(path, "until"), until)];
  if (begins !== undefined && ends !== undefined && begins >= ends)
    report(checking, pointerTo(path, "until"), "it is over before it begins", "Put until later than from.");
}

/** Reports a piece of the game that is not there, and a place or step that it does not have. */
export function checkGameTrigger(checking: Checking, trigger: GameTrigger, path: string): boolean {
  const named = (list: string) => itemsOf(checking.document, "", list).map(({ value }) => String(value.id));
  if ("challenge" in trigger) return checkName(checking, pointerTo(path, "challenge"), "challenge", trigger.challenge, named("challenges"));
  if ("draw" in trigger) return checkName(checking, pointerTo(path, "draw"), "draw", trigger.draw, named("draws"));
  if (trigger.toPlace !== undefined && trigger.toPlace < trigger.place)
    report(checking, pointerTo(path, "toPlace"), "the places end before they begin", "Put toPlace at or behind place.");
  return checkName(checking, pointerTo(path, "contest"), "contest", trigger.contest, named("contests"));
}

/** Reports what a grant of the game names and is not there. */
export function checkGameGiven(checking: Checking, grant: GameGrant, path: string): void {
  const named = (list: string) => itemsOf(checking.document, "", list).map(({ value }) => String(value.id));
  if ("tickets" in grant) checkName(checking, pointerTo(pointerTo(path, "tickets"), "draw"), "draw", grant.tickets.draw, named("draws"));
  if ("places" in grant && checking.document.waitingList === undefined)
    report(checking, pointerTo(path, "places"), "there is no waiting list", "Add waitingList to the document: waitingList: {}.");
  checkThereAtOnce(checking, grant, path);
}
/** Reports times that the pieces of the game say themselves. */
export function checkThereAtOnce(checking: Checking, grant: WrittenGrant, path: string): void {
  for (const part of ["validity", "claim", "accrual"] as const)
    if (grant[part] !== undefined)
      report(checking, pointerTo(path, part), "tickets, boosters and places are there at once and say themselves for how long", `Leave ${part} out.`);
}
