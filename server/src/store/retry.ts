/** Which failures of the database are worth another try. */
import { CommitUnknownError } from "./db.js";

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
