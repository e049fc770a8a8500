/** Hashes, derived ids and keyed hashes: the one file of the core that knows cryptography. */
import { createHmac, hash, hkdfSync, type KeyObject } from "node:crypto";

/** A secret as bytes, or as a key object, which cannot be printed by mistake. */
export type HashKey = Uint8Array | KeyObject;

/** Crockford's base32 in small letters: without i, l, o and u. */
const BASE_32 = "0123456789abcdefghjkmnpqrstvwxyz";

/** The two symbols of each ten bits: an id is ten look-ups, no arithmetic on big numbers. */
const SYMBOL_PAIRS = Array.from({ length: 1024 }, (_, bits) => `${BASE_32[bits >> 5]}${BASE_32[bits & 31]}`);

/** SHA-256 of the text's UTF-8 bytes as 64 hexadecimal digits. */
export function sha256Hex(text: string): string {
  return hash("sha256", text, "hex");
}

/**
 * The id that follows from what a thing is: `${prefix}_` and 20 symbols, the first 100 bits of SHA-256 over prefix and parts.
 * Equal parts give equal ids, now and later; another part, another cut between parts or another prefix gives another id.
 * A number and its decimal text are one part. Text must be well-formed Unicode, as PostgreSQL demands as well.
 */
export function derivedId(prefix: string, ...parts: (string | number | bigint)[]): string {
  // A string of bytes costs half of what a Buffer does.
  const bytes = hash("sha256", withLength(prefix) + joined(parts), "binary");
  return `${prefix}_${eightSymbols(bytes, 0)}${eightSymbols(bytes, 5)}${fourSymbols(bytes, 10)}`;
}

/**
 * 22 symbols of base64url: the start of an HMAC-SHA-256 over the parts, at least 128 bits.
 * Without the key nobody can test a guess; under two keys the same parts cannot be told to be the same.
 */
export function keyedHash(key: HashKey, ...parts: string[]): string {
  return createHmac("sha256", key).update(joined(parts)).digest("base64url").slice(0, 22);
}

/** The 32 bytes of the HMAC-SHA-256 over the parts. */
export function keyedBytes(key: HashKey, ...parts: string[]): Buffer {
  return createHmac("sha256", key).update(joined(parts)).digest();
}

/** HMAC-SHA-256 over the text's UTF-8 bytes, under the key that the hexadecimal digits are, as 64 hexadecimal digits. */
export function hmacHex(keyHex: string, text: string): string {
  return createHmac("sha256", Buffer.from(keyHex, "hex")).update(text).digest("hex");
}
/** SHA-256 over the bytes that the hexadecimal digits are, as 64 hexadecimal digits. */
export function sha256OfHex(hex: string): string {
  return hash("sha256", Buffer.from(hex, "hex"), "hex");
}

/** A key of 32 bytes for one purpose (HKDF-SHA-256): a key for another purpose, or the secret, cannot be learnt from it. */
export function deriveKey(secret: Uint8Array, purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "", purpose, 32));
}

/** Each part is preceded by its length, so that ("ab", "c") and ("a", "bc") differ. */
function joined(parts: (string | number | bigint)[]): string {
  let text = "";
  for (const part of parts) text += withLength(typeof part === "string" ? part : String(part));
  return text;
}

function withLength(part: string): string {
  return `${part.length}:${part}`;
}

function eightSymbols(bytes: string, start: number): string {
  const last = bytes.charCodeAt(start + 4);
  return (
    fourSymbols(bytes, start) +
    SYMBOL_PAIRS[((bytes.charCodeAt(start + 2) & 15) << 6) | (bytes.charCodeAt(start + 3) >> 2)] +
    SYMBOL_PAIRS[((bytes.charCodeAt(start + 3) & 3) << 8) | last]
  );
}

function fourSymbols(bytes: string, start: number): string {
  const second = bytes.charCodeAt(start + 1);
  return (
    `${SYMBOL_PAIRS[(bytes.charCodeAt(start) << 2) | (second >> 6)]}` + `${SYMBOL_PAIRS[((second & 63) << 4) | (bytes.charCodeAt(start + 2) >> 4)]}`
  );
}
