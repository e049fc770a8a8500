/** `bandwagon referral enter` and `correct`. */
import type { Command } from "commander";
import type { App } from "../app.js";
import { correctReferrer } from "../commands/correct-referrer.js";
import { enterReferral, type ReferralEntry } from "../commands/enter-referral.js";
import { findWorkspace } from "./find-workspace.js";
import { refuseDeclined } from "./refuse-declined.js";
import { type CommandResult, runCommand } from "./run-command.js";

export function addReferral(program: Command): void {
  const referrals = program.command("referral").description("enter referrals that no link or code tells of, and correct them");
  referrals
    .command("enter")
    .description("enter a referral by hand; an unknown friend becomes a member")
    .argument("<workspace>", "the workspace's id, ws_…")
    .requiredOption("--program <name>", "the program's handle or id")
    .requiredOption("--friend <id>", "your own id of the friend")
    .requiredOption("--referrer <id>", "your own id of the referrer")
    .requiredOption("--reason <text>", "why, for those who read it later; no personal data")
    .option("--occurred-at <moment>", "when the friend signed up; now unless said")
    .option("--referred-for <value>", "what for, where a friend can be referred for several things")
    .action((workspace: string, entry: ReferralEntry, command: Command) => runCommand(command, (app) => enter(app, workspace, entry)));
  referrals
    .command("correct")
    .description("give a referral another referrer; rewards of the first one for this friend are taken back")
    .argument("<workspace>", "the workspace's id, ws_…")
    .argument("<referral>", "the referral's id, ref_…")
    .requiredOption("--referrer <id>", "your own id of the true referrer")
    .requiredOption("--reason <text>", "why, for those who read it later; no personal data")
    .action((workspace: string, referral: string, options: { referrer: string; reason: string }, command: Command) =>
      runCommand(command, (app) => correct(app, workspace, { referral, ...options })),
    );
}

async function correct(app: App, workspaceId: string, correction: { referral: string; referrer: string; reason: string }): Promise<CommandResult> {
  const workspace = await findWorkspace(app, workspaceId);
  const { outcome } = await correctReferrer(app, workspace, correction, app.newId("cli"));
  refuseDeclined(outcome);
  return { data: { id: correction.referral }, text: `${correction.referrer} is the referrer of ${correction.referral} now.` };
}

async function enter(app: App, workspaceId: string, entry: ReferralEntry): Promise<CommandResult> {
  const workspace = await findWorkspace(app, workspaceId);
  const { outcome } = await enterReferral(app, workspace, entry, app.newId("cli"));
  refuseDeclined(outcome);
  const referral = "referral" in outcome ? outcome.referral : undefined;
  return { data: { id: referral }, text: `Entered as ${referral}: ${entry.referrer} has recommended ${entry.friend}.` };
}
