/** Random stories in PostgreSQL: what a re-evaluation tells before it is given is what is given, and given twice is given once. The books rebuild every log (L10). */
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { App } from "../../src/app.js";
import { type ReevaluationResult, reevaluate } from "../../src/commands/re-evaluate.js";
import type { Workspace } from "../../src/commands/workspace-directory.js";
import type { ProgramDocument } from "../../src/core/document/schema.js";
import type { RecordInput } from "../../src/core/record.js";
import { type TestDatabase, testDatabase } from "../database.js";
import { chance } from "./chance.js";
import { anyDocument } from "./documents.js";
import { appOn, openLogShop } from "./log-app.js";
import { anyStory, inputsOf, openShop, PROGRAM, publishing, write } from "./story.js";
import { askable, nextVersion } from "./versions.js";

let database: TestDatabase;
let app: App;
beforeAll(async () => {
  database = await testDatabase();
  app = appOn(database.db);
});
afterAll(() => database?.close());

async function run(workspace: Workspace, document: ProgramDocument, apply: boolean): Promise<ReevaluationResult> {
  const asked = askable(document);
  const running = reevaluate(app, workspace, PROGRAM, { ...(asked.length > 0 && { rules: asked }), apply, tell: true }, "alone");
  for (;;) {
    const { done, value } = await running.next();
    if (done) return value;
  }
}

test("what is told is what is given, and the second time nothing more, whatever the documents and the story", async () => {
  let given = 0;
  const property = fc.asyncProperty(anyDocument, anyDocument, anyStory(30), async (document, another, story) => {
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
    await Promise.all(inputs.map((input) => shop.submit(input)));
    const other = nextVersion(memory, another);
    await shop.submit(publishing(other));
    const preview = await run(shop.workspace, other, false);
    const applied = await run(shop.workspace, other, true);
    const { examples: _, ...told } = preview.report;
    expect(applied.report).toMatchObject(told);
    const count = told.given.reduce((sum, line) => sum + line.count, 0);
    expect([preview.written, applied.written?.rewards]).toEqual([null, count]);
    expect((await run(shop.workspace, other, true)).report.given).toEqual([]);
    given += count;
  });
  await fc.assert(property, { ...chance(12), interruptAfterTimeLimit: 80_000 });
  expect(given).toBeGreaterThan(0);
}, 120_000);
