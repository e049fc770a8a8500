/** By which push services know this installation: VAPID, RFC 8292. */
import { createECDH, createPrivateKey } from "node:crypto";
import { SignJWT } from "jose";
import { deriveKey } from "../core/hash.js";

export interface PushSender {
  /** What browsers subscribe with, in base64url. */
  publicKey: string;
  /** The header Authorization of a request to this address. */
  authorize(endpoint: string, now: number): Promise<string>;
}

const CURVE = "prime256v1";
const CURVE_ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
/** Services take at most 24 hours. */
const TOKEN_SECONDS = 12 * 60 * 60;

/** The sender whose key follows from the installation's secret key, so that it is the same in every process and after every start. `contact` is an address, mailto: or https:, for the service's operators. */
export function pushSenderOf(masterKey: Uint8Array, contact: string | undefined): PushSender {
  const scalar = scalarOf(masterKey);
  const curve = createECDH(CURVE);
  curve.setPrivateKey(scalar);
  const point = curve.getPublicKey();
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString("base64url"));
  const key = createPrivateKey({ key: { kty: "EC", crv: "P-256", d: scalar.toString("base64url"), x, y }, format: "jwk" });
  const publicKey = point.toString("base64url");
  return {
    publicKey,
    async authorize(endpoint, now) {
      const token = new SignJWT(contact === undefined ? {} : { sub: contact })
        .setProtectedHeader({ typ: "JWT", alg: "ES256" })
        .setAudience(new URL(endpoint).origin)
        .setExpirationTime(Math.floor(now / 1000) + TOKEN_SECONDS);
      return `vapid t=${await token.sign(key)}, k=${publicKey}`;
    },
  };
}

/** A number that is a private key of the curve: nearly every one of 32 bytes is. */
function scalarOf(masterKey: Uint8Array): Buffer {
  for (let turn = 1; ; turn++) {
    const bytes = deriveKey(masterKey, `web push ${turn}`);
    const number = BigInt(`0x${bytes.toString("hex")}`);
    if (number > 0n && number < CURVE_ORDER) return bytes;
  }
}
