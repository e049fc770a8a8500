/** Shadows of the derived tables: temporary tables of the same shape that hide the real ones from a transaction, so that a log can be replayed beside them. */
import { TABLES } from "../core/columns.js";
import type { Table } from "../core/rows.js";
import type { Tx } from "./db.js";
import { DERIVED } from "./tables.js";

/** From here to its end the transaction reads and writes empty shadows. The connection must not have prepared statements on the real tables. */
export async function castShadows(tx: Tx): Promise<void> {
  await tx.query({ name: "shadow_time_out", text: "set local statement_timeout = 0" });
  for (const table of TABLES) {
    const { sqlName } = DERIVED[table];
    await tx.query({ name: `shadow_${sqlName}`, text: `create temporary table ${sqlName} (like bandwagon.${sqlName} including all) on commit drop` });
  }
}

export interface Difference {
  table: string;
  /** Rows that only the real table has, and rows that only the replay gives; at most 5 of each are shown. */
  onlyStored: number;
  onlyReplayed: number;
  examples: string[];
}

/** Compares each shadow with the workspace's real rows, byte for byte. */
export async function compareShadows(tx: Tx, workspaceId: string): Promise<Difference[]> {
  const differences: Difference[] = [];
  for (const table of TABLES) {
    const difference = await compare(tx, workspaceId, table);
    if (difference.onlyStored > 0 || difference.onlyReplayed > 0) differences.push(difference);
  }
  return differences;
}

async function compare(tx: Tx, workspaceId: string, table: Table): Promise<Difference> {
  const { sqlName, columns } = DERIVED[table];
  // Column by column as text: json has no equality, and its text is what was written.
  const row = `row(${columns.map(({ name }) => `t.${name}::text`).join(", ")})::text`;
  const stored = `select ${row} as line from bandwagon.${sqlName} t where t.workspace_id = $1`;
  const replayed = `select ${row} as line from pg_temp.${sqlName} t where t.workspace_id = $1`;
  const only = (name: string, first: string, second: string) =>
    tx.query<{ line: string; total: bigint }>(
      {
        name: `shadow_${name}_${sqlName}`,
        text: `with o as (${first} except all ${second}) select line, (select count(*) from o) as total from o limit 5`,
      },
      [workspaceId],
    );
  const onlyStored = await only("stored", stored, replayed);
  const onlyReplayed = await only("replayed", replayed, stored);
  return {
    table: sqlName,
    onlyStored: Number(onlyStored[0]?.total ?? 0),
    onlyReplayed: Number(onlyReplayed[0]?.total ?? 0),
    examples: [...onlyStored.map(({ line }) => `stored ${line}`), ...onlyReplayed.map(({ line }) => `replayed ${line}`)],
  };
}
