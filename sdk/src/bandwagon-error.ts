/** One thing that is wrong with a request: where, what, and what to do about it. */
export interface FieldError {
  /** A JSON Pointer into the body, `?name` of the query, `{name}` of the address, or a header. */
  path: string;
  problem: string;
  remedy: string;
}

export interface ErrorDetails {
  status?: number;
  detail: string;
  errors?: FieldError[];
  requestId?: string;
  retryAfterSeconds?: number;
  key?: string;
  cause?: unknown;
}

/**
 * A call that was not done, or of which nobody knows. `code` is stable, decide by it: those of the API are in its reference, and the client adds
 * `network` (no answer), `timeout` (no answer in time), `unreadable` (an answer that is not the API's) and `redirected` (the address leads elsewhere).
 */
export class BandwagonError extends Error {
  override readonly name = "BandwagonError";
  readonly code: string;
  /** Of the answer; 0 if there was none. */
  readonly status: number;
  /** What is wrong and what to do. */
  readonly detail: string;
  /** Everything that is wrong, where more than one thing can be. */
  readonly errors: FieldError[];
  /** Name it when you ask for help; the server's log has it. */
  readonly requestId: string | undefined;
  /** When it makes sense to ask again, if the server said so. */
  readonly retryAfterSeconds: number | undefined;
  /** The key of the request: when the outcome is unknown, send the same again with the same key. */
  readonly key: string | undefined;

  constructor(code: string, { status = 0, detail, errors = [], requestId, retryAfterSeconds, key, cause }: ErrorDetails) {
    super(detail, { cause });
    this.code = code;
    this.status = status;
    this.detail = detail;
    this.errors = errors;
    this.requestId = requestId;
    this.retryAfterSeconds = retryAfterSeconds;
    this.key = key;
  }
}
