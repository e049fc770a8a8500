/** `bandwagon chance verify FILE` and `verify-run`: whether a draw is true, without a server and without a database. */
import { readFileSync } from "node:fs";
import type { Command } from "commander";
import { type ClaimedDraw, type DrawFault, faultOfDraw, type WeighedOutcome } from "../core/verify-draw.js";
import { AppError } from "../errors.js";
import { compileValidator, type JsonSchema } from "../http/validation.js";
import { verifyRun } from "./draw-run.js";
import { type CommandResult, printResult } from "./run-command.js";

interface DrawFile {
  draw: ClaimedDraw;
  chance: { commitment: string; secret: string };
  outcomes: WeighedOutcome[];
}
const text: JsonSchema = { type: "string", maxLength: 10_000 };
function objectOf(...names: string[]): JsonSchema {
  return { type: "object", required: names, properties: Object.fromEntries(names.map((name) => [name, text])) };
}
/** What is named; the answers of the API have more, which is left alone. */
const drawFile: JsonSchema = {
  type: "object",
  required: ["draw", "chance", "outcomes"],
  properties: {
    draw: objectOf("message", "point", "of", "drawn"),
    chance: objectOf("commitment", "secret"),
    outcomes: { type: "array", minItems: 1, maxItems: 1000, items: objectOf("id", "weight") },
  },
};

const FAULTS: Record<DrawFault, string> = {
  secret: "the secret is not the one that was committed to",
  weights: "the weights of the outcomes do not sum up to “of”",
  point: "the point does not follow from the secret and the message",
  outcome: "another outcome is at this point",
};

export function addChance(program: Command): void {
  const chance = program.command("chance").description("draws of rewards by chance, and of winners among tickets");
  chance
    .command("verify")
    .description("tell whether a draw is true; needs no database. Exit code 0: true, 1: not true, or the file cannot be read")
    .argument(
      "<file>",
      "JSON: draw (of the reward), chance (of the version that it names), outcomes (of the grant in the document); - is standard input",
    )
    .action((file: string, _options: object, command: Command) => printResult(command, async () => verify(file)));
  chance
    .command("verify-run")
    .description("tell whether the winners of a draw among tickets are true; needs no database. Exit code 0: true, 1: not true, or it cannot be read")
    .argument("<run>", "the address of the run (…/v1/programs/HANDLE/draws/DRAW/runs/RUN), or a file with { run, tickets }; - is standard input")
    .action((source: string, _options: object, command: Command) => printResult(command, () => verifyRun(source)));
}

function verify(file: string): CommandResult {
  const checked = compileValidator(drawFile, "body")(readJson(file));
  if ("error" in checked) throw checked.error;
  const { draw, chance, outcomes } = checked.value as DrawFile;
  const fault = faultOfDraw(draw, chance, outcomes);
  if (fault === undefined)
    return { data: { isTrue: true, drawn: draw.drawn }, text: `True: “${draw.drawn}” was drawn, at ${draw.point} of ${draw.of}.` };
  return { data: { isTrue: false, fault }, text: `Not true: ${FAULTS[fault]}.`, exitCode: 1 };
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file === "-" ? 0 : file, "utf8"));
  } catch (error) {
    throw new AppError("invalid_request", {
      detail: `${file === "-" ? "Standard input" : file} cannot be read as JSON: ${(error as Error).message}`,
    });
  }
}
