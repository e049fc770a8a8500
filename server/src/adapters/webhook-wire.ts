/** The connections to one endpoint, and the attempts that go over them, one at a time on each. */
import { Client, type Dispatcher } from "undici";
import { errorOf, isClosed, type WebhookError } from "./webhook-error.js";

/** What came of an attempt. It succeeded if there is a status from 200 to 299 and no error. */
export interface WebhookReply {
  status: number | null;
  error: WebhookError | null;
  /** The start of the answer's body. */
  answer: string;
  /** What the receiver asked to wait; 0 if it did not. */
  retryAfterMs: number;
  durationMs: number;
}

export interface Wire {
  /** One POST within the time. Never rejects. */
  post(headers: Record<string, string>, body: string | Buffer, timeoutMs: number): Promise<WebhookReply>;
  /** Ends all connections, and what is under way on them. */
  close(): void;
}

/** A connection. What it was told to do is over, or it is the only thing that it does. */
interface Line {
  client: Client;
  /** It has brought an answer before. */
  isKept: boolean;
}

type Answer = Omit<WebhookReply, "durationMs">;

export const ANSWER_BYTES_MAX = 16 * 1024;
export const ANSWER_BYTES_KEPT = 2 * 1024;
const IDLE_MS_MAX = 4000;

/** `connect` is how connections are made, besides the address that stands in the URL. Redirects are not followed, proxies and cookies not used. */
export function openWire(url: URL, connect: Client.Options["connect"]): Wire {
  const options = { connect, headersTimeout: 0, bodyTimeout: 0, keepAliveTimeout: IDLE_MS_MAX, keepAliveMaxTimeout: IDLE_MS_MAX };
  const path = url.pathname + url.search;
  const open = new Set<Line>();
  /** The one that was used last is used next, so that the others can end. */
  const idle: Line[] = [];

  function openLine(): Line {
    const line = { client: new Client(url.origin, options), isKept: false };
    open.add(line);
    line.client.on("disconnect", () => forget(line));
    return line;
  }
  function forget(line: Line): void {
    open.delete(line);
    const place = idle.indexOf(line);
    if (place >= 0) idle.splice(place, 1);
  }
  function end(line: Line): void {
    forget(line);
    void line.client.destroy();
  }
  function keep(line: Line): void {
    if (!open.has(line)) return;
    line.isKept = true;
    idle.push(line);
  }

  return {
    post(headers, body, timeoutMs) {
      const begun = performance.now();
      return new Promise((resolve) => {
        let line = idle.pop() ?? openLine();
        const finish = (answer: Answer, isWhole: boolean): void => {
          clearTimeout(timer);
          resolve({ ...answer, durationMs: Math.round(performance.now() - begun) });
          if (isWhole) keep(line);
          else end(line);
        };
        const send = (): void => {
          line.client.dispatch({ path, method: "POST", headers, body }, readAnswer(finish, fail));
        };
        // A kept connection that the receiver had just closed is worth another one: nothing of the request had been taken.
        const fail = (error: Error): void => {
          if (line.isKept && isClosed(error)) {
            end(line);
            line = openLine();
            send();
          } else finish(failure(errorOf(error)), false);
        };
        const timer = setTimeout(() => finish(failure("timeout"), false), timeoutMs);
        send();
      });
    },
    close() {
      for (const line of open) end(line);
    },
  };
}

/** Tells once how the request ended: `finish` with the answer and whether the connection can go on, or `fail` where there was no answer. */
function readAnswer(finish: (answer: Answer, isWhole: boolean) => void, fail: (error: Error) => void): Dispatcher.DispatchHandler {
  let isOver = false;
  let status: number | null = null;
  let retryAfterMs = 0;
  let bytes = 0;
  const kept: Buffer[] = [];
  const end = (error: WebhookError | null, isWhole: boolean): void => {
    isOver = true;
    finish({ status, error, answer: textOf(Buffer.concat(kept)), retryAfterMs }, isWhole);
  };
  return {
    onRequestStart() {},
    onResponseStart(_controller, statusCode, headers) {
      if (statusCode < 200) return;
      status = statusCode;
      retryAfterMs = parseRetryAfter(headers["retry-after"], Date.now());
    },
    onResponseData(_controller, chunk) {
      if (isOver) return;
      if (bytes < ANSWER_BYTES_KEPT) kept.push(chunk.subarray(0, ANSWER_BYTES_KEPT - bytes));
      bytes += chunk.length;
      // The status is known; what follows is of no interest, and may have no end.
      if (bytes > ANSWER_BYTES_MAX) end(null, false);
    },
    onResponseEnd() {
      if (!isOver) end(null, true);
    },
    onResponseError(_controller, error) {
      if (isOver) return;
      if (status !== null) return end("incomplete", false);
      isOver = true;
      fail(error);
    },
  };
}

/** Seconds or a date; 0 for anything else. */
export function parseRetryAfter(value: string | string[] | undefined, now: number): number {
  if (typeof value !== "string") return 0;
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000;
  const at = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} [\d:]{8} GMT$/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? 0 : Math.max(0, at - now);
}

/** As text that the database can keep. */
function textOf(bytes: Buffer): string {
  return bytes.toString("utf8").replaceAll("\0", "\ufffd");
}

export function failure(error: WebhookError): Answer {
  return { status: null, error, answer: "", retryAfterMs: 0 };
}
