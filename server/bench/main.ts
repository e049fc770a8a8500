/** `npm run bench`: measures the product against its yardsticks on this machine. docs/operating/benchmarks.md tells how to read it. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Bench, makeBench } from "./bench.js";
import { type CpuProfile, renderProfile, summarizeProfiles } from "./profile.js";
import type { Measurement, Result, Row } from "./row.js";
import { rows } from "./rows.js";
import { renderTable, resultOf } from "./table.js";

interface Options {
  chosen: readonly Row[];
  jsonFile: string | undefined;
  isProfiled: boolean;
  seconds: number;
}

const functionsShown = 40;

/** The command line; a sentence where it cannot be followed. */
function parseOptions(args: string[]): Options | string {
  let values: { json?: string; only?: string; profile?: string; heavy?: boolean; seconds?: string };
  try {
    ({ values } = parseArgs({
      args,
      options: {
        json: { type: "string" },
        only: { type: "string" },
        profile: { type: "string" },
        heavy: { type: "boolean" },
        seconds: { type: "string" },
      },
    }));
  } catch (error) {
    return `${(error as Error).message}. There are --json FILE, --only ID, --heavy, --profile ID and --seconds N.`;
  }
  const id = values.profile ?? values.only;
  const chosen = id === undefined ? rows.filter((row) => values.heavy || !row.isHeavy) : rows.filter((row) => row.id === id);
  if (chosen.length === 0) return `There is no row ${id}; there are ${rows.map((row) => row.id).join(", ")}.`;
  const seconds = Number(values.seconds ?? "4");
  if (!(seconds >= 1 && seconds <= 600 && Number.isInteger(seconds)))
    return "--seconds is how long one measurement takes: a whole number from 1 to 600.";
  return { chosen, jsonFile: values.json, isProfiled: values.profile !== undefined, seconds };
}

async function measureProfiled(bench: Bench, row: Row): Promise<Measurement> {
  const dir = mkdtempSync(join(tmpdir(), "bandwagon-profile-"));
  try {
    await row.prepare?.(bench);
    bench.profileArguments = ["--cpu-prof", `--cpu-prof-dir=${dir}`];
    await bench.restartServer(bench.profileArguments);
    const measurement = await row.measure(bench);
    await bench.restartServer([]);
    const profiles = readdirSync(dir).map((name) => JSON.parse(readFileSync(join(dir, name), "utf8")) as CpuProfile);
    console.log(`\n${renderProfile(summarizeProfiles(profiles), functionsShown)}\n`);
    return measurement;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

async function measureAll(
  bench: Bench,
  { chosen, isProfiled }: Options,
): Promise<{ measured: { result: Result; ratios?: [number, number] }[]; failed: string[] }> {
  const measured: { result: Result; ratios?: [number, number] }[] = [];
  const failed: string[] = [];
  for (const row of chosen) {
    console.error(`${row.id} …`);
    try {
      if (!isProfiled) await row.prepare?.(bench);
      const measurement = isProfiled ? await measureProfiled(bench, row) : await row.measure(bench);
      measured.push({ result: resultOf(row, measurement), ratios: measurement.ratios });
    } catch (error) {
      failed.push(row.id);
      console.error(`${row.id} could not be measured: ${error instanceof Error ? error.message : error}`);
    }
  }
  return { measured, failed };
}

async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2));
  if (typeof options === "string") {
    console.error(options);
    process.exitCode = 1;
    return;
  }
  // Whoever reads may stop reading (| head); what was started must end all the same.
  process.stdout.on("error", () => {});
  const bench = makeBench(options.seconds);
  const stop = (): void => void bench.close().finally(() => process.exit(130));
  process.once("SIGINT", stop).once("SIGTERM", stop);
  try {
    const { measured, failed } = await measureAll(bench, options);
    const processors = cpus();
    console.log(`${new Date().toISOString().slice(0, 10)}, ${processors.length} × ${processors[0]?.model.trim()}, Node ${process.versions.node}\n`);
    console.log(renderTable(measured));
    if (options.jsonFile !== undefined)
      writeFileSync(
        options.jsonFile,
        `${JSON.stringify(
          measured.map(({ result }) => result),
          null,
          2,
        )}\n`,
      );
    if (failed.length > 0) {
      console.error(`Could not be measured: ${failed.join(", ")}.`);
      process.exitCode = 1;
    }
  } finally {
    await bench.close();
  }
}

await main();
