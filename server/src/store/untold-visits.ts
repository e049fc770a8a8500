/** Visits that have not been told to the log yet. */
import type { VisitInput } from "../core/visit-input.js";
import type { Tx } from "./db.js";

export interface UntoldVisit {
  /** The record's key: the same visitor, member and period are one record for ever. */
  key: string;
  input: VisitInput;
}

/** Notes the visits; of those that wait already the first stands. */
export function saveUntoldVisits(tx: Tx, workspaceId: string, visits: readonly UntoldVisit[]): Promise<unknown> {
  return tx.query(
    {
      name: "untold_visits.save",
      text: `insert into untold_visits (workspace_id, key, input, at)
        select $1, key, input, to_timestamp(at / 1000.0) from unnest($2::text[], $3::jsonb[], $4::float8[]) as new (key, input, at)
        on conflict do nothing`,
    },
    [workspaceId, visits.map(({ key }) => key), visits.map(({ input }) => JSON.stringify(input)), visits.map(({ input }) => input.at)],
  );
}

/** The earliest of them. */
export function loadUntoldVisits(tx: Tx, workspaceId: string, max: number): Promise<UntoldVisit[]> {
  return tx.query<{ key: string; input: VisitInput } & UntoldVisit>(
    { name: "untold_visits.load", text: "select key, input from untold_visits where workspace_id = $1 order by at, key limit $2" },
    [workspaceId, max],
  );
}

/** The log has them. */
export async function deleteUntoldVisits(tx: Tx, workspaceId: string, keys: readonly string[]): Promise<void> {
  await tx.query({ name: "untold_visits.delete", text: "delete from untold_visits where workspace_id = $1 and key = any($2)" }, [workspaceId, keys]);
}
