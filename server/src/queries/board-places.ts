/** Places in rankings: counted from fences, a few dozen rows of them and at most some hundred scores, however many members there are. */
import type { Statement, Tx } from "../store/db.js";

/** Which ranking is meant: a run, and a part of it where the board is parted. */
export interface Ranking {
  run: string;
  partition: string;
}
export interface Ranked {
  place: number;
  member: string;
  /** Minor units of what is measured. */
  score: bigint;
  reached: number;
}
export interface OwnPlace extends Ranked {
  partition: string;
  /** How many are in the ranking. */
  size: number;
  /** The two ahead and the two behind, the member's own place between them. */
  around: Ranked[];
}

const SIZE: Statement = {
  name: "board.size",
  text: `select coalesce(sum(size), 0)::bigint as size from board_fences where workspace_id = $1 and run_id = $2 and partition = $3 and level = 2`,
};
/** How many are in the ranking. */
export async function selectSize(tx: Tx, workspaceId: string, { run, partition }: Ranking): Promise<number> {
  const [row] = await tx.query<{ size: bigint }>(SIZE, [workspaceId, run, partition]);
  return Number(row?.size ?? 0);
}

const TOP: Statement = {
  name: "board.top",
  text: `select member_id as member, score, reached from board_scores
    where workspace_id = $1 and run_id = $2 and partition = $3 and state = 'in' and (standing, reached, member_id) > ($4::bigint, $5::bigint, $6::text collate "C")
    order by standing, reached, member_id limit $7`,
};
type ScoreRow = Omit<Ranked, "place" | "reached"> & { reached: bigint };
/** Behind which place the next page begins. */
export type BoardCursor = readonly [place: number, score: string, reached: number, member: string];
/** The best, or those behind a place. */
export async function selectTop(tx: Tx, workspaceId: string, { run, partition }: Ranking, limit: number, after?: BoardCursor): Promise<Ranked[]> {
  const [place, score, reached, member] = after ?? [0, String(2n ** 63n), 0, ""];
  const rows = await tx.query<ScoreRow>(TOP, [workspaceId, run, partition, String(-BigInt(score)), reached, member, limit]);
  return rows.map((row, index) => ({ ...row, reached: Number(row.reached), place: place + index + 1 }));
}

const RANKING = "workspace_id = $1 and run_id = $3 and partition = me.partition";
const KEY = "(standing, reached, member_id)";
const MINE = "(me.standing, me.reached, me.member_id)";
const lastFence = (level: number) =>
  `select standing, reached, member_id from board_fences where ${RANKING} and level = ${level} and ${KEY} <= ${MINE} order by standing desc, reached desc, member_id desc limit 1`;
const around = (sign: string, order: string) =>
  `select member_id, score, reached, standing from board_scores where ${RANKING} and state = 'in' and ${KEY} ${sign} ${MINE} order by standing ${order}, reached ${order}, member_id ${order} limit 2`;
const PLACE: Statement = {
  name: "board.place",
  text: `with me as (select partition, score, standing, reached, member_id from board_scores where workspace_id = $1 and member_id = $2 and run_id = $3 and state = 'in')
    select me.partition, me.member_id as member, me.score, me.reached, ahead.count as ahead, total.size,
      (select json_agg(json_build_array(a.member_id, a.score::text, a.reached) order by a.standing, a.reached, a.member_id) from (${around("<", "desc")}) a) as before,
      (select json_agg(json_build_array(b.member_id, b.score::text, b.reached) order by b.standing, b.reached, b.member_id) from (${around(">", "asc")}) b) as after
    from me
    cross join lateral (${lastFence(2)}) two
    cross join lateral (${lastFence(1)}) one
    cross join lateral (select coalesce(sum(size), 0)::bigint as size from board_fences where ${RANKING} and level = 2) total
    cross join lateral (select (
      coalesce((select sum(size) from board_fences where ${RANKING} and level = 2 and ${KEY} < (two.standing, two.reached, two.member_id)), 0)
      + coalesce((select sum(size) from board_fences where ${RANKING} and level = 1
          and ${KEY} >= (two.standing, two.reached, two.member_id) and ${KEY} < (one.standing, one.reached, one.member_id)), 0)
      + (select count(*) from board_scores where ${RANKING} and state = 'in'
          and ${KEY} >= (one.standing, one.reached, one.member_id) and ${KEY} < ${MINE}))::bigint as count) ahead`,
};
type Neighbour = [member: string, score: string, reached: number];
interface PlaceRow extends ScoreRow {
  partition: string;
  ahead: bigint;
  size: bigint;
  before: Neighbour[] | null;
  after: Neighbour[] | null;
}
/** The member's own place in the run with its neighbours; undefined for who is not in it. */
export async function selectPlace(tx: Tx, workspaceId: string, run: string, memberId: string): Promise<OwnPlace | undefined> {
  const [row] = await tx.query<PlaceRow>(PLACE, [workspaceId, memberId, run]);
  if (row === undefined) return undefined;
  const { partition, member, score } = row;
  const place = Number(row.ahead) + 1;
  const [before, after] = [row.before ?? [], row.after ?? []];
  const ranked = ([id, points, reached]: Neighbour, at: number): Ranked => ({ place: at, member: id, score: BigInt(points), reached });
  const own = { place, member, score, reached: Number(row.reached) };
  const neighbours = [
    ...before.map((each, index) => ranked(each, place - before.length + index)),
    own,
    ...after.map((each, index) => ranked(each, place + index + 1)),
  ];
  return { ...own, partition, size: Number(row.size), around: neighbours };
}
