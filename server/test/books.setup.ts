/** Runs before every file of database tests: after each of its tests the books of its databases balance. */
import { afterEach } from "vitest";
import { expectBooksBalance } from "./books.js";
import { openDatabases } from "./database.js";

/** Where the logs stood when they were last looked at. A file that is done looks at all of them again. */
const seen = new Map<string, bigint>();

afterEach(async () => {
  for (const database of openDatabases) await expectBooksBalance(database, seen);
});
