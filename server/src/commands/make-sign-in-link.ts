import type { App } from "../app.js";
import { AppError } from "../errors.js";
import { inWorkspace } from "../store/db.js";
import { findNamedMember, saveSignInLink } from "../store/member-sessions.js";
import { externalHash } from "./identities.js";
import { hashToken } from "./key-token.js";
import { makeSecret } from "./session-token.js";
import type { Workspace } from "./workspace-directory.js";

export const SIGN_IN_LINK_HOURS = 24;
export const SIGN_IN_LINKS_MAX = 20;

export interface SignInLink {
  /** In this answer and nowhere else. */
  secret: string;
  expiresAt: number;
}

/** A secret that signs this member (the business's own id) in once, within a day; earlier ones go on working, the oldest beyond 20 excepted. Throws `member_unknown`. */
export function makeSignInLink(app: App, workspace: Workspace, member: string, keyId: string | null): Promise<SignInLink> {
  const now = app.now();
  const expiresAt = now + SIGN_IN_LINK_HOURS * 60 * 60 * 1000;
  return inWorkspace(app.db, workspace.id, async (tx) => {
    const memberId = await findNamedMember(tx, workspace.id, externalHash(workspace, member));
    if (memberId === undefined)
      throw new AppError("member_unknown", { detail: "No member has this id; make the member first: PUT /v1/members/{externalId}." });
    const secret = makeSecret();
    await saveSignInLink(tx, workspace.id, hashToken(secret), { memberId, keyId }, { now, expiresAt, openMax: SIGN_IN_LINKS_MAX });
    return { secret, expiresAt };
  });
}
