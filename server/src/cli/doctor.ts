/** `bandwagon doctor`: checks every law on the stored data of each workspace. */
import type { Command } from "commander";
import type { App } from "../app.js";
import { checkLaws, type LawReport } from "../queries/check-laws.js";
import { durabilityOf } from "../queries/durability.js";
import { listWebhookEndpoints, type WebhookEndpointView } from "../queries/webhook-endpoints.js";
import { inInstallation, inWorkspace } from "../store/db.js";
import { listWorkspaces } from "../store/workspaces.js";
import { type CommandResult, runCommand } from "./run-command.js";

export function addDoctor(program: Command): void {
  program
    .command("doctor")
    .description("check every law (L1 to L15) on the stored data; exit code 1 when one is broken. Notices name what wants attention besides")
    .option("--workspace <id>", "only this workspace")
    .action((options: { workspace?: string }, command: Command) => runCommand(command, (app) => examine(app, options.workspace)));
}

interface WorkspaceReport {
  workspace: string;
  name: string;
  laws: LawReport[];
  notices: string[];
}

async function examine(app: App, only: string | undefined): Promise<CommandResult> {
  const workspaces = (await inInstallation(app.db, listWorkspaces)).filter(({ id }) => only === undefined || id === only);
  const reports: WorkspaceReport[] = [];
  for (const { id, name } of workspaces) {
    const laws = await inWorkspace(app.db, id, (tx) => checkLaws(tx, id));
    reports.push({ workspace: id, name, laws, notices: (await listWebhookEndpoints(app.db, id)).flatMap(noticeOf) });
  }
  const durability = await inInstallation(app.db, durabilityOf);
  const isHealthy = reports.every(({ laws }) => laws.every(({ findings }) => findings.length === 0));
  if (!isHealthy) process.exitCode = 1;
  const lines = [
    ...reports.map(describe),
    describeDurability(durability),
    describeMail(app),
    isHealthy ? "All laws hold." : "A law is broken: see above.",
  ];
  return { data: { healthy: isHealthy, durability, mail: app.mailer !== undefined, workspaces: reports }, text: lines.join("\n") };
}

const reasons = { gone: "its receiver answered 410", failing: "a whole schedule of attempts failed" } as const;

/** An endpoint that was disabled without anybody asking for it. Its address may hold a secret and is not shown. */
function noticeOf({ id, label, disabledBecause, lastSuccessAt }: WebhookEndpointView): string[] {
  if (disabledBecause === null || disabledBecause === "request") return [];
  const last = lastSuccessAt === null ? "nothing was ever delivered" : `the last success was ${new Date(lastSuccessAt).toISOString()}`;
  return [`webhook endpoint ${id}${label === "" ? "" : ` (${label})`} is disabled: ${reasons[disabledBecause]}, ${last}`];
}

function describe({ workspace, name, laws, notices }: WorkspaceReport): string {
  const lines = laws.map(({ law, says, findings }) => {
    const verdict = findings.length === 0 ? "ok" : `BROKEN, ${findings.length === 20 ? "at least " : ""}${findings.length} found`;
    const shown = findings.slice(0, 5).map(({ what, found }) => `\n       ${what}: ${found}`);
    return `  ${law.padEnd(4)} ${verdict.padEnd(4)} ${says}${shown.join("")}`;
  });
  lines.push(`  L10  is checked by: bandwagon rebuild --verify --workspace ${workspace}`, ...notices.map((notice) => `  Notice: ${notice}`));
  return `${name} (${workspace})\n${lines.join("\n")}`;
}

function describeMail({ mailer }: App): string {
  if (mailer !== undefined) return "Mail is configured.";
  return "Notice: no mail is sent (SMTP_URL is not set): members sign in to the portal only by links that the business sends them.";
}

function describeDurability({ synchronousStandbys, version }: { synchronousStandbys: number; version: string }): string {
  const standbys =
    synchronousStandbys === 0 ? "no synchronous standby: a failover may lose the last records" : `${synchronousStandbys} synchronous standby(s)`;
  return `PostgreSQL ${version}, ${standbys}.`;
}
