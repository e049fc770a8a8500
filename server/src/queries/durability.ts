/** What the database promises of acknowledged records (L9): every one survives a crash; a failover too where a standby confirms each commit. */
import type { Statement, Tx } from "../store/db.js";

const DURABILITY: Statement = {
  name: "durability",
  text: `select current_setting('server_version') as version,
    (select count(*) from pg_stat_replication where sync_state in ('sync', 'quorum'))::int as standbys`,
};

export async function durabilityOf(tx: Tx): Promise<{ version: string; synchronousStandbys: number }> {
  const [row] = await tx.query<{ version: string; standbys: number }>(DURABILITY);
  return { version: row?.version ?? "unknown", synchronousStandbys: row?.standbys ?? 0 };
}
