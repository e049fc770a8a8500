/** The identity of a document: what it says, however its keys are ordered. */
import { sha256Hex } from "../hash.js";

/** SHA-256 over the canonical JSON, in hex: equal for two documents exactly if they are equal as JSON. */
export function documentHash(document: unknown): string {
  return sha256Hex(canonicalJson(document));
}

/** JSON without spaces, keys in order of their UTF-16 units; absent (undefined) members are left out. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const members = value as Record<string, unknown>;
  const keys = Object.keys(members).filter((key) => members[key] !== undefined);
  return `{${keys
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(members[key])}`)
    .join(",")}}`;
}
