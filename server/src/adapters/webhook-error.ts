/** Why an attempt has no answer, in words that tell the workspace what to look for and nothing about our network. */
import { errors } from "undici";

export type WebhookError = "timeout" | "address_refused" | "unresolved" | "connection" | "tls" | "incomplete" | "malformed";

/** A name led to an address that may not be connected to. */
export class RefusedAddressError extends Error {
  override readonly name = "RefusedAddressError";
}

const tlsCodes = /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|UNABLE_TO_|SELF_SIGNED|HOSTNAME_MISMATCH|EPROTO|INVALID_CA|PATH_LENGTH)/;
const nameCodes = /^(ENOTFOUND|ENODATA|ESERVFAIL|EREFUSED|EBADNAME|EBADRESP|EAI_|ETIMEOUT|ECANCELLED|EFORMERR)/;
const malformedCodes = /^UND_ERR_(HEADERS_OVERFLOW|RES_)/;
const closedCodes = new Set(["ECONNRESET", "EPIPE", "UND_ERR_SOCKET"]);

/** True when the connection ended before anything was answered. */
export function isClosed({ code, message }: NodeJS.ErrnoException): boolean {
  return closedCodes.has(code ?? "") && !isLie(message);
}

/** The kind of a failure of the client. */
export function errorOf(error: NodeJS.ErrnoException): WebhookError {
  if (error instanceof RefusedAddressError) return "address_refused";
  const code = typeof error.code === "string" ? error.code : "";
  if (tlsCodes.test(code)) return "tls";
  if (nameCodes.test(code)) return "unresolved";
  if (error instanceof errors.HTTPParserError || malformedCodes.test(code) || isLie(error.message)) return "malformed";
  return code === "ETIMEDOUT" ? "timeout" : "connection";
}

/** The client ends a connection itself, with nothing but these words, when it was switched to another protocol or told to go on with what had ended. */
function isLie(message: string): boolean {
  return message === "bad upgrade" || message === "bad response";
}
