import type { App } from "../app.js";
import { canonicalCode } from "../core/code.js";
import type { CodesInput } from "../core/coupon-pool.js";
import { AppError } from "../errors.js";
import { submitCall } from "./submit-call.js";
import type { Workspace } from "./workspace-directory.js";
import type { Written } from "./write-batch.js";

/** So many in one call: more are sent in several. */
export const CODES_MAX = 1000;

/**
 * A pool has these codes as well, as texts; coupons that wait for one are served. Codes that were there before are told and change nothing. Declined for a
 * pool that the version in force does not have; throws `invalid_request` for a text that no coupon could be found by.
 */
export function addCodes(
  app: App,
  workspace: Workspace,
  { codes, ...to }: { program: string; pool: string; codes: string[] },
  key: string,
): Promise<Written> {
  const input: CodesInput = { kind: "codes.add", ...to, codes: codes.map((display, index) => ({ code: formOf(display, index), display })) };
  return submitCall(app, workspace, { input, key });
}

function formOf(display: string, index: number): string {
  const code = canonicalCode(display);
  if (code !== undefined) return code;
  const problem = `${JSON.stringify(display)} is not a code.`;
  const remedy = "Send 4 to 32 Latin letters and digits; dashes and blanks between them do not count.";
  throw new AppError("invalid_request", { detail: `${problem} ${remedy}`, errors: [{ path: `/codes/${index}`, problem, remedy }] });
}
