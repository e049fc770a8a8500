/** The rows of judged contests: their runs, what members have handed in, and who has voted for what. */

export interface ContestRunRow {
  id: string;
  programId: string;
  contest: string;
  /** Its name among the contest's: 2026-09, or once. */
  run: string;
  /** Who judges, as it was when the run began. */
  by: "owner" | "judges" | "members";
  startsAt: number;
  /** Until then entries are taken; from then on they are judged. */
  endsAt: number;
  /** When it closes. */
  dueAt: number | null;
  closedAt: number | null;
  recordNumber: number;
}
export interface ContestEntryRow {
  id: string;
  runId: string;
  memberId: string;
  state: "waiting" | "accepted" | "refused" | "withdrawn";
  by: "link" | "text" | "picture";
  /** The id of a picture that the member has uploaded. */
  picture: string | null;
  handedInAt: number;
  /** It was handed in by this record: its words and its link are kept with that one. */
  recordNumber: number;
  /** The record that accepted it: of equals the earlier is in front. */
  accepted: number | null;
  /** Why it was answered so. */
  reason: string | null;
  /** By judge, 1 to 10. */
  marks: Record<string, number>;
  votes: number;
  /** When the run has closed; null for what nobody has voted for or marked. */
  place: number | null;
}
/** One for each member and run. */
export interface ContestVoteRow {
  runId: string;
  memberId: string;
  /** Null: the vote is no more. */
  entryId: string | null;
  recordNumber: number;
}
