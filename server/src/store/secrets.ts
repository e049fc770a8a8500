/**
 * Secrets and personal data at rest: AES-256-GCM, a fresh 96-bit nonce each time, bound to what it belongs to by associated data, so that sealed bytes
 * that were moved to another row, member or workspace do not open. Layout: version (1 byte), nonce (12), tag (16), ciphertext.
 */
import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from "node:crypto";

const ALGORITHM = "aes-256-gcm";
const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = 1 + NONCE_BYTES + TAG_BYTES;

/** 32 bytes, raw or as a key object. */
export type SealingKey = KeyObject | Uint8Array;

/** The bytes, wrapped so that only the key and the same `context` (whose they are, such as "ws_… mem_…") give them back. */
export function wrap(key: SealingKey, bytes: Uint8Array, context: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(context));
  const ciphertext = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), ciphertext]);
}

/** What was wrapped. Throws when the key, the context or a single bit is another: that is a broken invariant, not an answer. */
export function unwrap(key: SealingKey, wrapped: Uint8Array, context: string): Buffer {
  if (wrapped.length < HEAD_BYTES || wrapped[0] !== VERSION) throw new Error(`The sealed bytes of ${context} are not in a known form.`);
  const decipher = createDecipheriv(ALGORITHM, key, wrapped.subarray(1, 1 + NONCE_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(context))
    .setAuthTag(wrapped.subarray(1 + NONCE_BYTES, HEAD_BYTES));
  try {
    return Buffer.concat([decipher.update(wrapped.subarray(HEAD_BYTES)), decipher.final()]);
  } catch (error) {
    throw new Error(`The sealed bytes of ${context} do not open with this key.`, { cause: error });
  }
}

/** A JSON object, sealed. */
export function seal(key: SealingKey, value: Record<string, unknown>, context: string): Buffer {
  return wrap(key, Buffer.from(JSON.stringify(value)), context);
}

/** The object that was sealed; throws as `unwrap` does. */
export function open(key: SealingKey, sealed: Uint8Array, context: string): Record<string, unknown> {
  return JSON.parse(unwrap(key, sealed, context).toString()) as Record<string, unknown>;
}
