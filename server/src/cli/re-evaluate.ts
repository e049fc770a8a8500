/** `bandwagon re-evaluate`: what new or changed rules give for what has happened; looked at, and given with --apply. */
import type { Command } from "commander";
import type { App } from "../app.js";
import { reevaluate } from "../commands/re-evaluate.js";
import { programOf } from "../http/program-of.js";
import { reevaluationView } from "../http/re-evaluation-view.js";
import { parsePeriod } from "../http/routes/backtest.js";
import { findWorkspace } from "./find-workspace.js";
import { finish } from "./finish.js";
import { type CommandResult, runCommand } from "./run-command.js";
import { table } from "./table.js";

interface Options {
  rule?: string[];
  from?: string;
  to?: string;
  apply?: true;
  quiet?: true;
}
type View = ReturnType<typeof reevaluationView>;

export function addReevaluate(program: Command): void {
  program
    .command("re-evaluate")
    .description("tell what new or changed rules would give for what has happened; with --apply give it")
    .argument("<workspace>", "the workspace's id, ws_…")
    .argument("<program>", "the program's handle or id")
    .option("--rule <id...>", "ask these rules; unless said all that were added or changed since the first version")
    .option("--from <moment>", "only of what happened from then on: 2026-03-01T00:00:00Z")
    .option("--to <moment>", "only of what happened before")
    .option("--apply", "give it; without this nothing is written")
    .option("--quiet", "members are not told")
    .action((workspace: string, name: string, options: Options, command: Command) =>
      runCommand(command, (app) => evaluate(app, workspace, name, options)),
    );
}

async function evaluate(app: App, workspaceId: string, name: string, { rule, apply, quiet, ...period }: Options): Promise<CommandResult> {
  const request = { ...parsePeriod(period), ...(rule === undefined ? {} : { rules: rule }), apply: apply === true, tell: quiet !== true };
  const workspace = await findWorkspace(app, workspaceId);
  const { id } = await programOf(app, workspace, name);
  const running = reevaluate(app, workspace, id, request, "alone");
  const view = reevaluationView(
    await finish(running, (told) => ("written" in told ? `${told.written} of ${told.of} records written` : `${told.records} of ${told.of} records`)),
    "en",
  );
  return { data: view, text: textOf(view, name) };
}

function textOf(view: View, name: string): string {
  if (view.rules.length === 0)
    return `No rule of ${name} was added or changed since its first version. Name rules to ask them all the same: --rule <id>.`;
  const period = view.from === null && view.to === null ? "" : `, from ${view.from ?? "the beginning"} to ${view.to ?? "now"}`;
  const head = `${name}, version ${view.version}, ${view.rules.map((rule) => `“${rule}”`).join(", ")} asked of ${view.records} records${period}.`;
  return [head, given(view), gains(view), missed(view), kept(view), examples(view), end(view)].filter((part) => part !== "").join("\n\n");
}

function whatOf({ type, unit }: { type: string; unit?: string }): string {
  return unit === undefined ? type : `${unit} ${type}`;
}
function given({ given: lines }: View): string {
  if (lines.length === 0) return "There is nothing to give.";
  const rows = lines.map((line) => [`${line.rule} / ${line.grant}`, whatOf(line), String(line.count), line.amount ?? ""]);
  return table(["to be given", "", "rewards", "amount"], rows);
}
function gains({ gains: units }: View): string {
  return units
    .map(({ unit, kind, members, most }) => {
      const lines = most.map(({ member, amount }) => [`  ${member ?? "?"}`, `+${amount}`]);
      return `${kind === undefined ? unit : `${unit} ${kind}`}: ${members} members gain; the most:\n${table(undefined, lines)}`;
    })
    .join("\n\n");
}
function missed({ missed: lines }: View): string {
  if (lines.length === 0) return "";
  const rows = lines.map(({ rule, grant, count, sentence }) => [grant === null ? rule : `${rule} / ${grant}`, String(count), sentence]);
  return table(["not given", "times", "because"], rows);
}
const CHANGES = { more: "would be more", less: "would be less", none: "would not be given" };
function kept({ kept: lines }: View): string {
  if (lines.length === 0) return "";
  const rows = lines.map((line) => [
    `${line.rule} / ${line.grant}`,
    whatOf(line),
    String(line.count),
    line.amount ?? "",
    CHANGES[line.change],
    line.by ?? "",
  ]);
  return table(["given before, and kept", "", "rewards", "amount", "with the rules as they are now", ""], rows);
}
function examples({ examples: some }: View): string {
  return some.map((sentences) => sentences.join("\n  ")).join("\n\n");
}
function end({ written, given: lines, tell }: View): string {
  if (written === null) return lines.length === 0 ? "" : "Nothing was written. Add --apply to give it.";
  return `${written.rewards} rewards were given in ${written.records} records${tell ? "" : "; members are not told"}.`;
}
