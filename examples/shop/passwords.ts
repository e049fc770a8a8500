/** Passwords as they may lie in a file: scrypt with a salt of its own for each. */
import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";

const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  return `${salt.toString("base64url")}.${(await derive(password, salt)).toString("base64url")}`;
}

/** Takes as long without a stored password as with one, so that nobody learns by the clock who is a customer. */
export async function isPassword(password: string, stored: string | undefined): Promise<boolean> {
  const [salt = "", hash = ""] = (stored ?? ".").split(".");
  const wanted = Buffer.from(hash, "base64url");
  const derived = await derive(password, Buffer.from(salt, "base64url"));
  return wanted.length === derived.length && timingSafeEqual(wanted, derived);
}

function derive(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((done, failed) => {
    scrypt(password.normalize("NFKC"), salt, 32, cost, (error, key) => (error === null ? done(key) : failed(error)));
  });
}
