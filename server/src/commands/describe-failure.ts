import { AppError } from "../errors.js";
import { CommitUnknownError } from "../store/db.js";
import { isDatabaseAway } from "../store/failures.js";

/** What a failure means to the caller: an `AppError` as it is, and one for what passes by itself. Undefined for a broken invariant, which is our fault. */
export function describeFailure(error: unknown): AppError | undefined {
  if (error instanceof AppError) return error;
  if (error instanceof CommitUnknownError) return new AppError("outcome_unknown", { retryAfterSeconds: 1, cause: error });
  return isDatabaseAway(error) ? new AppError("unavailable", { retryAfterSeconds: 1, cause: error }) : undefined;
}
