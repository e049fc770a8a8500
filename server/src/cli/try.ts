/** `bandwagon try`: what imagined events would bring, decided on the workspace as it stands, without a write. */
import { readFileSync } from "node:fs";
import type { Command } from "commander";
import type { App } from "../app.js";
import { tryEvents } from "../commands/try-events.js";
import { AppError } from "../errors.js";
import type { Language } from "../http/language.js";
import { programOf } from "../http/program-of.js";
import { parseTrial, type TrialBody, TrialRequest } from "../http/routes/try.js";
import { trialView } from "../http/trial-view.js";
import { closeSchema, compileValidator } from "../http/validation.js";
import { findWorkspace } from "./find-workspace.js";
import { type CommandResult, runCommand } from "./run-command.js";
import { parseVersion } from "./version-option.js";

interface Options {
  event: string;
  version?: string;
  draft?: true;
  at?: string;
  lang: string;
}

export function addTry(program: Command): void {
  program
    .command("try")
    .description("tell what imagined events would bring, and why; nothing is written")
    .argument("<workspace>", "the workspace's id, ws_…")
    .argument("<program>", "the program's handle or id")
    .requiredOption(
      "--event <file>",
      "JSON: an event, a list of events, or { members, events } as POST /v1/programs/{program}/try takes it; - reads standard input",
    )
    .option("--version <which>", "a version's number, draft or current; the draft if there is a valid one unless said")
    .option("--draft", "the same as --version draft")
    .option("--at <moment>", "when the first event is told: 2026-03-01T12:30:00Z; now unless said")
    .option("--lang <language>", "of the sentences: en or ru", "en")
    .action((workspace: string, name: string, options: Options, command: Command) =>
      runCommand(command, (app) => tryFile(app, workspace, name, options)),
    );
}

async function tryFile(app: App, workspaceId: string, name: string, options: Options): Promise<CommandResult> {
  const language = languageOf(options.lang);
  const body = { ...bodyOf(options.event), ...parseVersion(options), ...(options.at === undefined ? {} : { at: options.at }) };
  const checked = compileValidator(closeSchema(TrialRequest), "body")(body);
  if ("error" in checked) throw checked.error;
  const workspace = await findWorkspace(app, workspaceId);
  const { id } = await programOf(app, workspace, name);
  const view = trialView(await tryEvents(app, workspace, id, parseTrial(checked.value as TrialBody)), language);
  return { data: view, text: textOf(view, body.events ?? []) };
}

function languageOf(text: string): Language {
  if (text === "en" || text === "ru") return text;
  throw new AppError("invalid_request", { detail: `--lang is ${text}; say en or ru.` });
}

/** One event, a list of them, or the whole request. */
function bodyOf(file: string): TrialBody {
  const given = parseFile(file);
  if (Array.isArray(given)) return { events: given };
  if (typeof given === "object" && given !== null && !("type" in given)) {
    const { event, ...rest } = given as TrialBody;
    return event === undefined ? rest : { ...rest, events: [event, ...(rest.events ?? [])] };
  }
  return { events: [given as never] };
}
function parseFile(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file === "-" ? 0 : file, "utf8"));
  } catch (error) {
    throw new AppError("invalid_request", {
      detail: `${file === "-" ? "Standard input" : file} cannot be read as JSON: ${(error as Error).message}`,
    });
  }
}

function textOf({ version, inForce, members, results }: ReturnType<typeof trialView>, events: { type: string; member: { id: string } }[]): string {
  const what =
    version === "draft"
      ? "the draft, as if it were published now"
      : `version ${version}${inForce ? ", which is in force" : ", as if it were in force"}`;
  const lines = [`Tried with ${what}. Nothing was written.`];
  for (const { id, code } of members) lines.push(`Imagined: ${id}${code === null ? "" : `, code ${code}`}`);
  for (const [index, { sentence, sentences }] of results.entries()) {
    const { type, member } = events[index] ?? { type: "", member: { id: "" } };
    lines.push("", `${index + 1}. ${type} of ${member.id}: ${sentence}`, ...sentences.map((each) => `   ${each}`));
  }
  return lines.join("\n");
}
