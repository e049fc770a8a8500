/** `bandwagon rebuild --verify`: replays the log beside what is stored, and compares (L10). */
import type { Command } from "commander";
import type { App } from "../app.js";
import { isFaithful, type RebuildReport, verifyRebuild } from "../commands/verify-rebuild.js";
import { AppError } from "../errors.js";
import { inInstallation } from "../store/db.js";
import { listWorkspaces } from "../store/workspaces.js";
import { type CommandResult, runCommand } from "./run-command.js";

export function addRebuild(program: Command): void {
  program
    .command("rebuild")
    .description(
      "replay the log of each workspace, decide every record again and compare with what is stored; changes nothing; exit code 1 when something differs",
    )
    .requiredOption("--verify", "only compare")
    .option("--workspace <id>", "only this workspace")
    .action((options: { workspace?: string }, command: Command) => runCommand(command, (app) => verifyAll(app, options.workspace)));
}

async function verifyAll(app: App, only: string | undefined): Promise<CommandResult> {
  const rows = (await inInstallation(app.db, listWorkspaces)).filter(({ id }) => only === undefined || id === only);
  if (rows.length === 0)
    throw new AppError("not_found", { detail: only === undefined ? "There is no workspace yet." : `There is no workspace ${only}.` });
  const reports: (RebuildReport & { workspace: string; faithful: boolean })[] = [];
  for (const { id } of rows) {
    const workspace = await app.workspaces.load(id);
    if (workspace === undefined) continue;
    const report = await verifyRebuild(app.db, workspace);
    reports.push({ workspace: id, faithful: isFaithful(report), ...report });
  }
  if (!reports.every(({ faithful }) => faithful)) process.exitCode = 1;
  return { data: reports, text: reports.map(describe).join("\n") };
}

function describe({
  workspace,
  faithful,
  records,
  decidedOtherwise,
  decidedOtherwiseCount,
  differences,
}: RebuildReport & { workspace: string; faithful: boolean }): string {
  const lines = [`${workspace}: ${records} records replayed, ${faithful ? "everything is byte for byte as stored" : "NOT as stored"}`];
  if (decidedOtherwiseCount > 0) {
    lines.push(
      `  ${decidedOtherwiseCount} records are decided otherwise by this engine, the first ones: ${decidedOtherwise.map(({ number, engine }) => `${number} (engine ${engine})`).join(", ")}`,
    );
  }
  for (const { table, onlyStored, onlyReplayed, examples } of differences) {
    lines.push(
      `  ${table}: ${onlyStored} rows only stored, ${onlyReplayed} only replayed`,
      ...examples.map((example) => `    ${example.slice(0, 300)}`),
    );
  }
  return lines.join("\n");
}
