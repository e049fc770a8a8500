/** `bandwagon simulate`: what a program will bring and cost, before it runs. */
import type { Command } from "commander";
import type { VersionChoice } from "../commands/candidate-document.js";
import {
  DECISIONS_MAX,
  DECISIONS_MIN,
  RUNS_MAX,
  SEED_MAX,
  type Simulation,
  type SimulationRequest,
  simulateDocument,
  simulateProgram,
} from "../commands/simulate-program.js";
import { documentHash } from "../core/document/hash.js";
import { FIELDS } from "../core/simulation/assumptions.js";
import { INDUSTRIES } from "../core/simulation/industries.js";
import { AppError } from "../errors.js";
import { programOf } from "../http/program-of.js";
import { findWorkspace } from "./find-workspace.js";
import { forecastText } from "./forecast-text.js";
import { readValid } from "./program-file.js";
import { type CommandResult, printResult, runCommand } from "./run-command.js";
import { parseVersion } from "./version-option.js";

interface Options {
  document?: string;
  version?: string;
  draft?: true;
  industry?: string;
  set: string[];
  budget?: string;
  start?: string;
  runs?: string;
  seed?: string;
  decisions?: string;
}

export function addSimulate(program: Command): void {
  program
    .command("simulate")
    .description("forecast a program before it runs: a program of a workspace, or a document in a file, which needs no database")
    .argument("[workspace]", "the workspace's id, ws_…")
    .argument("[program]", "the program's handle or id")
    .option("--document <file>", "the document, JSON or YAML, in place of workspace and program")
    .option("--version <which>", "a version's number, draft or current; the draft if there is a valid one unless said")
    .option("--draft", "the same as --version draft")
    .option("--industry <name>", `whose defaults are taken: ${INDUSTRIES.join(", ")}`)
    .option(
      "--set <name=value>",
      "an assumption: shareRate=8%, orderValue=60.00, unitValues.POINTS=0.01, optionShares.voucher=2; as often as needed",
      collect,
      [],
    )
    .option("--budget <amount>", "what the program may cost: tells how likely it costs more")
    .option("--start <date>", "when it starts: 2026-09-01; when friends can first join, or else next month, unless said")
    .option("--runs <n>", "how many runs; 100 unless said")
    .option("--seed <n>", "another seed, another sample; 1 unless said")
    .option("--decisions <n>", "about so many decisions in all; more are slower and exacter")
    .addHelpText(
      "after",
      `\nAssumptions:\n${FIELDS.map(({ publicName, about }) => `  ${publicName.padEnd(22)} ${about}`).join("\n")}\n  seasonality            Twelve factors with commas, January first.`,
    )
    .action((workspace: string | undefined, name: string | undefined, options: Options, command: Command) =>
      options.document === undefined
        ? simulateStored(command, workspace, name, options)
        : simulateFile(command, workspace, options.document, options),
    );
}
function collect(value: string, before: string[]): string[] {
  return [...before, value];
}

function simulateFile(command: Command, workspace: string | undefined, file: string, options: Options): Promise<void> {
  return printResult(command, async () => {
    if (workspace !== undefined) throw new AppError("invalid_request", { detail: "Name a workspace and its program, or --document: not both." });
    const document = readValid(file, "en").document;
    return resultOf(await simulateDocument({ now: Date.now }, { document, hash: documentHash(document) }, requestOf(options)));
  });
}
function simulateStored(command: Command, workspaceId: string | undefined, name: string | undefined, options: Options): Promise<void> {
  return runCommand(command, async (app) => {
    if (workspaceId === undefined || name === undefined)
      throw new AppError("invalid_request", { detail: "Name a workspace and its program, or a file with --document." });
    const request: SimulationRequest & { version?: VersionChoice } = { ...requestOf(options), ...parseVersion(options) };
    const workspace = await findWorkspace(app, workspaceId);
    const { id } = await programOf(app, workspace, name);
    return resultOf(await simulateProgram(app, workspace, id, request));
  });
}
function resultOf(simulation: Simulation): CommandResult {
  return { data: simulation.view, text: forecastText(simulation) };
}

function requestOf({ industry, set, budget, start, runs, seed, decisions }: Options): SimulationRequest {
  return {
    assumptions: assumptionsOf(set),
    ...(industry !== undefined && { industry }),
    ...(budget !== undefined && { budget }),
    ...(start !== undefined && { startsOn: start }),
    ...(runs !== undefined && { runs: wholeNumber("--runs", runs, 10, RUNS_MAX) }),
    ...(seed !== undefined && { seed: wholeNumber("--seed", seed, 0, SEED_MAX) }),
    ...(decisions !== undefined && { decisions: wholeNumber("--decisions", decisions, DECISIONS_MIN, DECISIONS_MAX) }),
  };
}
function wholeNumber(option: string, text: string, min: number, max: number): number {
  const value = /^\d{1,12}$/.test(text) ? Number(text) : -1;
  if (value >= min && value <= max) return value;
  throw new AppError("invalid_request", { detail: `${option} is ${text}; say a whole number from ${min} to ${max}.` });
}

/** `shareRate=8%` and its like. What is no number stays a text, and is refused by name where a number belongs. */
function assumptionsOf(set: string[]): Record<string, unknown> {
  const assumptions: Record<string, unknown> = {};
  const unitValues: Record<string, string> = {};
  const optionShares: Record<string, number | string> = {};
  for (const each of set) {
    const [, name, value] = /^([A-Za-z][\w.-]*)=(.+)$/.exec(each) ?? [];
    if (name === undefined || value === undefined)
      throw new AppError("invalid_request", { detail: `--set ${each} is not an assumption; write name=value: --set shareRate=8%.` });
    if (name.startsWith("unitValues.")) unitValues[name.slice("unitValues.".length)] = value;
    else if (name.startsWith("optionShares.")) optionShares[name.slice("optionShares.".length)] = numberOf(value);
    else if (name === "seasonality") assumptions.seasonality = value.split(",").map(numberOf);
    else assumptions[name] = FIELDS.some(({ publicName, kind }) => publicName === name && kind === "money") ? value : numberOf(value);
  }
  const isSaid = (values: object) => Object.keys(values).length > 0;
  return { ...assumptions, ...(isSaid(unitValues) && { unitValues }), ...(isSaid(optionShares) && { optionShares }) };
}
function numberOf(text: string): number | string {
  const [, digits, percent] = /^(\d+(?:\.\d+)?)(%?)$/.exec(text.trim()) ?? [];
  return digits === undefined ? text : percent === "%" ? Number(digits) / 100 : Number(digits);
}
