/** From a declaration to a route: limits, authentication, validation, description, and the handler. */
import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestAsyncHookHandler, onRequestHookHandler, RouteOptions } from "fastify";
import type { TSchema } from "typebox";
import type { App } from "../app.js";
import { AppError } from "../errors.js";
import { authenticate, authorize } from "./authenticate.js";
import { parseLanguage } from "./language.js";
import { describeOperation } from "./openapi.js";
import { makeRateLimiter, type RateLimiter, subscriberOf } from "./rate-limit.js";
import type { BodyType, Caller, Context, Http, Role, RouteDeclaration, RouteEntry } from "./route.js";
import { dataHeaders } from "./security-headers.js";
import { closeSchema, compileValidator, type JsonSchema, type RequestPart } from "./validation.js";

declare module "fastify" {
  interface FastifyRequest {
    caller: Caller | null;
  }
  interface FastifyContextConfig {
    bodyTypes?: readonly BodyType[];
    /** Bodies may be compressed, and inflate to at most so much. */
    inflatedBytesMax?: number;
  }
}

interface Limiters {
  secret: RateLimiter;
  publishable: RateLimiter;
  anonymous: RateLimiter;
}

const defaultBodyLimitBytes = 64 * 1024;
const keyPattern = /^[\x21-\x7e]{1,255}$/;
const anonymous: Caller = { role: "anonymous" };
const crossOriginHeaders = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers": "retry-after, idempotent-replayed, ratelimit-limit, ratelimit-remaining, ratelimit-reset",
};

/** The route helper of this server. */
export function makeHttp(server: FastifyInstance, app: App): Http {
  const routes: RouteEntry[] = [];
  const crossOriginUrls = new Set<string>();
  const { rates } = app.config;
  const limiters: Limiters = {
    secret: makeRateLimiter(rates.secret),
    publishable: makeRateLimiter(rates.publishable),
    anonymous: makeRateLimiter(rates.anonymous),
  };
  server.decorateRequest("caller", null);
  server.setSerializerCompiler(() => (value) => JSON.stringify(value));

  return {
    routes,
    route(declaration) {
      const { method, url, access, takesKey = false, hidden = false } = declaration;
      assertScoped(url, access);
      routes.push({ method, url, access, takesKey: takesKey !== false, hidden });
      server.route(routeOptions(app, limiters, declaration as unknown as RouteDeclaration<Role, TSchema, TSchema, TSchema>));
      if (isCrossOrigin(access) && !crossOriginUrls.has(url)) {
        crossOriginUrls.add(url);
        server.route({ method: "OPTIONS", url, schema: { hide: true } as object, handler: answerPreflight });
      }
    },
  };
}

/** A route that takes secret keys must say which scope it needs, so that none is open by having been forgotten. */
function assertScoped(url: string, { roles, scope }: RouteEntry["access"]): void {
  if (roles.includes("secret") && scope === undefined) throw new Error(`${url} takes secret keys and names no scope.`);
}

function routeOptions(app: App, limiters: Limiters, declaration: RouteDeclaration<Role, TSchema, TSchema, TSchema>): RouteOptions {
  const { method, url, access, schema, takesKey = false, bodyTypes, bodyLimitBytes = defaultBodyLimitBytes, takesGzip = false } = declaration;
  const parts: Partial<Record<RequestPart, JsonSchema>> = {};
  for (const part of ["params", "querystring", "body"] as const) if (schema[part] !== undefined) parts[part] = closeSchema(schema[part]);
  const validated = { ...parts };
  if (schema.describedBody !== undefined) parts.body = closeSchema(schema.describedBody);
  if (parts.body !== undefined && declaration.example !== undefined) parts.body.examples = [declaration.example];
  return {
    method,
    url,
    bodyLimit: bodyLimitBytes,
    config: { bodyTypes, ...(takesGzip ? { inflatedBytesMax: bodyLimitBytes } : {}) },
    schema: { ...describeOperation(declaration), ...parts },
    validatorCompiler: ({ httpPart }) => validatorOf(validated, httpPart as RequestPart | "headers"),
    onRequest: access.roles.includes("anonymous") ? admitAnyone(app, limiters, url, access.openToPages === true) : admitCaller(app, limiters, access),
    handler: async (request, reply) => {
      const result = await declaration.handler(contextOf(request, reply, takesKey));
      // A stream of which the caller has had enough leaves its answer begun and unsent.
      if (result === undefined && !reply.sent && !reply.raw.headersSent) return reply.code(204).send();
      return result;
    },
  };
}

