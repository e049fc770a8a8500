import { createSecretKey, type KeyObject } from "node:crypto";
import type { Foundation } from "../app.js";
import { deriveKey } from "../core/hash.js";
import { inInstallation } from "../store/db.js";
import { unwrap } from "../store/secrets.js";
import { loadWorkspace, type WorkspaceMode, type WorkspaceRow } from "../store/workspaces.js";

/** Keys of 32 bytes for one purpose each, derived from the workspace's secret. */
export interface WorkspaceSecrets {
  /** Keys and bodies of records. */
  records: KeyObject;
  /** Personal codes and coupon codes. */
  codes: KeyObject;
  /** External ids, e-mail addresses, phones: whatever is compared without being kept. */
  identities: KeyObject;
  visits: KeyObject;
  /** Wraps the keys of persons. */
  persons: KeyObject;
  /** API keys made with an Idempotency-Key. */
  keys: KeyObject;
  /** Wraps signing secrets. */
  signing: KeyObject;
  /** Signs awards of badges. */
  awards: KeyObject;
}

export interface Workspace {
  id: string;
  name: string;
  mode: WorkspaceMode;
  locale: string;
  secrets: WorkspaceSecrets;
}

export interface WorkspaceDirectory {
  /** The workspace, or undefined. Its name and locale may be half a minute old; its secrets never change. */
  load(workspaceId: string): Promise<Workspace | undefined>;
  /** The next look-up reads again: after a change by this process. */
  forget(workspaceId: string): void;
}

const ttlMs = 30_000;
const unknownTtlMs = 1000;

/** Wraps a workspace's secret under the secret key of the installation. */
export function wrappingKey(masterKey: Buffer): Buffer {
  return deriveKey(masterKey, "workspace secrets");
}

/** A workspace as commands use it. Throws when its secret was wrapped under another secret key. */
export function openWorkspace(masterKey: Buffer, row: WorkspaceRow): Workspace {
  const secret = unwrap(wrappingKey(masterKey), row.secret_wrapped, row.id);
  const derive = (purpose: string): KeyObject => createSecretKey(deriveKey(secret, purpose));
  return {
    id: row.id,
    name: row.name,
    mode: row.mode,
    locale: row.locale,
    secrets: {
      records: derive("records"),
      codes: derive("codes"),
      identities: derive("identities"),
      visits: derive("visits"),
      persons: derive("persons"),
      keys: derive("api keys"),
      signing: derive("signing secrets"),
      awards: derive("awards"),
    },
  };
}

/** Workspaces by id, kept in the process: opening one costs eight derivations and a query. */
export function makeWorkspaceDirectory({ db, masterKey, now }: Foundation): WorkspaceDirectory {
  const known = new Map<string, { until: number; workspace: Promise<Workspace | undefined> }>();
  return {
    load(workspaceId) {
      const at = now();
      const held = known.get(workspaceId);
      if (held !== undefined && at < held.until) return held.workspace;
      const workspace = inInstallation(db, (tx) => loadWorkspace(tx, workspaceId)).then((row) => row && openWorkspace(masterKey, row));
      const entry = { until: at + ttlMs, workspace };
      known.set(workspaceId, entry);
      workspace.then(
        (found) => {
          if (found === undefined) entry.until = at + unknownTtlMs;
        },
        () => known.delete(workspaceId),
      );
      return workspace;
    },
    forget(workspaceId) {
      known.delete(workspaceId);
    },
  };
}
