/** The client of Bandwagon's API, for Node.js and browsers. */
import { addressOf } from "./address.js";
import { eventMethods, factMethods, visitMethods } from "./events.js";
import { keyedOperations } from "./generated/keyed-operations.js";
import type { components } from "./generated/schema.js";
import { memberMethods, referralMethods } from "./members.js";
import type { Method, Request, WriteOptions } from "./operation.js";
import { clockMethods, programMethods } from "./programs.js";
import { send, type Transport } from "./send.js";
import { couponMethods, payoutMethods, redemptionMethods, rewardMethods, walletMethods } from "./value.js";
import { webhookEndpointMethods } from "./webhook-endpoints.js";

/** What the API answers with, by name: `Schemas["Member"]`. */
export type Schemas = components["schemas"];
export { BandwagonError, type FieldError } from "./bandwagon-error.js";
export type { BandwagonEvent, BatchEventResult, EventLine, EventMember, EventResult, KeyedEvent } from "./event.js";
export type { BodyOf, CallOptions, Method, PathOf, QueryOf, ReplyOf, Request, RequestOptions, WriteOptions } from "./operation.js";
export type { FollowOptions, Page } from "./pages.js";

export interface BandwagonOptions {
  /** Where the API answers: `https://refer.example`. */
  url: string;
  /** A secret key on a server; in a page a publishable key, or a member's token or session. A function is asked before every attempt's call, so that a token can be renewed. */
  key: string | (() => string | Promise<string>);
  /** Another `fetch`; the platform's own, if left out. */
  fetch?: typeof fetch;
  /** For each attempt; 30 s, if left out. */
  timeoutMs?: number;
  /** How often a call is repeated at most, when it can be done safely; 4, if left out. */
  retries?: number;
}

export type Bandwagon = ReturnType<typeof createBandwagon>;

/**
 * A client. Every writing call carries a key, given or made once, and is repeated with it while there is no answer, or one of 408, 429, 502, 503 and 504.
 * What could be done twice is never repeated. Whatever is not a success is thrown as a `BandwagonError`.
 */
export function createBandwagon({ url, key, fetch: givenFetch, timeoutMs = 30_000, retries = 4 }: BandwagonOptions) {
  assertAddress(url);
  if (typeof key !== "function") assertKey(key);
  // Called without an object before it, as browsers demand.
  const transport: Transport = { fetch: givenFetch ?? ((input, init) => fetch(input, init)), timeoutMs, retries };
  const request = (async (method: Method, path: string, options: CallDetails = {}) => {
    const { params, query, body, key: givenKey, language, signal } = options;
    const isKeyed = keyedOperations.has(`${method} ${path}`);
    const callKey = isKeyed ? (givenKey ?? crypto.randomUUID()) : undefined;
    if (callKey !== undefined && !/^[\x21-\x7e]{1,255}$/.test(callKey))
      throw new TypeError("A key is 1 to 255 visible ASCII characters, without blanks.");
    return send(transport, {
      method,
      address: addressOf(url, path, params, query),
      headers: { ...headersOf(body, callKey, language), authorization: `Bearer ${typeof key === "string" ? key : await renewed(key)}` },
      body: body === undefined || typeof body === "string" ? body : JSON.stringify(body),
      key: callKey ?? keyIn(body),
      isRepeatable: isKeyed || isHarmless(method, path, query),
      signal,
    });
  }) as Request;
  return {
    /** Every operation of the API, by its method and its address as the API's description writes it. */
    request,
    events: eventMethods(request),
    visits: visitMethods(request),
    members: memberMethods(request),
    referrals: referralMethods(request),
    rewards: rewardMethods(request),
    wallets: walletMethods(request),
    redemptions: redemptionMethods(request),
    coupons: couponMethods(request),
    payouts: payoutMethods(request),
    programs: programMethods(request),
    facts: factMethods(request),
    clock: clockMethods(request),
    webhookEndpoints: webhookEndpointMethods(request),
  };
}

interface CallDetails extends WriteOptions {
  params?: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
}

/** What takes no key in its header and may be repeated all the same: it changes nothing, or its body says what it is about. */
const harmless = new Set([
  "POST /v1/events",
  "POST /v1/visits",
  "POST /v1/members/{externalId}/sign-in-links",
  "DELETE /v1/members/{externalId}/sessions",
  "POST /v1/coupons/validate",
  "POST /v1/programs/validate",
  "POST /v1/programs/{program}/validate",
  "POST /v1/programs/{program}/simulate",
  "PUT /v1/programs/{program}/draft",
]);

function isHarmless(method: Method, path: string, query: Record<string, unknown> | undefined): boolean {
  // A draft that is replaced only at a certain revision is no longer at that one the second time.
  return method === "GET" || (harmless.has(`${method} ${path}`) && query?.revision === undefined);
}

/** The key of an event is in its body. */
function keyIn(body: unknown): string | undefined {
  return typeof body === "object" && body !== null && "key" in body && typeof body.key === "string" ? body.key : undefined;
}

function headersOf(body: unknown, key: string | undefined, language: string | undefined): Record<string, string> {
  return {
    accept: "*/*",
    ...(body === undefined ? {} : { "content-type": typeof body === "string" ? "application/yaml" : "application/json" }),
    ...(key === undefined ? {} : { "idempotency-key": key }),
    ...(language === undefined ? {} : { "accept-language": language }),
  };
}

async function renewed(key: () => string | Promise<string>): Promise<string> {
  const text = await key();
  assertKey(text);
  return text;
}

function assertKey(key: string): void {
  // In plain JavaScript a missing setting arrives as undefined.
  if (typeof key !== "string" || !/^[A-Za-z0-9._-]+$/.test(key))
    throw new TypeError("key is not an API key or a member's token; check where it comes from.");
  if ("document" in globalThis && /^bw_(live|test)_/.test(key)) {
    throw new TypeError("A secret key in a page is everybody's: use a publishable key or a member's token here, and rotate this one.");
  }
}

function assertAddress(url: string): void {
  if (!/^https?:\/\/[^?#\s]+$/.test(url))
    throw new TypeError(`url is ${JSON.stringify(url)}; give the address where the API answers, such as https://refer.example.`);
}
