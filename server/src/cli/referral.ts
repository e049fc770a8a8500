/** `bandwagon referral enter`. */
import type { Command } from "commander";
import type { App } from "../app.js";
import { enterReferral, type ReferralEntry } from "../commands/enter-referral.js";
import { AppError } from "../errors.js";
import { refusalSentence } from "../words/outcome-sentence.js";
import { findWorkspace } from "./find-workspace.js";
import { type CommandResult, runCommand } from "./run-command.js";

export function addReferral(program: Command): void {
  const referrals = program.command("referral").description("enter referrals that no link or code tells of");
  referrals
    .command("enter")
    .description("enter a referral by hand; an unknown friend becomes a member")
    .argument("<workspace>", "the workspace's id, ws_…")
    .requiredOption("--program <name>", "the program's handle or id")
    .requiredOption("--friend <id>", "your own id of the friend")
    .requiredOption("--referrer <id>", "your own id of the referrer")
    .requiredOption("--reason <text>", "why, for those who read it later; no personal data")
    .option("--occurred-at <moment>", "when the friend signed up; now unless said")
    .action((workspace: string, entry: ReferralEntry, command: Command) => runCommand(command, (app) => enter(app, workspace, entry)));
}

async function enter(app: App, workspaceId: string, entry: ReferralEntry): Promise<CommandResult> {
  const workspace = await findWorkspace(app, workspaceId);
  const { outcome } = await enterReferral(app, workspace, entry, app.newId("cli"));
  if (outcome.status === "declined") throw new AppError(outcome.reason, { detail: refusalSentence("en", outcome) });
  const referral = "referral" in outcome ? outcome.referral : undefined;
  return { data: { id: referral }, text: `Entered as ${referral}: ${entry.referrer} has recommended ${entry.friend}.` };
}
