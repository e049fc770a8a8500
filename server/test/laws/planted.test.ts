/** Checkers are themselves checked: what is planted here, in rows or in decisions, must turn them red. */
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { App } from "../../src/app.js";
import { decide } from "../../src/core/decide.js";
import type { Decision, LogRecord } from "../../src/core/record.js";
import { applyPatch, type World } from "../../src/core/world.js";
import { inInstallation, inWorkspace } from "../../src/store/db.js";
import { saveWorld } from "../../src/store/save-decisions.js";
import { listWorkspaces } from "../../src/store/workspaces.js";
import { findBrokenLaws, rebuild } from "../books.js";
import { type TestDatabase, testDatabase } from "../database.js";
import { anyDocument } from "./documents.js";
import { appOn, decideUnlocked, documentWith, type LogShop, openLogShop } from "./log-app.js";
import { brokenLaws } from "./memory-laws.js";
import { anyStory, openShop, PROGRAM, play } from "./story.js";

const points = documentWith({ points: { amount: "10" }, limits: [{ id: "budget", measure: "amount", per: "program", max: "1000" }] });

describe("rows that were tampered with", () => {
  let database: TestDatabase;
  let app: App;
  let shop: LogShop;
  beforeAll(async () => {
    database = await testDatabase({ hasBooks: false });
    app = appOn(database.db);
  });
  afterAll(() => database?.close());
  beforeEach(async () => {
    shop = await openLogShop(app, points);
    for (const member of ["anna", "boris", "clara"]) await shop.submit({ kind: "member", member, enrol: [PROGRAM] });
    await shop.submit({ kind: "event", type: "sign_up", member: "boris", referrer: "anna" });
    await shop.submit({ kind: "event", type: "sign_up", member: "clara", referrer: "boris" });
    await shop.submit(
      { kind: "event", type: "purchase", member: "boris", subject: "one", currency: "USD", money: { total: "5000" } },
      { key: "one" },
    );
    await shop.submit({ kind: "redeem", use: "spend", member: "boris", unit: "POINTS", amount: "4" });
    expect(await findBrokenLaws(database)).toEqual([]);
  });
  const lots =
    "select workspace_id, 'rwd_planted' as id, program_id, version, rule_id, grant_id, occurrence, recipient_id, ordinal, side, referral_id, kind, unit, amount, remaining, state, fulfilment, made_at, available_at, expires_at, due_at, record_number, details from rewards";
  test.each<[string, string, string[]]>([
    ["a balance changed by hand", "update accounts set balance = balance + 1 where kind = 'available' and {ws}", ["L2", "L7"]],
    ["a balance below zero", "update accounts set balance = -5 where kind = 'available' and {ws}", ["L3"]],
    ["an entry deleted", "delete from transfers where reason = 'spend' and {ws}", ["L2"]],
    ["an entry changed", "update transfers set amount = amount + 1 where reason = 'spend' and {ws}", ["L2"]],
    ["a reward duplicated", `insert into rewards ${lots} where {ws}`, ["L5", "L7", "L6", "L13"]],
    ["a reward deleted", "delete from rewards where {ws}", ["L6", "L7"]],
    ["a reward worth more", "update rewards set amount = amount + 1, remaining = remaining + 1 where {ws}", ["L6", "L7"]],
    ["a counter lowered", "update counters set used = used - 1 where counter like 'limit:%' and {ws}", ["L6"]],
    ["a counter over its ceiling", "update counters set used = 1001 where counter like 'limit:%' and {ws}", ["L6"]],
    ["the last record removed", "delete from records where number = (select max(number) from records where {ws}) and {ws}", ["L4", "L15"]],
    [
      "a record removed that a key leads to",
      "delete from records where number = (select number from record_keys where {ws}) and {ws}",
      ["L4", "L8", "L13"],
    ],
    [
      "a cycle inserted",
      "update referrals set referrer_id = (select friend_id from referrals where referrer_id <> all (select friend_id from referrals where {ws}) is false and {ws} limit 1) where referrer_id <> all (select friend_id from referrals where {ws}) and {ws}",
      ["L12"],
    ],
    ["a reward of nobody", "update rewards set recipient_id = 'mem_nobody' where {ws}", ["L7", "L13"]],
    ["an outbox row removed", "delete from outbox where index = 0 and record_number = 6 and {ws}", ["L15"]],
    ["row-level security not forced", "alter table rewards no force row level security", ["L14"]],
    ["the right to delete records", "grant delete on records to bandwagon_app", ["L4"]],
  ])("%s: doctor's laws are red", async (_what, sql, laws) => {
    // Tampering goes around every constraint that would refuse it.
    const client = await database.admin.connect();
    try {
      await client.query("begin");
      for (const name of ["accounts.accounts_member_not_negative", "rewards.rewards_once", "counters.counters_within_ceiling"]) {
        const [table, constraint] = name.split(".");
        await client.query(`alter table ${table} drop constraint ${constraint}`);
      }
      const { rowCount } = await client.query(sql.replaceAll("{ws}", `workspace_id = '${shop.workspace.id}'`));
      if (!/^(alter|grant)/.test(sql)) expect(rowCount).toBeGreaterThan(0);
      await client.query("commit");
      const broken = await findBrokenLaws(database);
      for (const law of laws)
        expect(
          broken.map((each) => each.split(":")[0]),
          broken.join("\n"),
        ).toContain(law);
    } finally {
      client.release();
      await restore(database);
    }
  });

  test("L10 a row changed, a decision changed, a row removed: the rebuild is not faithful", async () => {
    const [row] = (await inInstallation(app.db, listWorkspaces)).filter(({ id }) => id === shop.workspace.id);
    const isFaithful = async () => {
      const { decidedOtherwise, differences } = await rebuild(database, row!);
      return [decidedOtherwise.length, differences.map(({ table }) => table)];
    };
    expect(await isFaithful()).toEqual([0, []]);
    const tamper = (sql: string) => database.admin.query(`${sql} and workspace_id = $1`, [shop.workspace.id]);
    await tamper(`update records set decision = replace(decision::text, '"reason":"earned"', '"reason":"given"')::json where kind = 'event'`);
    expect(await isFaithful()).toEqual([1, []]);
    await tamper("update members set events = events + 1 where true");
    expect(await isFaithful()).toEqual([1, ["members"]]);
    await tamper("delete from subjects where true");
    expect(await isFaithful()).toEqual([1, ["members", "subjects"]]);
  });
});

