import type { Foundation } from "../app.js";
import { canonicalEmail } from "../core/identity.js";
import { AppError, type RequestProblem } from "../errors.js";
import { inInstallation, type Tx } from "../store/db.js";
import { saveOwnership, saveUser } from "../store/owners.js";
import { listWorkspaces } from "../store/workspaces.js";
import { hashPassword } from "./password-hash.js";

export interface OwnerRequest {
  email: string;
  password: string;
}

export const passwordLengthMin = 12;
const passwordLengthMax = 200;

/** What is wrong with an owner's address or password; empty if nothing is. Length is all that is asked of a password. */
export function findOwnerProblems({ email, password }: OwnerRequest): RequestProblem[] {
  const problems: RequestProblem[] = [];
  if (canonicalEmail(email) === undefined) {
    problems.push({ path: "/email", problem: "is not an e-mail address", remedy: "write it like anna@example.com" });
  }
  const { length } = [...password];
  if (length < passwordLengthMin) {
    problems.push({ path: "/password", problem: `has fewer than ${passwordLengthMin} characters`, remedy: "take a longer one, such as four words" });
  } else if (length > passwordLengthMax) {
    problems.push({ path: "/password", problem: `has more than ${passwordLengthMax} characters`, remedy: "take a shorter one" });
  }
  return problems;
}

/** A person who may sign in and owns the workspaces named. Throws `invalid_request` by field, `conflict` for an address that is taken, `not_found` for a workspace. */
export async function createOwner(
  foundation: Foundation,
  request: OwnerRequest,
  workspaceIds: readonly string[],
): Promise<{ id: string; email: string }> {
  const errors = findOwnerProblems(request);
  if (errors.length > 0)
    throw new AppError("invalid_request", { detail: errors.map(({ path, problem }) => `${path.slice(1)} ${problem}`).join("; "), errors });
  const passwordHash = await hashPassword(request.password);
  return inInstallation(foundation.db, async (tx) => {
    const known = new Set((await listWorkspaces(tx)).map(({ id }) => id));
    const unknown = workspaceIds.find((id) => !known.has(id));
    if (unknown !== undefined) throw new AppError("not_found", { detail: `There is no workspace ${unknown}.` });
    return createOwnerIn(tx, foundation, request.email, passwordHash, workspaceIds);
  });
}

/** As `createOwner`, inside a transaction that is open already, with checked fields. */
export async function createOwnerIn(
  tx: Tx,
  foundation: Foundation,
  email: string,
  passwordHash: string,
  workspaceIds: readonly string[],
): Promise<{ id: string; email: string }> {
  const owner = { id: foundation.newId("usr"), email: canonicalEmail(email) ?? email };
  if (!(await saveUser(tx, { ...owner, passwordHash }))) {
    throw new AppError("conflict", { detail: `There is a user with the address ${owner.email} already.` });
  }
  for (const workspaceId of workspaceIds) await saveOwnership(tx, workspaceId, owner.id);
  return owner;
}
