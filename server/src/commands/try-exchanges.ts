import type { App } from "../app.js";
import type { Outcome } from "../core/record.js";
import { emptyWorld } from "../core/world.js";
import { loadPrograms } from "../store/load-world.js";
import { inSnapshot, readHead } from "../store/snapshot.js";
import { compileProgram } from "./compiled-programs.js";
import { decideEachLoading } from "./decide-loading.js";
import { externalHash } from "./identities.js";
import type { Workspace } from "./workspace-directory.js";

/** What would come of exchanging for each of the entries now, as if it were the only one; by the entry's id. `program` is its id, the member is the business's own. Nothing is written. */
export function tryExchanges(
  app: App,
  workspace: Workspace,
  { member, program, entries }: { member: string; program: string; entries: readonly string[] },
): Promise<Map<string, Outcome>> {
  return inSnapshot(app.db, workspace.id, async (tx) => {
    const head = await readHead(tx, workspace.id);
    const world = emptyWorld({ id: workspace.id, mode: workspace.mode, codeKey: workspace.secrets.codes }, compileProgram);
    await loadPrograms(tx, world);
    const at = Math.max(head.at, head.clock ?? head.now);
    const hash = externalHash(workspace, member);
    const inputs = entries.map((entry) => ({ at, input: { kind: "exchange" as const, program, member: hash, entry } }));
    const decided = await decideEachLoading(tx, world, head.number, inputs);
    return new Map(entries.map((entry, nth) => [entry, decided[nth]?.decision.outcome as Outcome]));
  });
}
