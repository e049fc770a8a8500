/** Batches that were decided before their turn, and what becomes of them when what they took for granted was not so. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { App } from "../../src/app.js";
import type { Submission } from "../../src/commands/log-writer.js";
import type { Written } from "../../src/commands/write-batch.js";
import type { RecordInput } from "../../src/core/record.js";
import { findBrokenLaws } from "../books.js";
import { type TestDatabase, testDatabase } from "../database.js";
import { appOn, documentWith, type LogShop, openLogShop, otherApp } from "./log-app.js";
import { PROGRAM } from "./story.js";

let database: TestDatabase;
let app: App;
let rival: App & { close(): Promise<void> };
beforeAll(async () => {
  database = await testDatabase();
  app = appOn(database.db);
  rival = await otherApp(database);
});
afterAll(async () => {
  await rival?.close();
  await database?.close();
});

const people = Array.from({ length: 40 }, (_, index) => `person-${index}`);
const budgeted = documentWith({ points: { amount: "1" }, limits: [{ id: "budget", measure: "amount", per: "program", max: "100000" }] });

async function openFullShop(): Promise<LogShop> {
  const shop = await openLogShop(app, budgeted);
  for (const member of people) await shop.submit({ kind: "member", member, enrol: [PROGRAM] });
  return shop;
}
function purchase(index: number, subject = `order-${index}`): RecordInput {
  return { kind: "event", type: "purchase", member: people[index % people.length] as string, subject, currency: "USD", money: { total: "5000" } };
}
type Order = { input: RecordInput } & Partial<Submission> & { app?: App };
/** Sends all of them, `width` at a time, one after the other on each. */
async function sendAll(shop: LogShop, orders: Order[], width: number): Promise<Written[]> {
  const written: Written[] = [];
  const waiting = orders.entries();
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (const [index, { input, ...options }] of waiting) written[index] = await shop.submit(input, options);
    }),
  );
  return written;
}
async function pointsOf(shop: LogShop): Promise<number> {
  const { rows } = await database.admin.query(
    "select coalesce(sum(balance), 0)::int as points from accounts where workspace_id = $1 and kind = 'available'",
    [shop.workspace.id],
  );
  return rows[0].points;
}
const rewardedIn = (written: Written[]) => written.filter(({ outcome, replayed }) => outcome.status === "rewarded" && !replayed).length;

describe("batches in flight behind one another", () => {
  test("L8 keys that come again, long after and at once, give the first answer", async () => {
    const shop = await openFullShop();
    const orders = Array.from({ length: 600 }, (_, index) => ({ input: purchase(index), key: `key-${index}` }));
    const first = await sendAll(shop, orders, 50);
    expect(rewardedIn(first)).toBe(600);
    // Each tenth is an old one again: batches that took every key for new fail as a whole.
    const mixed = Array.from({ length: 600 }, (_, index) =>
      index % 10 === 0 ? (orders[index] as Order) : { input: purchase(1000 + index), key: `key-${1000 + index}` },
    );
    const second = await sendAll(shop, mixed, 50);
    for (let index = 0; index < 600; index += 10) expect(second[index]).toEqual({ ...first[index], replayed: true });
    expect(rewardedIn(second)).toBe(540);
    expect(await pointsOf(shop)).toBe(1140);
    expect(await findBrokenLaws(database)).toEqual([]);
  });

  test("L5 orders that are told again under other keys are rewarded once", async () => {
    const shop = await openFullShop();
    const tell = (round: number) => Array.from({ length: 300 }, (_, index) => ({ input: purchase(index), key: `round-${round}-${index}` }));
    expect(rewardedIn(await sendAll(shop, tell(1), 40))).toBe(300);
    expect(rewardedIn(await sendAll(shop, tell(2), 40))).toBe(0);
    // Both tellings of new orders on their way at once.
    const twice = Array.from({ length: 300 }, (_, index) => ({ input: purchase(2000 + (index >> 1)), key: `twice-${index}` }));
    expect(rewardedIn(await sendAll(shop, twice, 40))).toBe(150);
    expect(await pointsOf(shop)).toBe(450);
    expect(await findBrokenLaws(database)).toEqual([]);
  });

  test("L6 L9 another process appends all the while: what was decided ahead is decided anew", async () => {
    const shop = await openFullShop();
    const orders = Array.from({ length: 800 }, (_, index) => ({
      input: purchase(index),
      key: `key-${index}`,
      ...(index % 7 === 0 && { app: rival }),
    }));
    expect(rewardedIn(await sendAll(shop, orders, 60))).toBe(800);
    expect(await pointsOf(shop)).toBe(800);
    expect(await findBrokenLaws(database)).toEqual([]);
  });

  test("L9 connections are cut again and again: each order is rewarded once", async () => {
    const shop = await openFullShop();
    let isOver = false;
    let cuts = 0;
    let orders = 0;
    let done = 0;
    let doneAtCut = -1;
    const cutting = (async () => {
      while (!isOver) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        // On a machine that is slow now, too, something gets done between two cuts.
        if (done === doneAtCut) continue;
        // One connection that is in the middle of a transaction: the batch of one workspace, the one behind it waits.
        const { rowCount } = await database.admin.query(
          `select pg_terminate_backend(pid) from pg_stat_activity
            where pid <> pg_backend_pid() and datname = current_database() and backend_type = 'client backend' and xact_start is not null limit 1`,
        );
        cuts += rowCount ?? 0;
        if (rowCount) doneAtCut = done;
      }
    })();
    const written: (Written | undefined)[] = [];
    await Promise.all(
      Array.from({ length: 60 }, async () => {
        // However quick the machine is, until something was cut.
        while (orders < 1000 || cuts < 3) {
          const index = orders++;
          // As a client does: whatever went wrong, the same key again.
          while (written[index] === undefined) written[index] = await shop.submit(purchase(index), { key: `key-${index}` }).catch(() => undefined);
          done++;
        }
      }),
    );
    isOver = true;
    await cutting;
    expect(await pointsOf(shop)).toBe(orders);
    expect(new Set(written.map((each) => each?.number)).size).toBe(orders);
    expect(await findBrokenLaws(database)).toEqual([]);
  }, 60_000);
});
