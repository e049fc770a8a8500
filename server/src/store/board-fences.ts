/**
 * Fences: how many of a ranking stand from one key on to the next one, so that a place is counted from a few dozen rows instead of all that are ahead. They are
 * written with the scores of a batch, in its transaction, as an index is. Where the fences of a ranking stand is kept beside the world, good as long as that is:
 * a score that stays between the same two fences changes none of them.
 */
import type { BoardScoreRow } from "../core/board-rows.js";
import type { World } from "../core/world.js";
import type { Statement, Tx } from "./db.js";
import type { RowSet, SetInsert } from "./set-insert.js";

/** A place in a ranking's order: ascending, the best first. */
interface Key {
  standing: bigint;
  reached: number;
  member: string;
}
interface Fence extends Key {
  size: number;
}
/** Level 1 and level 2, each in order. Every key of level 2 is one of level 1; the first of both is before everybody. */
interface Fences {
  one: Fence[];
  two: Fence[];
}
/** More than this between two fences are parted into pieces of the other size. */
export const FENCED_MAX = 400;
const PIECE = 200;
/** Fewer than this are put to those before them. */
const FENCED_MIN = 20;
/** As many fences of level 1 lie between two of level 2. */
const GROUP_MAX = 128;
const GROUP_PIECE = 64;

const START: Key = { standing: -(2n ** 63n), reached: 0, member: "" };
const known = new WeakMap<World, Map<string, Fences>>();
function fencesOf(world: World): Map<string, Fences> {
  const fences = known.get(world) ?? new Map<string, Fences>();
  known.set(world, fences);
  return fences;
}

/** Who moves in a ranking by what the batch has changed; undefined is out of it. */
interface Move {
  from: Key | undefined;
  to: Key | undefined;
}
function movesOf(world: World): Map<string, Move[]> {
  const moves = new Map<string, Move[]>();
  for (const [key, row] of world.draft.boardScores) {
    const before = world.base.boardScores.get(key);
    const [from, to] = [keyOf(before), keyOf(row)];
    if (from === undefined && to === undefined) continue;
    if (from !== undefined && to !== undefined && compare(from, to) === 0) continue;
    const ranking = `${row.runId}\n${row.partition}`;
    const others = moves.get(ranking);
    if (others === undefined) moves.set(ranking, [{ from, to }]);
    else others.push({ from, to });
  }
  return moves;
}
function keyOf(row: BoardScoreRow | null | undefined): Key | undefined {
  return row == null || row.state !== "in" ? undefined : { standing: -row.score, reached: row.reached, member: row.memberId };
}
function compare(a: Key, b: Key): number {
  if (a.standing !== b.standing) return a.standing < b.standing ? -1 : 1;
  if (a.reached !== b.reached) return a.reached - b.reached;
  return a.member < b.member ? -1 : a.member > b.member ? 1 : 0;
}

/** Whether fences have to be read before what the batch has changed can be written. */
export function lacksFences(world: World): boolean {
  return world.draft.boardScores.size > 0 && lackingOf(world).length > 0;
}
function lackingOf(world: World): string[] {
  const fences = fencesOf(world);
  return [...movesOf(world).keys()].filter((ranking) => !fences.has(ranking));
}
const LOAD: Statement = {
  name: "load_board_fences",
  text: `select f.run_id, f.partition, level, standing, reached, member_id, size from unnest($2::text[], $3::text[]) as k(run_id, partition)
    join board_fences f on f.workspace_id = $1 and f.run_id = k.run_id and f.partition = k.partition order by level, standing, reached, member_id`,
};
interface FenceRow {
  run_id: string;
  partition: string;
  level: number;
  standing: bigint;
  reached: bigint;
  member_id: string;
  size: bigint;
}
/** Reads the fences that `lacksFences` is about. The head must be held, and nothing of the batch written. */
export async function loadFences(tx: Tx, world: World): Promise<void> {
  const lacking = world.draft.boardScores.size === 0 ? [] : lackingOf(world);
  if (lacking.length === 0) return;
  const split = lacking.map((ranking) => ranking.split("\n"));
  const rows = await tx.query<FenceRow>(LOAD, [world.workspace.id, split.map(([run]) => run), split.map(([, partition]) => partition)]);
  const fences = fencesOf(world);
  for (const ranking of lacking) fences.set(ranking, { one: [], two: [] });
  for (const { run_id, partition, level, standing, reached, member_id, size } of rows) {
    const of = fences.get(`${run_id}\n${partition}`) as Fences;
    of[level === 1 ? "one" : "two"].push({ standing, reached: Number(reached), member: member_id, size: Number(size) });
  }
  for (const ranking of lacking) {
    const { one, two } = fences.get(ranking) as Fences;
    if (one.length === 0) one.push({ ...START, size: 0 });
    if (two.length === 0) two.push({ ...START, size: 0 });
  }
}

