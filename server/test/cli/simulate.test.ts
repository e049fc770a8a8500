import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { runCli } from "../../src/cli/main.js";
import { checkoutDir } from "../../src/config.js";
import { type CliShop, openCliShop } from "./cli-shop.js";

let cli: CliShop;
beforeAll(async () => {
  cli = await openCliShop();
});
afterAll(() => cli.close());

const quick = ["--start", "2026-09-01", "--runs", "10", "--decisions", "2000", "--set", "members=100", "--set", "months=3", "--set", "shareRate=50%"];
const file = join(checkoutDir, "examples/programs/09-store-credit.yaml");
const refusal = ({ err, code }: { err: string; code: unknown }) => [code, JSON.parse(err).error.message];

describe("bandwagon simulate", () => {
  test("a program of a workspace: the same as over HTTP", async () => {
    const { out } = await cli.run(
      "simulate",
      cli.shop.workspace.id,
      cli.shop.handle,
      ...quick,
      "--set",
      "orderValue=60.00",
      "--set",
      "unitValues.POINTS=0.01",
    );
    const body = {
      startsOn: "2026-09-01",
      runs: 10,
      decisions: 2000,
      assumptions: { members: 100, months: 3, shareRate: 0.5, orderValue: "60.00", unitValues: { POINTS: "0.01" } },
    };
    expect(JSON.parse(out)).toEqual((await cli.shop.post(`/v1/programs/${cli.shop.handle}/simulate`, body)).body);
  });

  test("a document in a file, without a database: tables that name what they show", async () => {
    vi.stubEnv("DATABASE_URL", "postgres://nobody@127.0.0.1:1/none");
    const print = vi.spyOn(console, "log").mockImplementation(() => {});
    await runCli(["simulate", "--document", file, "--industry", "beauty", "--budget", "500", "--seed", "7", ...quick]);
    const text = print.mock.calls.flat().join("\n");
    print.mockRestore();
    vi.stubEnv("DATABASE_URL", cli.server.database.url);
    for (const part of [
      "3 months from 2026-09-01",
      "Defaults of beauty: 100 members",
      "return on investment",
      "more than 500.00 USD in",
      "thanks   credit",
      "2026-11",
      "grossMargin",
      "Break-even reward",
      "runs/s",
    ])
      expect(text).toContain(part);
  });

  test("refuses what cannot be, and says which", async () => {
    const run = async (...args: string[]) => refusal(await cli.run("simulate", ...args));
    expect(await run()).toEqual([1, expect.stringContaining("--document")]);
    expect(await run(cli.shop.workspace.id, "--document", file)).toEqual([1, expect.stringContaining("not both")]);
    expect(await run("--document", file, "--set", "shareRat=1")).toEqual([1, expect.stringContaining("Did you mean shareRate?")]);
    expect(await run("--document", file, "--set", "shareRate")).toEqual([1, expect.stringContaining("name=value")]);
    expect(await run("--document", file, "--set", "shareRate=lots", "--set", "members=-1")).toEqual([
      1,
      expect.stringMatching(/shareRate.*\n.*members|members.*\n.*shareRate/s),
    ]);
    expect(await run("--document", file, "--runs", "1")).toEqual([1, expect.stringContaining("--runs")]);
    expect(await run("--document", file, "--industry", "mining")).toEqual([1, expect.stringContaining("Say one of retail")]);
    expect(await run("--document", join(cli.folder, "none.yaml"))).toEqual([1, expect.stringContaining("cannot be read")]);
  });
});
