/** `bandwagon backtest`: the recorded log decided again with another document in place of a program's versions, compared with what happened. */
import type { Command } from "commander";
import type { App } from "../app.js";
import { backtest } from "../commands/backtest.js";
import { backtestView } from "../http/backtest-view.js";
import { programOf } from "../http/program-of.js";
import { parsePeriod } from "../http/routes/backtest.js";
import { findWorkspace } from "./find-workspace.js";
import { finish } from "./finish.js";
import { type CommandResult, runCommand } from "./run-command.js";
import { table } from "./table.js";
import { parseVersion } from "./version-option.js";

interface Options {
  version?: string;
  draft?: true;
  from?: string;
  to?: string;
}
type View = ReturnType<typeof backtestView>;

export function addBacktest(program: Command): void {
  program
    .command("backtest")
    .description("decide the recorded log again with a draft or version of a program, and compare with what happened; nothing is written")
    .argument("<workspace>", "the workspace's id, ws_…")
    .argument("<program>", "the program's handle or id")
    .option("--version <which>", "a version's number, draft or current; the draft if there is a valid one unless said")
    .option("--draft", "the same as --version draft")
    .option("--from <moment>", "count only what was made from then on: 2026-03-01T00:00:00Z")
    .option("--to <moment>", "count only what was made before, and read nothing after it")
    .action((workspace: string, name: string, options: Options, command: Command) =>
      runCommand(command, (app) => replay(app, workspace, name, options)),
    );
}

async function replay(app: App, workspaceId: string, name: string, options: Options): Promise<CommandResult> {
  const request = { ...parsePeriod(options), ...parseVersion(options) };
  const workspace = await findWorkspace(app, workspaceId);
  const { id } = await programOf(app, workspace, name);
  const begun = performance.now();
  const result = await finish(backtest(app, workspace, id, request, "alone"), ({ records, of }) => `${records} of ${of} records`);
  const seconds = (performance.now() - begun) / 1000;
  const rate = Math.round(result.records / seconds);
  const view = backtestView(result, "en");
  return { data: { ...view, seconds: Math.round(seconds * 1000) / 1000, recordsPerSecond: rate }, text: textOf(view, name, seconds, rate) };
}

function textOf(view: View, name: string, seconds: number, rate: number): string {
  const what = view.version === "draft" ? `the draft (revision ${view.revision})` : `version ${view.version}`;
  const period = view.from === null && view.to === null ? "" : ` Counted: ${view.from ?? "the beginning"} to ${view.to ?? "the end"}.`;
  const head = `${name} with ${what}: ${view.records} records decided again in ${seconds.toFixed(1)} s, ${rate} a second.${period}`;
  if (view.identical) return `${head}\nEvery reward and every referral is as it was recorded, to the last unit.\n\n${sums(view)}`;
  return [head, sums(view), rules(view), months(view), referrals(view), members(view), redemptions(view), examples(view)]
    .filter((part) => part !== "")
    .join("\n\n");
}

const COLUMNS = ["recorded", "", "candidate", "", "difference", ""];
type Line = View["totals"][number];
function cells({ recorded, candidate, difference }: Line): string[] {
  const side = ({ count, net }: Line["recorded"]) => [String(count), net ?? ""];
  return [...side(recorded), ...side(candidate), signed(String(difference.count)), difference.net === undefined ? "" : signed(difference.net)];
}
function signed(text: string): string {
  return text.startsWith("-") || /^[0.]*$/.test(text) ? text : `+${text}`;
}
function whatOf({ type, unit }: Line): string {
  return unit === undefined ? type : `${unit} ${type}`;
}
function sums({ totals }: View): string {
  return totals.length === 0
    ? "No rewards."
    : table(
        ["rewards, and what remains of them", ...COLUMNS],
        totals.map((line) => [whatOf(line), ...cells(line)]),
      );
}
function rules({ rules: lines }: View): string {
  return table(
    ["by rule and grant", "", ...COLUMNS],
    lines.map((line) => [`${line.rule} / ${line.grant}`, whatOf(line), ...cells(line)]),
  );
}
function months({ months: lines }: View): string {
  return table(
    ["by month", "", ...COLUMNS],
    lines.map((line) => [line.month, whatOf(line), ...cells(line)]),
  );
}
function referrals({ referrals: { recorded, candidate, gained, lost, examples: some } }: View): string {
  const rows = (["began", "qualified", "converted"] as const).map((name) => [
    name,
    String(recorded[name]),
    String(candidate[name]),
    signed(String(candidate[name] - recorded[name])),
  ]);
  const lines = some.map(
    ({ friend, referrer, recorded: was, candidate: would }) => `  ${friend ?? "?"}, by ${referrer ?? "?"}: ${was ?? "none"} → ${would ?? "none"}`,
  );
  const more = gained + lost > some.length ? [`  and ${gained + lost - some.length} more`] : [];
  const told = gained + lost === 0 ? [] : [`${gained} referrals would have come further, ${lost} not so far:`, ...lines, ...more];
  return [table(["referrals", "recorded", "candidate", "difference"], rows), ...told].join("\n");
}
function members({ members: units }: View): string {
  return units
    .filter(({ gaining, losing }) => gaining + losing > 0)
    .map(({ unit, kind, gaining, losing, most, least }) => {
      const lines = [...most, ...least].map(({ member, by }) => [`  ${member ?? "?"}`, signed(by)]);
      return `${kind === undefined ? unit : `${unit} ${kind}`}: ${gaining} members would have gained, ${losing} lost; the most:\n${table(undefined, lines)}`;
    })
    .join("\n\n");
}
function redemptions({ redemptions: { recorded, notPossible } }: View): string {
  return notPossible === 0 ? "" : `${notPossible} of ${recorded} redemptions would not have been possible: the members would not have had the value.`;
}
function examples({ examples: some }: View): string {
  return some
    .map(({ event, at, what, recorded, candidate }) => {
      const side = (name: string, { sentence, sentences }: typeof recorded) => [`  ${name}: ${sentence}`, ...sentences.map((each) => `    ${each}`)];
      return [`${what} (${event}, ${at})`, ...side("recorded", recorded), ...side("candidate", candidate)].join("\n");
    })
    .join("\n\n");
}
