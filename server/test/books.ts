/** The books after a test: every law on every workspace of its database, and the log replayed beside what is stored. */
import { expect } from "vitest";
import { isFaithful, type RebuildReport, verifyRebuild } from "../src/commands/verify-rebuild.js";
import { openWorkspace } from "../src/commands/workspace-directory.js";
import { checkLaws } from "../src/queries/check-laws.js";
import { connectDatabase, inInstallation, inWorkspace } from "../src/store/db.js";
import { listWorkspaces, type WorkspaceRow } from "../src/store/workspaces.js";
import type { TestDatabase } from "./database.js";

/** Wraps the secrets of every workspace that a test makes. */
export const testMasterKey = Buffer.alloc(32, 7);

/** Logs that are longer are not replayed after each file: a test of the rebuild itself does that. */
const REPLAYED_RECORDS_MAX = 400;

type Database = Pick<TestDatabase, "db" | "connection">;

/** What breaks a law in any workspace of the database, one sentence each. Workspaces that stand where they were `seen` are left out. */
export async function findBrokenLaws({ db }: Pick<Database, "db">, seen = new Map<string, bigint>()): Promise<string[]> {
  const broken: string[] = [];
  for (const { id } of await inInstallation(db, listWorkspaces)) {
    const number = await headOf(db, id);
    if (seen.get(id) === number) continue;
    seen.set(id, number);
    const reports = await inWorkspace(db, id, (tx) => checkLaws(tx, id));
    for (const { law, findings } of reports) broken.push(...findings.map(({ what, found }) => `${law}: ${what}: ${found}`));
  }
  return broken;
}

/** Every law that stored data must obey holds in every workspace of the database. */
export async function expectBooksBalance(database: Pick<Database, "db">, seen?: Map<string, bigint>): Promise<void> {
  expect(await findBrokenLaws(database, seen)).toEqual([]);
}

/** L10: every log of the database, decided and applied again, gives what was recorded and what is stored, byte for byte. */
export async function expectFaithfulRebuilds({ db, connection }: Database, recordsMax = REPLAYED_RECORDS_MAX): Promise<void> {
  for (const row of await inInstallation(db, listWorkspaces)) {
    const number = await headOf(db, row.id);
    if (number === 0n || number > BigInt(recordsMax)) continue;
    const report = await rebuild({ connection }, row);
    expect(report, "the rebuild of a log is not faithful").toMatchObject({ records: Number(number), decidedOtherwise: [], differences: [] });
    expect(isFaithful(report)).toBe(true);
  }
}

const HEAD = { name: "test_head", text: "select number from heads where workspace_id = $1" };
async function headOf(db: TestDatabase["db"], workspaceId: string): Promise<bigint> {
  const [head] = await inWorkspace(db, workspaceId, (tx) => tx.query<{ number: bigint }>(HEAD, [workspaceId]));
  return head?.number ?? 0n;
}

/** Rebuilds one workspace on a connection of its own: its statements are prepared on the shadows. */
export async function rebuild({ connection }: Pick<Database, "connection">, row: WorkspaceRow): Promise<RebuildReport> {
  const own = await connectDatabase(connection, { poolSize: 1 });
  try {
    return await verifyRebuild(own, openWorkspace(testMasterKey, row));
  } finally {
    await own.close();
  }
}
