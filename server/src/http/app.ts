/** The HTTP side: one Fastify instance with every route. */
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import type { App } from "../app.js";
import { errorCatalogue } from "../errors.js";
import { makeHttp } from "./add-route.js";
import { addBodyParsers } from "./body-parsers.js";
import { addOpenApi } from "./openapi.js";
import { sendNotFoundPage } from "./pages/not-found.js";
import { handleError, sendProblem } from "./problem.js";
import type { Http, RouteEntry } from "./route.js";
import { addRoutes } from "./routes.js";
import { addTransportHeader } from "./security-headers.js";
import { closeUnusedConnections } from "./unused-connections.js";

export interface HttpServer {
  server: FastifyInstance;
  http: Http;
}

/** The routes, ready to listen. Closing it turns new requests away, lets those that run finish, and then calls `onClosed`. */
export async function buildHttp(app: App, onClosed?: () => Promise<void>): Promise<FastifyInstance> {
  return (await buildHttpServer(app, onClosed)).server;
}

/** As `buildHttp`, with the list of routes beside it. */
export async function buildHttpServer(app: App, onClosed?: () => Promise<void>): Promise<HttpServer> {
  const nextRequestId = makeRequestIds(app);
  const server = Fastify({
    loggerInstance: app.log,
    logController: new Fastify.LogController({ disableRequestLogging: true }),
    forceCloseConnections: "idle",
    trustProxy: app.config.trustProxy.length === 0 ? false : app.config.trustProxy,
    requestIdHeader: false,
    genReqId: nextRequestId,
    requestTimeout: 60_000,
    routerOptions: { maxParamLength: 500, ignoreTrailingSlash: false, caseSensitive: true },
  }) as unknown as FastifyInstance;
  server.setErrorHandler(handleError);
  closeUnusedConnections(server);
  addBodyParsers(server);
  await addOpenApi(server);
  const http = makeHttp(server, app);
  server.setNotFoundHandler((request, reply) => answerUnknownAddress(http.routes, request, reply));
  if (app.config.publicUrl.startsWith("https:")) {
    server.addHook("onRequest", async (_request, reply) => addTransportHeader(reply, app.config.publicUrl));
  }
  addRoutes(server, http, app);
  server.addHook("onClose", async () => {
    await app.visits.drain();
    await onClosed?.();
  });
  await server.ready();
  return { server, http };
}

/** One random part a process and a number: unique, and costs nothing a request. */
function makeRequestIds(app: App): () => string {
  const prefix = app.newId("req");
  let count = 0;
  return () => `${prefix}${(++count).toString(36)}`;
}

/** 405 where another method would do, a page for people, a problem for programs. */
function answerUnknownAddress(routes: readonly RouteEntry[], request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const [path = "/"] = request.url.split("?");
  const allowed = routes.filter((route) => patternOf(route.url).test(path)).map(({ method }) => method);
  if (allowed.length > 0) {
    reply.header("allow", [...new Set(allowed)].join(", "));
    const detail = `This address takes ${[...new Set(allowed)].join(", ")}, not ${request.method}.`;
    return sendProblem(reply, { ...errorCatalogue.method_not_allowed, code: "method_not_allowed", detail });
  }
  const isPerson = !path.startsWith("/v1/") && (request.headers.accept ?? "").includes("text/html");
  if (isPerson) return sendNotFoundPage(request, reply);
  return sendProblem(reply, {
    ...errorCatalogue.not_found,
    code: "not_found",
    title: "There is nothing at this address.",
    detail: "Check the address; the API is described at /docs/api.",
  });
}

function patternOf(url: string): RegExp {
  return new RegExp(`^${url.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/:[A-Za-z]+/g, "[^/]+")}$`);
}
