/** Messages for browsers, encrypted so that the push service between reads nothing: RFC 8291, in the form `aes128gcm` of RFC 8188, as one record. */
import { createCipheriv, createECDH, hkdfSync, randomBytes } from "node:crypto";

/** A browser's keys, in base64url: its public point of P-256, and its secret of 16 bytes. */
export interface PushKeys {
  p256dh: string;
  auth: string;
}

/** What is new with each message. */
export interface PushChance {
  salt: Buffer;
  privateKey: Buffer;
}

const CURVE = "prime256v1";
const RECORD_BYTES = 4096;
const POINT_BYTES = 65;
const AUTH_BYTES = 16;
/** What push services must take (RFC 8030), less the head, the tag and the mark of the end. */
export const PUSH_BYTES_MAX = RECORD_BYTES - 16 - 4 - 1 - POINT_BYTES - 16 - 1;

/** Whether messages can be encrypted for these keys: a point on the curve, and a secret of the right length. */
export function arePushKeys({ p256dh, auth }: PushKeys): boolean {
  const point = bytesOf(p256dh);
  if (point.length !== POINT_BYTES || bytesOf(auth).length !== AUTH_BYTES) return false;
  const own = createECDH(CURVE);
  own.generateKeys();
  try {
    own.computeSecret(point);
    return true;
  } catch {
    return false;
  }
}

/** The body of a request to the push service. Only the browser with these keys can read it. Throws for keys that are none and for more than `PUSH_BYTES_MAX` bytes. */
export function encryptPush(text: string, { p256dh, auth }: PushKeys, chance = newChance()): Buffer {
  const plain = Buffer.from(text);
  if (plain.length > PUSH_BYTES_MAX) throw new Error(`A message for a browser has ${plain.length} bytes, which is more than ${PUSH_BYTES_MAX}.`);
  const { salt, privateKey } = chance;
  const own = createECDH(CURVE);
  own.setPrivateKey(privateKey);
  const [theirs, ours] = [bytesOf(p256dh), own.getPublicKey()];
  const shared = hkdf(own.computeSecret(theirs), bytesOf(auth), Buffer.concat([Buffer.from("WebPush: info\0"), theirs, ours]), 32);
  const key = hkdf(shared, salt, Buffer.from("Content-Encoding: aes128gcm\0"), 16);
  const nonce = hkdf(shared, salt, Buffer.from("Content-Encoding: nonce\0"), 12);
  const cipher = createCipheriv("aes-128-gcm", key, nonce);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(RECORD_BYTES);
  const head = Buffer.concat([salt, size, Buffer.of(ours.length), ours]);
  // 2 marks the last record.
  return Buffer.concat([head, cipher.update(plain), cipher.update(Buffer.of(2)), cipher.final(), cipher.getAuthTag()]);
}

function newChance(): PushChance {
  const own = createECDH(CURVE);
  own.generateKeys();
  return { salt: randomBytes(16), privateKey: own.getPrivateKey() };
}

function hkdf(secret: Buffer, salt: Buffer, info: Buffer, bytes: number): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, salt, info, bytes));
}

function bytesOf(text: string): Buffer {
  return Buffer.from(text, "base64url");
}
