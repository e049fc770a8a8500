/** Random stories through the writer into PostgreSQL, in random batches, compared with the same log in memory. */
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { App } from "../../src/app.js";
import type { RecordInput } from "../../src/core/record.js";
import { inWorkspace } from "../../src/store/db.js";
import { loadRecords } from "../../src/store/log.js";
import { type TestDatabase, testDatabase } from "../database.js";
import { chance } from "./chance.js";
import { anyDocument } from "./documents.js";
import { appOn, openLogShop, otherApp } from "./log-app.js";
import { anyStory, inputsOf, openShop, write } from "./story.js";

let database: TestDatabase;
let app: App;
let other: App & { close(): Promise<void> };
beforeAll(async () => {
  database = await testDatabase();
  app = appOn(database.db);
  other = await otherApp(database);
});
afterAll(async () => {
  await other?.close();
  // Closing looks at the laws of every workspace that was made here, and rebuilds each from its log.
  await database?.close();
});

test("L10 PostgreSQL and memory decide every record of any story alike, whatever the batches and whichever process writes", async () => {
  const property = fc.asyncProperty(
    anyDocument,
    anyStory(30),
    fc.array(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.boolean()), { minLength: 60, maxLength: 60 }),
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
      for (const [size, isOther] of batches) {
        const batch = inputs.splice(0, size);
        await Promise.all(batch.map((input) => shop.submit(input, { app: isOther ? other : app })));
      }
      expect(inputs).toEqual([]);
      const stored = await inWorkspace(app.db, id, (tx) => loadRecords(tx, id, 0, 1000));
      // What memory holds goes through JSON as well, which is all that a record keeps.
      expect(stored.map(({ number, at, decision }) => ({ number, at, decision }))).toEqual(
        JSON.parse(JSON.stringify(memory.log.records)).map(({ number, at, decision }: { number: number; at: number; decision: unknown }) => ({
          number,
          at,
          decision,
        })),
      );
    },
  );
  await fc.assert(property, { ...chance(12), interruptAfterTimeLimit: 120_000 });
}, 180_000);
