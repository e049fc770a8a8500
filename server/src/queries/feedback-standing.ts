import type { Statement, Tx } from "../store/db.js";

/** How much somebody has written, and when the latest answer came. */
export interface FeedbackStanding {
  written: number;
  answeredAt: number | null;
}
const STANDING: Statement = {
  name: "feedback.standing",
  text: `select count(*)::int as written, max(answered_at) filter (where answer_sealed is not null) as "answeredAt"
    from feedback where workspace_id = $1 and member_id = any($2) and program_id = $3`,
};
/** Of the person with these ids, in the program. */
export async function selectFeedbackStanding(tx: Tx, workspaceId: string, ids: readonly string[], program: string): Promise<FeedbackStanding> {
  const [row] = await tx.query<FeedbackStanding>(STANDING, [workspaceId, ids, program]);
  return row ?? { written: 0, answeredAt: null };
}
