/** What members say: written and withdrawn by them, looked at by the owner. */
import type { App } from "../app.js";
import { externalHash } from "./identities.js";
import { namedPicture } from "./pictures.js";
import { parseShownWords } from "./shown-words.js";
import { submitCall } from "./submit-call.js";
import type { Workspace } from "./workspace-directory.js";
import type { Written } from "./write-batch.js";

export interface Testimonial {
  /** The program's id. */
  program: string;
  member: string;
  words: string;
  rating?: number;
  /** One that the member has uploaded. */
  picture?: string;
}

/** Replaces what the member has said before; it is looked at again. The words are sealed. Throws an `AppError` for words that cannot be shown. */
export async function writeTestimonial(
  app: App,
  workspace: Workspace,
  { program, member, words, rating, picture }: Testimonial,
  key: string,
): Promise<Written> {
  const said = { kind: "testimonial.write" as const, program, member: externalHash(workspace, member), ...(rating !== undefined && { rating }) };
  const payload = { words: parseShownWords(words, "/words") };
  const input = { ...said, ...(await namedPicture(app, workspace, member, picture)) };
  return submitCall(app, workspace, { input, key, body: { ...said, ...payload, picture }, personal: { payload } });
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
