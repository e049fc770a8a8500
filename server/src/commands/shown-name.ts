/** The names by which members are shown to others: whatever people call themselves, and nothing that misleads, shouts or leads away. */
import { AppError } from "../errors.js";
import { whyNotAsName } from "./code-words.js";

export const SHOWN_NAME_MAX = 40;

/** Controls, and marks that turn the direction of what follows. Joiners are letters' business in some scripts, so they stay. */
export const UNSEEN =
  /[\p{Cc}\p{Co}\p{Cn}\u00AD\u061C\u115F\u1160\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u2069\u3164\uFEFF\uFFA0\uFFF9-\uFFFB\u{E0000}-\u{E0FFF}]/u;
/** More marks on one letter than any script puts there. */
export const PILED_MARKS = /\p{M}{4,}/u;
const ADDRESS = /[/\\@]|:\/|(^|\s)www\.|[\p{L}\p{N}]{2,}\.\p{L}{2,}/iu;

/** The name as it is shown: composed letters, single blanks. Throws an `AppError` that names what is wrong and what to do. */
export function parseShownName(written: string): string {
  const name = written.normalize("NFC").trim().replace(/\s+/gu, " ");
  const problem = problemOf(name);
  if (problem !== undefined) {
    const errors = [{ path: "/name", ...problem }];
    throw new AppError("invalid_request", { detail: "The name cannot be shown; nothing was changed.", errors });
  }
  return name;
}

function problemOf(name: string): { problem: string; remedy: string } | undefined {
  if ([...name].length > SHOWN_NAME_MAX) return { problem: `The name is longer than ${SHOWN_NAME_MAX} characters.`, remedy: "Write a shorter one." };
  if (!/[\p{L}\p{N}]/u.test(name)) return { problem: "The name has no letter.", remedy: "Write a name with at least one letter or digit." };
  if (UNSEEN.test(name) || PILED_MARKS.test(name))
    return { problem: "The name has characters that cannot be seen or that disturb others.", remedy: "Write it with plain letters." };
  if (ADDRESS.test(name)) return { problem: "The name looks like an address.", remedy: "Write a name without dots between letters, @ and slashes." };
  const why = whyNotAsName(name);
  if (why === "rude") return { problem: "The name has a rude word.", remedy: "Choose another one." };
  return why === "reserved" ? { problem: "The name sounds like the business itself.", remedy: "Choose another one." } : undefined;
}
