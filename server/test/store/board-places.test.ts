/** Places that are counted from fences, against a sort of all scores. */
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { BoardScoreRow } from "../../src/core/board-rows.js";
import { addLoaded, emptyWorld, setRow, settleWorld, type World } from "../../src/core/world.js";
import { selectPlace, selectTop } from "../../src/queries/board-places.js";
import { fenceChanges, loadFences } from "../../src/store/board-fences.js";
import { inWorkspace, type Tx } from "../../src/store/db.js";
import { saveWorld } from "../../src/store/save-decisions.js";
import { insertSets } from "../../src/store/set-insert.js";
import { type TestDatabase, testDatabase } from "../database.js";
import { testKey } from "../laws/story.js";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ hasBooks: false });
});
afterAll(() => database?.close());

const WORKSPACE = "ws_places";
const RUN = "run_1";
const PARTITION = "";
const newWorld = () => emptyWorld({ id: WORKSPACE, mode: "test", codeKey: testKey }, () => undefined as never);
const inTest = <T>(work: (tx: Tx) => Promise<T>) => inWorkspace(database.db, WORKSPACE, work);

interface Ranking {
  world: World;
  rows: Map<string, BoardScoreRow>;
}
/** Writes rows as a batch does. */
async function write({ world, rows }: Ranking, changed: BoardScoreRow[]): Promise<void> {
  for (const row of changed) {
    const key = `${row.memberId}\n${RUN}`;
    if (!world.base.boardScores.has(key)) addLoaded(world, "boardScores", key, null);
    setRow(world, "boardScores", key, row);
    rows.set(row.memberId, row);
  }
  await inTest(async (tx) => {
    await loadFences(tx, world);
    const fences = fenceChanges(world);
    await saveWorld(tx, world);
    await insertSets(tx, WORKSPACE, [fences.set]);
    fences.finish(tx);
  });
  settleWorld(world);
}
function inOrder({ rows }: Ranking): BoardScoreRow[] {
  return [...rows.values()]
    .filter(({ state }) => state === "in")
    .sort((a, b) => (a.score !== b.score ? (a.score > b.score ? -1 : 1) : a.reached - b.reached || (a.memberId < b.memberId ? -1 : 1)));
}
const WRONG = {
  name: "test_wrong_fences",
  text: `select level, f.size, count(s.member_id) as counted from (
      select *, lead(standing) over w as s2, lead(reached) over w as r2, lead(member_id) over w as m2 from board_fences
      where workspace_id = $1 window w as (partition by run_id, partition, level order by standing, reached, member_id)) f
    left join board_scores s on s.workspace_id = f.workspace_id and s.run_id = f.run_id and s.partition = f.partition and s.state = 'in'
      and (s.standing, s.reached, s.member_id) >= (f.standing, f.reached, f.member_id)
      and (f.s2 is null or (s.standing, s.reached, s.member_id) < (f.s2, f.r2, f.m2))
    group by level, f.standing, f.reached, f.member_id, f.size having f.size <> count(s.member_id)`,
};
async function expectPlaces(ranking: Ranking, asked: number): Promise<void> {
  const sorted = inOrder(ranking);
  await inTest(async (tx) => {
    expect(await tx.query(WRONG, [WORKSPACE])).toEqual([]);
    const { rows: top, size } = await selectTop(tx, WORKSPACE, { run: RUN, partition: PARTITION }, 10);
    expect(size).toBe(sorted.length);
    expect(top.map(({ member }) => member)).toEqual(sorted.slice(0, 10).map(({ memberId }) => memberId));
    for (let n = 0; n < asked; n++) {
      const index = Math.floor((n * (sorted.length - 1)) / Math.max(asked - 1, 1));
      const row = sorted[index] as BoardScoreRow;
      const own = await selectPlace(tx, WORKSPACE, RUN, row.memberId);
      expect(own).toMatchObject({ place: index + 1, score: row.score, size: sorted.length });
      const from = Math.max(0, index - 2);
      expect(own?.around.map(({ member, place }) => [member, place])).toEqual(
        sorted.slice(from, index + 3).map(({ memberId }, offset) => [memberId, from + offset + 1]),
      );
    }
  });
}
const rowOf = (n: number, score: number, reached: number, state: BoardScoreRow["state"] = "in"): BoardScoreRow => ({
  memberId: `mem_${String(n).padStart(6, "0")}`,
  runId: RUN,
  partition: PARTITION,
  score: BigInt(score),
  reached,
  state,
});

test("a place is that of a sort, after any updates, corrections and leaves, and however the fences have been moved", async () => {
  const change = fc.record({
    who: fc.nat(2_500),
    score: fc.nat(60),
    state: fc.constantFrom("in" as const, "in" as const, "in" as const, "away" as const),
  });
  const batches = fc.array(fc.array(change, { maxLength: 900, size: "max" }), { minLength: 4, maxLength: 7, size: "max" });
  const property = fc.asyncProperty(batches, async (story) => {
    await database.admin.query("delete from bandwagon.board_scores; delete from bandwagon.board_fences");
    const ranking: Ranking = { world: newWorld(), rows: new Map() };
    // So many that there are several fences from the start.
    await write(
      ranking,
      Array.from({ length: 1_700 }, (_, n) => rowOf(n, n % 23, n % 400)),
    );
    for (const [number, batch] of story.entries()) {
      const changed = batch.map(({ who, score, state }, n) => rowOf(who, score, 1_000 * number + n, state));
      await write(ranking, [...new Map(changed.map((row) => [row.memberId, row])).values()]);
      // Another process has not seen where the fences were.
      if (number === 1) ranking.world = worldWith(ranking);
      await expectPlaces(ranking, 12);
    }
  });
  await fc.assert(property, { numRuns: 4, seed: 20_260_101 });
}, 60_000);
function worldWith({ rows }: Ranking): World {
  const world = newWorld();
  for (const row of rows.values()) addLoaded(world, "boardScores", `${row.memberId}\n${RUN}`, row);
  return world;
}

test("places of so many that fences are grouped, and of all of them gone but a few", async () => {
  await database.admin.query("delete from bandwagon.board_scores; delete from bandwagon.board_fences");
  const ranking: Ranking = { world: newWorld(), rows: new Map() };
  await write(
    ranking,
    Array.from({ length: 40_000 }, (_, n) => rowOf(n, (n * 7919) % 1000, n)),
  );
  const { rows } = await database.admin.query("select level, count(*)::int as count from bandwagon.board_fences group by level order by level");
  expect(rows).toEqual([
    { level: 1, count: 200 },
    { level: 2, count: 4 },
  ]);
  await expectPlaces(ranking, 40);
  await write(
    ranking,
    Array.from({ length: 39_900 }, (_, n) => rowOf(n + 50, 0, n, "empty")),
  );
  await expectPlaces(ranking, 20);
  const after = await database.admin.query("select count(*)::int as count from bandwagon.board_fences where level = 1");
  expect(after.rows[0].count).toBeLessThan(30);
}, 60_000);
