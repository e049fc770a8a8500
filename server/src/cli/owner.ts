/** `bandwagon owner create`. */
import { text as readAll } from "node:stream/consumers";
import type { Command } from "commander";
import type { App } from "../app.js";
import { createOwner } from "../commands/create-owner.js";
import { AppError } from "../errors.js";
import { type CommandResult, runCommand } from "./run-command.js";

export function addOwner(program: Command): void {
  program
    .command("owner")
    .description("make people who may sign in")
    .command("create")
    .description("make an owner; the password is read from the environment variable OWNER_PASSWORD or from the input, never from the command line")
    .argument("<email>", "the address to sign in with")
    .option("--workspace <id...>", "the workspaces that they own")
    .action((email: string, { workspace = [] }: { workspace?: string[] }, command: Command) =>
      runCommand(command, (app) => create(app, email, workspace)),
    );
}

async function create(app: App, email: string, workspaceIds: string[]): Promise<CommandResult> {
  const owner = await createOwner(app, { email, password: await readPassword() }, workspaceIds);
  return {
    data: { ...owner, workspaces: workspaceIds },
    text: `Made the owner ${owner.email} (${owner.id})${workspaceIds.length === 0 ? "" : ` of ${workspaceIds.join(", ")}`}.`,
  };
}

async function readPassword(): Promise<string> {
  const given = process.env.OWNER_PASSWORD;
  if (given !== undefined && given !== "") return given;
  if (process.stdin.isTTY)
    throw new AppError("invalid_request", {
      detail: "Give the password in OWNER_PASSWORD, or send it to the command's input: it would be seen on the screen here.",
    });
  return (await readAll(process.stdin)).replace(/\r?\n$/, "");
}
