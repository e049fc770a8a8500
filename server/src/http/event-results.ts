/** What became of an event, as its sender is told. */
import type { FastifyBaseLogger } from "fastify";
import type { IngestedEvent } from "../commands/ingest-events.js";
import type { Written } from "../commands/write-batch.js";
import { AppError, type RequestProblem } from "../errors.js";
import { say } from "../words/format.js";
import { outcomeSentence } from "../words/outcome-sentence.js";
import type { Language } from "./language.js";

const NOTHING = { referrals: [], rewards: [], taken: [] };

/** An event that is in the log. */
export function resultOf(key: string, { number, outcome, replayed }: Written, language: Language) {
  const { reason, referrals, rewards, taken } = outcome as { reason?: string; referrals?: string[]; rewards?: string[]; taken?: string[] };
  return {
    key,
    id: `evt_${number}`,
    status: outcome.status,
    ...(reason === undefined ? {} : { reason }),
    sentence: outcomeSentence(language, outcome),
    referrals: referrals ?? [],
    rewards: rewards ?? [],
    taken: taken ?? [],
    replayed,
  };
}

/** An event of a batch: written, or why not. */
export function batchResult(key: string, result: IngestedEvent, language: Language, log: FastifyBaseLogger) {
  if (result.status === "written") return resultOf(key, result.written, language);
  if (result.status === "invalid") return invalidResult(key, result.problems, language);
  return failedResult(key, toldError(result.error, log));
}

/** An event that the schema or its parsing refused; its key is free. */
export function invalidResult(key: string | null, errors: RequestProblem[], language: Language) {
  return { key, status: "invalid", sentence: say(language, "outcome.invalid"), errors, ...NOTHING };
}

/** An event that could not be written. */
export function failedResult(key: string, { code, message, retryAfterSeconds }: AppError) {
  return { key, status: "failed", code, sentence: message, ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }), ...NOTHING };
}

/** A fault of ours fails its own event; the others of the batch are written and must be answered. */
export function toldError(error: unknown, log: FastifyBaseLogger): AppError {
  if (error instanceof AppError) return error;
  log.error({ err: error }, "An event of a batch failed.");
  return new AppError("internal", { cause: error });
}
