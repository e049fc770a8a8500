import type { Foundation } from "../app.js";
import { AppError, type RequestProblem } from "../errors.js";
import { inInstallation } from "../store/db.js";
import { hasOwner, loadSetupLink, useSetupLink } from "../store/owners.js";
import { createKeyIn } from "./create-key.js";
import { createOwnerIn, findOwnerProblems, type OwnerRequest } from "./create-owner.js";
import { createWorkspaceIn } from "./create-workspace.js";
import { hashToken } from "./key-token.js";
import { hashPassword } from "./password-hash.js";
import type { Workspace } from "./workspace-directory.js";

export interface SetupRequest extends OwnerRequest {
  business: string;
  locale: string;
}

export interface SetUpWorkspace {
  workspace: Workspace;
  secretKey: string;
  publishableKey: string;
}

export interface Setup {
  email: string;
  test: SetUpWorkspace;
  live: SetUpWorkspace;
}

export type SetupLinkState = "usable" | "used" | "unknown";

const businessLengthMax = 100;

/** Whether the link still makes an owner. An expired or replaced link is `unknown`, like one that never was. */
export function findSetupLinkState(foundation: Foundation, token: string): Promise<SetupLinkState> {
  return inInstallation(foundation.db, async (tx) => {
    const link = await loadSetupLink(tx, hashToken(token));
    if (link === undefined) return "unknown";
    if (link.used_at !== null) return "used";
    return link.expires_at > foundation.now() && !(await hasOwner(tx)) ? "usable" : "unknown";
  });
}

/** What is wrong with the fields of the first owner's page; empty if nothing is. */
export function findSetupProblems(request: SetupRequest): RequestProblem[] {
  const problems = findOwnerProblems(request);
  const { length } = request.business.trim();
  if (length === 0 || length > businessLengthMax) {
    problems.push({ path: "/business", problem: `has ${length} characters`, remedy: `write 1 to ${businessLengthMax} characters` });
  }
  return problems;
}

/**
 * The first owner, a live and a test workspace with a secret and a publishable key each, and the end of the link, all or nothing.
 * Of two calls with one link exactly one does this; the other throws `gone`. Keys are in the answer and nowhere else. Fields must have been checked.
 */
export async function completeSetup(foundation: Foundation, token: string, request: SetupRequest): Promise<Setup> {
  const passwordHash = await hashPassword(request.password);
  return inInstallation(foundation.db, async (tx) => {
    if (!(await useSetupLink(tx, hashToken(token))) || (await hasOwner(tx))) {
      throw new AppError("gone", { detail: "This link was used, or is older than a day." });
    }
    const setUp = async (mode: "live" | "test"): Promise<SetUpWorkspace> => {
      const workspace = await createWorkspaceIn(tx, foundation, { name: request.business.trim(), mode, locale: request.locale });
      const secret = await createKeyIn(tx, foundation, workspace, { kind: "secret", label: "First key", scopes: ["*"], expiresAt: null });
      const publishable = await createKeyIn(tx, foundation, workspace, { kind: "publishable", label: "First key", scopes: [], expiresAt: null });
      return { workspace, secretKey: secret.token, publishableKey: publishable.token };
    };
    const test = await setUp("test");
    const live = await setUp("live");
    const { email } = await createOwnerIn(tx, foundation, request.email, passwordHash, [live.workspace.id, test.workspace.id]);
    return { email, test, live };
  });
}
