/** What happens: events told, visits, facts read. */
import type { BandwagonEvent, BatchEventResult, EventResult, KeyedEvent } from "./event.js";
import type { BodyOf, CallOptions, QueryOf, Request } from "./operation.js";
import { type FollowOptions, follow, walk } from "./pages.js";

const batchMax = 1000;

export function eventMethods(request: Request) {
  const sendBatch = async (events: KeyedEvent[], options?: CallOptions) =>
    ((await request("POST", "/v1/events", { body: { events }, ...options })) as { results: BatchEventResult[] }).results;
  return {
    /** Tells one event. The answer says what came of it and why; an event that earns nothing is no error. */
    send: async (event: BandwagonEvent, options?: CallOptions) => {
      const body: KeyedEvent = { ...event, key: event.key ?? crypto.randomUUID() };
      return (await request("POST", "/v1/events", { body, ...options })) as EventResult;
    },
    /**
     * Tells any number of events, 1,000 a call, one call after the other. Results are in the order of the events, and a bad one never fails the others.
     * When it throws, some may have been told: tell them all again, with their keys.
     */
    sendMany: async (events: readonly KeyedEvent[], options?: CallOptions): Promise<BatchEventResult[]> => {
      const results: BatchEventResult[] = [];
      for (let from = 0; from < events.length; from += batchMax) results.push(...(await sendBatch(events.slice(from, from + batchMax), options)));
      return results;
    },
    /** Why an event had the result that it had: the decision's steps, as data and as sentences. */
    explain: (id: string, options?: CallOptions) =>
      request("GET", "/v1/events/{id}/explanation", { params: { id }, query: { lang: options?.language }, ...options }),
  };
}

export function visitMethods(request: Request) {
  return {
    /** Notes a visit, with a publishable key: for pages that a link or code leads to directly. The same visitor and code within a half-hour are one visit. */
    record: (visit: BodyOf<"POST", "/v1/visits">, options?: CallOptions) => request("POST", "/v1/visits", { body: visit, ...options }),
  };
}

export function factMethods(request: Request) {
  const page = (query: QueryOf<"GET", "/v1/facts"> = {}, options?: CallOptions) => request("GET", "/v1/facts", { query, ...options });
  const load = (options: CallOptions) => (cursor: string | undefined) => page({ cursor, limit: 100 }, options);
  return {
    /** One page of what happened, in order. */
    page,
    /** All that has happened since the cursor, to the end of the feed. */
    each: ({ cursor, ...options }: { cursor?: string } & CallOptions = {}) => walk(load(options), cursor),
    /** Page after page for ever; keep each one's `nextCursor` when it has been worked through, and begin there after a restart. */
    follow: (options: FollowOptions = {}) => follow(load(options), options),
  };
}
