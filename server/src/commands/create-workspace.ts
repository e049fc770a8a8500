import { randomBytes } from "node:crypto";
import type { Foundation } from "../app.js";
import { inInstallation, type Tx } from "../store/db.js";
import { wrap } from "../store/secrets.js";
import { saveWorkspace, type WorkspaceMode } from "../store/workspaces.js";
import { openWorkspace, type Workspace, wrappingKey } from "./workspace-directory.js";

export interface WorkspaceRequest {
  name: string;
  mode: WorkspaceMode;
  locale: string;
  /** Of a test workspace: the moment at which its clock begins; now unless said. */
  clock?: number;
}

/** Makes a workspace with a secret of its own and an empty log. */
export function createWorkspace(foundation: Foundation, request: WorkspaceRequest): Promise<Workspace> {
  return inInstallation(foundation.db, (tx) => createWorkspaceIn(tx, foundation, request));
}

/** As `createWorkspace`, inside a transaction that is open already and from then on sees the new workspace. */
export async function createWorkspaceIn(tx: Tx, foundation: Foundation, request: WorkspaceRequest): Promise<Workspace> {
  const id = foundation.newId("ws");
  const row = {
    id,
    name: request.name,
    mode: request.mode,
    locale: request.locale,
    secret_wrapped: wrap(wrappingKey(foundation.masterKey), randomBytes(32), id),
  };
  await saveWorkspace(tx, row, request.mode === "test" ? (request.clock ?? foundation.now()) : null);
  return openWorkspace(foundation.masterKey, { ...row, created_at: foundation.now() });
}
