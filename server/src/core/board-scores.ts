/** What changes the scores of leaderboards: referrals that reach a stage, what is earned of a unit, the members' own events. */
import type { BoardMark, BoardRunRow, EventOnBoard } from "./board-rows.js";
import { boardScopeOf, countOnBoard, takeFromBoard } from "./boards.js";
import { contextFor } from "./condition-context.js";
import { type Deciding, put } from "./deciding.js";
import type { CompiledBoard } from "./document/compiled-board.js";
import type { ReferralStage } from "./document/schema.js";
import { PARTS } from "./exact.js";
import { exchanged, exchangeOfBasis } from "./exchange.js";
import { basisOf, type Happening } from "./happening.js";
import { contributionLeft } from "./measured.js";
import type { Engine, Scope } from "./occurrence.js";
import type { ReferralRow } from "./rows.js";
import type { SubjectEvent } from "./subject-row.js";
import { changeEvent, keptOf } from "./subjects.js";
import { find } from "./world.js";

/** A mark at the referral says in which run it counts, since which record, and where the score stood before. */
const MARK = "board:";
/** The referral counts in the stage from now on, for the leaderboards of the version in force. */
export function countReferralOnBoards(d: Deciding, { id, programId, referrerId }: ReferralRow, stage: ReferralStage, at: number): void {
  const scope = boardScopeOf(d, programId);
  const marks: Record<string, number> = {};
  for (const board of scope?.program.boardsOn.get(`referrals:${stage}`) ?? []) {
    const mark = countOnBoard(d, scope as Scope, board, referrerId, 1n, at);
    if (mark !== undefined) marks[`${MARK}${stage}:${mark[0]}#${mark[2]}`] = mark[3];
  }
  if (Object.keys(marks).length === 0) return;
  const { ordinals } = find(d.world, "referrals", id) as ReferralRow;
  put(d, "referrals", id, { ordinals: { ...ordinals, ...marks } });
}
/** Of a referral's ordinals those that say where it counts on leaderboards: what another referrer does not begin without. */
export function boardMarksOf(ordinals: ReferralRow["ordinals"]): ReferralRow["ordinals"] {
  return Object.fromEntries(Object.entries(ordinals).filter(([name]) => name.startsWith(MARK)));
}
/** The referral counts in the stage for `referrer` no more. */
export function takeReferralFromBoards(d: Deciding, { id }: ReferralRow, stage: ReferralStage, referrer: string): void {
  const { ordinals } = find(d.world, "referrals", id) as ReferralRow;
  const start = `${MARK}${stage}:`;
  const names = Object.keys(ordinals).filter((name) => name.startsWith(start));
  if (names.length === 0) return;
  const left = { ...ordinals };
  for (const name of names) {
    const [run = "", record] = name.slice(start.length).split("#");
    takeFromBoard(d, referrer, [run, "1", Number(record), ordinals[name] as number], 1n);
    delete left[name];
  }
  put(d, "referrals", id, { ordinals: left });
}

/** What is given of a unit counts until it is taken back: gives the marks to be kept with the reward. */
export function countEarnedOnBoards(d: Deciding, programId: string, unit: string | null, recipient: string, amount: bigint, at: number): BoardMark[] {
  if (unit === null || amount === 0n) return [];
  const scope = boardScopeOf(d, programId);
  const marks = (scope?.program.boardsOn.get(`earned:${unit}`) ?? []).map((board) => countOnBoard(d, scope as Scope, board, recipient, amount, at));
  return marks.filter((mark) => mark !== undefined);
}
/** So much of what was given is taken back, or all of it; gives the marks with what still counts. */
export function giveBackOnBoards(d: Deciding, recipient: string, marks: readonly BoardMark[], amount: bigint | null): BoardMark[] {
  return marks.map((mark) => {
    const counted = BigInt(mark[1]);
    return takeFromBoard(d, recipient, mark, amount !== null && amount < counted ? amount : counted);
  });
}