describe("guards that are gone", () => {
  let database: TestDatabase;
  let app: App;
  beforeAll(async () => {
    database = await testDatabase({ hasBooks: false });
    app = appOn(database.db);
  });
  afterAll(() => database?.close());
  const purchase = (member: string, subject?: string) => ({
    kind: "event" as const,
    type: "purchase",
    member,
    subject,
    currency: "USD",
    money: { total: "5000" },
  });

  test("L2 L6 without the head's lock and the check of counters a lost race is stored, and the laws are red", async () => {
    await database.admin.query("alter table counters drop constraint counters_within_ceiling");
    const shop = await openLogShop(
      app,
      documentWith({ points: { amount: "10" }, limits: [{ id: "budget", measure: "amount", per: "program", max: "20" }] }),
    );
    for (const member of ["anna", "boris"]) await shop.submit({ kind: "member", member, enrol: [PROGRAM] });
    await shop.submit(purchase("anna", "one"));
    expect(await findBrokenLaws(database)).toEqual([]);
    await inWorkspace(app.db, shop.workspace.id, async (tx) => {
      const { world } = await decideUnlocked(tx, shop, purchase("boris", "two"));
      await shop.submit(purchase("anna", "three"));
      await saveWorld(tx, world);
    });
    const broken = new Set((await findBrokenLaws(database)).map((each) => each.split(":")[0]));
    expect([...broken].sort()).toEqual(["L13", "L2", "L6"]);
  });

  test("L8 a key that is not committed with its record lets a repetition through, and the count of records tells", async () => {
    const shop = await openLogShop(app, documentWith({ points: { amount: "10" } }));
    await shop.submit({ kind: "member", member: "anna", enrol: [PROGRAM] });
    const first = await shop.submit(purchase("anna"), { key: "once" });
    await database.admin.query("delete from record_keys where workspace_id = $1", [shop.workspace.id]);
    const again = await shop.submit(purchase("anna"), { key: "once" });
    expect(again).toMatchObject({ replayed: false });
    expect(again.number).not.toBe(first.number);
  });
});