const INSERT: SetInsert = {
  table: "board_fences",
  columns: [
    { name: "run_id", type: "text" },
    { name: "partition", type: "text" },
    { name: "level", type: "number" },
    { name: "standing", type: "amount" },
    { name: "reached", type: "number" },
    { name: "member_id", type: "text" },
    { name: "size", type: "number" },
  ],
  tail: `on conflict (workspace_id, run_id, partition, level, standing, reached, member_id) do update set size = board_fences.size + excluded.size`,
};
/** What the changed scores make of the fences: rows that go with them, and what is to be sent behind them. */
export function fenceChanges(world: World): { set: RowSet; finish(tx: Tx): void } {
  const rows: unknown[][] = [];
  const after: ((tx: Tx) => void)[] = [];
  for (const [ranking, moves] of movesOf(world)) {
    const fences = fencesOf(world).get(ranking);
    if (fences === undefined) throw new Error(`the fences of ${ranking} were not read`);
    const [run = "", partition = ""] = ranking.split("\n");
    const deltas = { one: deltasOf(fences.one, moves), two: deltasOf(fences.two, moves) };
    after.push(...tend(world, ranking, fences, deltas.one));
    for (const [level, delta] of [[1, deltas.one] as const, [2, deltas.two] as const]) {
      for (const [{ standing, reached, member }, by] of delta) if (by !== 0) rows.push([run, partition, level, standing, reached, member, by]);
    }
  }
  const finish = (tx: Tx) => {
    for (const send of after) send(tx);
  };
  return { set: { insert: INSERT, rows }, finish };
}

/** By how much each fence's number changes; the fences are changed with it. */
function deltasOf(fences: Fence[], moves: readonly Move[]): Map<Fence, number> {
  const deltas = new Map<Fence, number>();
  const add = (key: Key | undefined, by: number) => {
    if (key === undefined) return;
    const fence = fences[indexOf(fences, key)] as Fence;
    deltas.set(fence, (deltas.get(fence) ?? 0) + by);
    fence.size += by;
  };
  for (const { from, to } of moves) {
    add(from, -1);
    add(to, 1);
  }
  return deltas;
}
/** The last fence at or before the key. */
function indexOf(fences: readonly Fence[], key: Key): number {
  let low = 0;
  let high = fences.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (compare(fences[middle] as Fence, key) <= 0) low = middle;
    else high = middle - 1;
  }
  return low;
}

