/** The key with which a workspace signs awards of badges: Ed25519, derived from the workspace's secret, so that there is nothing to keep or to lose. */
import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import { calculateJwkThumbprint, exportJWK, type JWK } from "jose";
import type { Workspace } from "./workspace-directory.js";

export interface AwardKey {
  privateKey: KeyObject;
  /** For everybody: with its use, its algorithm, and its thumbprint (RFC 7638) as `kid`. */
  publicJwk: JWK;
}

/** What stands before the 32 bytes of an Ed25519 private key in PKCS #8 (RFC 8410). */
const PKCS8_OF_ED25519 = Buffer.from("302e020100300506032b657004220420", "hex");
const known = new WeakMap<KeyObject, Promise<AwardKey>>();

/** Always the same key for the same workspace. */
export function awardKeyOf({ secrets }: Workspace): Promise<AwardKey> {
  const made = known.get(secrets.awards) ?? makeKey(secrets.awards);
  known.set(secrets.awards, made);
  return made;
}

async function makeKey(seed: KeyObject): Promise<AwardKey> {
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8_OF_ED25519, seed.export()]), format: "der", type: "pkcs8" });
  const jwk = await exportJWK(createPublicKey(privateKey));
  return { privateKey, publicJwk: { ...jwk, kid: await calculateJwkThumbprint(jwk), use: "sig", alg: "EdDSA" } };
}
