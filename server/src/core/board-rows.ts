/** The rows of leaderboards: runs, what members have scored in them, and what they have said about being there. */

/** One ranking, or one for each value of a trait: a calendar period's, a window's, or that of all time. */
export interface BoardRunRow {
  id: string;
  programId: string;
  board: string;
  /** Its name among the board's: 2026-W09, lifetime, the first day of a window. */
  run: string;
  startsAt: number | null;
  endsAt: number | null;
  /** Until when something can still count; null: it has no end. */
  countsUntil: number | null;
  /** When it is frozen; until then what is taken back counts no more. */
  dueAt: number | null;
  frozenAt: number | null;
  recordNumber: number;
  /** What of its closing is done. */
  progress: Record<string, number>;
}
/** `in` the ranking; `away`: has left it or is not enrolled; `empty`: nothing counts. */
export type BoardState = "in" | "away" | "empty";
export interface BoardScoreRow {
  memberId: string;
  runId: string;
  /** The value of the trait that the board is parted by, as it was when the member's first score came. */
  partition: string;
  /** In minor units of what is measured. */
  score: bigint;
  /** The record that brought it to this score. */
  reached: number;
  state: BoardState;
}
export interface BoardSettingsRow {
  programId: string;
  memberId: string;
  /** Ids of the boards that the member has left. */
  away: string[];
  recordNumber: number;
}

/**
 * What counts in a run, kept with its cause: how much now, since which record, and which record had brought the score to where it stood then. A list, because
 * every event writes some.
 */
export type BoardMark = readonly [run: string, by: string, record: number, before: number];
/** The same of an event, and how much it was before anything was taken back. */
export type EventOnBoard = readonly [...BoardMark, full: string];
