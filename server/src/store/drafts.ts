import type { Tx } from "./db.js";

export interface DraftRow {
  program_id: string;
  handle: string;
  document: unknown;
  revision: number;
  created_at: number;
  updated_at: number;
}

/** The draft, locked until the transaction ends, or undefined. */
export async function lockDraft(tx: Tx, workspaceId: string, programId: string): Promise<DraftRow | undefined> {
  const [row] = await tx.query<DraftRow>(
    {
      name: "drafts.lock",
      text: `select program_id, handle, document, revision, created_at, updated_at from program_drafts
        where workspace_id = $1 and program_id = $2 for update`,
    },
    [workspaceId, programId],
  );
  return row;
}

/** Writes the first revision of a draft; false when the program has one already. */
export async function insertDraft(tx: Tx, workspaceId: string, programId: string, handle: string, document: unknown): Promise<boolean> {
  const rows = await tx.query(
    {
      name: "drafts.insert",
      text: `insert into program_drafts (workspace_id, program_id, handle, document, revision) values ($1, $2, $3, $4, 1)
        on conflict (workspace_id, program_id) do nothing returning revision`,
    },
    [workspaceId, programId, handle, JSON.stringify(document)],
  );
  return rows.length === 1;
}

/** Replaces the draft; the caller holds its lock. Gives the new revision. */
export async function updateDraft(tx: Tx, workspaceId: string, programId: string, handle: string, document: unknown): Promise<number> {
  const [row] = await tx.query<{ revision: number }>(
    {
      name: "drafts.update",
      text: `update program_drafts set handle = $3, document = $4, revision = revision + 1, updated_at = now()
        where workspace_id = $1 and program_id = $2 returning revision`,
    },
    [workspaceId, programId, handle, JSON.stringify(document)],
  );
  if (row === undefined) throw new Error(`Program ${programId} has no draft.`);
  return row.revision;
}

/**
 * The handle belongs to the program afterwards and is false where another program has it. Handles that the program wished for earlier and never
 * published are free again; published ones stay its own, because links with them are out in the world.
 */
export async function reserveHandle(tx: Tx, workspaceId: string, programId: string, handle: string): Promise<boolean> {
  const reserved = tx.query<{ program_id: string }>(
    {
      name: "program_handles.reserve",
      text: `insert into program_handles (handle, workspace_id, program_id) values ($1, $2, $3)
        on conflict (handle) do update set handle = excluded.handle
        where program_handles.workspace_id = excluded.workspace_id and program_handles.program_id = excluded.program_id
        returning program_id`,
    },
    [handle, workspaceId, programId],
  );
  const released = tx.query(
    {
      name: "program_handles.release",
      text: `delete from program_handles h where h.workspace_id = $2 and h.program_id = $3 and h.handle <> $1 and not exists (
        select from program_versions v where v.workspace_id = $2 and v.program_id = $3 and v.document ->> 'handle' = h.handle)`,
    },
    [handle, workspaceId, programId],
  );
  const [rows] = await Promise.all([reserved, released]);
  return rows.length === 1;
}
