/** Which document of a program is rehearsed: its draft, or one of its versions. */
import { documentHash } from "../core/document/hash.js";
import type { ProgramDocument } from "../core/document/schema.js";
import { validateProgram } from "../core/document/validate.js";
import { AppError } from "../errors.js";
import type { Tx } from "../store/db.js";
import { loadProgramDocuments } from "../store/snapshot.js";

export type VersionChoice = number | "draft" | "current";

export interface Candidate {
  program: string;
  /** What was chosen: the draft with its revision, or a published version. */
  chosen: { draft: number } | { version: number };
  /** The number of the version in force; null for a program that was never published. */
  current: number | null;
  hash: string;
  document: ProgramDocument;
}

/**
 * The document that is chosen. Without a choice: the draft if there is a valid one that says something else than the version in force, else that version.
 * Throws `not_found` where there is none, and `unprocessable` with every problem for a draft that could not be published.
 */
export async function chooseCandidate(tx: Tx, workspaceId: string, program: string, choice: VersionChoice | undefined): Promise<Candidate> {
  const { draft, version, current } = await loadProgramDocuments(tx, workspaceId, program, typeof choice === "number" ? choice : null);
  const published = version && {
    program,
    chosen: { version: version.version },
    current,
    hash: version.hash,
    document: version.document as ProgramDocument,
  };
  if (choice !== undefined && choice !== "draft") return published ?? missing(choice);
  if (draft === undefined) return (choice === undefined ? published : undefined) ?? missing(choice ?? "draft");
  const hash = documentHash(draft.document);
  if (choice === undefined && published?.hash === hash) return published;
  const checked = validateProgram(draft.document);
  if (checked.ok) return { program, chosen: { draft: draft.revision }, current, hash, document: draft.document as ProgramDocument };
  if (choice === undefined && published !== undefined) return published;
  throw new AppError("unprocessable", {
    detail: "The draft is not valid, so it cannot be rehearsed. Mend it, or choose a published version.",
    errors: checked.problems,
  });
}

function missing(choice: VersionChoice): never {
  if (choice === "draft") throw new AppError("not_found", { detail: "The program has no draft. Save one, or choose version current." });
  if (choice === "current") throw new AppError("not_found", { detail: "The program was never published. Choose version draft." });
  throw new AppError("not_found", {
    detail: `The program has no version ${choice}. GET /v1/programs/{program}/versions lists those that there are.`,
  });
}
