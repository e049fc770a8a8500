/** Pictures that were uploaded: payload beside the log, which names them by their ids. */
import type { Statement, Tx } from "./db.js";
import { type SealingKey, unwrap, wrap } from "./secrets.js";

export interface PictureRow {
  png: Buffer;
  width: number;
  height: number;
}
/** Whose pictures: a member's, with the key of the person, or the owner's. */
export interface PictureOwner {
  memberId: string;
  personKey: SealingKey;
}

const MEMBER: Statement = {
  name: "pictures.member",
  text: `select m.id, k.wrapped from members o join members m on m.workspace_id = o.workspace_id and m.id = coalesce(o.merged_into, o.id)
    join person_keys k on k.workspace_id = m.workspace_id and k.member_id = m.id where o.workspace_id = $1 and o.external_hash = $2`,
};
/** Undefined for an unknown member, and for one who was erased. */
export async function findPictureOwner(
  tx: Tx,
  workspaceId: string,
  workspaceKey: SealingKey,
  externalHash: string,
): Promise<PictureOwner | undefined> {
  const [row] = await tx.query<{ id: string; wrapped: Buffer }>(MEMBER, [workspaceId, externalHash]);
  return row && { memberId: row.id, personKey: unwrap(workspaceKey, row.wrapped, `${workspaceId} ${row.id}`) };
}

const COUNT: Statement = {
  name: "pictures.count",
  text: `select count(*)::int as all, count(*) filter (where member_id = $2 and named_at > now() - interval '1 day')::int as today,
    count(*) filter (where member_id is null)::int as owners from pictures where workspace_id = $1`,
};
export interface PictureCounts {
  all: number;
  /** Of the member within a day. */
  today: number;
  owners: number;
}
export async function countPictures(tx: Tx, workspaceId: string, memberId: string | null): Promise<PictureCounts> {
  return (await tx.query<PictureCounts>(COUNT, [workspaceId, memberId]))[0] as PictureCounts;
}

const SAVE: Statement = {
  name: "pictures.save",
  text: `insert into pictures (workspace_id, id, member_id, png, width, height, named_at) values ($1, $2, $3, $4, $5, $6, now())
    on conflict (workspace_id, id) do update set named_at = excluded.named_at`,
};
/** The same picture of the same owner is kept once. */
export async function savePicture(
  tx: Tx,
  workspaceId: string,
  id: string,
  owner: PictureOwner | null,
  { png, width, height }: PictureRow,
): Promise<void> {
  const bytes = owner === null ? png : wrap(owner.personKey, png, contextOf(workspaceId, id));
  await tx.query(SAVE, [workspaceId, id, owner?.memberId ?? null, bytes, width, height]);
}

const NAME: Statement = {
  name: "pictures.name",
  text: `update pictures p set named_at = now() from members o where p.workspace_id = $1 and p.id = $2 and o.workspace_id = $1 and o.external_hash = $3
    and p.member_id in (o.id, o.merged_into) returning p.id`,
};
/** Something is about to name the member's picture: it is not swept within a day. False where the member has no such picture. */
export async function namePicture(tx: Tx, workspaceId: string, id: string, externalHash: string): Promise<boolean> {
  return (await tx.query(NAME, [workspaceId, id, externalHash])).length > 0;
}

const OWNERS: Statement = {
  name: "pictures.owners",
  text: "select id from pictures where workspace_id = $1 and member_id is null and id = any($2)",
};
/** Which of them the owner has uploaded. */
export async function selectOwnersPictures(tx: Tx, workspaceId: string, ids: readonly string[]): Promise<Set<string>> {
  return new Set((await tx.query<{ id: string }>(OWNERS, [workspaceId, ids])).map(({ id }) => id));
}

const LOAD: Statement = {
  name: "pictures.load",
  text: `select p.png, p.width, p.height, p.member_id as member, k.wrapped, m.external_hash as "externalHash" from pictures p
    left join person_keys k on k.workspace_id = p.workspace_id and k.member_id = p.member_id
    left join members m on m.workspace_id = p.workspace_id and m.id = p.member_id where p.workspace_id = $1 and p.id = $2`,
};
type LoadedRow = PictureRow & { member: string | null; wrapped: Buffer | null; externalHash: string | null };
/** With the hash of its member, or null for the owner's. Undefined where there is none, or its member was erased. */
export async function loadPicture(
  tx: Tx,
  workspaceId: string,
  workspaceKey: SealingKey,
  id: string,
): Promise<(PictureRow & { externalHash: string | null }) | undefined> {
  const [row] = await tx.query<LoadedRow>(LOAD, [workspaceId, id]);
  if (row === undefined) return undefined;
  const { png, width, height, member, wrapped, externalHash } = row;
  if (member === null) return { png, width, height, externalHash };
  if (wrapped === null) return undefined;
  const personKey = unwrap(workspaceKey, wrapped, `${workspaceId} ${member}`);
  return { png: unwrap(personKey, png, contextOf(workspaceId, id)), width, height, externalHash };
}
function contextOf(workspaceId: string, id: string): string {
  return `${workspaceId} ${id}`;
}

const SWEEP: Statement = {
  name: "pictures.sweep",
  text: `delete from pictures p where p.workspace_id = $1 and p.named_at < now() - interval '1 day'
    and not exists (select from testimonials t where t.workspace_id = $1 and t.picture = p.id and t.state <> 'withdrawn')
    and not exists (select from challenges c, json_each(c.state -> 'times') t
      where c.workspace_id = $1 and c.proof is not null and t.value -> 'proof' ->> 'picture' = p.id)
    and not exists (select from contest_entries e where e.workspace_id = $1 and e.picture = p.id and e.state <> 'withdrawn')
    and not (p.member_id is null and (
      exists (select from program_versions v where v.workspace_id = $1 and strpos(v.document::text, p.id) > 0)
      or exists (select from program_drafts d where d.workspace_id = $1 and strpos(d.document::text, p.id) > 0)))
    returning p.id`,
};
/** What nothing has named for a day is gone; gives how many. */
export async function sweepPictures(tx: Tx, workspaceId: string): Promise<number> {
  return (await tx.query(SWEEP, [workspaceId])).length;
}
