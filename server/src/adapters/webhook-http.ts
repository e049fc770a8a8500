/** Sends webhooks: to addresses that were checked, with limits on everything that a receiver can do. */
import { lookup, Resolver } from "node:dns/promises";
import { type Agent, type ClientRequest, Agent as HttpAgent, request as httpRequest, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest, type RequestOptions } from "node:https";
import { isIPv4, type LookupFunction } from "node:net";
import { urlToHttpOptions } from "node:url";
import { errorOf, RefusedAddressError, type WebhookError } from "./webhook-error.js";
import { type Allowance, allowanceOf, isListed, literalOf, mayConnect, parseTarget, type Refusal } from "./webhook-target.js";

/** What came of an attempt. It succeeded if there is a status from 200 to 299 and no error. */
export interface WebhookReply {
  status: number | null;
  error: WebhookError | null;
  /** The start of the answer's body. */
  answer: string;
  /** What the receiver asked to wait; 0 if it did not. */
  retryAfterMs: number;
  durationMs: number;
}

export interface WebhookHttp {
  /** Why nothing may be sent to this address, or undefined. Its name is resolved. */
  findRefusal(url: string): Promise<Refusal | undefined>;
  /** One attempt. Never rejects. */
  post(url: string, headers: Record<string, string>, body: string): Promise<WebhookReply>;
  /** Ends connections that are kept for the next attempt. */
  close(): void;
}

export interface WebhookHttpSettings {
  /** Hosts, host:port and networks besides what is public, as in WEBHOOK_ALLOW. */
  allow: readonly string[];
  timeoutMs?: number;
  /** All addresses of a name. */
  resolve?(hostname: string, isListed: boolean): Promise<string[]>;
}

export const ATTEMPT_MS_MAX = 20_000;
export const ANSWER_BYTES_MAX = 16 * 1024;
export const ANSWER_BYTES_KEPT = 2 * 1024;
const idleMsMax = 4000;
const ROUTES_KEPT = 1000;

/** A client for webhooks. Redirects are not followed, proxies and cookies not used, and no name is resolved between the check of an address and its use. */
export function makeWebhookHttp({ allow, timeoutMs = ATTEMPT_MS_MAX, resolve = resolver() }: WebhookHttpSettings): WebhookHttp {
  const allowance = allowanceOf(allow);
  const agentOptions = { keepAlive: true, timeout: idleMsMax, scheduling: "lifo" } as const;
  const agents: Record<string, Agent> = { "http:": new HttpAgent(agentOptions), "https:": new HttpsAgent(agentOptions) };

  async function addressesOf(url: URL): Promise<string[]> {
    const literal = literalOf(url);
    return literal === undefined ? resolve(url.hostname, isListed(url, allowance)) : [literal];
  }

  /** What a request to the address needs, or undefined where nothing may be sent; names are resolved with each connection, and checked then. */
  function routeTo(text: string): RequestOptions | undefined {
    const target = parseTarget(text, allowance);
    if ("refusal" in target) return undefined;
    const { url } = target;
    return {
      ...urlToHttpOptions(url),
      method: "POST",
      agent: agents[url.protocol],
      lookup: checkedLookup(url, allowance, addressesOf),
      rejectUnauthorized: true,
    };
  }
  const routes = new Map<string, RequestOptions | undefined>();
  function knownRouteTo(text: string): RequestOptions | undefined {
    if (!routes.has(text)) {
      if (routes.size >= ROUTES_KEPT) routes.clear();
      routes.set(text, routeTo(text));
    }
    return routes.get(text);
  }

  return {
    async findRefusal(text) {
      const target = parseTarget(text, allowance);
      if ("refusal" in target) return target.refusal;
      const addresses = await addressesOf(target.url).catch(() => []);
      return addresses.length === 0 ? unresolved : mayConnect(addresses, target.url, allowance) ? undefined : internal;
    },
    post(text, headers, body) {
      const route = knownRouteTo(text);
      return route === undefined ? Promise.resolve(failure("address_refused")) : attempt({ ...route, headers }, body, timeoutMs);
    },
    close() {
      for (const agent of Object.values(agents)) agent.destroy();
    },
  };
}

const unresolved: Refusal = { problem: "names a host that has no address", remedy: "check its spelling, or publish the name first" };
const internal: Refusal = {
  problem: "leads into an internal network",
  remedy: "name a host that the internet can reach; the operator can allow others with WEBHOOK_ALLOW",
};

