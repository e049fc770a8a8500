import type { Statement, Tx } from "./db.js";

const BEHIND: Statement = {
  name: "referrals.behind",
  text: `select id, version from referrals where workspace_id = $1 and program_id = $2 and version < $3
    and stage in ('signed_up', 'qualified', 'converted') order by record_number, id`,
};

/** Referrals under way for which an earlier version holds, in the order in which they began. */
export function loadReferralsBehind(tx: Tx, workspaceId: string, program: string, version: number): Promise<{ id: string; version: number }[]> {
  return tx.query(BEHIND, [workspaceId, program, version]);
}

const DOCUMENTS: Statement = {
  name: "referrals.behind_documents",
  text: "select version, document from program_versions where workspace_id = $1 and program_id = $2 and version = any($3) order by version",
};

/** The documents of the versions, by their numbers. */
export async function loadDocumentsOf(tx: Tx, workspaceId: string, program: string, versions: number[]): Promise<Map<number, unknown>> {
  const rows = await tx.query<{ version: number; document: unknown }>(DOCUMENTS, [workspaceId, program, versions]);
  return new Map(rows.map(({ version, document }) => [version, document]));
}
