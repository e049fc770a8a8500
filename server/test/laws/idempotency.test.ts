/** L8: the same key is the same answer and one effect, for ever; with another body it is refused. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { App } from "../../src/app.js";
import type { RecordInput } from "../../src/core/record.js";
import { type TestDatabase, testDatabase } from "../database.js";
import { appOn, documentWith, type LogShop, openLogShop, otherApp } from "./log-app.js";
import { PROGRAM } from "./story.js";

let database: TestDatabase;
let app: App;
let other: App & { close(): Promise<void> };
let shop: LogShop;
beforeAll(async () => {
  database = await testDatabase();
  app = appOn(database.db);
  other = await otherApp(database);
  shop = await openLogShop(app, documentWith({ points: { amount: "10" } }));
  await shop.submit({ kind: "member", member: "anna", enrol: [PROGRAM] });
});
afterAll(async () => {
  await other?.close();
  await database?.close();
});

const purchase = (order?: string): RecordInput => ({
  kind: "event",
  type: "purchase",
  member: "anna",
  subject: order,
  currency: "USD",
  money: { total: "5000" },
});
const through = (index: number): App => (index % 2 === 0 ? app : other);
const rewards = async () =>
  Number((await database.admin.query("select count(*)::int as n from rewards where workspace_id = $1", [shop.workspace.id])).rows[0].n);

test.each([2, 3, 8, 64])("L8 %i times at once through two processes: one record, one answer", async (times) => {
  const before = await rewards();
  // Without a subject nothing but the key can tell that it is the same event.
  const written = await Promise.all(
    Array.from({ length: times }, (_, index) => shop.submit(purchase(), { key: `at-once-${times}`, app: through(index) })),
  );
  expect(new Set(written.map(({ number }) => number)).size).toBe(1);
  expect(written.filter(({ replayed }) => !replayed).length).toBe(1);
  expect(new Set(written.map(({ at, outcome }) => JSON.stringify([at, outcome]))).size).toBe(1);
  expect(await rewards()).toBe(before + 1);
});

test("L8 the same key with another body, one after the other and at once: key_reused, and no effect", async () => {
  const before = await rewards();
  await shop.submit(purchase("one"), { key: "reused" });
  await expect(shop.submit(purchase("two"), { key: "reused" })).rejects.toMatchObject({ code: "key_reused" });
  await expect(shop.submit(purchase("two"), { key: "reused", app: other })).rejects.toMatchObject({ code: "key_reused" });
  const bodies = Array.from({ length: 16 }, (_, index) => shop.submit(purchase(`body-${index % 2}`), { key: "mixed", app: through(index >> 1) }));
  const settled = await Promise.allSettled(bodies);
  expect(settled.filter(({ status }) => status === "fulfilled").length).toBe(8);
  for (const each of settled) if (each.status === "rejected") expect(each.reason).toMatchObject({ code: "key_reused" });
  expect(await rewards()).toBe(before + 2);
});

test("L8 after a restart, and after other records, the answer is the one that was given", async () => {
  const first = await shop.submit(purchase("restart"), { key: "restart" });
  await shop.submit({ kind: "event", type: "refund", member: "anna", subject: "restart" });
  const restarted = await otherApp(database);
  const again = await shop.submit(purchase("restart"), { key: "restart", app: restarted });
  await restarted.close();
  expect(again).toEqual({ ...first, replayed: true });
});

test("L8 a request that is refused before it is decided uses up no key", async () => {
  const before = await rewards();
  const broken = {
    kind: "event",
    type: "purchase",
    member: "anna",
    subject: "broken",
    currency: "USD",
    money: { total: "no number" },
  } as RecordInput;
  await expect(shop.submit(broken, { key: "broken" })).rejects.toThrow();
  expect((await shop.submit(purchase("broken"), { key: "broken" })).replayed).toBe(false);
  expect(await rewards()).toBe(before + 1);
});

test("L8 a bad record in a batch fails alone", async () => {
  const bad = { kind: "event", type: "purchase", member: "anna", currency: "USD", money: { total: "x" } } as RecordInput;
  const settled = await Promise.allSettled(
    [purchase("a"), bad, purchase("b")].map((input, index) => shop.submit(input, { key: `bad-batch-${index}` })),
  );
  expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
});
