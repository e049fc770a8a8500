import { type Database, inWorkspace } from "../store/db.js";

export interface ClockView {
  /** The workspace's present time. */
  now: number;
  /** Number and time of the last record. */
  record: number;
  recordAt: number;
}

/** The time that the next record would have: a test workspace's own clock, else the database's. */
export function loadClock(db: Database, workspaceId: string): Promise<ClockView> {
  return inWorkspace(db, workspaceId, async (tx) => {
    const [row] = await tx.query<{ now: number; record: bigint; recordAt: number }>(
      {
        name: "clock.load",
        text: `select coalesce(clock, greatest(at, date_trunc('milliseconds', clock_timestamp()))) as now, number as record, at as "recordAt"
          from heads where workspace_id = $1`,
      },
      [workspaceId],
    );
    if (row === undefined) throw new Error(`Workspace ${workspaceId} has no head.`);
    return { ...row, record: Number(row.record) };
  });
}
