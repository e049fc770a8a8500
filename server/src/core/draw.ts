/**
 * Chance that nobody can grind and everybody can verify: what is drawn follows from the rule, the grant, the recipient and the occurrence by an HMAC with a
 * secret of the program's version. The secret's hash is known from the version before on, the secret itself once the version has been replaced; and no draw
 * is ever made with the secret of a version that is not in force.
 */
import { type HashKey, hmacHex, keyedBytes, sha256OfHex } from "./hash.js";
import { formatDecimal } from "./money.js";

export interface Draw {
  /** What the secret was applied to. */
  message: string;
  /** The point between 0 and the sum of the weights, in the weights' last decimal. */
  point: bigint;
  /** Which outcome: its place in the list. */
  index: number;
}

/** The secret with which a version draws: 64 hexadecimal digits, the same for the same workspace's key, program and version. */
export function versionSecret(key: HashKey, program: string, version: number): string {
  return keyedBytes(key, "version secret", program, String(version)).toString("hex");
}
/** What is published of a secret before it is used: SHA-256 over its 32 bytes. Who is later shown the secret sees that it is the one. */
export function commitmentOf(secret: string): string {
  return sha256OfHex(secret);
}

/** What is drawn of outcomes with these weights, each a whole number of the last decimal. The message names one draw for ever. */
export function drawWith(secret: string, message: string, weights: readonly bigint[]): Draw {
  const sum = weights.reduce((total, weight) => total + weight, 0n);
  const number = BigInt(`0x${hmacHex(secret, message).slice(0, 16)}`);
  const point = (number * sum) >> 64n;
  let reached = 0n;
  const index = weights.findIndex((weight) => {
    reached += weight;
    return point < reached;
  });
  return { message, point, index };
}

/** Weights have up to six decimals. */
export const WEIGHT_DECIMALS = 6;
/** A weight, or a point between weights, as the shortest decimal. */
export function weightText(weight: bigint): string {
  return formatDecimal(weight, WEIGHT_DECIMALS).replace(/\.?0+$/, "");
}

/** The parts of a draw as one text, a line each; the occurrence is last, because it can hold what the business wrote. */
export function drawMessage(rule: string, grant: string, recipient: string, ordinal: number, occurrence: string): string {
  return ["draw", rule, grant, recipient, String(ordinal), occurrence].join("\n");
}
