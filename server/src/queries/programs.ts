import type { ProgramDocument } from "../core/document/schema.js";
import { type Database, inWorkspace, type Statement, type Tx } from "../store/db.js";
import { type Page, type PageRequest, pageOf } from "./page.js";

export interface ProgramView {
  id: string;
  handle: string;
  /** `draft` until the first publication. */
  status: "draft" | "running" | "paused" | "ended";
  /** The version in force; null until the first publication. */
  version: number | null;
  draftRevision: number | null;
  draftUpdatedAt: number | null;
}

const SELECT = `select coalesce(p.id, d.program_id) as id, coalesce(p.handle, d.handle) as handle, coalesce(p.status, 'draft') as status, p.version,
    d.revision as "draftRevision", d.updated_at as "draftUpdatedAt"
  from (select * from programs where workspace_id = $1) p
  full join (select workspace_id, program_id, handle, revision, updated_at from program_drafts where workspace_id = $1) d on d.program_id = p.id`;
const LIST: Statement = {
  name: "programs.list",
  text: `${SELECT} where coalesce(p.id, d.program_id) > $2 order by coalesce(p.id, d.program_id) limit $3`,
};
const FIND: Statement = { name: "programs.find", text: `${SELECT} where p.id = $2 or d.program_id = $2 or p.handle = $2 or d.handle = $2 limit 2` };

/** Published programs and drafts by id; a workspace has few. */
export function listPrograms(db: Database, workspaceId: string, { limit, after }: PageRequest): Promise<Page<ProgramView>> {
  return inWorkspace(db, workspaceId, async (tx) => {
    const rows = await tx.query<ProgramView>(LIST, [workspaceId, after?.[0] ?? "", limit + 1]);
    return pageOf(rows, limit, (row) => [row.id]);
  });
}

/** By id or by handle; undefined when there is none. */
export function findProgram(db: Database, workspaceId: string, idOrHandle: string): Promise<ProgramView | undefined> {
  return inWorkspace(db, workspaceId, (tx) => selectProgram(tx, workspaceId, idOrHandle));
}

async function selectProgram(tx: Tx, workspaceId: string, idOrHandle: string): Promise<ProgramView | undefined> {
  const rows = await tx.query<ProgramView>(FIND, [workspaceId, idOrHandle]);
  return rows.find((row) => row.id === idOrHandle) ?? rows.find((row) => row.handle === idOrHandle) ?? rows[0];
}

export interface DraftView {
  handle: string;
  document: unknown;
  revision: number;
  updatedAt: number;
}

/** The program's draft, or undefined. */
export function loadDraft(db: Database, workspaceId: string, program: string): Promise<DraftView | undefined> {
  return inWorkspace(db, workspaceId, async (tx) => {
    const [row] = await tx.query<DraftView>(
      {
        name: "programs.draft",
        text: `select handle, document, revision, updated_at as "updatedAt" from program_drafts where workspace_id = $1 and program_id = $2`,
      },
      [workspaceId, program],
    );
    return row;
  });
}

export interface VersionView {
  version: number;
  hash: string;
  publishedAt: number;
}
const VERSION_COLUMNS = `version, hash, published_at as "publishedAt"`;

/** The program's versions, newest first. */
export function listVersions(db: Database, workspaceId: string, program: string, { limit, after }: PageRequest): Promise<Page<VersionView>> {
  return inWorkspace(db, workspaceId, async (tx) => {
    const rows = await tx.query<VersionView>(
      {
        name: "programs.versions",
        text: `select ${VERSION_COLUMNS} from program_versions where workspace_id = $1 and program_id = $2 and version < $3 order by version desc limit $4`,
      },
      [workspaceId, program, after?.[0] ?? 2_147_483_647, limit + 1],
    );
    return pageOf(rows, limit, (row) => [row.version]);
  });
}

/** One version with its document, or undefined. */
export function loadVersion(
  db: Database,
  workspaceId: string,
  program: string,
  version: number,
): Promise<(VersionView & { document: ProgramDocument }) | undefined> {
  return inWorkspace(db, workspaceId, async (tx) => {
    const [row] = await tx.query<VersionView & { document: ProgramDocument }>(
      {
        name: "programs.version",
        text: `select ${VERSION_COLUMNS}, document from program_versions where workspace_id = $1 and program_id = $2 and version = $3`,
      },
      [workspaceId, program, version],
    );
    return row;
  });
}
