import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { runCli } from "../../src/cli/main.js";
import { befriend, documentOf } from "../http/shop.js";
import { type CliShop, openCliShop } from "./cli-shop.js";

let cli: CliShop;
beforeAll(async () => {
  cli = await openCliShop();
  await befriend(cli.shop, "ben");
  const draft = documentOf(cli.shop.handle) as { rules: { grants: object[] }[] };
  draft.rules[1]?.grants.splice(0, 1, { id: "credit", to: "referrer", credit: { amount: "3.00" } });
  draft.rules.push({ id: "bonus", on: { event: "purchase" }, grants: [{ id: "points", to: "referrer", points: { amount: "40" } }] } as never);
  await cli.shop.put(`/v1/programs/${cli.shop.handle}/draft`, draft);
  await cli.shop.post(`/v1/programs/${cli.shop.handle}/publish`);
});
afterAll(() => cli.close());
const evaluate = (...args: string[]) => cli.run("re-evaluate", cli.shop.workspace.id, cli.shop.handle, ...args);

describe("bandwagon re-evaluate", () => {
  test("tables for people: what would be given, to whom, what stays as it was given, and that nothing was written", async () => {
    const out = vi.spyOn(console, "log").mockImplementation(() => {});
    await runCli(["re-evaluate", cli.shop.workspace.id, cli.shop.handle]);
    const text = out.mock.calls.flat().join("\n");
    out.mockRestore();
    expect(text).toMatch(/bonus \/ points +POINTS points +1 +40/);
    expect(text).toMatch(/anna +\+40/);
    expect(text).toMatch(/thanks \/ credit +EUR credit +1 +5\.00 +would be less +-2\.00/);
    expect(text).toContain("40 points for the referrer (anna)");
    expect(text).toContain("Nothing was written. Add --apply to give it.");
    expect(text).not.toMatch(/undefined|mem_/);
  });

  test("--apply gives it once, only of the rules and the period that are named", async () => {
    const none = JSON.parse((await evaluate("--rule", "bonus", "--to", "2020-01-01T00:00:00Z", "--apply")).out);
    expect(none).toMatchObject({ rules: ["bonus"], given: [], written: { rewards: 0 } });
    expect(JSON.parse((await evaluate("--rule", "bonus", "--apply", "--quiet")).out)).toMatchObject({
      tell: false,
      written: { records: 1, rewards: 1 },
    });
    expect(JSON.parse((await evaluate("--apply")).out)).toMatchObject({ given: [], written: { records: 0, rewards: 0 } });
  });

  test("refuses what cannot be, and says which", async () => {
    expect(JSON.parse((await evaluate("--rule", "nothing")).err).error.message).toContain("no rule “nothing”");
  });
});
