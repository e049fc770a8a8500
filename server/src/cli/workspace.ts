/** `bandwagon workspace create|list`. */
import { type Command, InvalidArgumentError, Option } from "commander";
import type { App } from "../app.js";
import { createKey } from "../commands/create-key.js";
import { createWorkspace } from "../commands/create-workspace.js";
import { parseInstant } from "../core/time.js";
import { AppError } from "../errors.js";
import { inInstallation } from "../store/db.js";
import { listWorkspaces, type WorkspaceMode } from "../store/workspaces.js";
import { type CommandResult, runCommand } from "./run-command.js";

interface CreateOptions {
  mode: WorkspaceMode;
  locale: string;
  clock?: number;
  key: boolean;
}

export function addWorkspace(program: Command): void {
  const workspace = program.command("workspace").description("make and list workspaces");
  workspace
    .command("create")
    .description("make a workspace, and a secret key for it that may do everything")
    .argument("<name>", "the name of the business, as its customers know it", parseName)
    .addOption(new Option("--mode <mode>", "test has a clock that can be moved forward").choices(["live", "test"]).default("test"))
    .option("--locale <locale>", "language of what members see, such as en or ru", parseLocale, "en")
    .option("--clock <moment>", "where the clock of a test workspace begins, such as 2026-03-01T00:00:00Z; now unless said", parseClock)
    .option("--no-key", "make no key")
    .action((name: string, options: CreateOptions, command: Command) => runCommand(command, (app) => create(app, name, options)));
  workspace
    .command("list")
    .description("list all workspaces, oldest first")
    .action((_options: object, command: Command) => runCommand(command, list));
}

async function create(app: App, name: string, { mode, locale, clock, key: withKey }: CreateOptions): Promise<CommandResult> {
  if (clock !== undefined && mode === "live")
    throw new AppError("invalid_request", { detail: "--clock is for test workspaces: a live one runs by the real clock." });
  const workspace = await createWorkspace(app, { name, mode, locale, clock });
  const key = withKey ? await createKey(app, workspace, { kind: "secret", label: "First key", scopes: ["*"], expiresAt: null }) : undefined;
  const made = `Made the ${mode} workspace ${name}: ${workspace.id}`;
  return {
    data: { id: workspace.id, name, mode, locale, ...(key === undefined ? {} : { key: { id: key.id, token: key.token } }) },
    text: key === undefined ? made : `${made}\nSecret key, shown this once: ${key.token}`,
  };
}

async function list(app: App): Promise<CommandResult> {
  const rows = await inInstallation(app.db, listWorkspaces);
  const data = rows.map(({ id, name, mode, locale, created_at }) => ({ id, name, mode, locale, createdAt: new Date(created_at).toISOString() }));
  const lines = data.map(({ id, name, mode }) => `${id}  ${mode}  ${name}`);
  return { data, text: lines.length === 0 ? "There is no workspace yet. Make one: npx bandwagon workspace create NAME" : lines.join("\n") };
}

function parseName(text: string): string {
  const name = text.trim();
  if (name.length < 1 || name.length > 100) throw new InvalidArgumentError("A name has 1 to 100 characters.");
  return name;
}

function parseLocale(text: string): string {
  if (!/^[a-z]{2,3}(-[A-Z]{2})?$/.test(text)) throw new InvalidArgumentError("A locale is written like en, ru or en-GB.");
  return text;
}

function parseClock(text: string): number {
  const at = parseInstant(text);
  if (at === undefined) throw new InvalidArgumentError("Write the moment like 2026-03-01T00:00:00Z.");
  return at;
}
