/** The rules, and the workspace that they are in. */
import type { BodyOf, CallOptions, QueryOf, Request, WriteOptions } from "./operation.js";

/** A program document as an object, or as YAML. */
type Document = BodyOf<"POST", "/v1/programs">;

export function programMethods(request: Request) {
  return {
    /** Keeps a draft and tells what is wrong with it; nothing is in force until it is published. */
    create: (document: Document, options?: WriteOptions) => request("POST", "/v1/programs", { body: document, ...options }),
    /** One page. */
    list: (query: QueryOf<"GET", "/v1/programs"> = {}, options?: CallOptions) => request("GET", "/v1/programs", { query, ...options }),
    /** `program`, here and below, is its handle or its id. */
    get: (program: string, options?: CallOptions) => request("GET", "/v1/programs/{program}", { params: { program }, ...options }),
    draft: (program: string, options?: CallOptions) => request("GET", "/v1/programs/{program}/draft", { params: { program }, ...options }),
    /** Replaces the draft; with a revision only while the draft still has it. */
    saveDraft: (program: string, document: Document, { revision, ...options }: CallOptions & { revision?: number } = {}) =>
      request("PUT", "/v1/programs/{program}/draft", { params: { program }, query: { revision }, body: document, ...options }),
    /** Everything that is wrong with a document, each with its place and the remedy. Keeps nothing. */
    validate: (document: Document, options?: CallOptions) => request("POST", "/v1/programs/validate", { body: document, ...options }),
    /** Publishes the draft as a version that never changes. */
    publish: (program: string, options?: WriteOptions) => request("POST", "/v1/programs/{program}/publish", { params: { program }, ...options }),
    /** What imagined events would bring, with the draft or any version in force; nothing is written. */
    try: (program: string, trial: BodyOf<"POST", "/v1/programs/{program}/try">, { lang, ...options }: CallOptions & { lang?: "en" | "ru" } = {}) =>
      request("POST", "/v1/programs/{program}/try", { params: { program }, query: { lang }, body: trial, ...options }),
    /** What it would bring and cost, played many times by invented people; takes some seconds, and there is one at a time. */
    simulate: (program: string, assumed: BodyOf<"POST", "/v1/programs/{program}/simulate"> = {}, options?: CallOptions) =>
      request("POST", "/v1/programs/{program}/simulate", { params: { program }, body: assumed, ...options }),
    versions: (program: string, query: QueryOf<"GET", "/v1/programs/{program}/versions"> = {}, options?: CallOptions) =>
      request("GET", "/v1/programs/{program}/versions", { params: { program }, query, ...options }),
    diff: (program: string, query: QueryOf<"GET", "/v1/programs/{program}/diff"> = {}, options?: CallOptions) =>
      request("GET", "/v1/programs/{program}/diff", { params: { program }, query, ...options }),
    pause: (program: string, options?: WriteOptions) => request("POST", "/v1/programs/{program}/pause", { params: { program }, ...options }),
    resume: (program: string, options?: WriteOptions) => request("POST", "/v1/programs/{program}/resume", { params: { program }, ...options }),
    end: (program: string, options?: WriteOptions) => request("POST", "/v1/programs/{program}/end", { params: { program }, ...options }),
    /** The terms of a published version, generated from its document; of the one in force unless another is named. */
    terms: (handle: string, query: { version?: number; lang?: "en" | "ru" } = {}, options?: CallOptions) =>
      request("GET", "/v1/programs/{program}/terms", { params: { program: handle }, query, ...options }),
    /** For each version the hash of the secret with which it draws, and the secret once it has been replaced: what `verifyDraw` asks for. */
    chance: (handle: string, query: QueryOf<"GET", "/v1/programs/{program}/chance"> = {}, options?: CallOptions) =>
      request("GET", "/v1/programs/{program}/chance", { params: { program: handle }, query, ...options }),
    /** Its items, and how many are left of what there are only so many of. */
    items: (program: string, options?: CallOptions) => request("GET", "/v1/programs/{program}/items", { params: { program }, ...options }),
    /** There are so many more of an item; whoever waits for it is served. */
    addStock: (program: string, item: string, add: number, { reason, ...options }: WriteOptions & { reason?: string } = {}) =>
      request("POST", "/v1/programs/{program}/items/{item}/stock", { params: { program, item }, body: { add, reason }, ...options }),
    /** What everybody may know of a program; a publishable key will do. */
    public: (handle: string, options?: CallOptions) => request("GET", "/v1/public/programs/{handle}", { params: { handle }, ...options }),
  };
}

export function clockMethods(request: Request) {
  return {
    get: (options?: CallOptions) => request("GET", "/v1/clock", options ?? {}),
    /** Moves the time of a test workspace forward; all that falls due until then is done when the answer comes. */
    move: (to: string | Date, options?: WriteOptions) =>
      request("POST", "/v1/clock", { body: { to: typeof to === "string" ? to : to.toISOString() }, ...options }),
  };
}