type Sending = (tx: Tx) => void;
/** Parts what has become too many, and puts together what has become few; gives what is to be sent behind the numbers. */
function tend(world: World, ranking: string, fences: Fences, deltas: Map<Fence, number>): Sending[] {
  const named = [world.workspace.id, ...ranking.split("\n")];
  const sends: Sending[] = [];
  for (const fence of deltas.keys()) {
    if (fence.size > FENCED_MAX) {
      const next = fences.one[fences.one.indexOf(fence) + 1];
      const parted = [...named, ...bounds(fence, next)];
      sends.push((tx) => void tx.query(SPLIT, parted), ...regroup(named, fences, fence));
      // Where they stand then is read when it is needed.
      fencesOf(world).delete(ranking);
    } else if (fence.size < FENCED_MIN) sends.push(...melt(named, fences, fence, deltas));
  }
  return sends;
}
function bounds(fence: Key, next: Key | undefined): unknown[] {
  return [fence.standing, fence.reached, fence.member, next?.standing ?? null, next?.reached ?? null, next?.member ?? null];
}
function regroup(named: unknown[], { one, two }: Fences, fence: Fence): Sending[] {
  const group = indexOf(two, fence);
  const next = two[group + 1];
  const from = indexOf(one, two[group] as Fence);
  const to = next === undefined ? one.length : indexOf(one, next);
  if (to - from + Math.ceil(fence.size / PIECE) <= GROUP_MAX) return [];
  const regrouped = [...named, ...bounds(two[group] as Fence, next)];
  return [(tx) => void tx.query(REGROUP, regrouped)];
}
/** A fence with few behind it goes, unless a group begins with it, or those before it are many. */
function melt(named: unknown[], { one, two }: Fences, fence: Fence, deltas: Map<Fence, number>): Sending[] {
  const index = one.indexOf(fence);
  const before = one[index - 1];
  if (before === undefined || before.size > PIECE || compare(two[indexOf(two, fence)] as Fence, fence) === 0) return [];
  deltas.set(before, (deltas.get(before) ?? 0) + fence.size);
  deltas.delete(fence);
  before.size += fence.size;
  one.splice(index, 1);
  return [(tx) => void tx.query(DELETE, [...named, fence.standing, fence.reached, fence.member])];
}

/** The rows between two fences, or from the last one on. */
const BETWEEN = `(standing, reached, member_id) >= ($4::bigint, $5::bigint, $6::text collate "C")
      and ($7::bigint is null or (standing, reached, member_id) < ($7::bigint, $8::bigint, $9::text collate "C"))`;
const TAIL = "on conflict (workspace_id, run_id, partition, level, standing, reached, member_id) do update set size = excluded.size";
/** The first of the pieces begins where the fence stands. */
const first = (own: string, parameter: string) => `case when n = 1 then ${parameter} else ${own} end`;
const KEYS = `${first("standing", "$4::bigint")}, ${first("reached", "$5::bigint")}, ${first("member_id", "$6::text")}`;
const SPLIT: Statement = {
  name: "split_board_fence",
  text: `insert into board_fences (workspace_id, run_id, partition, level, standing, reached, member_id, size)
    select $1, $2, $3, 1, ${KEYS}, size from (
      select *, count(*) over (partition by (n - 1) / ${PIECE}) as size from (
        select standing, reached, member_id, row_number() over (order by standing, reached, member_id) as n from board_scores
        where workspace_id = $1 and run_id = $2 and partition = $3 and state = 'in' and ${BETWEEN}) numbered) pieces
    where (n - 1) % ${PIECE} = 0 ${TAIL}`,
};
const REGROUP: Statement = {
  name: "regroup_board_fences",
  text: `insert into board_fences (workspace_id, run_id, partition, level, standing, reached, member_id, size)
    select $1, $2, $3, 2, ${KEYS}, size from (
      select standing, reached, member_id, n, sum(size) over (partition by (n - 1) / ${GROUP_PIECE}) as size from (
        select standing, reached, member_id, size, row_number() over (order by standing, reached, member_id) as n from board_fences
        where workspace_id = $1 and run_id = $2 and partition = $3 and level = 1 and ${BETWEEN}) numbered) pieces
    where (n - 1) % ${GROUP_PIECE} = 0 ${TAIL}`,
};
const DELETE: Statement = {
  name: "delete_board_fence",
  text: `delete from board_fences where workspace_id = $1 and run_id = $2 and partition = $3 and level = 1
    and standing = $4 and reached = $5 and member_id = $6`,
};
