/** Drafts of programs: any document with a usable handle can be kept, also while it is not yet valid. */
import type { App } from "../app.js";
import { documentHash } from "../core/document/hash.js";
import { derivedId } from "../core/hash.js";
import { AppError } from "../errors.js";
import { inWorkspace, type Tx } from "../store/db.js";
import { insertDraft, lockDraft, reserveHandle, updateDraft } from "../store/drafts.js";
import type { Workspace } from "./workspace-directory.js";

export interface SavedDraft {
  program: string;
  revision: number;
}

const HANDLE = /^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$/;

/**
 * A new program with this draft. Its id follows from the key, so repeating the call finds the program that it made; another document under
 * the same key throws `key_reused` as long as the draft is as it was made.
 */
export async function createDraft(app: App, workspace: Workspace, document: unknown, key: string): Promise<SavedDraft> {
  const handle = handleOf(document);
  const program = derivedId("prg", workspace.id, key);
  return inWorkspace(app.db, workspace.id, async (tx) => {
    await takeHandle(tx, workspace, program, handle);
    if (await insertDraft(tx, workspace.id, program, handle, document)) return { program, revision: 1 };
    const known = await lockDraft(tx, workspace.id, program);
    if (known === undefined) throw new Error(`Draft ${program} is there and is not.`);
    if (known.revision === 1 && documentHash(known.document) !== documentHash(document)) {
      throw new AppError("key_reused", { detail: "This Idempotency-Key made a program from another document. Use a new key for a new program." });
    }
    return { program, revision: known.revision };
  });
}

/** Replaces a program's draft, or begins a new one for a published program. With `revision`, only while the draft still has it. */
export async function saveDraft(app: App, workspace: Workspace, program: string, document: unknown, revision?: number): Promise<SavedDraft> {
  const handle = handleOf(document);
  return inWorkspace(app.db, workspace.id, async (tx) => {
    const known = await lockDraft(tx, workspace.id, program);
    if (known === undefined) throw new AppError("not_found", { detail: "There is no such program. POST /v1/programs makes one." });
    if (revision !== undefined && known.revision !== revision) {
      throw new AppError("conflict", {
        detail: `The draft has been changed since: it is at revision ${known.revision}. Read it again and repeat your change.`,
      });
    }
    await takeHandle(tx, workspace, program, handle);
    return { program, revision: await updateDraft(tx, workspace.id, program, handle, document) };
  });
}

function handleOf(document: unknown): string {
  const handle = typeof document === "object" && document !== null && "handle" in document ? document.handle : undefined;
  if (typeof handle === "string" && HANDLE.test(handle)) return handle;
  throw new AppError("unprocessable", {
    detail: "The document has no usable handle, and a draft is kept under its handle.",
    errors: [
      {
        path: "/handle",
        problem: "The handle is missing or not usable.",
        remedy: "Add a handle of 3 to 40 small letters, digits and hyphens, such as spring-friends.",
      },
    ],
  });
}

async function takeHandle(tx: Tx, workspace: Workspace, program: string, handle: string): Promise<void> {
  if (await reserveHandle(tx, workspace.id, program, handle)) return;
  throw new AppError("unprocessable", {
    detail: `The handle ${handle} is taken by another program.`,
    errors: [
      { path: "/handle", problem: "Another program has this handle.", remedy: "Choose another; handles are unique in the whole installation." },
    ],
  });
}
