import type { App } from "../app.js";
import type { Workspace } from "../commands/workspace-directory.js";
import type { ProgramDocument } from "../core/document/schema.js";
import { validateProgram } from "../core/document/validate.js";
import { loadPromises, type Promises } from "../queries/terms.js";
import type { Language } from "./language.js";

/** What changes for members from one document to another, in the words of the terms; null where one of them is missing or not valid. */
export async function promisesView(
  app: App,
  workspace: Workspace,
  program: string,
  { before, after }: { before: unknown; after: unknown },
  language: Language,
): Promise<Promises | null> {
  if (!isDocument(before) || !isDocument(after)) return null;
  return loadPromises(app.db, workspace.id, program, { before, after }, language);
}

function isDocument(value: unknown): value is ProgramDocument {
  return value !== undefined && validateProgram(value).ok;
}
