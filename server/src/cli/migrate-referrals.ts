/** `bandwagon migrate-referrals`: what becomes of referrals under way if the version in force holds for them; looked at, and done with --apply. */
import type { Command } from "commander";
import type { App } from "../app.js";
import { migrateReferrals } from "../commands/migrate-referrals.js";
import { migrationView } from "../http/migration-view.js";
import { programOf } from "../http/program-of.js";
import { findWorkspace } from "./find-workspace.js";
import { finish } from "./finish.js";
import { type CommandResult, runCommand } from "./run-command.js";
import { table } from "./table.js";

type View = ReturnType<typeof migrationView>;

export function addMigrateReferrals(program: Command): void {
  program
    .command("migrate-referrals")
    .description("tell what becomes of referrals under way if the version in force holds for them; with --apply it does")
    .argument("<workspace>", "the workspace's id, ws_…")
    .argument("<program>", "the program's handle or id")
    .option("--apply", "do it; without this nothing is written")
    .action((workspace: string, name: string, { apply }: { apply?: true }, command: Command) =>
      runCommand(command, (app) => migrate(app, workspace, name, apply === true)),
    );
}

async function migrate(app: App, workspaceId: string, name: string, apply: boolean): Promise<CommandResult> {
  const workspace = await findWorkspace(app, workspaceId);
  const { id } = await programOf(app, workspace, name);
  const running = migrateReferrals(app, workspace, id, { apply }, "alone");
  const view = migrationView(await finish(running, ({ written, of }) => `${written} of ${of} records written`), "en");
  return { data: view, text: textOf(view, name) };
}

function textOf(view: View, name: string): string {
  if (view.migrated.length + view.kept.length === 0) return `Version ${view.version} of ${name} holds for every referral that is under way.`;
  return [moves(view, name), promises(view), onTheWay(view), end(view)].filter((part) => part !== "").join("\n\n");
}
function moves({ version, migrated, kept }: View, name: string): string {
  const rows = [
    ...migrated.map((line) => [`from version ${line.version}`, String(line.count), `to version ${version}`]),
    ...kept.map((line) => [`under version ${line.version}`, String(line.count), `stay: ${line.sentence}`]),
  ];
  return table([`referrals of ${name}`, "", ""], rows);
}
function promises({ promises: versions }: View): string {
  return versions
    .map(({ version, changes }) => {
      if (changes.length === 0) return `The terms say the same as those of version ${version}.`;
      return [`Otherwise than version ${version}:`, ...changes.map(({ change, sentence }) => `  ${change === "added" ? "+" : "-"} ${sentence}`)].join(
        "\n",
      );
    })
    .join("\n");
}
function onTheWay({ stages, expiring, given }: View): string {
  const lines = [
    ...stages.map(({ stage, count }) => `${count} become ${stage.replace("_", " ")} on the way.`),
    ...(expiring === 0 ? [] : [`${expiring} have no time left by the version in force: they expire.`]),
    ...given.map(
      ({ rule, grant, type, unit, amount, count }) => `${rule} / ${grant}: ${count} of ${unit ?? type}${amount === undefined ? "" : `, ${amount}`}`,
    ),
  ];
  return lines.join("\n");
}
function end({ written, migrated }: View): string {
  if (written !== null) return `${written.referrals} referrals went over, in ${written.records} records.`;
  return migrated.length === 0 ? "" : "Nothing was written. Add --apply to do it.";
}
