import type { Statement, Tx } from "./db.js";

const IS_DUE: Statement = {
  name: "is_due",
  text: `select coalesce(h.clock, clock_timestamp()) as now from heads h
    where h.workspace_id = $1 and (
      exists (select from rewards r where r.workspace_id = $1 and r.due_at <= coalesce(h.clock, clock_timestamp()) and r.record_number > 0)
      or exists (select from referrals r where r.workspace_id = $1 and r.due_at <= coalesce(h.clock, clock_timestamp()) and r.record_number > 0)
      or exists (select from timers t where t.workspace_id = $1 and t.due_at <= coalesce(h.clock, clock_timestamp()) and t.record_number > 0)
      or exists (select from board_runs b where b.workspace_id = $1 and b.due_at <= coalesce(h.clock, clock_timestamp()))
      or exists (select from contest_runs c where c.workspace_id = $1 and c.due_at <= coalesce(h.clock, clock_timestamp()))
      or exists (select from draw_runs u where u.workspace_id = $1 and u.due_at <= coalesce(h.clock, clock_timestamp()))
      or exists (select from schedules s where s.workspace_id = $1 and s.due_at <= coalesce(h.clock, clock_timestamp())))`,
};

/** Whether something in the workspace is due by its own clock. */
export async function isSomethingDue(tx: Tx, workspaceId: string): Promise<boolean> {
  return (await tx.query(IS_DUE, [workspaceId])).length > 0;
}
