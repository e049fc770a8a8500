/** What every command of the CLI shares: the app opened for its duration, the way results and refusals are printed. */
import type { Command } from "commander";
import type { App } from "../app.js";
import { parseConfig } from "../config.js";
import { AppError, SetupError } from "../errors.js";
import { type OpenedApp, openApp } from "../main.js";
import { notesOf } from "./notes-of.js";

/** What a command found or did: `data` is printed with --json, `text` without. */
export interface CommandResult {
  data: unknown;
  text: string;
  /** 0 unless said. */
  exitCode?: number;
}

/** Runs work on the database of DATA_DIR or DATABASE_URL, beside a running server or alone, prints its result and sets the exit code: 0 done, 1 refused, or what the result says. */
export function runCommand(command: Command, work: (app: App, opened: OpenedApp) => Promise<CommandResult>): Promise<void> {
  return printResult(command, async () => {
    const opened = await openApp(parseConfig(process.env), "command");
    try {
      return await work(opened.app, opened);
    } finally {
      await opened.close();
    }
  });
}

/** As `runCommand`, for work that needs no database. */
export async function printResult(command: Command, work: () => Promise<CommandResult>): Promise<void> {
  const isJson = command.optsWithGlobals<{ json?: boolean }>().json === true;
  try {
    const { data, text, exitCode } = await work();
    console.log(isJson ? JSON.stringify(data, writeBigint, 2) : text);
    if (exitCode !== undefined) process.exitCode = exitCode;
  } catch (error) {
    if (!(error instanceof SetupError || error instanceof AppError)) throw error;
    console.error(isJson ? JSON.stringify({ error: describe(error) }) : error.message + problemsOf(error));
    process.exitCode = 1;
  }
}

/** All that is wrong with what was given, where one sentence has not told it. */
function problemsOf(error: SetupError | AppError): string {
  const errors = error instanceof AppError ? (error.errors ?? []) : [];
  return errors.length === 1 && errors.every(({ problem }) => error.message.includes(problem)) ? "" : notesOf(errors);
}

function describe(error: SetupError | AppError): Record<string, unknown> {
  return error instanceof AppError ? { code: error.code, message: error.message, errors: error.errors } : { code: "setup", message: error.message };
}

function writeBigint(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}
