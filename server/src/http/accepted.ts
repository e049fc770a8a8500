import type { FastifyReply } from "fastify";
import type { Written } from "../commands/write-batch.js";
import type { Outcome } from "../core/record.js";
import { AppError } from "../errors.js";
import { refusalSentence } from "../words/outcome-sentence.js";
import type { Language } from "./language.js";

/**
 * What a call has done: the details of its outcome. A repeated call is marked by a header and answered alike. An outcome that was declined is thrown
 * as the problem of its reason, whose status stands in the catalogue of errors.
 */
export function accepted({ outcome, replayed }: Written, reply: FastifyReply, language: Language): Record<string, unknown> {
  if (replayed) reply.header("idempotent-replayed", "true");
  if (outcome.status === "declined") throw new AppError(outcome.reason, { detail: refusalSentence(language, outcome) });
  const { status: _status, ...details }: Outcome & Record<string, unknown> = outcome;
  return details;
}
