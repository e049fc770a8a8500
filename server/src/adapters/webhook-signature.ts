/** Signatures of Standard Webhooks 1.0 (https://www.standardwebhooks.com). */
import { createHmac } from "node:crypto";

const PREFIX = "whsec_";

/** The headers of one attempt, over the very bytes of the body. `at` is the moment of the attempt; each active secret (whsec_…) adds a signature. */
export function signWebhook(secrets: readonly string[], id: string, at: number, body: string): Record<string, string> {
  const timestamp = String(Math.floor(at / 1000));
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(PREFIX.length), "base64");
    return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
  });
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signatures.join(" ") };
}
