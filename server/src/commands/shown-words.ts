/** What members write and link to for others to see: their own words, and nothing that cannot be seen, misleads or leads astray. */
import { AppError } from "../errors.js";
import { PILED_MARKS, UNSEEN } from "./shown-name.js";

export const WORDS_MAX = 600;
export const LINK_MAX = 500;

interface Problem {
  problem: string;
  remedy: string;
}

/** Composed letters, lines without blanks at their ends, at most one empty line together. Throws an `AppError` that names the field and the remedy. */
export function parseShownWords(written: string, path: string): string {
  const words = written
    .normalize("NFC")
    .replace(/\r\n?/g, "\n")
    .replace(/[^\S\n]+/gu, " ")
    .replace(/ ?\n ?/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
  refuse(problemOfWords(words), path);
  return words;
}
function problemOfWords(words: string): Problem | undefined {
  if ([...words].length > WORDS_MAX) return { problem: `It is longer than ${WORDS_MAX} characters.`, remedy: "Say it shorter." };
  if (!/\p{L}/u.test(words)) return { problem: "It has no letter.", remedy: "Say something in words." };
  return UNSEEN.test(words.replaceAll("\n", " ")) || PILED_MARKS.test(words)
    ? { problem: "It has characters that cannot be seen, that disturb others or that turn the direction of the text.", remedy: "Leave them out." }
    : undefined;
}

/** An https address as browsers understand it: where it leads can be read from it. Throws an `AppError` that names the field and the remedy. */
export function parseShownLink(written: string, path: string): string {
  const text = written.trim();
  const link = URL.canParse(text) && !UNSEEN.test(text) && !/[\s\\]/u.test(text) ? new URL(text) : undefined;
  refuse(problemOfLink(link), path);
  return (link as URL).href;
}
function problemOfLink(link: URL | undefined): Problem | undefined {
  const remedy = "Send the address of the page as the browser shows it, beginning with https://.";
  if (link === undefined) return { problem: "It is no address.", remedy };
  if (link.protocol !== "https:") return { problem: "It does not begin with https://.", remedy };
  if (link.username !== "" || link.password !== "")
    return { problem: "It has a name or password in it.", remedy: "Leave out what stands before the @." };
  if (!/\.\p{L}[\p{L}\p{N}-]+$/u.test(link.hostname)) return { problem: "It leads to no site that everybody can open.", remedy };
  return link.href.length > LINK_MAX
    ? { problem: `It is longer than ${LINK_MAX} characters.`, remedy: "Send the short address of the page." }
    : undefined;
}

function refuse(problem: Problem | undefined, path: string): void {
  if (problem === undefined) return;
  throw new AppError("invalid_request", { detail: "This cannot be shown to others; nothing was changed.", errors: [{ path, ...problem }] });
}
