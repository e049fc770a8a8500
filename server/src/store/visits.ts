import type { Tx } from "./db.js";

export interface VisitRow {
  id: string;
  /** Start of the half-hour that the id was derived for. */
  bucketAt: number;
  at: number;
  programId: string;
  code: string;
  memberId: string;
  channel: string | null;
  placement: string | null;
}

/** Writes visits of one workspace; those that were there before stay as they are. The promise is the statement's own, so that COMMIT travels with it. */
export function saveVisits(tx: Tx, workspaceId: string, rows: readonly VisitRow[]): Promise<unknown> {
  return tx.query(
    {
      name: "visits.save",
      text: `insert into visits (workspace_id, id, bucket_at, at, program_id, code, member_id, channel, placement)
        select $1, id, to_timestamp(bucket_at / 1000.0), to_timestamp(at / 1000.0), program_id, code, member_id, channel, placement
        from unnest($2::text[], $3::float8[], $4::float8[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])
          as new (id, bucket_at, at, program_id, code, member_id, channel, placement)
        on conflict do nothing`,
    },
    [
      workspaceId,
      rows.map((row) => row.id),
      rows.map((row) => row.bucketAt),
      rows.map((row) => row.at),
      rows.map((row) => row.programId),
      rows.map((row) => row.code),
      rows.map((row) => row.memberId),
      rows.map((row) => row.channel),
      rows.map((row) => row.placement),
    ],
  );
}

/** Partitions for this month and the next ones exist afterwards; cheap when they do. */
export async function ensureVisitPartitions(tx: Tx): Promise<void> {
  await tx.query({ name: "visits.partitions", text: "select bandwagon.ensure_visit_partitions(2)" });
}
