import type { VisitEvidence } from "../core/record.js";
import type { Tx } from "./db.js";

interface Row {
  id: string;
  at: number;
  program_id: string;
  code: string;
  member_id: string;
  channel: string | null;
  placement: string | null;
  version: number | null;
}

/** The visits of the last 400 days, by the workspace's clock, that have one of the ids, by id; each with the program's version that was in force. */
export async function loadVisits(tx: Tx, workspaceId: string, ids: readonly string[]): Promise<Map<string, VisitEvidence>> {
  const rows = await tx.query<Row>(
    {
      name: "visits.load",
      text: `select v.id, v.at, v.program_id, v.code, v.member_id, v.channel, v.placement,
          (select max(p.version) from program_versions p where p.workspace_id = $1 and p.program_id = v.program_id and p.published_at <= v.at) as version
        from visits v where v.workspace_id = $1 and v.id = any($2)
          and v.bucket_at > (select coalesce(clock, now()) from heads where workspace_id = $1) - interval '400 days'`,
    },
    [workspaceId, ids],
  );
  return new Map(rows.map((row) => [row.id, evidenceOf(row)]));
}

function evidenceOf({ id, at, program_id, code, member_id, channel, placement, version }: Row): VisitEvidence {
  return {
    id,
    program: program_id,
    code,
    member: member_id,
    at,
    ...(version === null ? {} : { version }),
    ...(channel === null ? {} : { channel }),
    ...(placement === null ? {} : { placement }),
  };
}
