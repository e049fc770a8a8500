/** Webhooks by the Standard Webhooks specification (standardwebhooks.com, 1.0): proof that a request comes from your Bandwagon, whole and lately. */
import { decodeBase64, encodeBase64 } from "./base64.js";
import type { WebhookMessage } from "./webhook-message.js";

export type { WebhookData, WebhookKind, WebhookMessage } from "./webhook-message.js";

export type WebhookFault = "secret" | "headers" | "timestamp" | "signature" | "body";

/** The request is not proven: answer it with 400 and do nothing else. */
export class WebhookError extends Error {
  override readonly name = "WebhookError";
  readonly fault: WebhookFault;

  constructor(fault: WebhookFault, message: string) {
    super(message);
    this.fault = fault;
  }
}

export interface VerifyOptions {
  /** How far the sender's clock and yours may be apart; 300, if left out. */
  toleranceSeconds?: number;
  /** Epoch milliseconds. */
  now?: number;
}

/** As a request has them: of `fetch`, of Node.js, or an object of texts. Case does not matter. */
export type WebhookHeaders = Headers | Record<string, string | string[] | undefined>;

type Bytes = Uint8Array<ArrayBuffer>;

const signaturesMax = 20;

/**
 * The message, if one of the secrets made one of its signatures over these very bytes, lately. Throws a `WebhookError` otherwise. Give the body as it
 * came, before anything parsed it. While a secret is being replaced give both. The same message may come more than once: remember its `id`.
 */
export async function verifyWebhook(
  body: string | Uint8Array | ArrayBuffer,
  headers: WebhookHeaders,
  secrets: string | readonly string[],
  { toleranceSeconds = 300, now = Date.now() }: VerifyOptions = {},
): Promise<WebhookMessage> {
  const id = headerOf(headers, "webhook-id");
  const timestamp = headerOf(headers, "webhook-timestamp");
  assertRecent(timestamp, toleranceSeconds, now);
  const bytes = bytesOf(body);
  const signed = signedBytes(id, timestamp, bytes);
  const signatures = signaturesOf(headerOf(headers, "webhook-signature"));
  for (const secret of typeof secrets === "string" ? [secrets] : secrets) {
    const key = await keyOf(secret, "verify");
    for (const signature of signatures) {
      // WebCrypto compares in constant time.
      if (await crypto.subtle.verify("HMAC", key, signature, signed)) return parse(id, bytes);
    }
  }
  throw new WebhookError(
    "signature",
    "No signature was made with a secret of yours over this body; check the secret, and that the body is as it came.",
  );
}

/** The headers with which such a message is sent: for tests of what receives webhooks. */
export async function signWebhook(
  body: string | Uint8Array,
  { id, secret, now = Date.now() }: { id: string; secret: string; now?: number },
): Promise<Record<"webhook-id" | "webhook-timestamp" | "webhook-signature", string>> {
  if (!/^[\x21-\x2d\x2f-\x7e]+$/.test(id)) throw new TypeError("The id of a webhook is visible ASCII without a dot.");
  const timestamp = String(Math.floor(now / 1000));
  const signature = await crypto.subtle.sign("HMAC", await keyOf(secret, "sign"), signedBytes(id, timestamp, bytesOf(body)));
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": `v1,${encodeBase64(new Uint8Array(signature))}` };
}

function headerOf(headers: WebhookHeaders, name: string): string {
  const value =
    "get" in headers && typeof headers.get === "function" ? (headers as Headers).get(name) : fieldOf(headers as Record<string, string>, name);
  if (typeof value === "string" && value !== "") return value;
  throw new WebhookError("headers", `The header ${name} is missing, or is there more than once.`);
}

function fieldOf(headers: Record<string, string | string[] | undefined>, name: string): string | undefined {
  const found = Object.entries(headers).filter(([key]) => key.toLowerCase() === name);
  const value = found.length === 1 ? found[0]?.[1] : undefined;
  return Array.isArray(value) ? (value.length === 1 ? value[0] : undefined) : value;
}

function assertRecent(timestamp: string, toleranceSeconds: number, now: number): void {
  const seconds = /^\d{1,12}$/.test(timestamp) ? Number(timestamp) : Number.NaN;
  if (Number.isNaN(seconds)) throw new WebhookError("headers", "The header webhook-timestamp is no number of seconds.");
  if (Math.abs(now / 1000 - seconds) <= toleranceSeconds) return;
  throw new WebhookError("timestamp", `The message was sent more than ${toleranceSeconds} s from now: it was held back, or a clock is wrong.`);
}

function signedBytes(id: string, timestamp: string, body: Bytes): Bytes {
  const head = new TextEncoder().encode(`${id}.${timestamp}.`);
  const bytes = new Uint8Array(head.length + body.length);
  bytes.set(head);
  bytes.set(body, head.length);
  return bytes;
}

/** Those of version 1; a sender may add others, which are for other receivers. */
function signaturesOf(header: string): Bytes[] {
  return header
    .split(" ", signaturesMax)
    .filter((part) => part.startsWith("v1,"))
    .map((part) => decodeBase64(part.slice(3)))
    .filter((bytes) => bytes !== undefined);
}

async function keyOf(secret: string, use: "sign" | "verify"): Promise<CryptoKey> {
  const bytes = decodeBase64(secret.replace(/^whsec_/, ""));
  if (bytes === undefined || bytes.length === 0)
    throw new WebhookError("secret", "A secret of a webhook is whsec_ and base64; check where it comes from.");
  return crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, [use]);
}

function parse(id: string, bytes: Bytes): WebhookMessage {
  try {
    const { type, timestamp, data } = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as WebhookMessage;
    if (typeof type === "string" && typeof timestamp === "string") return { id, type, timestamp, data } as WebhookMessage;
  } catch {}
  throw new WebhookError("body", "The body is signed, and is no message of Bandwagon.");
}

function bytesOf(body: string | Uint8Array | ArrayBuffer): Bytes {
  if (typeof body === "string") return new TextEncoder().encode(body);
  return new Uint8Array(body);
}
