import type { ExternalHash } from "./record.js";

/** A member hands something in for a judged contest. */
export interface ContestEntryInput {
  kind: "contest.enter";
  program: string;
  contest: string;
  member: ExternalHash;
  by: "link" | "text" | "picture";
  /** Of the member's; null: one was named that there is not. */
  picture?: string | null;
}
/** The member takes part no more. */
export interface ContestWithdrawalInput {
  kind: "contest.withdraw";
  program: string;
  contest: string;
  member: ExternalHash;
}
/** The owner's answer to what was handed in by the record `written`: what is handed in anew meanwhile has not been looked at. */
export interface ContestReviewInput {
  kind: "contest.review";
  program: string;
  contest: string;
  entry: string;
  written: number;
  answer: "accept" | "refuse";
  reason?: string;
}
/** A judge's mark for an entry, 1 to 10; another one of the same judge replaces it. */
export interface ContestMarkInput {
  kind: "contest.mark";
  program: string;
  contest: string;
  entry: string;
  judge: string;
  mark: number;
}
/** A member's one vote in a run; another one replaces it. */
export interface ContestVoteInput {
  kind: "contest.vote";
  program: string;
  contest: string;
  member: ExternalHash;
  entry: string;
}
