import type { App } from "../app.js";
import { canonicalCode } from "../core/code.js";
import type { AddCodeInput } from "../core/record.js";
import { AppError } from "../errors.js";
import { whyNotAsCode } from "./code-words.js";
import { externalHash } from "./identities.js";
import { submitCall } from "./submit-call.js";
import type { Workspace } from "./workspace-directory.js";
import type { Written } from "./write-batch.js";

export interface CodeRequest {
  /** The words that are wished for; without them a code is made. */
  code?: string;
  /** Where it will be shown. */
  channel?: string;
  placement?: string;
  /** It becomes the one that the member shows first. */
  first?: boolean;
}

const pattern = /^[A-Z0-9]+(?:-[A-Z0-9]+)*$/;
const SYMBOLS_MAX = 24;

/** Gives the member another code in the program (an id). Throws an `AppError` when the wish cannot be a code. */
export async function addCode(app: App, workspace: Workspace, program: string, member: string, request: CodeRequest, key: string): Promise<Written> {
  const { code, channel, placement, first } = request;
  const input: AddCodeInput = {
    kind: "code.add",
    program,
    member: externalHash(workspace, member),
    ...(code !== undefined && { display: readable(code) }),
    ...(channel !== undefined && { channel }),
    ...(placement !== undefined && { placement }),
    ...(first !== undefined && { first }),
  };
  try {
    return await submitCall(app, workspace, { input, key });
  } finally {
    app.links.forget(workspace.id);
  }
}

/** The wish as it is shown, if it can be a code. */
function readable(wish: string): string {
  const display = wish.trim().toUpperCase().replace(/\s+/g, "-");
  const form = canonicalCode(display);
  if (!pattern.test(display) || form === undefined || form.length > SYMBOLS_MAX) {
    throw refusal("is not a code", `use 4 to ${SYMBOLS_MAX} Latin letters and digits, with single dashes between them if you like`);
  }
  const why = whyNotAsCode(display);
  if (why === "rude") throw refusal("has a word in it that people may take offence at", "choose another");
  if (why === "reserved") throw refusal("sounds like the business itself", "choose another");
  return display;
}

function refusal(problem: string, remedy: string): AppError {
  return new AppError("unprocessable", { detail: `The code ${problem}; ${remedy}.`, errors: [{ path: "/code", problem, remedy }] });
}
