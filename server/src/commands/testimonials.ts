/** What members say: written and withdrawn by them, looked at by the owner. */
import type { App } from "../app.js";
import { AppError } from "../errors.js";
import { externalHash } from "./identities.js";
import { UNSEEN } from "./shown-name.js";
import { submitCall } from "./submit-call.js";
import type { Workspace } from "./workspace-directory.js";
import type { Written } from "./write-batch.js";

export const WORDS_MAX = 600;

export interface Testimonial {
  /** The program's id. */
  program: string;
  member: string;
  words: string;
  rating?: number;
}

/** Replaces what the member has said before; it is looked at again. The words are sealed. Throws an `AppError` for words that cannot be shown. */
export async function writeTestimonial(
  app: App,
  workspace: Workspace,
  { program, member, words, rating }: Testimonial,
  key: string,
): Promise<Written> {
  const input = { kind: "testimonial.write" as const, program, member: externalHash(workspace, member), ...(rating !== undefined && { rating }) };
  const payload = { words: parseWords(words) };
  return submitCall(app, workspace, { input, key, body: { ...input, ...payload }, personal: { payload } });
}

export function withdrawTestimonial(
  app: App,
  workspace: Workspace,
  { program, member }: Pick<Testimonial, "program" | "member">,
  key: string,
): Promise<Written> {
  return submitCall(app, workspace, { input: { kind: "testimonial.withdraw", program, member: externalHash(workspace, member) }, key });
}

export interface TestimonialAnswer {
  program: string;
  member: string;
  /** The record of what was looked at. */
  written: number;
  answer: "show" | "refuse";
  reason?: string;
}
export function answerTestimonial(app: App, workspace: Workspace, { member, ...answer }: TestimonialAnswer, key: string): Promise<Written> {
  return submitCall(app, workspace, { input: { kind: "testimonial.review", member: externalHash(workspace, member), ...answer }, key });
}

/** Composed letters, lines without blanks at their ends, at most one empty line together. */
function parseWords(written: string): string {
  const words = written
    .normalize("NFC")
    .replace(/\r\n?/g, "\n")
    .replace(/[^\S\n]+/gu, " ")
    .replace(/ ?\n ?/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
  const problem = problemOf(words);
  if (problem === undefined) return words;
  throw new AppError("invalid_request", { detail: "This cannot be shown to others; nothing was changed.", errors: [{ path: "/words", ...problem }] });
}
function problemOf(words: string): { problem: string; remedy: string } | undefined {
  if ([...words].length > WORDS_MAX) return { problem: `It is longer than ${WORDS_MAX} characters.`, remedy: "Say it shorter." };
  if (!/\p{L}/u.test(words)) return { problem: "It has no letter.", remedy: "Say something in words." };
  return UNSEEN.test(words.replaceAll("\n", " "))
    ? { problem: "It has characters that cannot be seen or that turn the direction of the text.", remedy: "Leave them out." }
    : undefined;
}