/** The constraints and rights as the migrations have made them. */
async function restore({ admin }: TestDatabase): Promise<void> {
  for (const table of [
    "outbox",
    "transfers",
    "record_keys",
    "records",
    "rewards",
    "counters",
    "accounts",
    "redemptions",
    "coupons",
    "subjects",
    "referrals",
    "progress",
    "timers",
    "schedules",
    "game_progress",
    "streaks",
    "challenges",
    "codes",
    "acceptances",
    "parked_events",
    "exchange_rates",
    "pool_codes",
    "enrolments",
    "identities",
    "members",
    "program_versions",
    "programs",
  ])
    await admin.query(`delete from ${table}`);
  await admin.query("delete from heads");
  await admin.query("revoke delete on records from bandwagon_app");
  await admin.query("alter table rewards force row level security");
  await admin.query("alter table accounts add constraint accounts_member_not_negative check (balance >= 0 or kind in ('issued', 'debts'))");
  await admin.query(
    "alter table rewards add constraint rewards_once unique (workspace_id, occurrence, program_id, rule_id, grant_id, recipient_id, ordinal)",
  );
  await admin.query("alter table counters add constraint counters_within_ceiling check (used >= 0 and (ceiling is null or used <= ceiling))");
}

describe("decisions that are wrong", () => {
  type Decide = (world: World, record: LogRecord) => Decision;
  /** A decision with one fault in what it folds into the world. */
  const after =
    (fault: (world: World, decision: Decision) => void): Decide =>
    (world, record) => {
      const decision = decide(world, record);
      fault(world, decision);
      return decision;
    };
  const everyReward = (world: World) => [...world.draft.rewards];
  test.each<[string, string, Decide]>([
    [
      "L2",
      "a balance that moves without a transfer",
      after((world) => {
        for (const [key, row] of world.draft.accounts)
          if (row.kind === "available") applyPatch(world, "accounts", key, { balance: row.balance + 1n });
      }),
    ],
    ["L2", "a transfer that is not noted", after((_world, { transfers }) => void transfers.shift())],
    [
      "L5",
      "a reward that is made twice",
      after((world) => {
        for (const [id, row] of everyReward(world)) applyPatch(world, "rewards", `${id}-twin`, { ...row, id: `${id}-twin` });
      }),
    ],
    [
      "L6",
      "a limit that is counted in part",
      after((world) => {
        for (const [key, row] of world.draft.counters)
          if (row.counter.startsWith("limit:")) applyPatch(world, "counters", key, { used: row.used / 2n });
      }),
    ],
    [
      "L7",
      "a lot that keeps what was spent of it",
      after((world) => {
        for (const [id, row] of everyReward(world)) if (row.unit !== null) applyPatch(world, "rewards", id, { remaining: row.amount });
      }),
    ],
    [
      "L12",
      "a referral of oneself",
      after((world) => {
        for (const [id, row] of world.draft.referrals) applyPatch(world, "referrals", id, { referrerId: row.friendId });
      }),
    ],
    ["L13", "a decision that does not tell what it gave", after((_world, { trace }) => void trace.splice(0))],
    [
      "draws",
      "a ticket that stays in a draw after it was taken back",
      after((world) => {
        for (const [key, row] of world.draft.drawTickets) if (row.state === "out") applyPatch(world, "drawTickets", key, { state: "in" });
      }),
    ],
    [
      "counts",
      "a referral that counts for nobody",
      after((world) => {
        for (const [key, row] of world.draft.progress) applyPatch(world, "progress", key, { counts: { ...row.counts, signed_up: 0 } });
      }),
    ],
  ])("%s: %s is found", (law, _what, faulty) => {
    const property = fc.property(anyDocument, anyStory(25), (document, story) => {
      const shop = openShop(document, undefined, faulty);
      try {
        play(shop, story);
      } catch {
        // The decision itself trips over the fault. That is well, but it is the checker that is checked here.
        return true;
      }
      return !brokenLaws(shop.log).some((broken) => broken.startsWith(law));
    });
    expect(fc.check(property, { numRuns: 200, seed: 3, endOnFailure: true }).failed).toBe(true);
  });
});
