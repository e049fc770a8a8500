/** Clients that write through HTTP and keep a history of what they asked and what was acknowledged; and the checker of that history. */
import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Opened } from "./crash-server.js";

export interface Shop {
  workspaceId: string;
  token: string;
}
/** One request: its key names it for ever. `status` stays unknown until an answer that the product stands by has come. */
export interface Entry {
  key: string;
  kind: "event" | "redeem";
  path: string;
  body: unknown;
  status: "unknown" | "ok";
  /** Whether it had an effect; a redemption may be declined, which is an answer as well. */
  done?: boolean;
  /** The number of the record, where the answer tells it. */
  number?: number;
}

const buyers = 20;

/** A live workspace where each purchase gives the buyer 10 points. */
export async function openShop(url: string, made: { id: string; key: { token: string } }): Promise<Shop> {
  const shop = { workspaceId: made.id, token: made.key.token };
  const call = async (path: string, body: unknown): Promise<Record<string, string>> => {
    const reply = await post(url, shop, path, `setup-${path}`, body);
    if (!reply.ok) throw new Error(`${path} was answered ${reply.status}: ${await reply.text()}`);
    return (await reply.json()) as Record<string, string>;
  };
  const { id } = await call("/v1/programs", {
    format: 1,
    handle: "crash-shop",
    name: "Crash",
    destination: "https://shop.example/",
    rules: [{ id: "each", on: { event: "purchase" }, grants: [{ id: "points", to: "member", points: { amount: "10" } }] }],
  });
  await call(`/v1/programs/${id}/publish`, {});
  await call("/v1/members", { members: Array.from({ length: buyers }, (_, index) => ({ id: `buyer-${index}`, programs: ["crash-shop"] })) });
  return shop;
}

function post(url: string, { token }: Shop, path: string, key: string, body: unknown): Promise<Response> {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json", "idempotency-key": key };
  return fetch(`${url}${path}`, { method: "POST", headers, body: JSON.stringify(body), signal: AbortSignal.timeout(30_000) });
}

export interface Clients {
  history: Entry[];
  stop(): Promise<void>;
}
/** Clients that write one request after the other until they are stopped, whatever becomes of the server. */
export function startClients(url: string, shop: Shop, dir: string, name: string, clients = 8): Clients {
  const history: Entry[] = [];
  let isStopped = false;
  const note = (what: string, entry: Entry): void => appendFileSync(join(dir, "history.jsonl"), `${JSON.stringify({ what, ...entry })}\n`);
  const run = async (client: number): Promise<void> => {
    for (let turn = 0; !isStopped; turn++) {
      const entry = makeEntry(`${name}-${client}-${turn}`, client, turn);
      history.push(entry);
      note("invoke", entry);
      await send(url, shop, entry);
      note(entry.status, entry);
      if (entry.status === "unknown") await delay(250);
    }
  };
  const running = Promise.all(Array.from({ length: clients }, (_, client) => run(client)));
  return {
    history,
    stop: async () => {
      isStopped = true;
      await running;
    },
  };
}
function makeEntry(key: string, client: number, turn: number): Entry {
  const buyer = `buyer-${(client * 7 + turn) % buyers}`;
  if (turn % 4 === 3)
    return { key, kind: "redeem", path: `/v1/wallets/${buyer}/redeem`, body: { unit: "POINTS", amount: "10", subject: key }, status: "unknown" };
  const body = { key, type: "purchase", member: { id: buyer }, subject: key, amount: "45.00", currency: "USD" };
  return { key, kind: "event", path: "/v1/events", body, status: "unknown" };
}
/** Sends the request, again under its own key if it was sent before. Only a final answer makes it known. */
async function send(url: string, shop: Shop, entry: Entry): Promise<void> {
  try {
    const reply = await post(url, shop, entry.path, entry.key, entry.body);
    const body = (await reply.json()) as { id?: string };
    if (reply.status >= 500) return;
    if (entry.kind === "event" && reply.status !== 200) throw new Error(`An event was answered ${reply.status}: ${JSON.stringify(body)}`);
    entry.status = "ok";
    entry.done = reply.status === 200;
    if (entry.kind === "event") entry.number = Number(body.id?.replace("evt_", ""));
  } catch (error) {
    // No answer, or a part of one: what became of it is not known.
    if (!(error instanceof TypeError || error instanceof SyntaxError || error instanceof DOMException)) throw error;
  }
}
/** Retries by its key each request of which the end is not known, until all are. */
export async function retryUnknown(url: string, shop: Shop, history: Entry[]): Promise<number> {
  const unknown = history.filter(({ status }) => status === "unknown");
  // All at once, as clients do when a server is back.
  const retry = async (entry: Entry): Promise<void> => {
    for (let attempt = 0; entry.status === "unknown"; attempt++) {
      if (attempt === 100) throw new Error(`${entry.key} has no end`);
      await send(url, shop, entry);
      if (entry.status === "unknown") await delay(50);
    }
  };
  await Promise.all(unknown.map(retry));
  return unknown.length;
}

/** What the history says and the database does not, or the other way round: nothing lost, nothing twice. */
export async function findLosses({ admin }: Pick<Opened, "admin">, { workspaceId }: Shop, history: Entry[]): Promise<string[]> {
  const losses: string[] = [];
  const { rows } = await admin.query<{ number: bigint; kind: string; subject: string; status: string }>(
    "select number, kind, input ->> 'subject' as subject, decision -> 'outcome' ->> 'status' as status from records where workspace_id = $1 and kind in ('event', 'redeem') order by number",
    [workspaceId],
  );
  const found = new Map<string, typeof rows>();
  for (const row of rows) found.set(`${row.kind} ${row.subject}`, [...(found.get(`${row.kind} ${row.subject}`) ?? []), row]);
  for (const { key, kind, number, done, status } of history) {
    const records = found.get(`${kind} ${key}`) ?? [];
    found.delete(`${kind} ${key}`);
    if (status !== "ok") losses.push(`${key} is not known`);
    else if (records.length !== 1) losses.push(`${key} was acknowledged and is there ${records.length} times`);
    else if (number !== undefined && Number(records[0]?.number) !== number)
      losses.push(`${key} was told to be record ${number} and is ${records[0]?.number}`);
    else if (kind === "redeem" && (records[0]?.status === "done") !== done) losses.push(`${key} was told ${done} and is ${records[0]?.status}`);
  }
  losses.push(...[...found.keys()].map((record) => `${record} was asked by nobody`));
  const { rows: made } = await admin.query<{ rewards: bigint; used: bigint; keys: bigint }>(
    `select (select count(*) from rewards where workspace_id = $1) as rewards, (select count(*) from redemptions where workspace_id = $1) as used,
      (select count(*) from record_keys k join records r on r.workspace_id = k.workspace_id and r.number = k.number
        where k.workspace_id = $1 and r.kind in ('event', 'redeem')) as keys`,
    [workspaceId],
  );
  const events = history.filter(({ kind }) => kind === "event").length;
  const redeemed = history.filter(({ kind, done }) => kind === "redeem" && done).length;
  const expected = { rewards: BigInt(events), used: BigInt(redeemed), keys: BigInt(history.length) };
  for (const name of ["rewards", "used", "keys"] as const)
    if (made[0]?.[name] !== expected[name]) losses.push(`${made[0]?.[name]} ${name}, expected ${expected[name]}`);
  return losses;
}
