/** Why an attempt has no answer, in words that tell the workspace what to look for and nothing about our network. */

export type WebhookError = "timeout" | "address_refused" | "unresolved" | "connection" | "tls" | "incomplete" | "malformed";

/** A name led to an address that may not be connected to. */
export class RefusedAddressError extends Error {
  override readonly name = "RefusedAddressError";
}

const tlsCodes = /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|UNABLE_TO_|SELF_SIGNED|HOSTNAME_MISMATCH|EPROTO|INVALID_CA|PATH_LENGTH)/;
const nameCodes = /^(ENOTFOUND|ENODATA|ESERVFAIL|EREFUSED|EBADNAME|EBADRESP|EAI_|ETIMEOUT|ECANCELLED|EFORMERR)/;

/** The kind of a failure of Node's client. */
export function errorOf(error: NodeJS.ErrnoException): WebhookError {
  if (error instanceof RefusedAddressError) return "address_refused";
  const code = typeof error.code === "string" ? error.code : "";
  if (tlsCodes.test(code)) return "tls";
  if (nameCodes.test(code)) return "unresolved";
  if (code.startsWith("HPE_")) return "malformed";
  return code === "ETIMEDOUT" ? "timeout" : "connection";
}
