/** One call over HTTP: repeated with the same key while nobody knows what came of it, or while the server asks to come back later. */
import { BandwagonError, type FieldError } from "./bandwagon-error.js";

export interface Transport {
  fetch: typeof fetch;
  /** For each attempt, its answer read whole. */
  timeoutMs: number;
  /** How often a call is repeated at most. */
  retries: number;
}

export interface OutgoingCall {
  method: string;
  address: string;
  headers: Record<string, string>;
  body: string | undefined;
  /** The request's key, for whoever repeats it later. */
  key: string | undefined;
  /** True if the same call twice has the effect of one. */
  isRepeatable: boolean;
  signal: AbortSignal | undefined;
}

interface Answer {
  status: number;
  type: string;
  headers: Headers;
  bytes: Uint8Array;
}

const repeatedStatuses = new Set([408, 429, 502, 503, 504]);
const firstPauseMs = 250;
const pauseMsMax = 8000;
/** A server that asks for more patience than this is answered to the caller, who knows what may wait. */
const retryAfterSecondsMax = 60;

/** The answer's body. Throws a `BandwagonError` when the call was refused or nothing answered, and the signal's reason when the caller ended it. */
export async function send(transport: Transport, call: OutgoingCall): Promise<unknown> {
  for (let attempt = 0; ; attempt++) {
    const result = await attemptCall(transport, call);
    if (!(result instanceof BandwagonError)) return read(result, call);
    if (!call.isRepeatable || attempt >= transport.retries || !mayPass(result)) throw result;
    await pause(pauseMs(attempt, result.retryAfterSeconds), call.signal);
  }
}

function mayPass({ code, status, retryAfterSeconds = 0 }: BandwagonError): boolean {
  return (code === "network" || code === "timeout" || repeatedStatuses.has(status)) && retryAfterSeconds <= retryAfterSecondsMax;
}

/** Doubles with each attempt, and is spread, so that callers that failed together do not come back together. Never less than the server asked for. */
function pauseMs(attempt: number, retryAfterSeconds = 0): number {
  const upTo = Math.min(firstPauseMs * 2 ** attempt, pauseMsMax);
  return retryAfterSeconds * 1000 + upTo * (0.5 + Math.random() / 2);
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((done, failed) => {
    const end = (): void => {
      clearTimeout(timer);
      failed(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", end);
      done();
    }, ms);
    if (signal?.aborted === true) end();
    else signal?.addEventListener("abort", end, { once: true });
  });
}

/** The success that came, or why there is none. */
async function attemptCall({ fetch: fetchOnce, timeoutMs }: Transport, call: OutgoingCall): Promise<Answer | BandwagonError> {
  const { method, address, headers, body, key, signal } = call;
  signal?.throwIfAborted();
  const controller = new AbortController();
  const end = (): void => controller.abort(signal?.reason);
  signal?.addEventListener("abort", end, { once: true });
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    controller.abort();
  }, timeoutMs);
  try {
    // A redirect is not followed: it would take the key elsewhere, or turn a POST into a GET.
    const response = await fetchOnce(address, { method, headers, body, redirect: "manual", signal: controller.signal });
    const answer = { status: response.status, type: response.type, headers: response.headers, bytes: new Uint8Array(await response.arrayBuffer()) };
    return response.ok ? answer : refusalOf(answer, call);
  } catch (cause) {
    signal?.throwIfAborted();
    const detail = isLate
      ? `No answer came within ${timeoutMs} ms.`
      : `No answer came from ${new URL(address).origin}; check that it runs and can be reached from here.`;
    return new BandwagonError(isLate ? "timeout" : "network", { detail, key, cause });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", end);
  }
}

function read({ status, headers, bytes }: Answer, call: OutgoingCall): unknown {
  if (status === 204 || bytes.length === 0) return undefined;
  const type = headers.get("content-type") ?? "";
  if (/\bjson\b/.test(type)) {
    const value = parseJson(bytes);
    if (value !== undefined) return value;
    throw new BandwagonError("unreadable", { status, detail: "The answer is not the JSON that it says it is.", key: call.key });
  }
  return /^text\/|\+xml\b/.test(type) ? new TextDecoder().decode(bytes) : bytes;
}

function refusalOf(answer: Answer, { key }: OutgoingCall): BandwagonError {
  const { status, type, headers } = answer;
  if (type === "opaqueredirect" || (status >= 300 && status < 400)) {
    const detail = `The address leads elsewhere${headers.has("location") ? ` (${headers.get("location")})` : ""}; give the client the url where the API itself answers.`;
    return new BandwagonError("redirected", { status, detail, key });
  }
  const { code, detail, errors, requestId } = problemOf(answer);
  return new BandwagonError(code ?? "unreadable", {
    status,
    detail: detail ?? `The answer is ${status}, and not one of the API's own; something between here and the server may have made it.`,
    errors,
    requestId,
    retryAfterSeconds: retryAfterOf(headers),
    key,
  });
}

interface Problem {
  code: string;
  detail?: string;
  errors?: FieldError[];
  requestId?: string;
}

function problemOf({ headers, bytes }: Answer): Partial<Problem> {
  if (!/\bjson\b/.test(headers.get("content-type") ?? "")) return {};
  const value = parseJson(bytes);
  const isProblem = typeof value === "object" && value !== null && "code" in value && typeof value.code === "string";
  return isProblem ? (value as Problem) : {};
}

/** Seconds, or a date by this machine's clock (RFC 9110). */
function retryAfterOf(headers: Headers): number | undefined {
  const text = headers.get("retry-after")?.trim() ?? "";
  if (/^\d{1,9}$/.test(text)) return Number(text);
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - Date.now()) / 1000));
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as unknown;
  } catch {
    return undefined;
  }
}
