/** `bandwagon items list` and `add-stock`. */
import { type Command, InvalidArgumentError } from "commander";
import type { App } from "../app.js";
import { addStock } from "../commands/add-stock.js";
import { itemOf, itemsOf } from "../http/items-of.js";
import { programOf } from "../http/program-of.js";
import { findWorkspace } from "./find-workspace.js";
import { refuseDeclined } from "./refuse-declined.js";
import { type CommandResult, runCommand } from "./run-command.js";
import { table } from "./table.js";

const ADDED_MAX = 10_000_000;
const REASON_LENGTH_MAX = 500;

export function addItems(program: Command): void {
  const items = program.command("items").description("what programs give away, and the stock of it");
  items
    .command("list")
    .description("list a program's items and how many are left of them")
    .argument("<workspace>", "the workspace's id, ws_…")
    .argument("<program>", "the program's handle or id")
    .action((workspace: string, name: string, _options: object, command: Command) => runCommand(command, (app) => list(app, workspace, name)));
  items
    .command("add-stock")
    .description("add to the stock of an item; whoever waits for it is served")
    .argument("<workspace>", "the workspace's id, ws_…")
    .argument("<program>", "the program's handle or id")
    .argument("<item>", "the item's id in the program's document")
    .argument("<count>", "how many more there are", parseCount)
    .option("--reason <text>", "why, for those who read it later; no personal data", parseReason)
    .action((workspace: string, name: string, item: string, add: number, options: { reason?: string }, command: Command) =>
      runCommand(command, (app) => addTo(app, workspace, name, { item, add, ...options })),
    );
}

async function list(app: App, workspaceId: string, name: string): Promise<CommandResult> {
  const items = await itemsOf(app, await findWorkspace(app, workspaceId), name);
  if (items.length === 0) return { data: items, text: "The program has no items." };
  const rows = items.map(({ id, stock }) => {
    if (stock === null) return [id, "no end", "", "", "", ""];
    return [id, ...[stock.left, stock.declared, stock.added, stock.given, stock.waiting].map(String)];
  });
  return { data: items, text: table(["item", "left", "declared", "added", "given", "waiting"], rows) };
}

async function addTo(app: App, workspaceId: string, name: string, stock: { item: string; add: number; reason?: string }): Promise<CommandResult> {
  const workspace = await findWorkspace(app, workspaceId);
  const { id: program } = await programOf(app, workspace, name);
  const written = await addStock(app, workspace, { program, ...stock }, app.newId("cli"));
  const outcome = refuseDeclined(written.outcome);
  const served = "served" in outcome ? Number(outcome.served) : 0;
  const item = await itemOf(app, workspace, program, stock.item);
  const servedText = served === 0 ? "" : ` Rewards that waited for it and have it now: ${served}.`;
  return { data: item, text: `${stock.add} added to “${stock.item}”; ${item.stock?.left ?? 0} are left.${servedText}` };
}

function parseCount(text: string): number {
  const count = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (count < 1 || count > ADDED_MAX) throw new InvalidArgumentError("Write a whole number from 1 to 10,000,000.");
  return count;
}
function parseReason(text: string): string {
  if (text.length < 1 || text.length > REASON_LENGTH_MAX) throw new InvalidArgumentError("Write 1 to 500 characters.");
  return text;
}
