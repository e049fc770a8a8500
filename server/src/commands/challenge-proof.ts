/** Proofs of challenges: handed in by members, looked at by the owner. */
import type { App } from "../app.js";
import { AppError } from "../errors.js";
import { externalHash } from "./identities.js";
import { namedPicture } from "./pictures.js";
import { parseShownLink, parseShownWords } from "./shown-words.js";
import { submitCall } from "./submit-call.js";
import type { Workspace } from "./workspace-directory.js";
import type { Written } from "./write-batch.js";

/** What a member hands in: one of these. */
export interface HandedIn {
  link?: string | undefined;
  text?: string | undefined;
  picture?: string | undefined;
}
/** In which form, and what of it is personal. Throws an `AppError` for what cannot be shown, and where it is not one thing. */
export function parseHandedIn({ link, text, picture }: HandedIn): { by: "link" | "text" | "picture"; payload: Record<string, unknown> } {
  const given = [link, text, picture].filter((each) => each !== undefined);
  if (given.length !== 1) {
    const problem = given.length === 0 ? "Nothing is handed in." : "More than one thing is handed in.";
    throw new AppError("invalid_request", {
      detail: `${problem} Send link, text or picture.`,
      errors: [{ path: "", problem, remedy: "Send one of link, text and picture." }],
    });
  }
  if (link !== undefined) return { by: "link", payload: { link: parseShownLink(link, "/link") } };
  if (text !== undefined) return { by: "text", payload: { text: parseShownWords(text, "/text") } };
  return { by: "picture", payload: {} };
}

interface Where {
  /** The program's id. */
  program: string;
  challenge: string;
  /** The business's own id. */
  member: string;
}

/** It waits to be looked at. What the member writes and links to is sealed. */
export async function handInProof(
  app: App,
  workspace: Workspace,
  { program, challenge, member }: Where,
  handedIn: HandedIn,
  key: string,
): Promise<Written> {
  const { by, payload } = parseHandedIn(handedIn);
  const proof = { kind: "challenge.prove" as const, program, challenge, member: externalHash(workspace, member), by };
  const input = { ...proof, ...(await namedPicture(app, workspace, member, handedIn.picture)) };
  return submitCall(app, workspace, { input, key, body: { ...proof, ...handedIn }, personal: { payload } });
}

export interface ProofAnswer extends Where {
  /** The record of what was looked at. */
  written: number;
  answer: "accept" | "refuse";
  reason?: string;
}
export function answerProof(app: App, workspace: Workspace, { member, ...answer }: ProofAnswer, key: string): Promise<Written> {
  return submitCall(app, workspace, { input: { kind: "challenge.review", member: externalHash(workspace, member), ...answer }, key });
}

/** What waits to be looked at is taken back by the member. */
export function withdrawProof(app: App, workspace: Workspace, { program, challenge, member }: Where, key: string): Promise<Written> {
  return submitCall(app, workspace, { input: { kind: "challenge.withdraw", program, challenge, member: externalHash(workspace, member) }, key });
}
