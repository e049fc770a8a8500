import type { Measured } from "./measured.js";
import type { EventInput } from "./record.js";
import type { RewardDetails } from "./rows.js";

/** Referrals under way go over to a version that was published after they began. */
export interface MigrateInput {
  kind: "program.migrate";
  program: string;
  version: number;
  referrals: string[];
}
/** What a re-evaluation of past events has found that the rules of a version would have given, and have not. */
export interface ReevaluateInput {
  kind: "program.reevaluate";
  program: string;
  /** The version whose rules they are. */
  version: number;
  /** Members are not to be told. */
  quiet?: boolean;
  firings: ReevaluatedFiring[];
}
/** A rule at one past occurrence. Members are named by our own ids, which follow from the log. */
export interface ReevaluatedFiring {
  rule: string;
  /** Its name when it happened; a firing of a count is numbered anew. */
  occurrence: string;
  member: string;
  occurredAt: number;
  referral: string | null;
  /** The event that was the cause, as it was told. */
  cause: ReevaluatedCause | null;
  grants: ReevaluatedGrant[];
}
export interface ReevaluatedCause {
  member: string;
  input: EventInput;
  record: number;
  at: number;
  occurredAt: number;
}
/** What the grant would still be worth: less what was taken back meanwhile, and what still holds it. */
export interface ReevaluatedGrant {
  grant: string;
  amount: string;
  measured?: Omit<Measured, "taken" | "left">;
  hold?: { until?: number; approval?: boolean; event?: boolean };
  /** What chance chose then. */
  draw?: RewardDetails["draw"];
}
