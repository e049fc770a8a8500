/** What a world knows to be absent without having looked: whatever would belong to somebody who came after its first record. */
import { describe, expect, test } from "vitest";
import { emptyWorld, find, isLoaded, Miss, resetWorld, setRow, settleWorld, type World } from "./world.js";

const SINCE = 40;
const SCORE = "mem_new\nrun_old";
const worldSince = (since?: number): World =>
  emptyWorld({ id: "ws_1", mode: "test", codeKey: new Uint8Array(32) }, () => undefined as never, since === undefined ? {} : { since });
/** Only what tells when it came matters here. */
const cameBy = (world: World, table: "members" | "boardRuns", id: string, recordNumber: number) =>
  setRow(world, table, id, { id, recordNumber, externalHash: id } as never);

describe("what belongs to whom", () => {
  test("somebody who came later has nothing but what is here", () => {
    const world = worldSince(SINCE);
    cameBy(world, "members", "mem_new", SINCE + 1);
    settleWorld(world);
    for (const [from, key] of [
      ["boardScores", SCORE],
      ["enrolments", "prg_1\nmem_new"],
      ["accounts", "mem_new\nPOINTS\navailable"],
    ] as const) {
      expect(isLoaded(world, { from, key })).toBe(true);
      expect(find(world, from, key)).toBeUndefined();
    }
    const row = { memberId: "mem_new", runId: "run_old", partition: "", score: 5n, reached: 41, state: "in" } as const;
    setRow(world, "boardScores", SCORE, row);
    expect(find(world, "boardScores", SCORE)).toBe(row);
    settleWorld(world);
    expect(find(world, "boardScores", SCORE)).toBe(row);
  });

  test("a leaderboard's run that began later has no scores but those that are here", () => {
    const world = worldSince(SINCE);
    cameBy(world, "boardRuns", "run_new", SINCE + 1);
    settleWorld(world);
    expect(find(world, "boardScores", "mem_old\nrun_new")).toBeUndefined();
    expect(() => find(world, "boardScores", "mem_old\nrun_old")).toThrow(Miss);
  });

  test("of those who were there before, and of tables that are forgotten with each batch, it has to be read", () => {
    const world = worldSince(SINCE);
    cameBy(world, "members", "mem_old", SINCE);
    cameBy(world, "members", "mem_new", SINCE + 1);
    settleWorld(world);
    expect(isLoaded(world, { from: "boardScores", key: "mem_old\nrun_old" })).toBe(false);
    expect(isLoaded(world, { from: "subjects", key: "mem_new\norder" })).toBe(false);
    expect(isLoaded(world, { from: "boardScoresOf", key: "mem_new" })).toBe(false);
  });

  test("who came in a batch that is given up never came", () => {
    const world = worldSince(SINCE);
    cameBy(world, "members", "mem_new", SINCE + 1);
    expect(find(world, "boardScores", SCORE)).toBeUndefined();
    resetWorld(world);
    expect(() => find(world, "boardScores", SCORE)).toThrow(Miss);
  });

  test("a world that is not told since when it sees every change takes nothing for granted", () => {
    const world = worldSince();
    cameBy(world, "members", "mem_new", SINCE + 1);
    settleWorld(world);
    expect(() => find(world, "boardScores", SCORE)).toThrow(Miss);
  });
});
