/** Checks the pieces of the game: what they name is there, steps rise, times are one thing or the other. */
import { checkChallenge } from "./check-challenges.js";
import { checkBasis } from "./check-goals.js";
import { checkMoment } from "./check-identity.js";
import { checkOnce, checkTime } from "./check-once.js";
import { type Checking, checkCondition, checkEvent, checkIds, checkName, itemsOf, type Part, report, soundItems, warn } from "./checking.js";
import { placeOfMemberEvent } from "./places.js";
import { pointerTo, quoted } from "./problem.js";
import type { Challenge, Contest, Draw, Grant, Leaderboard, Streak, Trigger } from "./schema.js";

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

function checkContest(checking: Checking, { value: { ranked, judged, correctedWithin }, path }: Part<Contest>): void {
  if ((ranked === undefined) === (judged === undefined))
    report(checking, path, "a contest is ranked by a leaderboard or judged, one of the two", "Write ranked: the id of a leaderboard, or judged.");
  else if (ranked !== undefined) checkRanked(checking, pointerTo(path, "ranked"), ranked);
  else if (judged !== undefined) {
    checkTime(checking, judged, pointerTo(path, "judged"));
    if (correctedWithin !== undefined)
      report(
        checking,
        pointerTo(path, "correctedWithin"),
        "a judged contest has no scores that are corrected",
        "Leave it out; judgedWithin says when it closes.",
      );
  }
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

/** What is given for places is given by one record. */
const PLACES_MAX = 500;
/** Reports a piece of the game that is not there, and a place or step that it does not have. */
export function checkGameTrigger(checking: Checking, trigger: Extract<Trigger, { contest: string } | { draw: string }>, path: string): boolean {
  const named = (list: string) => itemsOf(checking.document, "", list).map(({ value }) => String(value.id));
  if ("draw" in trigger) return checkName(checking, pointerTo(path, "draw"), "draw", trigger.draw, named("draws"));
  if ((trigger.toPlace ?? trigger.place) > PLACES_MAX)
    report(checking, path, `a contest gives something for ${PLACES_MAX} places at most`, `Write at most ${PLACES_MAX}.`);
  if (trigger.toPlace !== undefined && trigger.toPlace < trigger.place)
    report(checking, pointerTo(path, "toPlace"), "the places end before they begin", "Put toPlace at or behind place.");
  return checkName(checking, pointerTo(path, "contest"), "contest", trigger.contest, named("contests"));
}

/** Tickets are for a draw that is there. */
export function checkTickets(checking: Checking, grant: Extract<Grant, { tickets: object }>, path: string): void {
  const draws = itemsOf(checking.document, "", "draws").map(({ value }) => String(value.id));
  checkName(checking, pointerTo(pointerTo(path, "tickets"), "draw"), "draw", grant.tickets.draw, draws);
  checkThereAtOnce(checking, grant, path);
}
/** Places need a list on which they are gained. */
export function checkPlaces(checking: Checking, grant: Extract<Grant, { places: number }>, path: string): void {
  if (checking.document.waitingList === undefined)
    report(checking, pointerTo(path, "places"), "there is no waiting list", "Add waitingList to the document: waitingList: {}.");
  checkThereAtOnce(checking, grant, path);
}
/** Reports times that the pieces of the game say themselves. */
export function checkThereAtOnce(checking: Checking, grant: Grant, path: string): void {
  for (const part of ["validity", "claim", "accrual"] as const)
    if (grant[part] !== undefined)
      report(checking, pointerTo(path, part), "tickets, boosters and places are there at once and say themselves for how long", `Leave ${part} out.`);
}
