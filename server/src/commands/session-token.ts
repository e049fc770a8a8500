/**
 * Sessions as text: `bw_session_`, the 20 symbols of the workspace's id and 32 symbols of Crockford's base32 (160 random bits). With the workspace in it
 * the session is looked up behind that workspace's wall, and a proxy can send one workspace's calls to one process.
 */
import { randomBytes } from "node:crypto";
import { base32 } from "./key-token.js";

const pattern = /^bw_session_([0-9a-hjkmnp-tv-z]{20})[0-9a-hjkmnp-tv-z]{32}$/;
const randomBytesOf = 20;

/** A new one. */
export function makeSessionToken(workspaceId: string): string {
  return `bw_session_${workspaceId.slice("ws_".length)}${makeSecret()}`;
}

/** 160 random bits as text. */
export function makeSecret(): string {
  return base32(randomBytes(randomBytesOf));
}

/** The id of the workspace that the text names, if it has the form of a session; whether there is such a one is another question. */
export function workspaceOfSession(text: string): string | undefined {
  const symbols = pattern.exec(text)?.[1];
  return symbols && `ws_${symbols}`;
}
