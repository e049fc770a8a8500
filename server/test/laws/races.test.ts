/** Lost races, staged by hand and by force: two processes, one workspace. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { App } from "../../src/app.js";
import { runDueWork } from "../../src/commands/run-due-work.js";
import type { ProgramDocument } from "../../src/core/document/schema.js";
import type { RecordInput } from "../../src/core/record.js";
import type { World } from "../../src/core/world.js";
import { inWorkspace } from "../../src/store/db.js";
import { appendedRows } from "../../src/store/log.js";
import { saveDecisions, saveWorld } from "../../src/store/save-decisions.js";
import { insertSets } from "../../src/store/set-insert.js";
import { type TestDatabase, testDatabase } from "../database.js";
import { appOn, decideUnlocked, documentWith, type LogShop, openLogShop, otherApp } from "./log-app.js";
import { PROGRAM, START } from "./story.js";

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

const member = (name: string): RecordInput => ({ kind: "member", member: name, enrol: [PROGRAM] });
const purchase = (who: string, order: string): RecordInput => ({
  kind: "event",
  type: "purchase",
  member: who,
  subject: order,
  currency: "USD",
  money: { total: "5000" },
});
const tenPoints = { points: { amount: "10" } };
const budgetOf = (max: string) => ({ ...tenPoints, limits: [{ id: "budget", measure: "amount", per: "program", max, cut: "to_nothing" }] });

async function rowsOf(shop: LogShop, table: string): Promise<Record<string, string>[]> {
  const { rows } = await database.admin.query(`select * from ${table} where workspace_id = $1`, [shop.workspace.id]);
  return rows.map((row: Record<string, unknown>) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value)])));
}

describe("load and decide, let a rival commit, then save", () => {
  test("L6 L9 the head's check refuses the whole transaction: nothing is written", async () => {
    const shop = await openLogShop(app, documentWith(budgetOf("10")));
    await shop.submit(member("anna"));
    const losing = inWorkspace(app.db, shop.workspace.id, async (tx) => {
      const { world, head, appended } = await decideUnlocked(tx, shop, purchase("anna", "loser"));
      expect(appended.decision.outcome.status).toBe("rewarded");
      await shop.submit(purchase("anna", "winner"), { app: rival });
      const { number, at } = appended.record;
      await saveDecisions(tx, world, head, { number, at, clock: head.clock, batch: "loser" }, [appended]);
    });
    await expect(losing).rejects.toThrow(/head of the log has moved|duplicate key/);
    expect((await rowsOf(shop, "rewards")).length).toBe(1);
    expect((await rowsOf(shop, "subjects")).map(({ subject }) => subject)).toEqual(["winner"]);
  });

  test.each([
    ["L4 a record under a number that is taken", "records_pkey", { steps: ["append"] }],
    ["L5 the same reward again", "rewards_pkey", { steps: ["save"] }],
  ])("%s is refused by the database even when nobody looks at the head", async (_what, constraint, { steps }) => {
    const shop = await openLogShop(app, documentWith(tenPoints));
    await shop.submit(member("anna"));
    const losing = inWorkspace(app.db, shop.workspace.id, async (tx) => {
      const { world, appended } = await decideUnlocked(tx, shop, purchase("anna", "one"));
      await shop.submit(purchase("anna", "one"), { app: rival });
      if (steps[0] === "append") await insertSets(tx, shop.workspace.id, appendedRows([appended]).slice(0, 1));
      else {
        // Only the rewards: a row that two would insert.
        for (const table of Object.keys(world.draft) as (keyof World["draft"])[]) if (table !== "rewards") world.draft[table].clear();
        await saveWorld(tx, world);
      }
    });
    await expect(losing).rejects.toThrow(constraint);
    expect((await rowsOf(shop, "rewards")).length).toBe(1);
  });

  test("L5 a second reward of one occurrence under another id is refused by rewards_once", async () => {
    const shop = await openLogShop(app, documentWith(tenPoints));
    await shop.submit(member("anna"));
    await shop.submit(purchase("anna", "one"));
    const copy =
      "insert into rewards select workspace_id, 'rwd_other' as id, program_id, version, rule_id, grant_id, occurrence, recipient_id, ordinal, side, referral_id, kind, unit, amount, remaining, state, fulfilment, made_at, available_at, expires_at, due_at, record_number, details from rewards where workspace_id = $1";
    await expect(database.admin.query(copy, [shop.workspace.id])).rejects.toThrow("rewards_once");
  });

  test("L6 a count above its ceiling, L3 a balance below zero, L8 a key again: refused by the database", async () => {
    const shop = await openLogShop(app, documentWith(budgetOf("10")));
    await shop.submit(member("anna"));
    await shop.submit(purchase("anna", "one"), { key: "one" });
    const as = (sql: string) => inWorkspace(app.db, shop.workspace.id, (tx) => tx.query({ name: `test_${sql.length}`, text: sql }));
    await expect(as("update counters set used = used + 1")).rejects.toThrow("counters_within_ceiling");
    await expect(as("update accounts set balance = -1 where kind = 'available'")).rejects.toThrow("accounts_member_not_negative");
    await expect(as("insert into record_keys select workspace_id, key_hash, 'other', number + 1 from record_keys")).rejects.toThrow(
      "record_keys_pkey",
    );
    await expect(
      as(
        "insert into referrals select workspace_id, 'ref_1', 'p', id, id, 1, 'signed_up', 'signed_up', 'clear', 'clear', now(), null, 1, '{}', '{}', '{}', '{}', '{}', '[]' from members",
      ),
    ).rejects.toThrow("referrals_not_self");
    for (const table of ["records", "record_keys", "transfers"]) {
      await expect(as(`delete from ${table}`), "L4").rejects.toThrow("permission denied");
      await expect(as(`update ${table} set workspace_id = workspace_id `), "L4").rejects.toThrow("permission denied");
    }
  });
});

describe("two processes write into one workspace at once", () => {
  /** Sends the inputs alternately through both, all at once. */
  const race = (shop: LogShop, inputs: RecordInput[], lane: "redemption" | "event" = "event") =>
    Promise.all(inputs.map((input, index) => shop.submit(input, { app: index % 2 === 0 ? app : rival, lane, key: `race-${index}` })));
  const count = <T>(outcomes: T[], test: (outcome: T) => boolean) => outcomes.filter(test).length;

  test("L6 L7 of 64 redemptions of the last unit exactly one is done", async () => {
    const shop = await openLogShop(app, documentWith({ points: { amount: "1" } }));
    await shop.submit(member("anna"));
    await shop.submit(purchase("anna", "one"));
    const redeem: RecordInput = { kind: "redeem", use: "spend", member: "anna", unit: "POINTS", amount: "1" };
    const written = await race(
      shop,
      Array.from({ length: 64 }, () => redeem),
      "redemption",
    );
    expect(count(written, ({ outcome }) => outcome.status === "done")).toBe(1);
    expect(count(written, ({ outcome }) => outcome.reason === "balance_too_low")).toBe(63);
  });

  test("L6 of 64 who use one coupon exactly one does", async () => {
    const shop = await openLogShop(app, documentWith({ coupon: { discount: { percent: "10" } } }));
    await shop.submit(member("anna"));
    await shop.submit(purchase("anna", "one"));
    const [coupon] = await rowsOf(shop, "coupons");
    const written = await race(
      shop,
      Array.from({ length: 64 }, () => ({ kind: "coupon.redeem" as const, code: coupon!.code! })),
      "redemption",
    );
    expect(count(written, ({ outcome }) => outcome.status === "done")).toBe(1);
    expect(count(written, ({ outcome }) => outcome.reason === "coupon_used")).toBe(63);
  });

  test("L6 the last unit of a budget goes to exactly one", async () => {
    const shop = await openLogShop(app, documentWith(budgetOf("30")));
    const names = Array.from({ length: 32 }, (_, index) => `member-${index}`);
    await race(shop, names.map(member));
    const shopped = await Promise.all(
      names.map((name, index) => shop.submit(purchase(name, `order-${index}`), { app: index % 2 === 0 ? app : rival })),
    );
    expect(count(shopped, ({ outcome }) => outcome.status === "rewarded")).toBe(3);
    expect(count(shopped, ({ outcome }) => outcome.reason === "capped")).toBe(29);
    expect((await rowsOf(shop, "counters")).map(({ used }) => used)).toEqual(["30"]);
  });

  test("L4 L9 the order is total: numbers without holes or repeats, times that never fall", async () => {
    const shop = await openLogShop(app, documentWith(tenPoints));
    const names = Array.from({ length: 40 }, (_, index) => `member-${index}`);
    const written = await race(
      shop,
      names.flatMap((name) => [member(name), purchase(name, `order-of-${name}`)]),
    );
    expect(written.map(({ number }) => number).sort((a, b) => a - b)).toEqual(Array.from({ length: 80 }, (_, index) => index + 2));
    const times = [...written].sort((a, b) => a.number - b.number).map(({ at }) => at);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  test("L5 the last stamp from two events at once: the card is full once, and the next has what came over", async () => {
    const rules = [
      { id: "stamp", on: { event: "purchase" }, grants: [{ id: "stamp", to: "member", stamp: "five" }] },
      { id: "full", on: { stampCard: "five" }, grants: [{ id: "points", to: "member", ...tenPoints }] },
    ] as ProgramDocument["rules"];
    const stampCards = [{ id: "five", name: "Five", slots: 5, repeats: true }];
    const shop = await openLogShop(app, documentWith(tenPoints, { stampCards, rules }));
    await shop.submit(member("anna"));
    for (let nth = 1; nth <= 4; nth++) await shop.submit(purchase("anna", `order-${nth}`));
    await race(shop, [purchase("anna", "fifth"), purchase("anna", "sixth")]);
    const rewards = await rowsOf(shop, "rewards");
    expect(rewards.filter(({ kind }) => kind === "points")).toMatchObject([{ rule_id: "full", amount: "10" }]);
    expect(rewards.filter(({ kind }) => kind === "stamp")).toHaveLength(6);
  });

  test("L5 a contest and a draw that several workers close at once close once, with one prize each", async () => {
    const rules = [
      {
        id: "order",
        on: { event: "purchase" },
        grants: [
          { id: "points", to: "member", ...tenPoints },
          { id: "ticket", to: "member", tickets: { draw: "car" } },
        ],
      },
      { id: "placed", on: { contest: "most", place: 1 }, grants: [{ id: "prize", to: "member", credit: { amount: "30.00" } }] },
      { id: "drawn", on: { draw: "car" }, grants: [{ id: "prize", to: "member", coupon: { discount: { percent: "10" } } }] },
    ] as ProgramDocument["rules"];
    const shop = await openLogShop(
      app,
      documentWith(tenPoints, {
        currency: "USD",
        leaderboards: [{ id: "weekly", name: "Of the week", score: { earned: "POINTS" }, period: "week" }],
        contests: [{ id: "most", name: "Most orders", ranked: "weekly" }],
        draws: [{ id: "car", name: "A car", every: "week", winners: 1 }],
        rules,
      }),
    );
    for (const who of ["anna", "boris"]) await shop.submit(member(who));
    await race(shop, [purchase("anna", "one"), purchase("anna", "two"), purchase("boris", "three")]);
    await shop.submit({ kind: "clock", to: START + 30 * 86_400_000 });
    const settled = await Promise.all(Array.from({ length: 8 }, (_, nth) => runDueWork(nth % 2 === 0 ? app : rival, shop.workspace.id)));
    expect(settled.reduce((sum, part) => sum + part)).toBeGreaterThan(0);
    const prizes = (await rowsOf(shop, "rewards")).filter(({ grant_id }) => grant_id === "prize");
    expect(prizes.map(({ rule_id }) => rule_id).sort()).toEqual(["drawn", "placed"]);
    const told = (await rowsOf(shop, "outbox")).map(({ kind }) => kind);
    expect(told.filter((kind) => kind === "contest.closed" || kind === "draw.drawn").sort()).toEqual(["contest.closed", "draw.drawn"]);
    expect(await runDueWork(rival, shop.workspace.id)).toBe(0);
  });

  test("L12 two who refer each other at once: one of them does", async () => {
    const shop = await openLogShop(app, documentWith(tenPoints));
    await race(shop, [member("anna"), member("boris")]);
    const refers = (friend: string, referrer: string): RecordInput => ({ kind: "event", type: "sign_up", member: friend, referrer });
    const written = await Promise.all([shop.submit(refers("anna", "boris")), shop.submit(refers("boris", "anna"), { app: rival })]);
    expect(written.map(({ outcome }) => outcome.reason ?? "referred").sort()).toEqual(["cycle", "referred"]);
    expect((await rowsOf(shop, "referrals")).length).toBe(1);
  });
});

test("L6 a limit over a year of rolling days is decided on PostgreSQL as any other", async () => {
  const limits = [{ id: "year", measure: "rewards", period: { rollingDays: 366 }, max: "1" }];
  const shop = await openLogShop(app, documentWith({ ...tenPoints, limits }));
  await shop.submit(member("anna"));
  expect((await shop.submit(purchase("anna", "one"))).outcome.status).toBe("rewarded");
  expect((await shop.submit(purchase("anna", "two"))).outcome.reason).toBe("capped");
});
