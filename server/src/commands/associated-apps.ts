/** Which businesses' apps may open links of this installation. */
import type { App } from "../app.js";
import type { ProgramDocument } from "../core/document/schema.js";
import { inInstallation } from "../store/db.js";
import { listWorkspaces } from "../store/workspaces.js";

export interface AssociatedApps {
  /** Of the program whose links they open. */
  handle: string;
  apps: NonNullable<ProgramDocument["apps"]>;
}

/** Apple reads at most 128 kB; a program takes some 100 bytes of it. */
export const ASSOCIATED_PROGRAMS_MAX = 500;
/** Phones ask when an app is installed, and then rarely. */
const KEPT_MS = 60_000;
const known = new WeakMap<App, { until: number; found: Promise<AssociatedApps[]> }>();

/** Of the programs of all workspaces that name apps and have not ended, by handle; the first 500. A minute old at most. */
export function associatedApps(app: App): Promise<AssociatedApps[]> {
  const kept = known.get(app);
  if (kept !== undefined && app.now() < kept.until) return kept.found;
  const found = collectApps(app);
  known.set(app, { until: app.now() + KEPT_MS, found });
  found.catch(() => known.delete(app));
  return found;
}

async function collectApps(app: App): Promise<AssociatedApps[]> {
  const all: AssociatedApps[] = [];
  for (const { id } of await inInstallation(app.db, listWorkspaces)) {
    for (const { status, document } of (await app.programs.of(id)).list)
      if (status !== "ended" && document.apps !== undefined) all.push({ handle: document.handle, apps: document.apps });
  }
  return all.sort((a, b) => (a.handle < b.handle ? -1 : 1)).slice(0, ASSOCIATED_PROGRAMS_MAX);
}
