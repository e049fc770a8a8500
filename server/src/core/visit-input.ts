/** A visit to which rules of a program listen: it is told to the log once for each visitor and period. */
export const VISIT_PERIODS = ["day", "week", "month", "lifetime"] as const;
export type VisitPeriod = (typeof VISIT_PERIODS)[number];

export interface VisitInput {
  kind: "visit";
  program: string;
  /** Canonical referral code. */
  code: string;
  visit: string;
  /** Who came, as a keyed hash that holds for this code's member and this period alone. */
  visitor: string;
  oncePer: VisitPeriod;
  at: number;
  channel?: string;
  placement?: string;
}
