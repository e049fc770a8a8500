/** Random ids, in the same alphabet and length as the derived ones. */
import { randomBytes } from "node:crypto";

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

/** The prefix, _ and 20 symbols of Crockford's base32 in small letters: 100 random bits. */
export function newId(prefix: string): string {
  let id = `${prefix}_`;
  for (const byte of randomBytes(20)) id += alphabet[byte & 31];
  return id;
}