/** Headers are read where they are needed. */
function validatorOf(schemas: Partial<Record<RequestPart, JsonSchema>>, part: RequestPart | "headers") {
  const schema = part === "headers" ? undefined : schemas[part];
  return schema === undefined ? (value: unknown) => ({ value }) : compileValidator(schema, part as RequestPart);
}

/** Without a promise: the busiest path of all goes through it. Watchdogs are never turned away. */
function admitAnyone(app: App, limiters: Limiters, url: string, isOpenToPages: boolean): onRequestHookHandler {
  const isLimited = url !== "/health" && limiters.anonymous.perSecond > 0;
  return (request, reply, done) => {
    request.caller = anonymous;
    if (isOpenToPages) reply.headers(dataHeaders).headers(crossOriginHeaders);
    try {
      if (isLimited) limit(limiters.anonymous, subscriberOf(request.ip), app, reply, false);
      done();
    } catch (error) {
      done(error as Error);
    }
  };
}

function admitCaller(app: App, limiters: Limiters, access: RouteEntry["access"]): onRequestAsyncHookHandler {
  const isOpenToPages = isCrossOrigin(access);
  return async (request, reply) => {
    reply.headers(dataHeaders);
    if (isOpenToPages) reply.headers(crossOriginHeaders);
    request.caller = await authenticateLimited(app, limiters, request, reply, access.basic === true);
    authorize(request.caller, access, request.params);
  };
}

/** Keys are counted by key, browsers by where they are; what proves nothing counts against its address, so that guessing is slow. */
async function authenticateLimited(app: App, limiters: Limiters, request: FastifyRequest, reply: FastifyReply, takesBasic: boolean): Promise<Caller> {
  let caller: Caller;
  try {
    caller = await authenticate(app, request, takesBasic);
  } catch (error) {
    if (error instanceof AppError && error.status === 401) limit(limiters.anonymous, `401 ${subscriberOf(request.ip)}`, app, reply, true);
    throw error;
  }
  if (caller.role === "secret") limit(limiters.secret, caller.keyId, app, reply, true);
  else limit(limiters.publishable, subscriberOf(request.ip), app, reply, true);
  return caller;
}

function limit(limiter: RateLimiter, name: string, app: App, reply: FastifyReply, isTold: boolean): void {
  if (limiter.perSecond === 0) return;
  const left = limiter.take(name, app.now());
  if (isTold || left < 0) {
    reply.header("ratelimit-limit", limiter.perSecond).header("ratelimit-remaining", Math.max(0, left)).header("ratelimit-reset", 1);
  }
  if (left < 0)
    throw new AppError("rate_limited", {
      detail: `More than ${limiter.perSecond} calls came in one second; send fewer at once.`,
      retryAfterSeconds: 1,
    });
}

function contextOf(request: FastifyRequest, reply: FastifyReply, takesKey: boolean | "optional"): Context<Role, TSchema, TSchema, TSchema> {
  return {
    caller: request.caller ?? anonymous,
    params: request.params,
    query: request.query,
    body: request.body,
    key: takesKey === true || (takesKey === "optional" && "idempotency-key" in request.headers) ? keyOf(request) : "",
    get language() {
      return parseLanguage(request.headers["accept-language"]);
    },
    request,
    reply,
  };
}

function keyOf(request: FastifyRequest): string {
  const key = request.headers["idempotency-key"];
  if (typeof key === "string" && keyPattern.test(key)) return key;
  const problem = key === undefined ? "is missing" : "is not 1 to 255 visible ASCII characters";
  const remedy = "send one that is new for each new request, such as a UUID, and the same one when you repeat it";
  throw new AppError("invalid_request", {
    detail: `The header Idempotency-Key ${problem}; ${remedy}.`,
    errors: [{ path: "Idempotency-Key", problem, remedy }],
  });
}

/** What browsers on the business's own pages call. There are no cookies here, so any origin may. */
function isCrossOrigin({ roles, openToPages }: RouteEntry["access"]): boolean {
  return openToPages === true || roles.includes("publishable") || roles.includes("member");
}

async function answerPreflight(_request: FastifyRequest, reply: FastifyReply): Promise<void> {
  await reply
    .code(204)
    .headers({
      "access-control-allow-origin": "*",
      "access-control-allow-methods": "GET, POST, PUT, DELETE",
      "access-control-allow-headers": "authorization, content-type, idempotency-key, accept-language",
      "access-control-max-age": "86400",
    })
    .send();
}
