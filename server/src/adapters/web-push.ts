/** Sends messages to browsers through the push services that these have chosen: to addresses that were checked as those of webhooks are. */
import { arePushKeys, encryptPush, type PushKeys } from "./push-encryption.js";
import { pushSenderOf } from "./push-sender.js";
import type { WebhookHttp } from "./webhook-http.js";

/** Where a browser is reached: as its `PushSubscription` says. */
export interface PushTarget extends PushKeys {
  endpoint: string;
}

/** `gone`: the browser is not reached there any more; `refused`: the service does not take it, and will not; `failed`: it may work later. */
export type PushResult = { state: "sent" } | { state: "gone" } | { state: "refused" | "failed"; error: string; retryAfterMs: number };

/** What is wrong with a target, for who sent it. */
export interface PushRefusal {
  path: string;
  problem: string;
  remedy: string;
}

export interface WebPush {
  /** What browsers subscribe with. */
  publicKey: string;
  /** Why nothing can be sent there, or undefined. Its name is resolved. */
  findRefusal(target: PushTarget): Promise<PushRefusal | undefined>;
  /** One attempt; the same `topic` replaces what the service still holds. Never rejects. */
  send(target: PushTarget, text: string, topic: string): Promise<PushResult>;
  /** Ends connections that are kept for the next message. */
  close(): void;
}

export interface WebPushSettings {
  /** The installation's secret key. */
  masterKey: Uint8Array;
  /** mailto: or https:, for the operators of push services. */
  contact: string | undefined;
  /** Its own: it is closed with it. */
  http: WebhookHttp;
  now(): number;
}

/** News of yesterday is none: so long a service keeps what it cannot deliver. */
const KEPT_SECONDS = 24 * 60 * 60;
const GONE = new Set([404, 410]);
const LATER = new Set([408, 425, 429]);

export function makeWebPush({ masterKey, contact, http, now }: WebPushSettings): WebPush {
  const sender = pushSenderOf(masterKey, contact);
  return {
    publicKey: sender.publicKey,
    async findRefusal(target) {
      if (!arePushKeys(target))
        return { path: "/keys", problem: "are no keys of a browser", remedy: "send p256dh and auth as PushSubscription.toJSON() gives them" };
      const refusal = await http.findRefusal(target.endpoint);
      return refusal && { path: "/endpoint", ...refusal };
    },
    async send({ endpoint, ...keys }, text, topic) {
      const headers = {
        "content-encoding": "aes128gcm",
        "content-type": "application/octet-stream",
        authorization: await sender.authorize(endpoint, now()),
        ttl: String(KEPT_SECONDS),
        topic,
      };
      const { status, error, retryAfterMs } = await http.post(endpoint, headers, encryptPush(text, keys));
      if (status !== null && status >= 200 && status <= 299) return { state: "sent" };
      if (status !== null && GONE.has(status)) return { state: "gone" };
      const isRefused = status !== null && status < 500 && !LATER.has(status);
      return { state: isRefused ? "refused" : "failed", error: error ?? `status ${status}`, retryAfterMs };
    },
    close: () => http.close(),
  };
}
