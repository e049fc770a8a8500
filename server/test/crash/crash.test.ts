/** L9: kill -9 of any process at any moment, while clients write. The long one is `npm run test:heavy`. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { findBrokenLaws } from "../books.js";
import { findLosses } from "./crash-history.js";
import { type Crashed, expectNothingLost, runCrashes, seeded } from "./run-crashes.js";

let crashed: Crashed;
beforeAll(async () => {
  crashed = await runCrashes(["server", "database", "both"], seeded(1));
}, 180_000);
afterAll(() => crashed?.remove());

test("L8 L9 L10 what was acknowledged is there once, what was not is there once after its retry, and the books balance", async () => {
  expect(crashed.history.length).toBeGreaterThan(50);
  await expectNothingLost(crashed);
}, 120_000);

test("L9 a planted loss is found: an acknowledged record, and then its key, deleted by hand", async () => {
  const { opened, shop, history } = crashed;
  const lost = history.findLast(({ kind }) => kind === "event")?.number;
  const values = [shop.workspaceId, lost];
  await opened.admin.query("delete from records where workspace_id = $1 and number = $2", values);
  expect(await findLosses(opened, shop, history)).toEqual([expect.stringContaining("is there 0 times"), expect.stringContaining("keys, expected")]);
  const laws = async () => new Set((await findBrokenLaws(opened)).map((broken) => broken.split(":")[0]));
  expect(await laws()).toEqual(new Set(["L4", "L8", "L13", "L15"]));
  await opened.admin.query("delete from record_keys where workspace_id = $1 and number = $2", values);
  expect((await laws()).has("L4")).toBe(true);
});
