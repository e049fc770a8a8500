import type { webcrypto } from "node:crypto";
import type { Foundation } from "../app.js";
import { BoundedMap } from "../bounded-map.js";
import { type Database, inInstallation, type Tx } from "../store/db.js";
import { type KeyRow, loadKeyByHash, loadKeyById, saveKeyUses } from "../store/keys.js";
import { unwrap } from "../store/secrets.js";
import { hashToken, isToken } from "./key-token.js";
import type { Workspace, WorkspaceDirectory } from "./workspace-directory.js";

export interface KnownKey {
  row: KeyRow;
  workspace: Workspace;
  /** Of a signing key: verifies tokens, and can do nothing else. Imported once, because importing costs more than verifying. */
  verifier: webcrypto.CryptoKey | undefined;
}

export interface KeyDirectory {
  /** The usable key that this text is: known, neither revoked nor expired. A revocation by any process is effective within a second. */
  findByToken(token: string): Promise<KnownKey | undefined>;
  /** The usable signing key with this id. */
  findSigningKey(id: string): Promise<KnownKey | undefined>;
  /** True for a key that was revoked, of any kind; also one that has expired may have vouched for what goes on. */
  isRevoked(id: string): Promise<boolean>;
  /** Notes that the key was used now; written in bulk by `flush`. */
  touch(keyId: string): void;
  /** What is remembered is read again at its next use: after a change by this process. */
  forgetAll(): void;
  flush(): Promise<void>;
}

const ttlMs = 500;
const capacity = 10_000;

/** Keys, kept in the process for half a second each: a key that is in use costs a query every half second and not one a request. */
export function makeKeyDirectory(foundation: Foundation, workspaces: WorkspaceDirectory): KeyDirectory {
  const { db, now } = foundation;
  const known = new BoundedMap<string, { until: number; key: Promise<KnownKey | undefined> }>(capacity);
  let uses = new Map<string, number>();

  function find(name: string, load: () => Promise<KnownKey | undefined>): Promise<KnownKey | undefined> {
    const at = now();
    const entry = known.get(name);
    if (entry !== undefined && at < entry.until) return entry.key;
    const key = load();
    known.set(name, { until: at + ttlMs, key });
    key.catch(() => known.delete(name));
    return key;
  }

  async function usable(found: Promise<KnownKey | undefined>): Promise<KnownKey | undefined> {
    const key = await found;
    return key !== undefined && key.row.revoked_at === null && (key.row.expires_at === null || now() < key.row.expires_at) ? key : undefined;
  }

  const findById = (id: string) => find(id, () => openKey(db, workspaces, (tx) => loadKeyById(tx, id)));
  return {
    findByToken(token) {
      const keyHash = hashToken(token);
      const name = keyHash.toString("latin1");
      // Of one that is known nobody has to ask whether it has the form of a key.
      if (!known.has(name) && !isToken(token)) return Promise.resolve(undefined);
      return usable(find(name, () => openKey(db, workspaces, (tx) => loadKeyByHash(tx, keyHash))));
    },
    async findSigningKey(id) {
      if (!/^key_[0-9a-z]{20}$/.test(id)) return undefined;
      const key = await usable(findById(id));
      return key?.row.kind === "signing" ? key : undefined;
    },
    async isRevoked(id) {
      return (await findById(id))?.row.revoked_at !== null;
    },
    touch(keyId) {
      uses.set(keyId, now());
    },
    forgetAll() {
      known.clear();
    },
    async flush() {
      if (uses.size === 0) return;
      const written = uses;
      uses = new Map();
      await inInstallation(db, (tx) => saveKeyUses(tx, written));
    },
  };
}

async function openKey(db: Database, workspaces: WorkspaceDirectory, load: (tx: Tx) => Promise<KeyRow | undefined>): Promise<KnownKey | undefined> {
  const row = await inInstallation(db, load);
  if (row === undefined) return undefined;
  const workspace = await workspaces.load(row.workspace_id);
  if (workspace === undefined) throw new Error(`Key ${row.id} belongs to a workspace that is not there.`);
  return { row, workspace, verifier: await importVerifier(row, workspace) };
}

async function importVerifier(row: KeyRow, workspace: Workspace): Promise<webcrypto.CryptoKey | undefined> {
  if (row.kind !== "signing" || row.secret_wrapped === null) return undefined;
  const secret = unwrap(workspace.secrets.signing, row.secret_wrapped, row.id);
  return crypto.subtle.importKey("raw", new Uint8Array(secret), { name: "HMAC", hash: "SHA-256" }, false, ["verify"]);
}
