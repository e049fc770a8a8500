import type { Statement, Tx } from "../store/db.js";

const COUNTERS: Statement = {
  name: "counters.lifetime",
  text: "select counter, used from counters where workspace_id = $1 and program_id = $2 and period = 'lifetime' and counter = any($3)",
};

/** How much of each counter of the program's whole lifetime is used; 0 for one that nothing was counted in. */
export async function lifetimeCounters(tx: Tx, workspaceId: string, program: string, names: readonly string[]): Promise<(name: string) => number> {
  const rows = await tx.query<{ counter: string; used: bigint }>(COUNTERS, [workspaceId, program, names]);
  const used = new Map(rows.map((row) => [row.counter, Number(row.used)]));
  return (name) => used.get(name) ?? 0;
}
