/** Random stories through the writer into PostgreSQL: a backtest of the very version that ran gives every reward again, to the last unit. */
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { App } from "../../src/app.js";
import { type BacktestResult, backtest } from "../../src/commands/backtest.js";
import type { Workspace } from "../../src/commands/workspace-directory.js";
import type { RecordInput } from "../../src/core/record.js";
import { inWorkspace } from "../../src/store/db.js";
import { type TestDatabase, testDatabase } from "../database.js";
import { chance } from "./chance.js";
import { anyDocument } from "./documents.js";
import { appOn, openLogShop } from "./log-app.js";
import { inputsOf, openShop, PROGRAM, storyOfOneVersion, write } from "./story.js";

let database: TestDatabase;
let app: App;
beforeAll(async () => {
  database = await testDatabase();
  app = appOn(database.db);
});
afterAll(() => database?.close());

async function backtestOf(shop: Workspace, program: string): Promise<BacktestResult> {
  const running = backtest(app, shop, program, { version: "current" }, "alone");
  for (;;) {
    const { done, value } = await running.next();
    if (done) return value;
  }
}

test("a backtest of the version that ran reproduces what PostgreSQL holds, whatever the document, the story and the batches", async () => {
  const property = fc.asyncProperty(
    anyDocument,
    storyOfOneVersion(30),
    fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 60, maxLength: 60 }),
    async (document, story, batches) => {
      const shop = await openLogShop(app, document);
      const { id, secrets } = shop.workspace;
      const memory = openShop(document, { id, mode: "test", codeKey: secrets.codes });
      const inputs: RecordInput[] = [];
      for (const step of story) {
        for (const input of inputsOf(memory, step)) {
          write(memory, input);
          inputs.push(input);
        }
      }
      for (const size of batches) await Promise.all(inputs.splice(0, size).map((input) => shop.submit(input)));
      const { report, records } = await backtestOf(shop.workspace, PROGRAM);
      expect([report.identical, report.examples, report.uses.declined]).toEqual([true, [], 0]);
      const [stored] = await inWorkspace(app.db, id, (tx) =>
        tx.query<{ records: bigint; rewards: bigint }>(
          {
            name: "test_counts",
            text: "select (select count(*) from records where workspace_id = $1) as records, (select count(*) from rewards where workspace_id = $1) as rewards",
          },
          [id],
        ),
      );
      const rewards = report.totals.reduce((sum, { candidate }) => sum + candidate.count, 0);
      expect([BigInt(records), BigInt(rewards)]).toEqual([stored?.records, stored?.rewards]);
    },
  );
  await fc.assert(property, { ...chance(10), interruptAfterTimeLimit: 60_000 });
}, 120_000);
