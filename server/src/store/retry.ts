/** Which failures of the database are worth another try. */
import { setTimeout as delay } from "node:timers/promises";
import { CommitUnknownError } from "./db.js";

const attemptsMax = 5;
const connectionErrors = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ENOENT", "ETIMEDOUT"]);

/**
 * True when nothing was written and the same work may well succeed in a moment: serialization failure, deadlock, lock time-out, a server that
 * restarts, a lost connection. Never for a `CommitUnknownError`: that work may be done, and only a look at its keys can tell.
 */
export function isWorthRetrying(error: unknown): boolean {
  if (error instanceof CommitUnknownError || !(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  if (typeof code === "string")
    return ["40001", "40P01", "55P03", "57P01", "57P02", "57P03"].includes(code) || code.startsWith("08") || connectionErrors.has(code);
  return /^(Connection terminated|Client has encountered a connection error|Query read timeout)/.test(error.message);
}

/** Runs the whole work again, at most 5 times in all, with growing pauses. `jitter` gives numbers from 0 to 1. */
export async function withRetries<T>(work: () => Promise<T>, jitter: () => number = Math.random): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === attemptsMax || !isWorthRetrying(error)) throw error;
      await delay(2 ** attempt * 10 * (0.5 + jitter()));
    }
  }
}
