/** Sessions of members: how they begin, by a link or by a token of the business, and how they end. */

import type { App } from "../app.js";
import { AppError, unknownMember } from "../errors.js";
import { inInstallation, inWorkspace, type Tx } from "../store/db.js";
import {
  endSession,
  endSessionsOf,
  findNamedMember,
  isSignInLinkUsed,
  type SignedIn,
  saveSession,
  sweepSessions,
  useSignInLink,
} from "../store/member-sessions.js";
import { loadPeople } from "../store/personal.js";
import { removeSubscriptionsOf } from "../store/push-subscriptions.js";
import { listWorkspaces } from "../store/workspaces.js";
import { externalHash } from "./identities.js";
import { hashToken } from "./key-token.js";
import { SIGN_IN_LINK_HOURS } from "./make-sign-in-link.js";
import { SESSION_MS } from "./session-directory.js";
import { makeSessionToken, workspaceOfSession } from "./session-token.js";
import type { Workspace } from "./workspace-directory.js";

export const SESSIONS_MAX = 20;
const linksKeptMs = 30 * 24 * 60 * 60 * 1000;

export interface BegunSession {
  /** In this answer and nowhere else. */
  session: string;
  /** The business's own id of the member. */
  member: string;
  expiresAt: number;
}

/** A session by the secret of a link, which is used up: of two calls with one secret exactly one does this. Throws `sign_in_link_used` or `sign_in_link_expired`. */
export function beginSessionByLink(app: App, workspace: Workspace, secret: string): Promise<BegunSession> {
  return inWorkspace(app.db, workspace.id, async (tx) => {
    const secretHash = hashToken(secret);
    const signedIn = await useSignInLink(tx, workspace.id, secretHash, app.now());
    if (signedIn === undefined) throw await refusalOf(tx, workspace.id, secretHash);
    if (signedIn.keyId !== null && (await app.keys.isRevoked(signedIn.keyId))) throw expired();
    const people = await loadPeople(tx, workspace.id, workspace.secrets.persons, [signedIn.memberId]);
    const member = people.get(signedIn.memberId)?.externalId;
    if (typeof member !== "string") throw expired();
    return begin(app, tx, workspace, signedIn, member);
  });
}
async function refusalOf(tx: Tx, workspaceId: string, secretHash: Buffer): Promise<AppError> {
  if (!(await isSignInLinkUsed(tx, workspaceId, secretHash))) return expired();
  return new AppError("sign_in_link_used", { detail: "This link has signed somebody in already, and works once; ask for a new one." });
}
function expired(): AppError {
  return new AppError("sign_in_link_expired", { detail: `This link is not known, or is older than ${SIGN_IN_LINK_HOURS} hours; ask for a new one.` });
}

/** A session for the member (the business's own id) for whom a token of the business has vouched. Throws `member_unknown`. */
export function beginSessionByToken(app: App, workspace: Workspace, member: string, keyId: string): Promise<BegunSession> {
  return inWorkspace(app.db, workspace.id, async (tx) => {
    const memberId = await findNamedMember(tx, workspace.id, externalHash(workspace, member));
    if (memberId === undefined)
      throw new AppError("member_unknown", { detail: "No member has the id of the token; make the member first: PUT /v1/members/{externalId}." });
    return begin(app, tx, workspace, { memberId, keyId }, member);
  });
}

async function begin(app: App, tx: Tx, workspace: Workspace, signedIn: SignedIn, member: string): Promise<BegunSession> {
  const session = makeSessionToken(workspace.id);
  const now = app.now();
  const expiresAt = now + SESSION_MS;
  await saveSession(tx, workspace.id, hashToken(session), signedIn, { now, expiresAt, max: SESSIONS_MAX });
  return { session, member, expiresAt };
}

/** Ends the session: refused at once by this process and within 10 seconds by every other. Nothing happens if there is none. */
export async function endMemberSession(app: App, token: string): Promise<void> {
  const workspaceId = workspaceOfSession(token);
  if (workspaceId === undefined) return;
  const tokenHash = hashToken(token);
  await inWorkspace(app.db, workspaceId, (tx) => endSession(tx, workspaceId, tokenHash));
  app.sessions.forget(tokenHash);
}

/** Ends all sessions of the member (the business's own id) and their open links, by whichever id they signed in, and tells them on no device any more; gives how many sessions. Throws `member_unknown`. */
export async function endAllSessions(app: App, workspace: Workspace, member: string): Promise<number> {
  const ended = await inWorkspace(app.db, workspace.id, async (tx) => {
    const memberId = await findNamedMember(tx, workspace.id, externalHash(workspace, member));
    if (memberId === undefined) throw unknownMember();
    await removeSubscriptionsOf(tx, workspace.id, memberId);
    return endSessionsOf(tx, workspace.id, memberId);
  });
  for (const tokenHash of ended) app.sessions.forget(tokenHash);
  return ended.length;
}

/** In every workspace, what is over is gone. */
export async function sweepSessionsEverywhere(app: App): Promise<void> {
  for (const { id } of await inInstallation(app.db, listWorkspaces))
    await inWorkspace(app.db, id, (tx) => sweepSessions(tx, id, app.now(), linksKeptMs));
}
