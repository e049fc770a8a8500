/** Places in rankings: counted from fences, a few dozen rows of them and at most some hundred scores, however many members there are. */
import { type Database, readInWorkspace, type Statement, type Tx } from "../store/db.js";

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

const TOP: Statement = {
  name: "board.top",
  text: `select t.size, s.member_id as member, s.score, s.reached
    from (select coalesce(sum(size), 0)::bigint as size from board_fences where workspace_id = $1 and run_id = $2 and partition = $3 and level = 2) t
    left join lateral (select member_id, score, reached, standing from board_scores
      where workspace_id = $1 and run_id = $2 and partition = $3 and state = 'in'
        and (standing, reached, member_id) > ($4::bigint, $5::bigint, $6::text collate "C")
      order by standing, reached, member_id limit $7) s on true
    order by s.standing, s.reached, s.member_id`,
};
type ScoreRow = Omit<Ranked, "place" | "reached"> & { reached: bigint };
interface TopRow extends Omit<ScoreRow, "member"> {
  size: bigint;
  /** Null where nobody is on the page. */
  member: string | null;
}
/** Behind which place the next page begins. */
export type BoardCursor = readonly [place: number, score: string, reached: number, member: string];
/** A page of a ranking, and how many are in all of it. */
export interface Top {
  size: number;
  rows: Ranked[];
}
/** The best, or those behind a place. */
export async function selectTop(tx: Tx, workspaceId: string, ranking: Ranking, limit: number, after?: BoardCursor): Promise<Top> {
  return topOf(await tx.query<TopRow>(TOP, topValues(workspaceId, ranking, limit, after)), after);
}
/** The same by itself: one trip to the database. */
export async function loadTop(db: Database, workspaceId: string, ranking: Ranking, limit: number): Promise<Top> {
  return topOf(await readInWorkspace(db, workspaceId, (tx) => tx.query<TopRow>(TOP, topValues(workspaceId, ranking, limit))));
}
function topValues(workspaceId: string, { run, partition }: Ranking, limit: number, after?: BoardCursor): unknown[] {
  const [, score, reached, member] = after ?? [0, String(2n ** 63n), 0, ""];
  return [workspaceId, run, partition, String(-BigInt(score)), reached, member, limit];
}
function topOf(rows: TopRow[], [before]: BoardCursor | [number] = [0]): Top {
  const ranked = rows.flatMap(({ member, score, reached }, index) =>
    member === null ? [] : [{ member, score, reached: Number(reached), place: before + index + 1 }],
  );
  return { size: Number(rows[0]?.size ?? 0), rows: ranked };
}

const RANKING = "workspace_id = $1 and run_id = $3 and partition = me.partition";
const KEY = "(standing, reached, member_id)";
const MINE = "(me.standing, me.reached, me.member_id)";
const lastFence = (level: number) =>
  `select standing, reached, member_id from board_fences where ${RANKING} and level = ${level} and ${KEY} <= ${MINE} order by standing desc, reached desc, member_id desc limit 1`;
/** The nearest first, each as words. All that is told of a neighbour is in the index: the order is by the score's opposite. */
const around = (sign: string, order: string) =>
  `array(select standing || ' ' || reached || ' ' || member_id from board_scores where ${RANKING} and state = 'in' and ${KEY} ${sign} ${MINE} order by standing ${order}, reached ${order}, member_id ${order} limit 2)`;
/** A fence has a few thousand behind it at most, and whole numbers of four bytes add up to one of eight: sums of longer ones are decimals, which are slow. */
const PLACE: Statement = {
  name: "board.place",
  text: `with me as (select partition, score, standing, reached, member_id from board_scores where workspace_id = $1 and member_id = $2 and run_id = $3 and state = 'in')
    select me.partition, me.member_id as member, me.score, me.reached, ahead.count as ahead, total.size,
      ${around("<", "desc")} as before,
      ${around(">", "asc")} as after
    from me
    cross join lateral (${lastFence(2)}) two
    cross join lateral (${lastFence(1)}) one
    cross join lateral (select coalesce(sum(size::integer), 0) as size, coalesce(sum(size::integer) filter (where ${KEY} < (two.standing, two.reached, two.member_id)), 0) as ahead
      from board_fences where ${RANKING} and level = 2) total
    cross join lateral (select (
      total.ahead + coalesce((select sum(size::integer) from board_fences where ${RANKING} and level = 1
          and ${KEY} >= (two.standing, two.reached, two.member_id) and ${KEY} < (one.standing, one.reached, one.member_id)), 0)
      + (select count(*) from board_scores where ${RANKING} and state = 'in'
          and ${KEY} >= (one.standing, one.reached, one.member_id) and ${KEY} < ${MINE})) as count) ahead`,
};
interface PlaceRow extends ScoreRow {
  partition: string;
  ahead: bigint;
  size: bigint;
  before: string[];
  after: string[];
}
/** The member's own place in the run with its neighbours; undefined for who is not in it. */
export async function selectPlace(tx: Tx, workspaceId: string, run: string, memberId: string): Promise<OwnPlace | undefined> {
  return ownPlaceOf(await tx.query<PlaceRow>(PLACE, [workspaceId, memberId, run]));
}
/** The same by itself: one trip to the database. */
export async function loadPlace(db: Database, workspaceId: string, run: string, memberId: string): Promise<OwnPlace | undefined> {
  return ownPlaceOf(await readInWorkspace(db, workspaceId, (tx) => tx.query<PlaceRow>(PLACE, [workspaceId, memberId, run])));
}
function ownPlaceOf([row]: PlaceRow[]): OwnPlace | undefined {
  if (row === undefined) return undefined;
  const { partition, member, score, before, after } = row;
  const place = Number(row.ahead) + 1;
  const own = { place, member, score, reached: Number(row.reached) };
  const neighbours = [
    ...before.map((each, index) => neighbourOf(each, place - 1 - index)).reverse(),
    own,
    ...after.map((each, index) => neighbourOf(each, place + index + 1)),
  ];
  return { ...own, partition, size: Number(row.size), around: neighbours };
}
function neighbourOf(words: string, place: number): Ranked {
  const [standing, reached, member] = words.split(" ") as [string, string, string];
  return { place, member, score: -BigInt(standing), reached: Number(reached) };
}
