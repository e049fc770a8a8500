/** The rows of draws: their runs, and the tickets that are in them. */

export interface DrawRunRow {
  id: string;
  programId: string;
  draw: string;
  /** Its name among the draw's: 2026-09; of a draw that is held once the day. */
  run: string;
  /** Null: whatever happened before its end. */
  startsAt: number | null;
  endsAt: number;
  /** When it is drawn: from then on nothing changes in it. */
  dueAt: number | null;
  drawnAt: number | null;
  /** How many are to win, as it was when the run began. */
  winners: number;
  /** The hash of its seed. */
  commitment: string;
  /** Once it is drawn: who has won by which tickets, the first one drawn first. */
  won: { member: string; reward: string }[] | null;
  recordNumber: number;
}
/** The tickets of one reward, from when it is available. */
export interface DrawTicketRow {
  rewardId: string;
  runId: string;
  /** Whose they are; who becomes one with another member after the run does not matter to it. */
  memberId: string;
  count: number;
  /** The best of their numbers (`luckOf`). */
  luck: string;
  /** Out: they were taken back before the run was drawn. */
  state: "in" | "out";
  recordNumber: number;
}
