/** What is kept of a subject: its events, what they have moved, and what was taken back of them. */
import type { EventOnBoard } from "./board-rows.js";
import type { EventLine, Scalar } from "./record.js";

/** What one event about a subject was, and what it has moved. */
export interface SubjectEvent {
  record: number;
  /** The record that told of it first, where it was told again. */
  first?: number;
  type: string;
  occurredAt: number;
  money: { total: string; tax: string; shipping: string; discount: string } | null;
  currency: string | null;
  lines?: EventLine[];
  status?: string;
  properties: Record<string, Scalar>;
  /** How often events of this type about the subject were wholly taken back before this one. */
  round: number;
  /** What was taken back of `money.total` so far; a whole correction without money counts as `void`. */
  taken: string;
  /** What of `taken` was told of single lines, by their ids; and what of what is no line, such as shipping. The rest was told of the whole. */
  takenLines?: Record<string, string>;
  takenOther?: string;
  void: boolean;
  moved: Contribution[];
  /** Rewards whose amount was measured on this event. */
  measured: string[];
  /** Where it counts on leaderboards. */
  boards?: EventOnBoard[];
  /** Steps that it has set back, by referral, goal and number: told again it does so no more. */
  setBack?: string[];
  /** Which of the member's events it was for rules on an ordinal, by program and rule: told again it is the same one. */
  ordinals?: Record<string, number>;
  /** Where a friend can have several referrals in a program: those that it was decided for. Told again it is theirs. */
  referrals?: string[];
  /** On which day or week it counts in streaks, by program and streak: its number and the zone. */
  streaks?: Record<string, string>;
  /** What it has brought to challenges. */
  challenges?: ChallengeShare[];
}
/** What an event has brought to a time of a challenge: `by` now, `full` before anything was taken back. */
export interface ChallengeShare {
  program: string;
  challenge: string;
  time: string;
  form: string;
  /** The source, and the value that must differ. */
  key: string;
  by: string;
  full: string;
}
/** What an event has moved in a goal's step: `by` now, `full` before anything was taken back. */
export interface Contribution {
  referral: string;
  goal: string;
  step: number;
  by: string;
  full: string;
  /** How often the step had been set back before; never unless said. */
  run?: number;
  /** Where the goal keeps its events one by one: the record under which it keeps this one. */
  entry?: number;
}
export interface SubjectFacts {
  events: SubjectEvent[];
  /** Corrections that came before what they correct. */
  waiting: { record: number; type: string; amount: string | null; occurredAt: number; lines?: EventLine[] }[];
}
export interface SubjectRow {
  memberId: string;
  subject: string;
  recordNumber: number;
  facts: SubjectFacts;
}
