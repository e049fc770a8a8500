/** Visits to which rules listen become records of the log, behind everything else that waits for it. */
import type { App } from "../app.js";
import { inInstallation, inWorkspace } from "../store/db.js";
import { deleteUntoldVisits, loadUntoldVisits } from "../store/untold-visits.js";
import { listWorkspaces } from "../store/workspaces.js";
import { submit } from "./log-writer.js";

const AT_ONCE = 100;

/** Resolves when the log has every visit that was noted before; gives how many it was told. Telling twice is telling once: the key is the visitor's. */
export async function tellVisits(app: App, workspaceId: string): Promise<number> {
  for (let told = 0; ; ) {
    const untold = await inWorkspace(app.db, workspaceId, (tx) => loadUntoldVisits(tx, workspaceId, AT_ONCE));
    if (untold.length === 0) return told;
    await Promise.all(untold.map(({ key, input }) => submit(app, workspaceId, { lane: "background", input, key, body: key })));
    const keys = untold.map(({ key }) => key);
    await inWorkspace(app.db, workspaceId, (tx) => deleteUntoldVisits(tx, workspaceId, keys));
    told += untold.length;
  }
}

/** Tells those that this process has noted since. */
export async function tellNotedVisits(app: App): Promise<void> {
  for (const workspaceId of app.visits.takeNoted()) await tellVisits(app, workspaceId);
}
/** Tells those of every workspace: a process that noted some may be gone. */
export async function tellVisitsEverywhere(app: App): Promise<void> {
  const workspaces = await inInstallation(app.db, listWorkspaces);
  for (const { id } of workspaces) await tellVisits(app, id);
}
