/** A published program of examples/programs in a test workspace of its own, and what a shop, its members and their friends do. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { createKey } from "../../src/commands/create-key.js";
import { createWorkspace } from "../../src/commands/create-workspace.js";
import { checkoutDir } from "../../src/config.js";
import { bearer, type TestServer } from "../http/server.js";

// biome-ignore lint/suspicious/noExplicitAny: replies are looked into by the scenarios, which say what they expect
type Reply = any;

export interface SignUp {
  /** Who is named by link, by code, or by both. */
  link?: string;
  code?: string;
  [field: string]: unknown;
}

export interface Scenario {
  handle: string;
  get(url: string): Promise<Reply>;
  /** Posts under a new key; a reply of 400 or more fails the scenario, unless `status` says that it must be that one. */
  post(url: string, body: unknown, status?: number): Promise<Reply>;
  put(url: string, body: unknown, status?: number): Promise<Reply>;
  delete(url: string): Promise<Reply>;
  enrol(member: string, fields?: Record<string, unknown>): Promise<void>;
  /** The friend opens the member's link in a browser; gives the visit that the shop sees in its address. */
  open(member: string, browser?: string): Promise<string>;
  /** The friend signs up, by opening a member's link before or by giving a member's code. */
  signUp(friend: string, how?: SignUp, fields?: Record<string, unknown>): Promise<Reply>;
  /** An event of the member, under a new key. */
  event(member: string, type: string, fields?: Record<string, unknown>): Promise<Reply>;
  /** The clock stands at this moment afterwards, and all that was due is done. */
  moveTo(moment: string): Promise<void>;
  /** What the member has of the type: `state amount` of each reward, oldest first. */
  rewards(member: string, type: string): Promise<string[]>;
  rewardOf(member: string, type: string): Promise<Reply>;
  wallet(member: string): Promise<{ pending: string; available: string; debt: string } | undefined>;
  referral(friend: string): Promise<Reply>;
  summary(member: string): Promise<Reply>;
  /** What the member's portal of the program shows, in English. */
  portal(member: string): Promise<Reply>;
  explain(event: Reply, language?: "en" | "ru"): Promise<string>;
  /** Publishes another file as the program's next version. */
  republish(file: string): Promise<void>;
  /** Publishes a document as the program's next version, or is told why that cannot be. */
  publish(document: string): Promise<{ status: number; body: Reply }>;
}

const browsers = ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"];
let count = 0;

/**
 * The program is published from its file as it stands; only the handle, which is unique in the installation, is each scenario's own.
 * `zone` asks the same rules in another time zone.
 */
export function openScenario(server: TestServer, file: string, clock: string, locale = "en", zone?: string): Promise<Scenario> {
  return openProgram(server, file, (handle) => documentOf(file, handle, zone), clock, locale);
}
/** The same of a document that stands beside the scenario. */
export async function openProgram(
  server: TestServer,
  name: string,
  documentFor: (handle: string) => string,
  clock: string,
  locale = "en",
): Promise<Scenario> {
  const workspace = await createWorkspace(server.app, { name, mode: "test", locale, clock: Date.parse(clock) });
  const key = await createKey(server.app, workspace, { kind: "secret", label: "scenario", scopes: ["*"], expiresAt: null });
  const call = caller(server, key.token);
  const handle = `${name}-${++count}`;
  await publish(call, "POST", "/v1/programs", handle, documentFor(handle));
  return { ...scenarioOf(server, call, handle), handle };
}
function documentOf(file: string, handle: string, zone?: string): string {
  const text = readFileSync(join(checkoutDir, "examples/programs", `${file}.yaml`), "utf8");
  const named = text.replace(/^handle: .*$/m, `handle: ${handle}`);
  return zone === undefined ? named : named.replace(/^name: /m, `timeZone: ${zone}\nname: `);
}
async function publish(call: Call, method: "POST" | "PUT", url: string, handle: string, document: string): Promise<void> {
  const draft = await call(method, url, document, { "content-type": "application/yaml" });
  expect(draft.body.problems).toEqual([]);
  expect((await call("POST", `/v1/programs/${handle}/publish`, {})).status).toBe(200);
}