/** The member's own event counts, or counts otherwise than when it was told before. */
export function countEventOnBoards(d: Engine, { programId }: Pick<Scope, "programId">, happening: Happening): void {
  const scope = boardScopeOf(d, programId);
  const boards = scope?.program.boardsOn.get(`event:${happening.type}`) ?? [];
  const kept = keptOf(d, happening);
  const before = kept?.boards ?? [];
  if (boards.length === 0 && before.length === 0) return;
  const own = before.filter((mark) => runOf(d, mark).programId === programId);
  const told = boards.flatMap((board) => recount(d, scope as Scope, board, happening, kept, own));
  const gone = own.filter((mark) => !boards.some(({ id }) => id === runOf(d, mark).board));
  for (const mark of gone) takeFromBoard(d, happening.member, markOf(mark), BigInt(mark[1]));
  if (kept === undefined || happening.subject === null) return;
  const others = before.filter((mark) => !own.includes(mark));
  changeEvent(d, happening.holder, happening.subject, kept.record, { boards: [...others, ...told] });
}
function runOf(d: Deciding, [run]: EventOnBoard): BoardRunRow {
  return find(d.world, "boardRuns", run) as BoardRunRow;
}
function markOf([run, by, record, before]: EventOnBoard): BoardMark {
  return [run, by, record, before];
}
/** Told again with as much as before it keeps its place; otherwise what it was goes, and what it is counts from now on. */
function recount(
  d: Engine,
  scope: Scope,
  board: CompiledBoard,
  happening: Happening,
  kept: SubjectEvent | undefined,
  marks: readonly EventOnBoard[],
): EventOnBoard[] {
  const before = marks.find((mark) => runOf(d, mark).board === board.id);
  const full = measureOf(d, scope, board, happening);
  const by = kept === undefined ? full : leftOf(full, kept, board);
  if (before !== undefined && before[1] === String(by)) return [[...markOf(before), String(full)]];
  if (before !== undefined) takeFromBoard(d, happening.member, markOf(before), BigInt(before[1]));
  const mark = countOnBoard(d, scope, board, happening.member, by, happening.occurredAt);
  return mark === undefined ? [] : [[...mark, String(full)]];
}
/** In minor units; nothing where the board's condition does not hold. */
function measureOf(d: Engine, scope: Scope, { score }: CompiledBoard, happening: Happening): bigint {
  if (score.kind !== "event") return 0n;
  if (score.where !== null && score.where.evaluate(contextFor(d, { ...scope, referralId: null }, happening, happening.member)) !== true) return 0n;
  if (score.sum === null) return 1n;
  const value = basisOf(happening, score.sum);
  const exchange = value === undefined ? undefined : exchangeOfBasis(d, scope, happening, score.sum);
  return value === undefined || exchange === undefined ? 0n : exchanged(value, exchange);
}
function leftOf(full: bigint, event: SubjectEvent, board: CompiledBoard | undefined): bigint {
  const sum = board?.score.kind === "event" ? board.score.sum : null;
  return contributionLeft(full * PARTS, event, sum) / PARTS;
}

/** The event was taken back, in part or whole: of counts all goes with it, of sums the share. */
export function takeEventFromBoards(d: Engine, member: string, subject: string, event: SubjectEvent): void {
  if (event.boards === undefined || event.boards.length === 0) return;
  const boards = event.boards.map((mark): EventOnBoard => {
    const [, counted, , , full] = mark;
    const { programId, board: id } = runOf(d, mark);
    const board = boardScopeOf(d, programId)?.program.boards.find((each) => each.id === id);
    const by = BigInt(counted) - leftOf(BigInt(full), event, board);
    return by === 0n ? mark : [...takeFromBoard(d, member, markOf(mark), by), full];
  });
  changeEvent(d, member, subject, event.record, { boards });
}
