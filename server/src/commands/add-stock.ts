import type { App } from "../app.js";
import type { StockInput } from "../core/stock-input.js";
import { submitCall } from "./submit-call.js";
import type { Workspace } from "./workspace-directory.js";
import type { Written } from "./write-batch.js";

/** There are so many more of an item; whoever waits for it is served. Declined for an item that the version in force does not count. */
export function addStock(app: App, workspace: Workspace, stock: Omit<StockInput, "kind">, key: string): Promise<Written> {
  return submitCall(app, workspace, { input: { kind: "stock.add", ...stock }, key });
}
