/** The description of the API (OpenAPI 3.1), made from the routes' declarations. */
import swagger from "@fastify/swagger";
import type { FastifyInstance, FastifySchema } from "fastify";
import Type, { type TSchema } from "typebox";
import { type ErrorCode, errorCatalogue } from "../errors.js";
import { contentTypes } from "./body-parsers.js";
import type { Role, RouteDeclaration } from "./route.js";
import { namedSchemas } from "./schemas/shapes.js";

const problemSchema = Type.Object(
  {
    type: Type.String({ description: "A name for the kind of problem, as a URN." }),
    title: Type.String({ description: "The kind of problem in words; always the same for a code." }),
    status: Type.Integer(),
    code: Type.String({ description: "Stable: decide by this one." }),
    detail: Type.String({ description: "What is wrong here and what to do." }),
    errors: Type.Optional(
      Type.Array(
        Type.Object({
          path: Type.String({ description: "Where: a JSON Pointer into the body, ?name of the query, {name} of the address, or a header." }),
          problem: Type.String(),
          remedy: Type.String(),
        }),
        { description: "Everything that is wrong, where more than one thing can be." },
      ),
    ),
    requestId: Type.String({ description: "Name it when you ask for help; the log has it." }),
  },
  { $id: "Problem", description: "What went wrong (RFC 9457)." },
);

/** The groups of operations, in the order in which they are read. */
const apiTags: readonly { name: string; description: string }[] = [
  { name: "Events", description: "What happened in the shop, and what came of it." },
  { name: "Segment", description: "The Segment HTTP tracking protocol, so that its clients work unchanged." },
  { name: "Explanations", description: "Why things are as they are, as data and in plain words." },
  { name: "Social proof", description: "What members say, and what everybody may see of a program." },
  { name: "Pictures", description: "What was uploaded to be looked at." },
  { name: "Sign-in", description: "How members come to be signed in: links that work once, and sessions." },
  { name: "Members", description: "People by the business's own id, with what they share." },
  { name: "Feedback", description: "What members write to the business, and its answers." },
  { name: "Visits", description: "Opened links, from pages that note them themselves." },
  { name: "Programs", description: "Documents, their drafts and versions, and what runs." },
  { name: "Rehearsal", description: "What would happen, and what would have happened, without a write." },
  { name: "Referrals", description: "Who recommended whom, how far it has come, and reviews." },
  { name: "Rewards", description: "What was given, and what can be done with it." },
  { name: "Wallets", description: "Credit, points and other units of a member." },
  { name: "Coupons", description: "Coupons at the till." },
  { name: "Leaderboards", description: "Rankings of members, and where each of them stands." },
  { name: "Contests", description: "What members hand in, who judges it, and who wins." },
  { name: "Draws", description: "Who has tickets, who wins, and how everybody can verify it." },
  { name: "Waiting list", description: "Who waits for a program to let them in, and letting them in." },
  { name: "Payouts", description: "Cash that is due." },
  { name: "Facts", description: "A feed of what happened." },
  { name: "Webhooks", description: "The same facts, sent to your servers." },
  { name: "Exports", description: "Tables for spreadsheets." },
  { name: "Exchange rates", description: "What other currencies are worth in those of the programs." },
  { name: "Test clock", description: "The time of a test workspace." },
  { name: "Workspace", description: "Which workspace a key belongs to." },
  { name: "Keys", description: "Secret, publishable and signing keys." },
  { name: "Operating", description: "For watchdogs and load balancers." },
];

const keyHeader = {
  type: "object",
  properties: {
    "Idempotency-Key": {
      type: "string",
      minLength: 1,
      maxLength: 255,
      description:
        "Names this request: the same key and request again gives the same answer and has no further effect; the same key with another request is a 409.",
    },
  },
  required: ["Idempotency-Key"],
};

const security: Partial<Record<Role, Record<string, string[]>>> = {
  secret: { secretKey: [] },
  publishable: { publishableKey: [] },
  member: { memberToken: [] },
};

