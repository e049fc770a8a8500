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
}

/** The visits of the last 400 days that have one of the ids, by id; what is older has no partition to look into. */
export async function loadVisits(tx: Tx, workspaceId: string, ids: readonly string[]): Promise<Map<string, VisitEvidence>> {
  const rows = await tx.query<Row>(
    {
      name: "visits.load",
      text: `select id, at, program_id, code, member_id, channel, placement from visits
        where workspace_id = $1 and id = any($2) and bucket_at > now() - interval '400 days'`,
    },
    [workspaceId, ids],
  );
  return new Map(rows.map((row) => [row.id, evidenceOf(row)]));
}

function evidenceOf({ id, at, program_id, code, member_id, channel, placement }: Row): VisitEvidence {
  return {
    id,
    program: program_id,
    code,
    member: member_id,
    at,
    ...(channel === null ? {} : { channel }),
    ...(placement === null ? {} : { placement }),
  };
}
