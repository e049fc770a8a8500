import { isWorthRetrying } from "./retry.js";

/** True if the database cannot be reached, is starting or stopping, has no room or takes too long: the same request may do later. Nothing was committed. */
export function isDatabaseAway(error: unknown): boolean {
  if (isWorthRetrying(error)) return true;
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  // 53: out of connections, memory or disk; 57014: the statement took too long.
  if (typeof code === "string" && /^(53...|57014)$/.test(code)) return true;
  return error.message.startsWith("timeout exceeded when trying to connect");
}
