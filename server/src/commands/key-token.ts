/**
 * API keys as text: `bw_live_…` and `bw_test_…` (secret), `bw_pub_live_…` (publishable), `bw_sign_live_…` (signing), 32 symbols of Crockford's base32
 * (160 bits) and 4 that check them, so that a mistyped or invented key is known without a look-up and scanners for leaked secrets can be sure.
 */
import { hash } from "node:crypto";
import type { KeyKind } from "../store/keys.js";
import type { WorkspaceMode } from "../store/workspaces.js";

const BASE_32 = "0123456789abcdefghjkmnpqrstvwxyz";
const tokenPattern = /^(bw_(?:(?:pub|sign)_)?(?:live|test)_)([0-9a-hjkmnp-tv-z]{32})([0-9a-hjkmnp-tv-z]{4})$/;
const infixes: Record<KeyKind, string> = { secret: "", publishable: "pub_", signing: "sign_" };

/** How many bytes of randomness a token holds. */
export const tokenBytes = 20;

/** The token that these 20 bytes spell. */
export function formatToken(kind: KeyKind, mode: WorkspaceMode, bytes: Uint8Array): string {
  if (bytes.length !== tokenBytes) throw new Error(`A key takes ${tokenBytes} bytes.`);
  const head = `bw_${infixes[kind]}${mode}_`;
  const body = base32(bytes);
  return head + body + checkSymbols(head + body);
}

/** True if the text has the form and the check symbols of a key; whether it exists is another question. */
export function isToken(text: string): boolean {
  const parts = tokenPattern.exec(text);
  return parts !== null && checkSymbols(`${parts[1]}${parts[2]}`) === parts[3];
}

/** What is kept of a token. Unsalted: with 160 random bits there is nothing to guess. */
export function hashToken(token: string): Buffer {
  return hash("sha256", token, "buffer");
}

/** Bytes in Crockford's base32, five bits a symbol. */
export function base32(bytes: Uint8Array): string {
  let text = "";
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += BASE_32[(held >> bits) & 31];
    }
    held &= (1 << bits) - 1;
  }
  return bits === 0 ? text : text + BASE_32[(held << (5 - bits)) & 31];
}

function checkSymbols(text: string): string {
  return base32(hash("sha256", text, "buffer").subarray(0, 3)).slice(0, 4);
}
