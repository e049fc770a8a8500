/** Tokens of members: what your server gives to a page, so that it can ask for one member's own things. */
import { encodeBase64Url } from "./base64.js";

export interface MemberTokenOptions {
  /** Your own id of the member. */
  member: string;
  /** The id of the workspace, `ws_…`. */
  workspace: string;
  /** The id of a signing key, `key_…`. */
  keyId: string;
  /** The signing key itself, `bw_sign_…`. Keep it on the server. */
  secret: string;
  /** At most 900; 600, if left out. */
  lifetimeSeconds?: number;
  /** Epoch milliseconds. */
  now?: number;
}

const lifetimeSecondsMax = 900;

/** A token (JWT, HS256) that the API takes as this member's until its time is over. Throws for what the API would refuse. */
export async function signMemberToken({
  member,
  workspace,
  keyId,
  secret,
  lifetimeSeconds = 600,
  now = Date.now(),
}: MemberTokenOptions): Promise<string> {
  if (!/^[^\0]{1,255}$/u.test(member) || /\p{Surrogate}/u.test(member) || member.length > 255)
    throw new TypeError("member is your own id of the member, 1 to 255 characters.");
  if (!workspace.startsWith("ws_")) throw new TypeError("workspace is the id of the workspace, ws_…");
  if (!keyId.startsWith("key_")) throw new TypeError("keyId is the id of a signing key, key_…");
  if (!secret.startsWith("bw_sign_")) throw new TypeError("secret is a signing key, bw_sign_…, and no other key.");
  if (!(lifetimeSeconds >= 1 && lifetimeSeconds <= lifetimeSecondsMax)) throw new RangeError(`lifetimeSeconds is 1 to ${lifetimeSecondsMax}.`);
  const iat = Math.floor(now / 1000);
  const header = { alg: "HS256", typ: "JWT", kid: keyId };
  const payload = { sub: member, aud: workspace, iat, exp: iat + Math.floor(lifetimeSeconds) };
  const signed = `${encodeJson(header)}.${encodeJson(payload)}`;
  const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(secret), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const signature = await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(signed));
  return `${signed}.${encodeBase64Url(new Uint8Array(signature))}`;
}

function encodeJson(value: object): string {
  return encodeBase64Url(new TextEncoder().encode(JSON.stringify(value)));
}
