/** What rows measure with: everything is started when it is first asked for, and all of it is gone after `close`. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Pool } from "pg";
import { openPool } from "../src/store/connect.js";
import { connectDatabase, type Database } from "../src/store/db.js";
import { startThrowawayPostgres } from "../src/store/embedded-postgres.js";
import { type LoadGenerator, startLoadGenerator } from "./load.js";
import { type MemberPages, prepareMemberPages } from "./member-pages.js";
import { type ProductServer, startProductServer } from "./product-server.js";
import { prepareRankings, type Rankings } from "./rankings.js";
import { openShop, type Shop, type ShopPlan } from "./shop.js";
import { type BareServer, prepareRewardYardstick, type RewardYardstick, startBareServer } from "./yardsticks.js";

export interface Bench {
  /** How long one measurement takes. */
  seconds: number;
  /** Options of Node for the process that is measured. */
  profileArguments: string[];
  server(): Promise<ProductServer>;
  /** The same plan gives the same shop again. */
  shop(plan: ShopPlan): Promise<Shop>;
  /** Each its own process. */
  generator(index?: number): LoadGenerator;
  rewardYardstick(): Promise<RewardYardstick>;
  bareServer(): Promise<BareServer>;
  /** The product's database as the application's role sees it. */
  database(): Promise<Database>;
  /** Rankings of members in the product's database and in Redis. */
  rankings(): Promise<Rankings>;
  /** Members with few and with many friends, and what their portal shows. */
  memberPages(): Promise<MemberPages>;
  /** Tells one number from the product's database, past row-level security. */
  count(sql: string, values: unknown[]): Promise<number>;
  /** A name that no other run has. */
  nextRun(): number;
  restartServer(nodeArguments: string[]): Promise<void>;
  close(): Promise<void>;
}

interface Base {
  databaseUrl: string;
  dataDir: string;
  owner: Pool;
  postgres: Awaited<ReturnType<typeof startThrowawayPostgres>>;
}

export function makeBench(seconds: number): Bench {
  const undo: (() => unknown)[] = [];
  const shops = new Map<string, Promise<Shop>>();
  const generators: LoadGenerator[] = [];
  let runs = 0;
  let server: Promise<ProductServer> | undefined;

  const base = once(async (): Promise<Base> => {
    const postgres = await startThrowawayPostgres();
    undo.push(() => postgres.stop());
    const { host, port, user, database } = postgres.connection;
    const { pool, close } = await openPool(postgres.connection, { role: "owner", poolSize: 1 });
    undo.push(close);
    const dataDir = mkdtempSync(join(tmpdir(), "bandwagon-bench-"));
    undo.push(() => rmSync(dataDir, { recursive: true, force: true }));
    return { postgres, owner: pool, dataDir, databaseUrl: `postgres://${user}@localhost:${port}/${database}?host=${encodeURIComponent(host ?? "")}` };
  });
  const start = async (nodeArguments: string[]): Promise<ProductServer> => {
    const { databaseUrl, dataDir } = await base();
    return startProductServer({ databaseUrl, dataDir, nodeArguments });
  };
  const open = async (plan: ShopPlan): Promise<Shop> => {
    const shop = await openShop(await bench.server(), plan);
    // What autovacuum does within a minute; the yardstick's tables have had it as well.
    await (await base()).owner.query("vacuum analyze");
    return shop;
  };
  const bench: Bench = {
    seconds,
    profileArguments: [],
    server: () => (server ??= start([])),
    shop: (plan) => {
      const name = JSON.stringify(plan);
      const shop = shops.get(name) ?? open(plan);
      shops.set(name, shop);
      return shop;
    },
    generator: (index = 0) => (generators[index] ??= startLoadGenerator()),
    rewardYardstick: once(async () => {
      const yardstick = await prepareRewardYardstick((await base()).postgres.connection);
      undo.push(() => yardstick.stop());
      return yardstick;
    }),
    bareServer: once(async () => {
      const bare = await startBareServer();
      undo.push(() => bare.stop());
      return bare;
    }),
    database: once(async () => {
      await bench.server();
      const db = await connectDatabase((await base()).postgres.connection, { poolSize: 1 });
      undo.push(() => db.close());
      return db;
    }),
    rankings: once(async () => {
      const rankings = await prepareRankings(await bench.database(), (await base()).owner);
      undo.push(() => rankings.stop());
      return rankings;
    }),
    memberPages: once(async () => {
      const { owner, postgres } = await base();
      const pages = await prepareMemberPages(await bench.server(), owner, postgres.connection);
      undo.push(() => pages.stop());
      return pages;
    }),
    count: async (sql, values) => {
      const { rows } = await (await base()).owner.query<{ count: bigint }>(sql, values);
      return Number(rows[0]?.count);
    },
    nextRun: () => ++runs,
    restartServer: async (nodeArguments) => {
      const running = await server;
      if (running === undefined) return;
      await running.stop();
      server = start(nodeArguments);
      await server;
    },
    close: async () => {
      for (const generator of generators) generator?.stop();
      await server?.then((running) => running.stop()).catch(() => {});
      for (const step of undo.reverse()) await tell(step);
    },
  };
  return bench;
}

/** One thing that cannot be undone must not leave the others behind. */
async function tell(step: () => unknown): Promise<void> {
  try {
    await step();
  } catch (error) {
    console.error("Could not tidy up:", error);
  }
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
