import type { ProgramDocument } from "../core/document/schema.js";
import type { Tx } from "./db.js";

export interface HandleRow {
  workspace_id: string;
  program_id: string;
}

export interface LinkProgramRow {
  status: "running" | "paused" | "ended";
  document: ProgramDocument;
  /** The clock of a test workspace; null in a live one. */
  clock: number | null;
}

export interface LinkCodeRow {
  program_id: string;
  code: string;
  display: string;
  member_id: string;
  status: "active" | "disabled";
  expires_at: number | null;
  channel: string | null;
  placement: string | null;
}

/** Whose program a handle is. Installation-wide. */
export async function loadHandle(tx: Tx, handle: string): Promise<HandleRow | undefined> {
  const rows = await tx.query<HandleRow>({ name: "links.handle", text: "select workspace_id, program_id from program_handles where handle = $1" }, [
    handle,
  ]);
  return rows[0];
}

/** The program in the version that is in force; undefined before it is first published. */
export async function loadLinkProgram(tx: Tx, workspaceId: string, programId: string): Promise<LinkProgramRow | undefined> {
  const rows = await tx.query<LinkProgramRow>(
    {
      name: "links.program",
      text: `select p.status, v.document, h.clock
        from programs p
        join program_versions v on v.workspace_id = p.workspace_id and v.program_id = p.id and v.version = p.version
        join heads h on h.workspace_id = p.workspace_id
        where p.workspace_id = $1 and p.id = $2`,
    },
    [workspaceId, programId],
  );
  return rows[0];
}

/** Those of the codes (canonical, each with its program) that there are. */
export function loadLinkCodes(tx: Tx, workspaceId: string, wanted: readonly { programId: string; code: string }[]): Promise<LinkCodeRow[]> {
  return tx.query<LinkCodeRow>(
    {
      name: "links.codes",
      text: `select c.program_id, c.code, c.display, c.member_id, c.status, c.expires_at, c.channel, c.placement
        from unnest($2::text[], $3::text[]) as wanted (program_id, code)
        join codes c on c.workspace_id = $1 and c.program_id = wanted.program_id and c.code = wanted.code`,
    },
    [workspaceId, wanted.map(({ programId }) => programId), wanted.map(({ code }) => code)],
  );
}
