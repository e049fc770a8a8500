/** `bandwagon member merge`. */
import type { Command } from "commander";
import type { App } from "../app.js";
import { mergeMembers } from "../commands/merge-members.js";
import { findWorkspace } from "./find-workspace.js";
import { refuseDeclined } from "./refuse-declined.js";
import { type CommandResult, runCommand } from "./run-command.js";

export function addMember(program: Command): void {
  const members = program.command("member").description("put right who is who");
  members
    .command("merge")
    .description("merge two members who are one person; it cannot be undone")
    .argument("<workspace>", "the workspace's id, ws_…")
    .argument("<member>", "your own id of the one that is given up")
    .requiredOption("--into <id>", "your own id of the one that stays")
    .requiredOption("--reason <text>", "why, for those who read it later; no personal data")
    .action((workspace: string, member: string, options: { into: string; reason: string }, command: Command) =>
      runCommand(command, (app) => merge(app, workspace, { member, ...options })),
    );
}

async function merge(app: App, workspaceId: string, request: { member: string; into: string; reason: string }): Promise<CommandResult> {
  const workspace = await findWorkspace(app, workspaceId);
  const { outcome } = await mergeMembers(app, workspace, request, app.newId("cli"));
  refuseDeclined(outcome);
  return { data: { id: request.into }, text: `${request.member} is ${request.into} now: wallet, rewards, codes and referrals have passed over.` };
}
