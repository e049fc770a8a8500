/** Crashes while clients write, and what must be true afterwards. */
import { setTimeout as delay } from "node:timers/promises";
import { expect } from "vitest";
import { inInstallation } from "../../src/store/db.js";
import { listWorkspaces } from "../../src/store/workspaces.js";
import { findBrokenLaws, rebuild } from "../books.js";
import { type Entry, findLosses, openShop, retryUnknown, type Shop, startClients } from "./crash-history.js";
import { type CrashServer, makeCrashServer, type Opened } from "./crash-server.js";

export type Crash = "server" | "database" | "both";
export interface Crashed {
  server: CrashServer;
  shop: Shop;
  history: Entry[];
  opened: Opened;
  unknown: number;
  remove(): Promise<void>;
}

/** Lets clients write, kills at random moments, starts again, and retries by its key what had no answer. */
export async function runCrashes(crashes: Crash[], random: () => number): Promise<Crashed> {
  const server = await makeCrashServer();
  try {
    await server.start();
    const shop = await openShop(server.url, (await server.command(["workspace", "create", "Crash", "--mode", "live"])) as never);
    const history: Entry[] = [];
    let unknown = 0;
    for (const [round, crash] of crashes.entries()) {
      const clients = startClients(server.url, shop, server.dir, `round-${round}`);
      await delay(200 + random() * 900);
      await kill(server, crash, random);
      // Clients go on against a server that is not there, and then is again.
      await delay(random() * 200);
      if (crash !== "database") await server.start();
      await delay(300);
      await clients.stop();
      unknown += await retryUnknown(server.url, shop, clients.history);
      history.push(...clients.history);
    }
    const opened = await server.open();
    const remove = async (): Promise<void> => {
      await opened.close();
      await server.remove();
    };
    return { server, shop, history, opened, unknown, remove };
  } catch (error) {
    await server.remove();
    throw error;
  }
}
async function kill(server: CrashServer, crash: Crash, random: () => number): Promise<void> {
  if (crash === "database") return server.killDatabase();
  if (crash === "server") return server.killServer();
  if (random() < 0.5) server.killDatabase();
  await server.killServer();
  server.killDatabase();
}

/** Nothing lost, nothing twice; every law holds; the rebuild of the log is faithful. */
export async function expectNothingLost({ shop, history, opened }: Crashed): Promise<void> {
  expect(await findLosses(opened, shop, history)).toEqual([]);
  expect(await findBrokenLaws(opened)).toEqual([]);
  for (const row of await inInstallation(opened.db, listWorkspaces)) {
    expect(await rebuild(opened, row)).toMatchObject({ decidedOtherwise: [], differences: [] });
  }
}

/** Numbers from 0 to 1 that a seed gives again (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
