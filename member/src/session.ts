/** How a member came in, kept in the browser: without cookies, so that no other page can act in the member's name. */
import { ask, type Door } from "./door.js";
import { forget, keep, kept } from "./kept.js";
import { stopTelling } from "./portal/devices.js";

interface Session {
  session: string;
  member: string;
}

const nobody = (program: string) => ({ server: "", program, member: "" });

/** The door of who is signed in to the program's portal; undefined for nobody. Whether the session is still good is for the server to see. */
export function openSession(program: string): Door | undefined {
  const session = kept<Session>("session", nobody(program));
  return session === undefined ? undefined : doorOf(program, session);
}

/**
 * Signs in by what the address brings behind its #, and takes that out of the address: `in`, the secret of a link that works once, or `token`, a member's token
 * that the business has signed. `to` names the part that is shown first. Undefined where it brings neither. Throws a Refusal.
 */
export async function enterByAddress(program: string): Promise<Door | undefined> {
  const brought = new URLSearchParams(location.hash.slice(1));
  const [signIn, memberToken] = [brought.get("in"), brought.get("token")];
  if (signIn === null && memberToken === null) return undefined;
  const to = brought.get("to");
  history.replaceState(null, "", location.pathname + location.search + (to === null ? "" : `#${to}`));
  const body = { program, ...(signIn === null ? { memberToken } : { signIn }) };
  const session = await ask<Session>("", "/v1/sessions", { method: "POST", body });
  keep("session", nobody(program), session);
  return doorOf(program, session);
}

/** Ends the session here, and at the server where that can be reached. Nothing more is told on this device. */
export async function leaveSession(program: string, door: Door): Promise<void> {
  const bearer = await door.bearer(false);
  await stopTelling(door).catch(() => undefined);
  forget("session", nobody(program));
  forget("last", door);
  forget("seen", door);
  await fetch("/v1/sessions", { method: "DELETE", headers: { authorization: `Bearer ${bearer}` } }).catch(() => undefined);
}

function doorOf(program: string, { session, member }: Session): Door {
  // A session that is refused is over: there is no other to show.
  return { server: "", program, member, bearer: async (isRefused) => (isRefused ? undefined : session) };
}
