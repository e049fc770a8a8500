/** The way to the server: who asks, and how. */

/** A member who has signed in, or was signed in by the business's page. */
export interface Door {
  /** Where the server is; empty for the page's own. */
  server: string;
  /** The program's handle. */
  program: string;
  /** The business's own id of the member. */
  member: string;
  /** What proves it. Asked anew when the server has refused the last one. */
  bearer(isRefused: boolean): Promise<string | undefined>;
}

/** What the server has refused, in words for people; status 0 when it was not reached. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

interface Ask {
  method?: "GET" | "POST" | "PUT" | "DELETE";
  /** A picture goes as it is, anything else as JSON. */
  body?: unknown;
  language?: string;
  /** Whose part of the API it is; `members` unless said. */
  of?: "members" | "wallets";
}

/** The answer to a call about the member: `path` follows the member's id. Throws a Refusal. */
export async function askOwn<T>(door: Door, path: string, ask: Ask = {}): Promise<T> {
  const address = `${door.server}/v1/${ask.of ?? "members"}/${encodeURIComponent(door.member)}${path}`;
  // The same for every attempt: what was done and not answered is not done twice.
  const key = newKey();
  const first = await send(address, ask, key, await door.bearer(false));
  const reply = first.status === 401 ? await send(address, ask, key, await door.bearer(true)) : first;
  return read<T>(reply);
}

/** The answer to a call that anyone can make. Throws a Refusal. */
export async function ask<T>(server: string, path: string, asked: Ask): Promise<T> {
  return read<T>(await send(`${server}${path}`, asked, newKey(), undefined));
}

/** What a member may save or print, as an address of this page. */
export async function fileOf(door: Door, path: string): Promise<string> {
  const address = `${door.server}/v1/members/${encodeURIComponent(door.member)}${path}`;
  const reply = await send(address, {}, newKey(), await door.bearer(false));
  if (!reply.ok) return read(reply);
  return URL.createObjectURL(await reply.blob());
}

async function send(address: string, { method = "GET", body, language }: Ask, key: string, bearer: string | undefined): Promise<Response> {
  const headers: Record<string, string> = {};
  if (bearer !== undefined) headers.authorization = `Bearer ${bearer}`;
  if (language !== undefined) headers["accept-language"] = language;
  if (method !== "GET") headers["idempotency-key"] = key;
  const isFile = body instanceof Blob;
  if (body !== undefined) headers["content-type"] = isFile ? body.type : "application/json";
  const sent = body === undefined ? {} : { body: isFile ? body : JSON.stringify(body) };
  try {
    return await fetch(address, { method, headers, ...sent, credentials: "omit" });
  } catch {
    throw new Refusal(0, "");
  }
}

async function read<T>(reply: Response): Promise<T> {
  if (reply.status === 204) return undefined as T;
  const data: unknown = await reply.json().catch(() => ({}));
  if (reply.ok) return data as T;
  const { detail, title } = data as { detail?: string; title?: string };
  throw new Refusal(reply.status, detail ?? title ?? "");
}

/** Pages without https have no randomUUID. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
