/** What a member shares: the code that came with the part in a program, one that was added, or one that a reward gave. */
export interface CodeRow {
  programId: string;
  code: string;
  display: string;
  memberId: string;
  status: "active" | "disabled";
  expiresAt: number | null;
  recordNumber: number;
  /** Where it is shown: what a referral by it is counted under, unless the visit tells more. */
  channel: string | null;
  placement: string | null;
  /** The reward that gave it; null for a code that came with the part in the program or was added. */
  rewardId: string | null;
  /** How many friends can still come by it as by what was given; afterwards it is a code like any other. Null exactly where no reward gave it. */
  usesLeft: number | null;
}
