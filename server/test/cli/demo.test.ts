import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Demo } from "../../src/cli/demo.js";
import { runCli } from "../../src/cli/main.js";
import { expectBooksBalance, expectFaithfulRebuilds, testMasterKey } from "../books.js";
import { type TestServer, testServer } from "../http/server.js";

const folder = mkdtempSync(join(tmpdir(), "bandwagon-demo-"));
let server: TestServer;
let url: string;

beforeAll(async () => {
  server = await testServer();
  url = await server.server.listen({ host: "127.0.0.1", port: 0 });
  vi.stubEnv("DATABASE_URL", server.database.url);
  vi.stubEnv("DATA_DIR", folder);
  // The key of the server below, so that both can open the same workspaces.
  vi.stubEnv("SECRET_KEY", testMasterKey.toString("base64"));
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function demo(...options: string[]): Promise<Demo> {
  const out = vi.spyOn(console, "log").mockImplementation(() => {});
  const err = vi.spyOn(console, "error").mockImplementation(() => {});
  try {
    await runCli(["--json", "demo", "--weeks", "2", ...options]);
    return JSON.parse(out.mock.calls.flat().join("\n"));
  } finally {
    out.mockRestore();
    err.mockRestore();
  }
}
const numbersOf = ({
  workspace: _workspace,
  key: _key,
  programs: _programs,
  example: _example,
  badge: _badge,
  portal: _portal,
  contest: _contest,
  draw: _draw,
  server: _server,
  ...numbers
}: Demo) => numbers;

describe("bandwagon demo", () => {
  test("makes the same season of a seed twice, once by itself and once through the running server; every law holds in both, and their logs replay", async () => {
    vi.stubEnv("PORT", "1");
    const alone = await demo();
    expect(alone.server).toBeNull();
    expect(alone.contest).toMatch(/most-friends\/places\?run=/);
    expect(alone.portal).toMatch(/\/p\/tea-card-\w+#in=\w+$/);
    expect(alone.draw).toMatch(/draws\/tea-set\/runs\/\d{4}-W\d\d$/);
    vi.stubEnv("PORT", new URL(url).port);
    const beside = await demo();
    expect(beside.server).toBe(url);
    expect(beside.workspace).not.toBe(alone.workspace);
    expect(numbersOf(beside)).toEqual(numbersOf(alone));
    await expectBooksBalance(server.database);
    await expectFaithfulRebuilds(server.database, 2000);
  }, 120_000);

  test("makes another season of another seed, with something of everything in it", async () => {
    const one = await demo("--seed", "7");
    expect(one.members).toBeGreaterThan(70);
    expect(Object.keys(one.refused).length).toBeGreaterThan(1);
    for (const type of ["coupon", "credit", "stamp"]) expect(one.rewards.map((reward) => reward.type)).toContain(type);
    for (const program of ["credit", "roubles"]) expect(one.referrals[program]?.converted).toBeGreaterThan(0);
  }, 120_000);

  test("refuses a season without a length", async () => {
    vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const exit = vi.spyOn(process, "exit").mockImplementation(() => {
      throw new Error("exit");
    });
    await expect(runCli(["demo", "--weeks", "0"])).rejects.toThrow();
    expect(exit).toHaveBeenCalledWith(1);
    vi.restoreAllMocks();
  });
});
