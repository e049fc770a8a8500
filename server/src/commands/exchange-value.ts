import type { App } from "../app.js";
import { AppError } from "../errors.js";
import { externalHash } from "./identities.js";
import { submitCall } from "./submit-call.js";
import type { Workspace } from "./workspace-directory.js";
import type { Written } from "./write-batch.js";

/** The member exchanges what they have for an entry of the program's catalogue; the program by its id or handle, the member by the business's own id. */
export async function exchangeValue(
  app: App,
  workspace: Workspace,
  { member, program: name, entry }: { member: string; program: string; entry: string },
  key: string,
): Promise<Written> {
  const programs = await app.programs.of(workspace.id);
  const program = programs.find(name) ?? (await app.programs.fresh(workspace.id)).find(name);
  if (program === undefined) throw new AppError("program_unknown", { detail: "No published program has this name or id." });
  const input = { kind: "exchange" as const, program: program.id, member: externalHash(workspace, member), entry };
  return submitCall(app, workspace, { lane: "redemption", input, key });
}
