/** What a visitor brought along, and where it is kept once that is allowed. Nothing here throws, whatever the browser forbids. */

/** A visit, a code, and when they came, in epoch milliseconds. */
export type Trace = [visit: string, code: string, at: number];

const name = "bandwagon";
const dayMs = 86_400_000;
const tracesMax = 10;

/** Those that are still of use, newest first, at most ten. What cannot be read is nothing. */
export function readKept(days: number): Trace[] {
  return prune(parse(readStorage()).concat(parse(readCookie())), days);
}

/** Keeps them for as long as the newest is of use: in the page's storage, or in a cookie where there is none. True if they are there. */
export function keep(traces: Trace[], days: number): boolean {
  const text = JSON.stringify(traces);
  try {
    localStorage.setItem(name, text);
    if (localStorage.getItem(name) === text) return true;
  } catch {}
  writeCookie(encodeURIComponent(text), days * 86_400);
  return readCookie() === text;
}

/** Leaves nothing. */
export function forget(): void {
  try {
    localStorage.removeItem(name);
  } catch {}
  if (readCookie() !== undefined) writeCookie("", 0);
}

/** One of each visit and, where there is none, of each code; newest first. */
export function prune(traces: Trace[], days: number): Trace[] {
  const since = Date.now() - days * dayMs;
  const seen = new Set<string>();
  return traces
    .filter(([visit, code, at]) => (visit || code) && at > since)
    .sort((a, b) => b[2] - a[2])
    .filter(([visit, code]) => !seen.has(visit || code) && seen.add(visit || code))
    .slice(0, tracesMax);
}

function parse(text: string | null | undefined): Trace[] {
  try {
    // What lies in storage may be of anybody's making.
    return (JSON.parse(text ?? "[]") as unknown[][]).map(([visit, code, at]) => [asVisit(visit), asCode(code), Math.min(Number(at), Date.now())]);
  } catch {
    return [];
  }
}

/** A visit's id, or nothing. */
export function asVisit(value: unknown): string {
  return /^vis_\w{1,56}$/.test(String(value)) ? String(value) : "";
}

/** A code as somebody may have written it, or nothing. */
export function asCode(value: unknown): string {
  return typeof value === "string" && /^[^\p{Cc}<>"]{1,128}$/u.test(value) ? value : "";
}

function readStorage(): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function readCookie(): string | undefined {
  try {
    const found = new RegExp(`(?:^|; )${name}=([^;]*)`).exec(document.cookie)?.[1];
    return found === undefined ? undefined : decodeURIComponent(found);
  } catch {
    return undefined;
  }
}

function writeCookie(value: string, seconds: number): void {
  try {
    // biome-ignore lint/suspicious/noDocumentCookie: the other way to write cookies is missing in half of the browsers
    document.cookie = `${name}=${value};path=/;max-age=${seconds};samesite=lax${location.protocol === "https:" ? ";secure" : ""}`;
  } catch {}
}
