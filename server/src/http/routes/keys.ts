import Type, { type Static } from "typebox";
import type { App } from "../../app.js";
import { type CreatedKey, createKey, type KeyRequest } from "../../commands/create-key.js";
import { revokeKey } from "../../commands/revoke-key.js";
import { rotateKey } from "../../commands/rotate-key.js";
import { allowsScope, type Scope, scopes } from "../../commands/scopes.js";
import { parseInstant } from "../../core/time.js";
import { AppError } from "../../errors.js";
import { findKeys } from "../../queries/list-keys.js";
import { pageFields } from "../fields.js";
import type { Http } from "../route.js";

const Kind = Type.Union([Type.Literal("secret"), Type.Literal("publishable"), Type.Literal("signing")]);
const Moment = Type.Union([Type.String(), Type.Null()]);
const ListedKey = Type.Object({
  id: Type.String(),
  kind: Kind,
  label: Type.String(),
  hint: Type.String({ description: "The last four symbols of the key." }),
  scopes: Type.Array(Type.String()),
  createdAt: Type.String(),
  expiresAt: Moment,
  revokedAt: Moment,
  lastUsedAt: Type.Union([Type.String(), Type.Null()], { description: "To the minute: noted in bulk." }),
});
const NewKey = Type.Object({
  id: Type.String(),
  kind: Kind,
  key: Type.String({ description: "The key itself. It is in this answer and nowhere else." }),
});
const RotatedKey = Type.Object({ ...NewKey.properties, oldExpiresAt: Type.String({ description: "When the old key ends." }) });
const KeyBody = Type.Object({
  kind: Kind,
  label: Type.String({ minLength: 1, maxLength: 100, description: "What people tell the key by: where it is used." }),
  scopes: Type.Optional(
    Type.Array(Type.Union(scopes.map((scope) => Type.Literal(scope))), {
      maxItems: 20,
      description: "What a secret key may do; `*` is everything. Not for other kinds.",
    }),
  ),
  expiresAt: Type.Optional(Type.String({ maxLength: 40, description: "ISO 8601 with offset. Never, unless said." })),
});
const KeyParams = Type.Object({
  keyId: Type.String({ maxLength: 40, description: "The key's id, not the key itself.", examples: ["key_4w8kq2n7c1x9d3b6m5zr"] }),
});
const access = { roles: ["secret"], scope: "keys:write" } as const;
const tags = ["Keys"];
const overlapHoursMax = 24 * 90;
const hourMs = 60 * 60 * 1000;

export function keyRoutes(http: Http, app: App): void {
  http.route({
    method: "GET",
    url: "/v1/keys",
    access,
    schema: {
      summary: "List keys",
      description: "The workspace's keys, newest first; never the keys themselves.",
      tags,
      querystring: Type.Object({
        limit: Type.Optional(pageFields.limit),
        cursor: pageFields.cursor,
      }),
      response: { 200: Type.Object({ data: Type.Array(ListedKey), nextCursor: Moment }) },
    },
    handler: ({ caller, query }) => findKeys(app.db, caller.workspace.id, query.limit ?? 25, query.cursor),
  });

  http.route({
    method: "POST",
    url: "/v1/keys",
    access,
    takesKey: true,
    schema: {
      summary: "Make a key",
      description:
        "A secret key for servers, a publishable one for browsers, or a signing key for members' tokens. A key can give only scopes that it has itself.",
      tags,
      body: KeyBody,
      response: { 201: NewKey },
    },
    example: { kind: "secret", label: "Shop server", scopes: ["events:write", "members:write"] },
    handler: async ({ caller, body, key, reply }) => {
      const created = await createKey(app, caller.workspace, parseKeyRequest(body, caller.scopes, app.now()), { requester: caller.keyId, key });
      if (created.replayed) reply.header("idempotent-replayed", "true");
      return reply.code(201).send(describeCreated(created));
    },
  });

  http.route({
    method: "POST",
    url: "/v1/keys/:keyId/rotate",
    access,
    takesKey: true,
    schema: {
      summary: "Rotate a key",
      description: "Makes a key like this one. The old one goes on for the overlap, so that it can be replaced everywhere meanwhile.",
      tags,
      params: KeyParams,
      body: Type.Object({
        overlapHours: Type.Optional(Type.Integer({ minimum: 0, maximum: overlapHoursMax, default: 24, description: "24 unless said." })),
      }),
      response: { 201: RotatedKey },
    },
    example: { overlapHours: 24 },
    handler: async ({ caller, params, body, key, reply }) => {
      const request = { keyId: params.keyId, overlapMs: (body.overlapHours ?? 24) * hourMs, heldScopes: caller.scopes };
      const rotated = await rotateKey(app, caller.workspace, request, { requester: `${caller.keyId} ${params.keyId}`, key });
      app.keys.forgetAll();
      if (rotated.replayed) reply.header("idempotent-replayed", "true");
      return reply.code(201).send({ ...describeCreated(rotated), oldExpiresAt: new Date(rotated.oldExpiresAt).toISOString() });
    },
  });

  http.route({
    method: "POST",
    url: "/v1/keys/:keyId/revoke",
    access,
    takesKey: true,
    schema: {
      summary: "Revoke a key",
      description: "Ends the key: every server refuses it within a second. Cannot be undone; doing it again changes nothing.",
      tags,
      params: KeyParams,
      response: { 200: Type.Object({ id: Type.String(), revoked: Type.Literal(true) }) },
    },
    handler: async ({ caller, params }) => {
      await revokeKey(app, caller.workspace.id, params.keyId);
      app.keys.forgetAll();
      return { id: params.keyId, revoked: true };
    },
  });
}

function parseKeyRequest(body: Static<typeof KeyBody>, held: readonly string[], now: number): KeyRequest {
  const { kind, label, scopes: wanted = [], expiresAt } = body;
  if (kind === "secret" && wanted.length === 0) throw refuse("/scopes", "is missing", `name what the key may do: ${scopes.join(", ")}`);
  if (kind !== "secret" && wanted.length > 0) throw refuse("/scopes", "is only for secret keys", "leave it out");
  const excess = wanted.find((scope) => !allowsScope(held, scope as Scope));
  if (excess !== undefined) throw new AppError("forbidden", { detail: `/scopes asks for ${excess}, which the key that asks does not have itself.` });
  if (kind === "signing" && !allowsScope(held, "members:read")) {
    throw new AppError("forbidden", {
      detail: "A signing key makes tokens that read members; the key that asks does not have the scope members:read itself.",
    });
  }
  const at = expiresAt === undefined ? null : parseInstant(expiresAt);
  if (at === undefined || (at !== null && at <= now)) throw refuse("/expiresAt", "is no moment in the future", "write it like 2030-01-31T00:00:00Z");
  return { kind, label, scopes: [...new Set(wanted)] as Scope[], expiresAt: at };
}

function refuse(path: string, problem: string, remedy: string): AppError {
  return new AppError("invalid_request", { detail: `${path} ${problem}; ${remedy}.`, errors: [{ path, problem, remedy }] });
}

function describeCreated({ id, kind, token }: CreatedKey): Static<typeof NewKey> {
  return { id, kind, key: token };
}
