/** Tokens of members: short-lived JWTs that the business's own server signs (RFC 7519), with a signing key of its workspace. */
import type { webcrypto } from "node:crypto";
import { decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from "jose";
import type { KeyDirectory, KnownKey } from "../commands/key-directory.js";
import { AppError } from "../errors.js";

export interface MemberIdentity {
  key: KnownKey;
  /** The business's own id of the member. */
  member: string;
}

const tokenLengthMax = 4096;
const lifetimeMinutesMax = 15;
const clockToleranceSeconds = 30;
const loneSurrogate = /\p{Surrogate}/u;

/** True for text in the form of a JWT: three parts of base64url. */
export function isMemberToken(text: string): boolean {
  return /^[\w-]+\.[\w-]+\.[\w-]*$/.test(text);
}

/**
 * Whose token it is. Throws `unauthenticated` unless it was signed by HS256 (our choice, not the token's) with a key that is in force, for the key's workspace
 * (`aud`), about one member (`sub`), is in force now and ends within 15 minutes of its making. The header's `kid` only says which key to try.
 */
export async function verifyMemberToken(keys: KeyDirectory, token: string, now: number): Promise<MemberIdentity> {
  if (token.length > tokenLengthMax) throw refuse(`is longer than ${tokenLengthMax} characters`, "sign only sub, aud and exp");
  const key = await keys.findSigningKey(keyIdOf(token));
  if (key?.verifier === undefined) throw refuse("names no signing key in force", "put the id of the signing key (key_…) into the header as kid");
  const payload = await verify(token, key.verifier, key.workspace.id, now);
  assertShortLived(payload, now);
  const { sub = "" } = payload;
  if (typeof sub !== "string" || sub === "" || sub.length > 255 || sub.includes("\0") || loneSurrogate.test(sub)) {
    throw refuse("names no member", "put your own id of the member into sub, 1 to 255 characters");
  }
  return { key, member: sub };
}

function keyIdOf(token: string): string {
  try {
    const { kid } = decodeProtectedHeader(token);
    return typeof kid === "string" ? kid : "";
  } catch {
    return "";
  }
}

async function verify(token: string, verifier: webcrypto.CryptoKey, audience: string, now: number): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, verifier, {
      algorithms: ["HS256"],
      audience,
      requiredClaims: ["sub", "exp"],
      clockTolerance: clockToleranceSeconds,
      currentDate: new Date(now),
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw refuse("has expired", `sign a new one; ${lifetimeMinutesMax} minutes is the most`);
    if (error instanceof errors.JWTClaimValidationFailed)
      throw refuse(`has no valid ${error.claim}`, "sign it with sub, exp and, as aud, the id of the workspace");
    if (error instanceof errors.JOSEError)
      throw refuse("is not validly signed", "sign it by HS256 with the signing secret of the key that kid names");
    throw error;
  }
}

function assertShortLived({ exp = 0, iat }: JWTPayload, now: number): void {
  const madeAt = Math.min(iat ?? Number.POSITIVE_INFINITY, now / 1000 + clockToleranceSeconds);
  if (exp - madeAt > lifetimeMinutesMax * 60) throw refuse(`lasts longer than ${lifetimeMinutesMax} minutes`, "bring exp nearer");
}

function refuse(problem: string, remedy: string): AppError {
  return new AppError("unauthenticated", { detail: `The member token ${problem}; ${remedy}.` });
}
