/** Passwords at rest: scrypt with OWASP's cost (N 2^15, r 8, p 3: 32 MB), its parameters kept beside the hash so that they can be raised. */
import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";

const logN = 15;
const r = 8;
const p = 3;
const hashBytes = 32;

/** The password as it is kept: `scrypt$15$8$3$salt$hash`. Equal passwords give different texts. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, { N: 2 ** logN, r, p });
  return ["scrypt", logN, r, p, salt.toString("base64url"), hash.toString("base64url")].join("$");
}

/** True if the password is the one that was hashed. Takes the same time whether it is or not. */
export async function isPassword(password: string, kept: string): Promise<boolean> {
  const [scheme, keptLogN, keptR, keptP, salt, hash] = kept.split("$");
  if (scheme !== "scrypt" || salt === undefined || hash === undefined) throw new Error("A password hash is not in a known form.");
  const found = await derive(password, Buffer.from(salt, "base64url"), { N: 2 ** Number(keptLogN), r: Number(keptR), p: Number(keptP) });
  return timingSafeEqual(found, Buffer.from(hash, "base64url"));
}

/** NFKC: the same characters typed on another keyboard are the same password. */
function derive(password: string, salt: Buffer, options: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize("NFKC"), salt, hashBytes, { ...options, maxmem: 256 * 1024 * 1024 }, (error, hash) =>
      error ? reject(error) : resolve(hash),
    );
  });
}
