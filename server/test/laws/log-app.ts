/** Apps on one database, as processes of their own would be: each with its own memory, queues and connections. */
import { pino } from "pino";
import type { App } from "../../src/app.js";
import { compileProgram } from "../../src/commands/compiled-programs.js";
import { createWorkspace } from "../../src/commands/create-workspace.js";
import { type Submission, submit } from "../../src/commands/log-writer.js";
import type { Workspace } from "../../src/commands/workspace-directory.js";
import type { Written } from "../../src/commands/write-batch.js";
import { parseConfig } from "../../src/config.js";
import { decide } from "../../src/core/decide.js";
import type { ProgramDocument } from "../../src/core/document/schema.js";
import type { LogRecord, RecordInput } from "../../src/core/record.js";
import { emptyWorld, Miss, resetWorld, type World } from "../../src/core/world.js";
import { makeApp } from "../../src/make-app.js";
import { newId } from "../../src/new-id.js";
import { connectDatabase, type Database, type Tx } from "../../src/store/db.js";
import { loadPrograms, loadWants } from "../../src/store/load-world.js";
import type { Appended, Head } from "../../src/store/log.js";
import { testMasterKey } from "../books.js";
import type { TestDatabase } from "../database.js";
import { publishing, START } from "./story.js";

export function appOn(db: Database): App {
  return makeApp({ db, config: parseConfig({}), log: pino({ level: "silent" }), masterKey: testMasterKey, now: Date.now, newId });
}
/** Another process on the same database. */
export async function otherApp({ connection }: TestDatabase): Promise<App & { close(): Promise<void> }> {
  const db = await connectDatabase(connection, { poolSize: 4 });
  return { ...appOn(db), close: () => db.close() };
}

export interface LogShop {
  workspace: Workspace;
  /** Writes with this app, or another on the same database. */
  submit(input: RecordInput, options?: Partial<Submission> & { app?: App }): Promise<Written>;
}
/** A test workspace with the document published. */
export async function openLogShop(app: App, document: ProgramDocument, clock = START): Promise<LogShop> {
  const workspace = await createWorkspace(app, { name: "Shop", mode: "test", locale: "en", clock });
  const shop: LogShop = {
    workspace,
    submit: (input, { app: through = app, ...options } = {}) => submit(through, workspace.id, { lane: "event", input, ...options }),
  };
  await shop.submit(publishing(document));
  return shop;
}

/** One rule on purchases, for the buyer or the one who referred. */
export function documentWith(grant: Record<string, unknown>, more: Partial<ProgramDocument> = {}): ProgramDocument {
  return {
    format: 1,
    handle: "shop",
    name: "Shop",
    destination: "https://shop.example/",
    attribution: { claimWithin: { days: 20 }, existingCustomer: "false" },
    rules: [{ id: "each", on: { event: "purchase" }, grants: [{ id: "grant", to: "member", ...grant }] }],
    ...more,
  } as ProgramDocument;
}

/** Loads and decides as the writer does, but without the head's lock: what a process would have that lost its right in between. */
export async function decideUnlocked(tx: Tx, shop: LogShop, input: RecordInput): Promise<{ world: World; head: Head; appended: Appended }> {
  const { id, mode, secrets } = shop.workspace;
  const [row] = await tx.query<Head & { number: bigint }>(
    { name: "test_unlocked_head", text: "select number, at, clock, batch, clock_timestamp() as now from heads where workspace_id = $1" },
    [id],
  );
  if (row === undefined) throw new Error("no head");
  const head = { ...row, number: Number(row.number) };
  const world = emptyWorld({ id, mode, codeKey: secrets.codes }, compileProgram);
  await loadPrograms(tx, world);
  const record: LogRecord = { number: head.number + 1, at: head.clock ?? head.now, input };
  for (;;) {
    resetWorld(world);
    world.clock = head.clock;
    try {
      return { world, head, appended: { record, decision: decide(world, record) } };
    } catch (error) {
      if (!(error instanceof Miss)) throw error;
      resetWorld(world);
      await loadWants(tx, world, error.wants, record.at);
    }
  }
}
