/**
 * The one way to add a route: who may call it, what it takes and what it says about itself stand in one declaration, and authentication, scopes,
 * validation, rate limits, the OpenAPI document and the access matrix are made from it.
 */
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Static, TSchema } from "typebox";
import type { Scope } from "../commands/scopes.js";
import type { Workspace } from "../commands/workspace-directory.js";
import type { ErrorCode } from "../errors.js";
import type { Language } from "./language.js";

export type Role = "anonymous" | "publishable" | "secret" | "member";

/** Who is calling. A member's token or session names the member by the business's own id. */
export type Caller =
  | { role: "anonymous" }
  | { role: "publishable"; keyId: string; workspace: Workspace }
  | { role: "secret"; keyId: string; workspace: Workspace; scopes: readonly string[] }
  | { role: "member"; workspace: Workspace; member: string };

export interface Access<R extends Role> {
  roles: readonly R[];
  /** What a secret key must be allowed to do. Every route that takes secret keys names one, or `null` where any key will do. */
  scope?: Scope | null;
  /** The parameter of the address that holds an external member id: a member is refused for any other member. */
  ownParam?: string;
  /** True: the key is also taken as the user name of basic authentication, as clients of other protocols send it. */
  basic?: true;
  /** True: pages of other sites may call it, though it takes no credentials. What publishable keys and members call is open to them anyway. */
  openToPages?: true;
}

export interface RouteSchema<P extends TSchema, Q extends TSchema, B extends TSchema> {
  summary: string;
  description: string;
  tags: readonly string[];
  params?: P;
  querystring?: Q;
  body?: B;
  /** The body in the API's description, where `body` takes more: the handler then answers each part of it on its own. */
  describedBody?: TSchema;
  /** By status. Errors need not be named: each operation gets those that it can answer with. */
  response?: Record<number, TSchema>;
  /** Errors that do not follow from the route's form: each operation has those of its form anyway. */
  problems?: readonly ErrorCode[];
}

export interface Context<R extends Role, P extends TSchema, Q extends TSchema, B extends TSchema> {
  caller: Extract<Caller, { role: R }>;
  params: Static<P>;
  query: Static<Q>;
  body: Static<B>;
  /** The Idempotency-Key; empty unless the route `takesKey`, and where it may be left out and is. */
  key: string;
  /** The language that the caller prefers, of those that we speak. */
  language: Language;
  request: FastifyRequest;
  reply: FastifyReply;
}

export interface RouteDeclaration<R extends Role, P extends TSchema, Q extends TSchema, B extends TSchema> {
  method: "GET" | "POST" | "PUT" | "DELETE";
  url: string;
  access: Access<R>;
  /** Objects of body and query refuse unknown keys unless their schema says otherwise. Query and parameters are converted to their type, bodies never. */
  schema: RouteSchema<P, Q, B>;
  /** True: the call needs an Idempotency-Key header. `optional`: it may have one, and is safe to repeat without. */
  takesKey?: boolean | "optional";
  /** What the body may be; JSON unless said. */
  bodyTypes?: readonly BodyType[];
  /** 64 kB unless said. */
  bodyLimitBytes?: number;
  /** True: the body may be compressed (Content-Encoding: gzip); the limit counts before and after inflating. */
  takesGzip?: boolean;
  /** Pages and other routes that are not part of the API's description. */
  hidden?: boolean;
  /** An example of the body, for the API's description. */
  example?: unknown;
  /** The value is the JSON reply (200 unless the handler set another status); a handler that replies by itself returns `reply`. */
  handler(context: Context<R, P, Q, B>): unknown;
}

export type BodyType = "json" | "yaml" | "form" | "csv" | "picture";

/** What is known about a route after it was added: the access matrix and the 405 answer read it. */
export interface RouteEntry {
  method: string;
  url: string;
  access: Access<Role>;
  takesKey: boolean;
  hidden: boolean;
}

export interface Http {
  route<R extends Role, P extends TSchema = TSchema, Q extends TSchema = TSchema, B extends TSchema = TSchema>(
    declaration: RouteDeclaration<R, P, Q, B>,
  ): void;
  readonly routes: readonly RouteEntry[];
}
