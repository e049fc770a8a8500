/** The demo's way into the product: its HTTP API, like any shop's server and any friend's browser. */
import { setTimeout as delay } from "node:timers/promises";

/** What the API answers with, read where it is asked for. */
// biome-ignore lint/suspicious/noExplicitAny: the demo reads a few fields of many replies
export type Json = any;

export interface DemoApi {
  readonly baseUrl: string;
  get(path: string): Promise<Json>;
  /** All rows of a list. */
  list(path: string): Promise<Json[]>;
  post(path: string, body: unknown): Promise<Json>;
  put(path: string, body: unknown): Promise<Json>;
  /** As `post`, for what may be turned down: undefined then. */
  tryPost(path: string, body: unknown): Promise<Json | undefined>;
  /** A friend's browser opens a link: the visit that the shop then finds in its address. */
  open(path: string, userAgent: string): Promise<string | undefined>;
}

const attemptsMax = 20;

/** Every call has a key of its own, so that what was turned away for a moment is sent again and done once. */
export function makeDemoApi(baseUrl: string, token: string): DemoApi {
  let calls = 0;
  async function send(method: "GET" | "POST" | "PUT", path: string, body?: unknown): Promise<{ status: number; json: Json }> {
    const headers: Record<string, string> = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    if (method !== "GET") headers["idempotency-key"] = `demo-${++calls}`;
    const reply = await patiently(() => fetch(baseUrl + path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }));
    return { status: reply.status, json: await reply.json() };
  }
  async function mustSend(method: "GET" | "POST" | "PUT", path: string, body?: unknown): Promise<Json> {
    const { status, json } = await send(method, path, body);
    if (status >= 400) throw new Error(`${method} ${path} was answered with ${status}: ${JSON.stringify(json)}`);
    return json;
  }
  return {
    baseUrl,
    get: (path) => mustSend("GET", path),
    async list(path) {
      const rows: Json[] = [];
      for (let cursor: string | null = ""; cursor !== null; ) {
        const page: Json = await mustSend("GET", `${path}${path.includes("?") ? "&" : "?"}limit=100${cursor === "" ? "" : `&cursor=${cursor}`}`);
        rows.push(...page.data);
        cursor = page.nextCursor;
      }
      return rows;
    },
    post: (path, body) => mustSend("POST", path, body),
    put: (path, body) => mustSend("PUT", path, body),
    async tryPost(path, body) {
      const { status, json } = await send("POST", path, body);
      if (status >= 500 || status === 400) throw new Error(`POST ${path} was answered with ${status}: ${JSON.stringify(json)}`);
      return status >= 400 ? undefined : json;
    },
    async open(path, userAgent) {
      const reply = await patiently(() => fetch(baseUrl + path, { redirect: "manual", headers: { "user-agent": userAgent } }));
      // A program with a page of its own leads on from there.
      const address = reply.headers.get("location") ?? (await reply.text());
      return /\bbw_visit=(\w+)/.exec(address)?.[1];
    },
  };
}

/** Again after a pause when the server says that it is too much for now. */
async function patiently(call: () => Promise<Response>): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    const reply = await call();
    if ((reply.status !== 429 && reply.status !== 503) || attempt >= attemptsMax) return reply;
    await reply.arrayBuffer();
    await delay(Number(reply.headers.get("retry-after") ?? 1) * 1000);
  }
}
