import type { App } from "../app.js";
import { documentHash } from "../core/document/hash.js";
import type { ProgramDocument } from "../core/document/schema.js";
import { validateProgram } from "../core/document/validate.js";
import { AppError } from "../errors.js";
import { inWorkspace } from "../store/db.js";
import { lockDraft } from "../store/drafts.js";
import { selectOwnersPictures } from "../store/pictures.js";
import { submitCall } from "./submit-call.js";
import type { Workspace } from "./workspace-directory.js";
import type { Written } from "./write-batch.js";

/**
 * Publishes the program's draft as its next version, which no later change alters. A draft that is not valid is refused with every problem.
 * The key stands for this publication for ever: repeating the call gives the same version, whatever the draft has become.
 * With `revision`, only while the draft still has it: what somebody has looked at is published, or nothing.
 */
export async function publishProgram(app: App, workspace: Workspace, program: string, key: string, revision?: number): Promise<Written> {
  const draft = await inWorkspace(app.db, workspace.id, (tx) => lockDraft(tx, workspace.id, program));
  if (draft === undefined) throw new AppError("program_unknown", { detail: "There is no draft of this program. POST /v1/programs makes one." });
  if (revision !== undefined && draft.revision !== revision) {
    throw new AppError("conflict", {
      detail: `The draft has been changed since: it is at revision ${draft.revision}, not ${revision}. Nothing was published; look at it again.`,
    });
  }
  const checked = validateProgram(draft.document);
  if (!checked.ok) throw new AppError("unprocessable", { detail: "The draft is not valid, so nothing was published.", errors: checked.problems });
  const document = draft.document as ProgramDocument;
  await refuseMissingPictures(app, workspace, document);
  const body = { call: "publish", program };
  try {
    return await submitCall(app, workspace, { input: { kind: "program.publish", program, hash: documentHash(document), document }, key, body });
  } finally {
    app.programs.forget(workspace.id);
    app.links.forget(workspace.id);
  }
}

/** A badge would silently be drawn otherwise than its document says, and a page have a hole where the logo is. */
async function refuseMissingPictures(app: App, workspace: Workspace, { badges = [], theme }: ProgramDocument): Promise<void> {
  const named = badges.flatMap(({ look }, nth) =>
    look?.picture === undefined ? [] : [{ picture: look.picture, path: `/badges/${nth}/look/picture` }],
  );
  if (theme?.logo !== undefined) named.push({ picture: theme.logo, path: "/theme/logo" });
  if (named.length === 0) return;
  const ids = named.map(({ picture }) => picture);
  const there = await inWorkspace(app.db, workspace.id, (tx) => selectOwnersPictures(tx, workspace.id, ids));
  const missing = named.filter(({ picture }) => !there.has(picture));
  if (missing.length === 0) return;
  throw new AppError("unprocessable", {
    detail: "The draft names pictures that there are not, so nothing was published.",
    errors: missing.map(({ picture, path }) => ({
      path,
      problem: `There is no picture ${picture} of yours.`,
      remedy: "Upload it first with POST /v1/pictures, and write the id that it answers.",
    })),
  });
}
