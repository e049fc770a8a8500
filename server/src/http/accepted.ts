import type { FastifyReply } from "fastify";
import type { Written } from "../commands/write-batch.js";
import type { Outcome } from "../core/record.js";
import { AppError } from "../errors.js";
import { say } from "../words/format.js";
import type { Language } from "./language.js";

/**
 * What a call has done: the details of its outcome. A repeated call is marked by a header and answered alike. An outcome that was declined is thrown
 * as the problem of its reason, whose status stands in the catalogue of errors.
 */
export function accepted({ outcome, replayed }: Written, reply: FastifyReply, language: Language): Record<string, unknown> {
  if (replayed) reply.header("idempotent-replayed", "true");
  if (outcome.status === "declined") throw refusal(outcome, language);
  const { status: _status, ...details }: Outcome & Record<string, unknown> = outcome;
  return details;
}

/** With the reason of the closed list where one stands behind the refusal. */
function refusal({ reason, why }: Extract<Outcome, { status: "declined" }>, language: Language): AppError {
  const because = typeof why === "string" ? say(language, `reason.${why}`) : "";
  return new AppError(reason, { detail: say(language, `refusal.${reason}`, { because }) });
}
