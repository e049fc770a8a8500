import type { Tx } from "./db.js";

export type WorkspaceMode = "live" | "test";

export interface WorkspaceRow {
  id: string;
  name: string;
  mode: WorkspaceMode;
  locale: string;
  secret_wrapped: Buffer;
  created_at: number;
}

/**
 * Writes the workspace and the head of its log, at number 0. `clock` is the moment a test workspace begins at; null in a live one.
 * From here on the transaction sees this workspace: nobody could have named it before it was there.
 */
export async function saveWorkspace(tx: Tx, row: Omit<WorkspaceRow, "created_at">, clock: number | null): Promise<void> {
  const entered = tx.query({ name: "workspaces.enter", text: "select set_config('bandwagon.workspace', $1, true)" }, [row.id]);
  const workspace = tx.query(
    {
      name: "workspaces.save",
      text: "insert into workspaces (id, name, mode, locale, secret_wrapped, created_at) values ($1, $2, $3, $4, $5, now())",
    },
    [row.id, row.name, row.mode, row.locale, row.secret_wrapped],
  );
  const head = tx.query(
    {
      name: "heads.save",
      text: `insert into heads (workspace_id, number, at, clock)
        values ($1, 0, coalesce($2::timestamptz, date_trunc('milliseconds', clock_timestamp())), $2::timestamptz)`,
    },
    [row.id, clock === null ? null : new Date(clock).toISOString()],
  );
  await Promise.all([entered, workspace, head]);
}

/** The workspace, or undefined. */
export async function loadWorkspace(tx: Tx, id: string): Promise<WorkspaceRow | undefined> {
  const rows = await tx.query<WorkspaceRow>(
    { name: "workspaces.load", text: "select id, name, mode, locale, secret_wrapped, created_at from workspaces where id = $1" },
    [id],
  );
  return rows[0];
}

/** All workspaces, oldest first: the command line's list, of which an installation has few. */
export function listWorkspaces(tx: Tx): Promise<WorkspaceRow[]> {
  return tx.query<WorkspaceRow>({
    name: "workspaces.list",
    text: "select id, name, mode, locale, secret_wrapped, created_at from workspaces order by created_at, id",
  });
}
