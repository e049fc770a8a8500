/** Rankings of many members, the same in the product's database and in Redis, and the questions that a leaderboard is asked. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@redis/client";
import type { Pool } from "pg";
import { loadPlace, loadTop } from "../src/queries/board-places.js";
import type { Database } from "../src/store/db.js";
import { findRedis } from "./find-redis.js";
import type { Measurement, Pair } from "./row.js";
import { compare, median } from "./stats.js";

export const SMALL = 100_000;
export const LARGE = 1_000_000;
const WORKSPACE = "ws_rankings";
const TOP = 50;
const AROUND = 2;
const runOf = (members: number) => `run_${members}`;
const memberOf = (number: number) => `mem_${String(number).padStart(20, "0")}`;

/** One question: the answer's time in milliseconds. */
export type Ask = () => Promise<number>;
export interface Rankings {
  topOf(members: number): { ours: Ask; redis: Ask };
  /** Of another member by chance each time. */
  placeOf(members: number): { ours: Ask; redis: Ask };
  stop(): Promise<void>;
}

export async function prepareRankings(db: Database, owner: Pool): Promise<Rankings> {
  const redis = await startRedis();
  for (const members of [SMALL, LARGE]) {
    await fill(owner, members);
    await redis.fill(members);
  }
  await owner.query("vacuum analyze bandwagon.board_scores, bandwagon.board_fences");
  const anyOf = (members: number) => memberOf(Math.floor(Math.random() * members));
  return {
    topOf: (members) => ({
      ours: timed(() => loadTop(db, WORKSPACE, { run: runOf(members), partition: "" }, TOP)),
      redis: timed(() => redis.top(members)),
    }),
    placeOf: (members) => ({
      ours: timed(async () => {
        const own = await loadPlace(db, WORKSPACE, runOf(members), anyOf(members));
        if (own?.size !== members) throw new Error("A member was not found in the ranking.");
      }),
      redis: timed(() => redis.place(members, anyOf(members))),
    }),
    stop: () => redis.stop(),
  };
}
function timed(work: () => Promise<unknown>): Ask {
  return async () => {
    const start = performance.now();
    await work();
    return performance.now() - start;
  };
}

/** Asks both in turn; gives the medians of a thousand answers each, three times over. */
export async function compareAsks(value: Ask, yardstick: Ask, times = 1000): Promise<Measurement> {
  const pairs: Pair[] = [];
  for (let round = 0; round < 4; round++) {
    const answers = { value: [] as number[], yardstick: [] as number[] };
    for (let n = 0; n < times; n++) {
      answers.value.push(await value());
      answers.yardstick.push(await yardstick());
    }
    // The first time around everything is made that is kept afterwards.
    if (round > 0) pairs.push({ value: median(answers.value), yardstick: median(answers.yardstick) });
  }
  return compare(pairs);
}

/** Scores as they are: most have few, some have many. The fences are those that the writer would have made. */
async function fill(owner: Pool, members: number): Promise<void> {
  await owner.query(
    `insert into bandwagon.board_scores (workspace_id, member_id, run_id, partition, score, reached, state)
     select $1, 'mem_' || lpad(n::text, 20, '0'), $2, '', 1 + floor(power(((n::bigint * 7919) % $3::bigint)::float / $3, 4) * 5000)::bigint, n + 1, 'in'
     from generate_series(0, $3::integer - 1) as n`,
    [WORKSPACE, runOf(members), members],
  );
  for (const [level, piece] of [
    [1, 200],
    [2, 200 * 64],
  ]) {
    await owner.query(
      `insert into bandwagon.board_fences (workspace_id, run_id, partition, level, standing, reached, member_id, size)
       select $1, $2, '', $3, case when n = 1 then -9223372036854775808 else standing end, case when n = 1 then 0 else reached end,
         case when n = 1 then '' else member_id end, size from (
           select *, count(*) over (partition by (n - 1) / $4::integer) as size from (
             select standing, reached, member_id, row_number() over (order by standing, reached, member_id) as n
             from bandwagon.board_scores where workspace_id = $1 and run_id = $2) numbered) pieces
       where (n - 1) % $4::integer = 0`,
      [WORKSPACE, runOf(members), level, piece],
    );
  }
}

async function startRedis() {
  const path = findRedis();
  if (path === undefined) throw new Error("There is no redis-server to compare with.");
  const dir = mkdtempSync(join(tmpdir(), "bandwagon-redis-"));
  const socket = join(dir, "redis.sock");
  const server = spawn(path, ["--port", "0", "--unixsocket", socket, "--save", "", "--appendonly", "no", "--dir", dir], {
    argv0: "redis-server",
    stdio: "ignore",
  });
  const client = createClient({ socket: { path: socket, tls: false } });
  client.on("error", () => {});
  await client.connect();
  return {
    async fill(members: number) {
      for (let from = 0; from < members; from += 10_000) {
        const entries = Array.from({ length: Math.min(10_000, members - from) }, (_, index) => {
          const number = from + index;
          return { score: 1 + Math.floor((((number * 7919) % members) / members) ** 4 * 5000), value: memberOf(number) };
        });
        await client.zAdd(runOf(members), entries);
      }
    },
    top: (members: number) => Promise.all([client.zRangeWithScores(runOf(members), 0, TOP - 1, { REV: true }), client.zCard(runOf(members))]),
    /** The neighbours are asked for when the place is known. */
    async place(members: number, member: string) {
      const [place, size] = await Promise.all([client.zRevRank(runOf(members), member), client.zCard(runOf(members))]);
      if (place === null || size !== members) throw new Error("A member was not found in Redis.");
      return client.zRangeWithScores(runOf(members), Math.max(0, place - AROUND), place + AROUND, { REV: true });
    },
    async stop() {
      client.destroy();
      server.kill();
      await once(server, "exit");
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