/** Before any route: from here on each declaration becomes an operation. */
export async function addOpenApi(server: FastifyInstance): Promise<void> {
  for (const schema of [problemSchema, ...namedSchemas]) server.addSchema(schema);
  await server.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Bandwagon API",
        version: "1",
        description:
          "Self-hosted, gamified customer referral programs. JSON over HTTP under /v1. Amounts are decimal texts in major units, times are ISO 8601 in UTC. " +
          "Every writing call takes an `Idempotency-Key` (events have a `key` of their own), so that anything may be sent again. Lists page by `cursor`. Errors are problem+json with a stable `code`. " +
          "Bodies: at most 64 kB unless an operation says otherwise. Rates, a second: 10,000 a secret key; 50 an address with publishable keys and members' tokens (the operator may set others).",
        license: { name: "Apache-2.0", identifier: "Apache-2.0" },
      },
      servers: [{ url: "/", description: "This server." }],
      tags: [...apiTags],
      components: {
        securitySchemes: {
          secretKey: {
            type: "http",
            scheme: "bearer",
            description: "A secret key, bw_live_… or bw_test_…, of a server.",
          },
          basicKey: {
            type: "http",
            scheme: "basic",
            description: "A secret key as the user name, the password empty: as clients of the Segment protocol send their write key.",
          },
          publishableKey: {
            type: "http",
            scheme: "bearer",
            description: "A publishable key, bw_pub_live_… or bw_pub_test_…: visits and public data of programs only. May be seen by anyone.",
          },
          memberToken: {
            type: "http",
            scheme: "bearer",
            bearerFormat: "JWT",
            description:
              "A member's token, signed by your server: HS256 with the secret of a signing key; header kid = the key's id; claims sub = your id of the member, aud = the workspace's id, exp = at most 15 minutes ahead.",
          },
        },
      },
    },
    refResolver: { buildLocalReference: (json, _base, _fragment, i) => (typeof json.$id === "string" ? json.$id : `def-${i}`) },
  });
}

interface Parameter {
  required?: boolean;
  schema?: { default?: unknown };
}

/** The document. Call it when all routes are there and the server is ready. */
export function openApiDocument(server: FastifyInstance): Record<string, unknown> {
  const document = JSON.parse(JSON.stringify(server.swagger())) as { paths: Record<string, Record<string, { parameters?: Parameter[] }>> };
  const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
  for (const parameter of operations.flatMap(({ parameters = [] }) => parameters)) {
    // A handler always has a parameter with a default, so its schema says that it is there; who calls need not send it.
    if (parameter.schema?.default !== undefined) parameter.required = false;
  }
  return document;
}

/** A route's part of the description, in the form that Fastify's plugin reads. */
export function describeOperation(declaration: RouteDeclaration<Role, TSchema, TSchema, TSchema>): FastifySchema {
  if (declaration.hidden === true) return { hide: true } as FastifySchema;
  const { method, url, access, schema, takesKey = false, bodyTypes } = declaration;
  const allowed = access.roles.map((role) => security[role]).filter((scheme) => scheme !== undefined);
  if (access.basic === true) allowed.push({ basicKey: [] });
  const scope = access.scope ? ` A secret key needs the scope \`${access.scope}\`.` : "";
  const isAnswered = Object.keys(schema.response ?? {}).some((status) => Number(status) < 300);
  return {
    operationId: operationIdOf(method, url),
    summary: schema.summary,
    description: schema.description + scope,
    tags: [...schema.tags],
    security: allowed,
    ...(bodyTypes === undefined
      ? {}
      : { consumes: bodyTypes.flatMap((type) => (type === "picture" ? contentTypes[type] : contentTypes[type].slice(0, 1))) }),
    ...(takesKey === false ? {} : { headers: takesKey === true ? keyHeader : { ...keyHeader, required: [] } }),
    response: { ...(isAnswered ? {} : { 200: { description: "Done." } }), ...schema.response, ...problemResponses(declaration) },
  } as FastifySchema;
}

function problemResponses({ method, access, schema }: RouteDeclaration<Role, TSchema, TSchema, TSchema>): Record<number, unknown> {
  const isOpen = access.roles.includes("anonymous");
  const codes: ErrorCode[] = ["invalid_request"];
  if (!isOpen) codes.push("unauthenticated", "forbidden");
  codes.push("not_found");
  if (method !== "GET") codes.push("conflict", "payload_too_large", "unsupported_media_type", "unprocessable");
  codes.push(...(schema.problems ?? []));
  codes.push("rate_limited", "internal", "unavailable");
  const responses: Record<number, unknown> = {};
  for (const code of codes) {
    const { status, title } = errorCatalogue[code];
    if (schema.response?.[status] === undefined) {
      responses[status] = { description: title, content: { "application/problem+json": { schema: { $ref: "Problem#" } } } };
    }
  }
  return responses;
}

/** `PUT /v1/members/:externalId` is `put_members_externalId`: stable, and a name in every language. */
function operationIdOf(method: string, url: string): string {
  const words = url
    .replace(/^\/v1\//, "/")
    .split(/[/:.]+/)
    .filter((word) => word !== "");
  return [method.toLowerCase(), ...words].join("_").replaceAll("-", "_");
}
