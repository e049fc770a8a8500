/** L9 at length: many crashes, and a database that promises more than it keeps. CRASHES says how many. */
import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { findLosses, openShop, retryUnknown, startClients } from "../crash/crash-history.js";
import { makeCrashServer } from "../crash/crash-server.js";
import { type Crash, expectNothingLost, runCrashes, seeded } from "../crash/run-crashes.js";

test("L8 L9 L10 nothing is lost and nothing is there twice after many crashes", async () => {
  const seed = Number(process.env.LAWS_SEED ?? 1);
  const random = seeded(seed);
  const kinds: Crash[] = ["server", "database", "both"];
  const crashes = Array.from({ length: Number(process.env.CRASHES ?? 20) }, () => kinds[Math.floor(random() * kinds.length)] as Crash);
  const crashed = await runCrashes(crashes, random);
  try {
    // Without requests that were cut off nothing would have been tested.
    expect(crashed.unknown, `seed ${seed}`).toBeGreaterThan(0);
    await expectNothingLost(crashed);
  } finally {
    await crashed.remove();
  }
});

test("L9 with synchronous_commit off acknowledged records are lost, the checker finds it, and the server refuses to start", async () => {
  const server = await makeCrashServer();
  try {
    await server.start();
    const shop = await openShop(server.url, (await server.command(["workspace", "create", "Lossy", "--mode", "live"])) as never);
    // Behind the server's back: its connections are cut, and new ones take the setting of the role.
    const opened = await server.open();
    await opened.admin.query("alter system set wal_writer_delay = '10s'");
    await opened.admin.query("alter role current_user set synchronous_commit = off");
    await opened.admin.query(
      "select pg_reload_conf(), pg_terminate_backend(pid) from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()",
    );
    await opened.close();
    await delay(500);
    const clients = startClients(server.url, shop, server.dir, "lossy");
    await delay(1500);
    const acknowledged = clients.history.filter(({ status }) => status === "ok").length;
    server.killDatabase();
    await server.killServer();
    await clients.stop();
    expect(acknowledged).toBeGreaterThan(0);
    await expect(server.start()).rejects.toThrow("synchronous_commit = off");
    await server.repair("alter role current_user reset synchronous_commit");
    await server.start();
    await retryUnknown(server.url, shop, clients.history);
    const again = await server.open();
    expect((await findLosses(again, shop, clients.history)).length).toBeGreaterThan(0);
    await again.close();
  } finally {
    await server.remove();
  }
});
