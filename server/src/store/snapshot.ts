/** Reading a workspace as it stands, for work that must not write: rehearsals. */
import { type Database, inWorkspace, type Statement, type Tx } from "./db.js";
import type { Head } from "./log.js";

const READ_ONLY: Statement = { name: "snapshot.read_only", text: "set transaction isolation level repeatable read, read only" };

/** One transaction that sees the workspace as of one moment and cannot write: PostgreSQL refuses it. It takes no lock that a writer waits for. */
export function inSnapshot<T>(db: Database, workspaceId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return inWorkspace(db, workspaceId, (tx) => {
    void tx.query(READ_ONLY);
    return work(tx);
  });
}

const READ_HEAD: Statement = {
  name: "snapshot.head",
  // Plans that are made here are kept by the connection, as those of the writer are: none of them may read a table from end to end.
  text: `select number, at, clock, batch, date_trunc('milliseconds', clock_timestamp()) as now, set_config('enable_seqscan', 'off', true)
    from heads where workspace_id = $1`,
};

/** Where the log stands, without taking it. Throws when the workspace does not exist. */
export async function readHead(tx: Tx, workspaceId: string): Promise<Head> {
  const [row] = await tx.query<Omit<Head, "number"> & { number: bigint }>(READ_HEAD, [workspaceId]);
  if (row === undefined) throw new Error(`Workspace ${workspaceId} has no head.`);
  const { at, clock, batch, now } = row;
  return { number: Number(row.number), at, clock, batch, now };
}

const DOCUMENTS: Statement = {
  name: "snapshot.documents",
  text: `select d.revision, d.document as draft, p.version as current, v.version, v.hash, v.document
    from (select 1) one
    left join program_drafts d on d.workspace_id = $1 and d.program_id = $2
    left join programs p on p.workspace_id = $1 and p.id = $2
    left join program_versions v on v.workspace_id = $1 and v.program_id = $2 and v.version = coalesce($3, p.version)`,
};

export interface ProgramDocuments {
  draft: { revision: number; document: unknown } | undefined;
  /** The number of the version in force; null until the first publication. */
  current: number | null;
  /** The version that was asked for, or the one in force. */
  version: { version: number; hash: string; document: unknown } | undefined;
}

/** The program's draft, and a version of it: the one in force unless a number is given. */
export async function loadProgramDocuments(tx: Tx, workspaceId: string, program: string, version: number | null): Promise<ProgramDocuments> {
  const [row] = await tx.query<{
    revision: number | null;
    draft: unknown;
    current: number | null;
    version: number | null;
    hash: string;
    document: unknown;
  }>(DOCUMENTS, [workspaceId, program, version]);
  return {
    draft: row?.revision == null ? undefined : { revision: row.revision, document: row.draft },
    current: row?.current ?? null,
    version: row?.version == null ? undefined : { version: row.version, hash: row.hash, document: row.document },
  };
}

const RULES: Statement = {
  name: "snapshot.rules",
  text: "select document->'rules' as rules from program_versions where workspace_id = $1 and program_id = $2 order by version",
};

/** The rules of every published version as its document has them, the first version first. */
export async function loadRulesOfVersions(tx: Tx, workspaceId: string, program: string): Promise<unknown[]> {
  const rows = await tx.query<{ rules: unknown }>(RULES, [workspaceId, program]);
  return rows.map(({ rules }) => rules);
}