type Call = (
  method: "GET" | "POST" | "PUT" | "DELETE",
  url: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<{ status: number; body: Reply }>;

function caller({ server }: TestServer, token: string): Call {
  return async (method, url, body, headers = {}) => {
    const key: Record<string, string> = method === "GET" ? {} : { "idempotency-key": `scenario-${++count}` };
    const payload = body === undefined ? {} : { payload: body as object };
    const reply = await server.inject({ method, url, headers: { ...bearer(token), ...key, ...headers }, ...payload });
    return { status: reply.statusCode, body: reply.json() };
  };
}

function scenarioOf({ server }: TestServer, call: Call, handle: string): Omit<Scenario, "handle"> {
  const get = async (url: string): Promise<Reply> => {
    const { status, body } = await call("GET", url);
    expect([url, status]).toEqual([url, 200]);
    return body;
  };
  const send =
    (method: "POST" | "PUT" | "DELETE") =>
    async (url: string, body: unknown, status = 200): Promise<Reply> => {
      const reply = await call(method, url, body);
      expect([url, reply.status, reply.status < 400 || reply.body.code]).toEqual([url, status, status < 400 || expect.any(String)]);
      return reply.body;
    };
  const post = send("POST");
  const event = (member: string, type: string, { email, address, ...fields }: Record<string, unknown> = {}): Promise<Reply> =>
    post("/v1/events", { key: `event-${++count}`, type, member: { id: member, email, address }, ...fields });
  const open = async (member: string, browser = `${browsers[0]} Visitor/${++count}`): Promise<string> => {
    const code = await codeOf(member);
    const reply = await server.inject({ url: `/r/${handle}/${code}`, headers: { "user-agent": browser } });
    expect(reply.statusCode).toBe(302);
    return new URL(String(reply.headers.location)).searchParams.get("bw_visit") ?? "";
  };
  const codeOf = async (member: string): Promise<string> => (await get(`/v1/members/${member}`)).enrolments[0].code;
  const rewardsOf = async (member: string, type: string): Promise<Reply[]> =>
    (await get(`/v1/rewards?member=${member}&type=${type}&limit=100`)).data.reverse();
  return {
    get,
    post,
    put: send("PUT"),
    delete: (url) => send("DELETE")(url, undefined),
    event,
    open,
    enrol: async (member, fields = {}) => {
      expect((await call("PUT", `/v1/members/${member}`, { programs: [handle], ...fields })).status).toBe(200);
    },
    signUp: async (friend, { link, code, ...evidence } = {}, fields = {}) =>
      event(friend, "sign_up", {
        ...(link !== undefined && { visit: await open(link) }),
        ...(code !== undefined && { code: await codeOf(code) }),
        ...evidence,
        ...fields,
      }),
    moveTo: async (moment) => {
      await post("/v1/clock", { to: moment });
    },
    rewards: async (member, type) =>
      (await rewardsOf(member, type)).map(
        ({ state, amount, item, coupon }) => `${state} ${amount ?? item ?? (coupon === undefined ? "" : "coupon")}`,
      ),
    rewardOf: async (member, type) => (await rewardsOf(member, type))[0],
    wallet: async (member) => {
      const [unit] = (await get(`/v1/wallets/${member}`)).units;
      return unit === undefined ? undefined : { pending: unit.pending, available: unit.available, debt: unit.debt };
    },
    referral: async (friend) => (await get(`/v1/referrals?friend=${friend}`)).data[0],
    summary: async (member) => (await get(`/v1/members/${member}/summary`)).programs[0],
    portal: async (member) => (await get(`/v1/members/${member}/summary?program=${handle}&lang=en`)).portal,
    explain: async ({ id }, language = "en") => (await get(`/v1/events/${id}/explanation?lang=${language}`)).sentences.join("\n"),
    publish: async (document) => {
      await call("PUT", `/v1/programs/${handle}/draft`, document, { "content-type": "application/yaml" });
      return call("POST", `/v1/programs/${handle}/publish`, {});
    },
    republish: (file) => publish(call, "PUT", `/v1/programs/${handle}/draft`, handle, documentOf(file, handle)),
  };
}
