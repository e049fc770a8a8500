import type { App } from "../app.js";
import type { Workspace } from "../commands/workspace-directory.js";
import { AppError } from "../errors.js";
import { loadVersion } from "../queries/programs.js";
import { loadStock } from "../queries/stock.js";
import { programOf } from "./program-of.js";

/** The items of the version in force, with how many are left of what there are only so many of. Throws `program_unknown`. */
export async function itemsOf(app: App, workspace: Workspace, name: string) {
  const { id: program, version } = await programOf(app, workspace, name);
  const document = version === null ? undefined : (await loadVersion(app.db, workspace.id, program, version))?.document;
  if (document === undefined) throw new AppError("program_unknown", { detail: "The program has not been published yet." });
  const { items = [] } = document;
  const counted = items.flatMap(({ id, stock }) => (stock === undefined ? [] : [id]));
  const stocks = await loadStock(app.db, workspace.id, program, counted);
  return items.map(({ id, name, stock }) => {
    const found = stocks.get(id);
    if (stock === undefined || found === undefined) return { id, name, stock: null };
    const { added, given, waiting } = found;
    return { id, name, stock: { declared: stock, added, given, left: Math.max(0, stock + added - given), waiting } };
  });
}

/** One of them. Throws `item_unknown`. */
export async function itemOf(app: App, workspace: Workspace, program: string, item: string) {
  const found = (await itemsOf(app, workspace, program)).find(({ id }) => id === item);
  if (found === undefined) throw new AppError("item_unknown", { detail: "The version in force has no such item any more." });
  return found;
}
