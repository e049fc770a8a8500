/** What is kept in the browser: the last reply, for when there is no connection. Pages that may keep nothing do without. */
import type { Door } from "./door.js";
import type { Language, Portal } from "./portal-data.js";

const nameOf = (what: string, { server, program, member }: Pick<Door, "server" | "program" | "member">) =>
  `bandwagon ${what} ${server} ${program} ${member}`;

/** Keeps a value under the door's name; false where the browser keeps nothing. */
export function keep(what: string, door: Pick<Door, "server" | "program" | "member">, value: unknown): boolean {
  try {
    localStorage.setItem(nameOf(what, door), JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}
/** What was kept; undefined for nothing. */
export function kept<T>(what: string, door: Pick<Door, "server" | "program" | "member">): T | undefined {
  try {
    const text = localStorage.getItem(nameOf(what, door));
    return text === null ? undefined : (JSON.parse(text) as T);
  } catch {
    return undefined;
  }
}
export function forget(what: string, door: Pick<Door, "server" | "program" | "member">): void {
  try {
    localStorage.removeItem(nameOf(what, door));
  } catch {
    // What cannot be kept need not be forgotten.
  }
}

/** Changes with the reply's shape: what an older page has kept is not read by a newer one. */
const LAST = "last 2";
export function keepLast(door: Door, portal: Portal): void {
  keep(LAST, door, portal);
}
/** The last reply in this language. */
export function lastKept(door: Door, language: Language): Portal | undefined {
  const portal = kept<Portal>(LAST, door);
  return portal?.language === language ? portal : undefined;
}
