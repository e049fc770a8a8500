/** What applying a document to a workspace would do: looked at by `program plan`, done by `program apply`. */
import type { App } from "../app.js";
import type { Workspace } from "../commands/workspace-directory.js";
import { whyNotNext } from "../core/decide-program.js";
import { type PlacedChange, placedChanges } from "../core/document/diff.js";
import { documentHash } from "../core/document/hash.js";
import type { ProgramDocument } from "../core/document/schema.js";
import { AppError } from "../errors.js";
import { programOf } from "../http/program-of.js";
import { promisesView } from "../http/promises-view.js";
import { findProgram, loadDraft, loadVersion } from "../queries/programs.js";
import type { Promises } from "../queries/terms.js";
import { refusalSentence } from "../words/outcome-sentence.js";

export interface PlanRequest {
  /** Whether it is to be published as well. */
  publish: boolean;
  /** The program's id or handle, where it is not the one with the document's handle. */
  program?: string;
}

export interface PlannedChange {
  /** Null for a program that is to be made. */
  program: string | null;
  handle: string;
  hash: string;
  /** Whether the draft is written. */
  saves: boolean;
  /** Whether a version is published. */
  publishes: boolean;
  /** Whether a draft is replaced that is neither in force nor in the file. */
  replacesUnpublished: boolean;
  /** The draft as it is, and what the document says otherwise. */
  draft: { revision: number; changes: PlacedChange[] } | null;
  /** The version in force, what the document says otherwise, and what it promises otherwise (null where the version has no terms that can be compared). */
  inForce: { version: number; changes: PlacedChange[]; promises: Promises | null } | null;
}

/**
 * Compares a valid document with the program's draft and its version in force. Writes nothing. Throws `program_unknown` where a program is named that there
 * is not, and what publishing would be refused for because of the version in force.
 */
export async function planChange(app: App, workspace: Workspace, document: ProgramDocument, request: PlanRequest): Promise<PlannedChange> {
  const { publish, program: name } = request;
  const program = name === undefined ? await findProgram(app.db, workspace.id, document.handle) : await programOf(app, workspace, name);
  const draft = program && (await loadDraft(app.db, workspace.id, program.id));
  const inForce = program?.version == null ? undefined : await loadVersion(app.db, workspace.id, program.id, program.version);
  const refused = publish ? whyNotNext(inForce?.document as ProgramDocument | undefined, document) : undefined;
  if (refused !== undefined) throw new AppError(refused.reason, { detail: refusalSentence("en", refused) });
  const hash = documentHash(document);
  const draftHash = draft && documentHash(draft.document);
  const promises = program && inForce && (await promisesView(app, workspace, program.id, { before: inForce.document, after: document }, "en"));
  return {
    program: program?.id ?? null,
    handle: document.handle,
    hash,
    saves: draftHash !== hash,
    publishes: publish && inForce?.hash !== hash,
    replacesUnpublished: draftHash !== undefined && draftHash !== hash && inForce !== undefined && draftHash !== inForce.hash,
    draft: draft ? { revision: draft.revision, changes: placedChanges(draft.document, document) } : null,
    inForce: inForce ? { version: inForce.version, changes: placedChanges(inForce.document, document), promises: promises ?? null } : null,
  };
}

/** Whether applying would write anything. */
export function isAnyChange({ saves, publishes }: PlannedChange): boolean {
  return saves || publishes;
}

/** Throws `conflict` where the program is no longer as it was planned for. */
export async function refuseOutdated(app: App, workspace: Workspace, planned: PlannedChange): Promise<void> {
  if (planned.program === null) return;
  const { version, draftRevision } = await programOf(app, workspace, planned.program);
  if (version === (planned.inForce?.version ?? null) && draftRevision === (planned.draft?.revision ?? null)) return;
  throw new AppError("conflict", { detail: "The program was changed while you looked at the plan. Nothing was applied; plan again." });
}
