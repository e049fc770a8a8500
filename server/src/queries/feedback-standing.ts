import type { Statement, Tx } from "../store/db.js";

const STANDING: Statement = {
  name: "feedback.standing",
  text: `select count(*)::int as written, max(answered_at) filter (where answer_sealed is not null) as "answeredAt"
    from feedback where workspace_id = $1 and member_id = any($2) and program_id = $3`,
};
/** How much the person with these ids has written in the program, and when the latest answer came. */
export async function selectFeedbackStanding(
  tx: Tx,
  workspaceId: string,
  ids: readonly string[],
  program: string,
): Promise<{ written: number; answeredAt: number | null }> {
  const [row] = await tx.query<{ written: number; answeredAt: number | null }>(STANDING, [workspaceId, ids, program]);
  return row ?? { written: 0, answeredAt: null };
}