/** Node connects to what this gives, and asks nobody else. A host that is written as an address was checked with its URL. */
function checkedLookup(url: URL, allowance: Allowance, addressesOf: (url: URL) => Promise<string[]>): LookupFunction {
  return (_hostname, { all }, callback) => {
    addressesOf(url).then(
      (addresses) => {
        const found = addresses.map((address) => ({ address, family: isIPv4(address) ? 4 : 6 }));
        const [first] = found;
        if (first === undefined || !mayConnect(addresses, url, allowance)) callback(new RefusedAddressError(), "");
        else if (all) callback(null, found);
        else callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, ""),
    );
  };
}

/** Names are asked of the DNS directly: the system's resolver has few threads, and slow names would keep the others waiting. It knows the names of this machine and its network, which only the operator can list. */
function resolver(): (hostname: string, isListed: boolean) => Promise<string[]> {
  const dns = new Resolver({ timeout: 3000, tries: 2 });
  return async (hostname, listed) => {
    if (listed) return (await lookup(hostname, { all: true })).map(({ address }) => address);
    const answers = await Promise.allSettled([dns.resolve4(hostname), dns.resolve6(hostname)]);
    const addresses = answers.flatMap((answer) => (answer.status === "fulfilled" ? answer.value : []));
    const [failed] = answers.filter((answer) => answer.status === "rejected");
    if (addresses.length === 0) throw failed?.reason ?? new RefusedAddressError();
    return addresses;
  };
}

/** One attempt within the time. */
function attempt(options: RequestOptions, body: string, timeoutMs: number): Promise<WebhookReply> {
  const begun = performance.now();
  return new Promise((resolve) => {
    let request: ClientRequest | undefined;
    const finish = (reply: WebhookReply): void => {
      clearTimeout(timer);
      resolve({ ...reply, durationMs: Math.round(performance.now() - begun) });
    };
    const timer = setTimeout(() => {
      finish(failure("timeout"));
      request?.destroy();
    }, timeoutMs);
    const send = (agent: RequestOptions["agent"]): void => {
      try {
        request = open({ ...options, agent }, finish, () => send(false));
        request.end(body);
      } catch (error) {
        finish(failure(errorOf(error as NodeJS.ErrnoException)));
      }
    };
    send(options.agent);
  });
}

/** The request, on its way. A kept connection that the receiver had just closed is worth another one (`onStale`): nothing of the request had been taken. */
function open(options: RequestOptions, finish: (reply: WebhookReply) => void, onStale: () => void): ClientRequest {
  const request = options.protocol === "https:" ? httpsRequest(options) : httpRequest(options);
  let isAnswered = false;
  request.on("response", (response) => {
    isAnswered = true;
    readReply(response, finish);
  });
  request.on("upgrade", (_response, socket) => {
    socket.destroy();
    finish(failure("malformed"));
  });
  request.on("error", (error: NodeJS.ErrnoException) => {
    // Once it has begun, the answer tells itself how it ended.
    if (isAnswered) return;
    const isStale = request.reusedSocket && (error.code === "ECONNRESET" || error.code === "EPIPE");
    if (isStale) onStale();
    else finish(failure(errorOf(error)));
  });
  return request;
}

function readReply(response: IncomingMessage, finish: (reply: WebhookReply) => void): void {
  const status = response.statusCode ?? 0;
  const retryAfterMs = parseRetryAfter(response.headers["retry-after"], Date.now());
  const kept: Buffer[] = [];
  let bytes = 0;
  const reply = (error: WebhookError | null): WebhookReply => ({ status, error, answer: textOf(Buffer.concat(kept)), retryAfterMs, durationMs: 0 });
  response.on("data", (chunk: Buffer) => {
    if (bytes < ANSWER_BYTES_KEPT) kept.push(chunk.subarray(0, ANSWER_BYTES_KEPT - bytes));
    bytes += chunk.length;
    if (bytes <= ANSWER_BYTES_MAX) return;
    // The status is known; what follows is of no interest, and may have no end.
    finish(reply(null));
    response.destroy();
  });
  response.on("end", () => finish(reply(response.complete ? null : "incomplete")));
  response.on("error", () => finish(reply("incomplete")));
  response.on("close", () => finish(reply("incomplete")));
}

/** Seconds or a date; 0 for anything else. */
export function parseRetryAfter(value: string | undefined, now: number): number {
  if (value === undefined) return 0;
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000;
  const at = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} [\d:]{8} GMT$/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? 0 : Math.max(0, at - now);
}

/** As text that the database can keep. */
function textOf(bytes: Buffer): string {
  return bytes.toString("utf8").replaceAll("\0", "\ufffd");
}

function failure(error: WebhookError): WebhookReply {
  return { status: null, error, answer: "", retryAfterMs: 0, durationMs: 0 };
}
