import type { Foundation } from "../app.js";
import { BoundedMap } from "../bounded-map.js";
import { type Database, inWorkspace } from "../store/db.js";
import { loadSession, renewSession } from "../store/member-sessions.js";
import { loadPeople } from "../store/personal.js";
import type { KeyDirectory } from "./key-directory.js";
import { hashToken } from "./key-token.js";
import { workspaceOfSession } from "./session-token.js";
import type { Workspace, WorkspaceDirectory } from "./workspace-directory.js";

export interface KnownSession {
  workspace: Workspace;
  /** The business's own id of the member, by which they signed in. */
  member: string;
}

export interface SessionDirectory {
  /**
   * Whose session this text is; using it puts off its end. Undefined for one that is unknown, over or signed out (by another process at most 10 s ago),
   * of an erased person, or vouched for by a key that was revoked.
   */
  find(token: string): Promise<KnownSession | undefined>;
  /** The session is read again at its next use: after it was ended by this process. */
  forget(tokenHash: Buffer): void;
}

export const SESSION_DAYS = 30;
const dayMs = 24 * 60 * 60 * 1000;
export const SESSION_MS = SESSION_DAYS * dayMs;
/** Its end is written anew once a day at most, however often it is used. */
const renewedEveryMs = dayMs;
const ttlMs = 10_000;
const capacity = 10_000;

interface Loaded extends KnownSession {
  keyId: string | null;
  expiresAt: number;
}

/** Sessions, kept in the process for ten seconds each: one that is in use costs a query every ten seconds and not one a request. */
export function makeSessionDirectory({ db, now }: Foundation, workspaces: WorkspaceDirectory, keys: KeyDirectory): SessionDirectory {
  const known = new BoundedMap<string, { until: number; session: Promise<Loaded | undefined> }>(capacity);

  function remembered(name: string, load: () => Promise<Loaded | undefined>): Promise<Loaded | undefined> {
    const at = now();
    const entry = known.get(name);
    if (entry !== undefined && at < entry.until) return entry.session;
    const session = load();
    known.set(name, { until: at + ttlMs, session });
    session.catch(() => known.delete(name));
    return session;
  }

  return {
    async find(token) {
      const workspaceId = workspaceOfSession(token);
      const workspace = workspaceId && (await workspaces.load(workspaceId));
      if (!workspace) return undefined;
      const tokenHash = hashToken(token);
      const session = await remembered(tokenHash.toString("latin1"), () => load(db, workspace, tokenHash, now()));
      if (session === undefined || session.expiresAt <= now()) return undefined;
      return session.keyId !== null && (await keys.isRevoked(session.keyId)) ? undefined : session;
    },
    forget(tokenHash) {
      known.delete(tokenHash.toString("latin1"));
    },
  };
}

function load(db: Database, workspace: Workspace, tokenHash: Buffer, at: number): Promise<Loaded | undefined> {
  return inWorkspace(db, workspace.id, async (tx) => {
    const row = await loadSession(tx, workspace.id, tokenHash);
    if (row === undefined || row.expiresAt <= at) return undefined;
    const people = await loadPeople(tx, workspace.id, workspace.secrets.persons, [row.memberId]);
    const member = people.get(row.memberId)?.externalId;
    if (typeof member !== "string") return undefined;
    const expiresAt = at + SESSION_MS;
    if (expiresAt - row.expiresAt < renewedEveryMs) return { workspace, member, keyId: row.keyId, expiresAt: row.expiresAt };
    await renewSession(tx, workspace.id, tokenHash, expiresAt);
    return { workspace, member, keyId: row.keyId, expiresAt };
  });
}
