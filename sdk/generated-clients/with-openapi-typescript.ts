/**
 * The same first steps through the types that openapi-typescript has made from the API's description, and the platform's `fetch`. Nothing here knows of
 * Bandwagon but by that description: the server's tests generate, compile and run it.
 */
import type { components, paths } from "./generated.js";

type Schemas = components["schemas"];
type Method = "get" | "post" | "put";
type PathOf<M extends Method> = { [P in keyof paths]: paths[P][M] extends { responses: unknown } ? P : never }[keyof paths];
type Success<Responses> = Responses extends { 200: { content: infer Content } }
  ? Content
  : Responses extends { 201: { content: infer Content } }
    ? Content
    : never;
type Content<T> = T extends { "application/json": infer Json } ? Json : T[keyof T];
type Reply<M extends Method, P extends PathOf<M>> = paths[P][M] extends { responses: infer Responses } ? Content<Success<Responses>> : never;
type Parameters<M extends Method, P extends PathOf<M>> = paths[P][M] extends { parameters: infer Given } ? Omit<Given, "cookie"> : never;
type Body<M extends Method, P extends PathOf<M>> = paths[P][M] extends { requestBody: { content: { "application/json": infer Json } } }
  ? { body: Json }
  : unknown;

export interface Shop {
  url: string;
  key: string;
  program: Record<string, unknown>;
}

interface Sent {
  path?: Record<string, string>;
  query?: Record<string, unknown>;
  header?: Record<string, string>;
  body?: unknown;
}

function typedFetch({ url, key }: Shop) {
  return async <M extends Method, P extends PathOf<M>>(
    method: M,
    path: P,
    given: Parameters<M, P> & Body<M, P>,
  ): Promise<{ data: Reply<M, P> } | { problem: Schemas["Problem"] }> => {
    const { path: params = {}, query = {}, header = {}, body } = given as Sent;
    const address = new URL(
      path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? "")),
      url,
    );
    for (const [name, value] of Object.entries(query)) address.searchParams.set(name, String(value));
    const reply = await fetch(address, {
      method: method.toUpperCase(),
      headers: { authorization: `Bearer ${key}`, ...(body === undefined ? {} : { "content-type": "application/json" }), ...header },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const type = reply.headers.get("content-type") ?? "";
    if (!reply.ok) return { problem: await reply.json() };
    return { data: type.includes("json") ? await reply.json() : type.startsWith("text/") ? await reply.text() : await reply.blob() };
  };
}

function dataOf<T>(reply: { data: T } | { problem: Schemas["Problem"] }): T {
  if ("problem" in reply) throw new Error(`${reply.problem.code}: ${reply.problem.detail}`);
  return reply.data;
}

/** What the shop was answered, for the test to judge. */
export async function journey(shop: Shop) {
  const call = typedFetch(shop);
  const once = (name: string) => ({ "Idempotency-Key": `openapi-typescript-${name}` });
  const made = dataOf(await call("post", "/v1/programs", { header: once("program"), body: shop.program }));
  const published = dataOf(await call("post", "/v1/programs/{program}/publish", { path: { program: made.id }, header: once("publish") }));
  const wanted = { name: "Anna", programs: [made.id] };
  const member = dataOf(await call("put", "/v1/members/{externalId}", { path: { externalId: "anna" }, header: once("member"), body: wanted }));
  const friend = { id: "ben", email: "ben@example.com" };
  const signUp: Schemas["Event"] = { key: "sign-up", type: "sign_up", member: friend, code: member.enrolments[0]?.code ?? "" };
  const purchase: Schemas["Event"] = { key: "order", type: "purchase", member: friend, subject: "1", amount: "45.00", currency: "EUR" };
  const first = dataOf(await call("post", "/v1/events", { body: signUp }));
  const second = dataOf(await call("post", "/v1/events", { body: { events: [purchase] } }));
  if (!("id" in first) || !("results" in second)) throw new Error("An event was answered as a batch, or a batch as an event.");
  const explanation = dataOf(await call("get", "/v1/events/{id}/explanation", { path: { id: first.id }, query: { lang: "en" } }));

  const rewards: Schemas["Reward"][] = [];
  let cursor: string | null | undefined;
  do {
    const page = dataOf(await call("get", "/v1/rewards", { query: { limit: 1, ...(cursor ? { cursor } : {}) } }));
    rewards.push(...page.data);
    cursor = page.nextCursor;
  } while (cursor !== null);
  const unasked = dataOf(await call("get", "/v1/rewards", {}));

  const wrong = await call("put", "/v1/members/{externalId}", { path: { externalId: "anna" }, header: once("wrong"), body: { email: "x" } });
  const problem = "problem" in wrong ? wrong.problem : undefined;
  const csv: string = dataOf(await call("get", "/v1/exports/rewards.csv", {}));
  const png: unknown = dataOf(await call("get", "/v1/members/{externalId}/qr.png", { path: { externalId: "anna" } }));
  return {
    version: published.version,
    statuses: [first.status, ...second.results.map(({ status }) => status)],
    sentences: explanation.sentences,
    rewards: rewards.map(({ id }) => id),
    unasked: unasked.data.length,
    problem: problem && { code: problem.code, status: problem.status, paths: problem.errors?.map(({ path }) => path) },
    csv,
    png: [...new Uint8Array(await (png as Blob).arrayBuffer())],
  };
}

/** What the compiler must refuse. Never run. */
export async function mistakes(shop: Shop): Promise<void> {
  const call = typedFetch(shop);
  // @ts-expect-error an event is somebody's
  await call("post", "/v1/events", { body: { key: "k", type: "purchase" } });
  // @ts-expect-error an event has no such field
  await call("post", "/v1/events", { body: { key: "k", type: "purchase", member: { id: "ben" }, ammount: "1.00" } });
  // @ts-expect-error a writing call needs its key
  await call("post", "/v1/programs", { body: {} });
  // @ts-expect-error there is no such state
  await call("get", "/v1/rewards", { query: { state: "lost" } });
}
