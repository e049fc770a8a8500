/** A member takes part in a program. */
export interface EnrolmentRow {
  programId: string;
  memberId: string;
  /** The one that the member shows first; others lead to the same. */
  code: string;
  joinedAt: number;
  recordNumber: number;
  /** How many codes were added to the first one; null is none. */
  addedCodes: number | null;
  /** The joining number of who has waited on the waiting list; null for who never had to. */
  waitingNumber: number | null;
  /** When they were admitted from it. */
  admittedAt: number | null;
}
