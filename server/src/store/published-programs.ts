import type { ProgramDocument } from "../core/document/schema.js";
import type { ProgramRow } from "../core/rows.js";
import type { Tx } from "./db.js";

/** A program with the document of its current version. */
export interface PublishedProgram {
  id: string;
  handle: string;
  status: ProgramRow["status"];
  version: number;
  hash: string;
  document: ProgramDocument;
}

/** Every published program, oldest first. Documents are immutable: those in `documents` (by hash) are not read again. */
export async function loadPublishedPrograms(
  tx: Tx,
  workspaceId: string,
  documents: ReadonlyMap<string, ProgramDocument>,
): Promise<PublishedProgram[]> {
  const rows = await tx.query<Omit<PublishedProgram, "document"> & { document: ProgramDocument | null }>(
    {
      name: "published_programs.load",
      text: `select p.id, p.handle, p.status, p.version, v.hash, case when v.hash = any($2) then null else v.document end as document
        from programs p join program_versions v on v.workspace_id = p.workspace_id and v.program_id = p.id and v.version = p.version
        where p.workspace_id = $1 order by p.record_number, p.id`,
    },
    [workspaceId, [...documents.keys()]],
  );
  return rows.map((row) => {
    const document = row.document ?? documents.get(row.hash);
    if (document === undefined) throw new Error(`Program ${row.id} has no document.`);
    return { ...row, document };
  });
}
