import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { runCli } from "../../src/cli/main.js";
import { befriend, documentOf } from "../http/shop.js";
import { type CliShop, openCliShop } from "./cli-shop.js";

let cli: CliShop;
beforeAll(async () => {
  cli = await openCliShop();
  await befriend(cli.shop, "ben");
});
afterAll(() => cli.close());
const runBacktest = (...args: string[]) => cli.run("backtest", cli.shop.workspace.id, cli.shop.handle, ...args);

describe("bandwagon backtest", () => {
  test("the version that ran: every reward again; JSON tells how fast", async () => {
    const { out, code } = await runBacktest();
    expect(code).toBe(undefined);
    expect(JSON.parse(out)).toMatchObject({ version: 1, identical: true, recordsPerSecond: expect.any(Number) });
  });

  test("a draft: tables for people", async () => {
    const draft = documentOf(cli.shop.handle) as { rules: { grants: object[] }[] };
    draft.rules[1]?.grants.splice(0, 1, { id: "credit", to: "referrer", credit: { amount: "9.00" } });
    await cli.shop.put(`/v1/programs/${cli.shop.handle}/draft`, draft);
    const out = vi.spyOn(console, "log").mockImplementation(() => {});
    await runCli(["backtest", cli.shop.workspace.id, cli.shop.handle, "--draft"]);
    const text = out.mock.calls.flat().join("\n");
    out.mockRestore();
    expect(text).toMatch(/EUR credit +1 +5\.00 +1 +9\.00 +0 +\+4\.00/);
    expect(text).toMatch(/thanks \/ credit/);
    expect(text).toMatch(/anna +\+4\.00/);
    expect(text).toContain("€9 of store credit for the referrer (anna)");
    expect(text).not.toMatch(/undefined|mem_/);
  });

  test("refuses what cannot be, and says which", async () => {
    const refused = async (...args: string[]) => JSON.parse((await runBacktest(...args)).err).error.message;
    expect(await refused("--version", "7")).toContain("no version 7");
    expect(await refused("--from", "yesterday")).toContain("from is not a moment");
  });
});

test("the demo shop: every program's own version gives every reward again", async () => {
  vi.stubEnv("PORT", "1");
  const { workspace } = JSON.parse((await cli.run("demo", "--weeks", "3")).out);
  const programs = JSON.parse((await cli.run("program", "list", workspace)).out) as { id: string; version: number }[];
  expect(programs.length).toBeGreaterThan(1);
  for (const { id, version } of programs) {
    const { identical, totals } = JSON.parse((await cli.run("backtest", workspace, id, "--version", "current")).out);
    expect([id, version, identical, totals.length > 0]).toEqual([id, 1, true, true]);
  }
}, 120_000);
