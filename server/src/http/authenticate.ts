/** Who is calling: from the Authorization header to a caller, and whether the caller may use a route. */
import type { FastifyRequest } from "fastify";
import type { App } from "../app.js";
import type { KnownKey } from "../commands/key-directory.js";
import { allowsScope } from "../commands/scopes.js";
import { AppError } from "../errors.js";
import { isMemberToken, verifyMemberToken } from "./member-token.js";
import type { Access, Caller, Role } from "./route.js";

const keyInAddress = /[?&][^=&]*=(bw_(pub_|sign_)?(live|test)_|bw_session_|eyJ[\w-]+\.eyJ)/;
const scheme = /^(Bearer|Basic) +([A-Za-z0-9._~+/-]+=*)$/i;

/** The caller that the credentials prove. Throws `unauthenticated` when there are none, they prove nothing, or the route does not take their kind. */
export async function authenticate(app: App, request: FastifyRequest, takesBasic: boolean): Promise<Exclude<Caller, { role: "anonymous" }>> {
  if (keyInAddress.test(request.url)) {
    throw new AppError("invalid_request", {
      detail:
        "Keys are not taken from the address, where logs and histories keep them: send Authorization: Bearer …, and rotate the key that was in the address.",
    });
  }
  const credential = credentialOf(request.headers.authorization, takesBasic);
  if (isMemberToken(credential)) {
    const { key, member } = await verifyMemberToken(app.keys, credential, app.now());
    app.keys.touch(key.row.id);
    return { role: "member", workspace: key.workspace, member };
  }
  if (credential.startsWith("bw_session_")) {
    const session = await app.sessions.find(credential);
    if (session === undefined) throw new AppError("unauthenticated", { detail: "This session is over; sign in again." });
    return { role: "member", workspace: session.workspace, member: session.member };
  }
  const key = await app.keys.findByToken(credential);
  if (key === undefined || key.row.kind === "signing") {
    throw new AppError("unauthenticated", { detail: "This key is not known, or was revoked or has expired; check it, or make a new one." });
  }
  app.keys.touch(key.row.id);
  return callerOf(key);
}

function callerOf({ row, workspace }: KnownKey): Exclude<Caller, { role: "anonymous" }> {
  return row.kind === "secret" ? { role: "secret", keyId: row.id, workspace, scopes: row.scopes } : { role: "publishable", keyId: row.id, workspace };
}

/** The key or token of the header: a bearer, or where the route takes that the user name of basic authentication. */
function credentialOf(header: string | undefined, takesBasic: boolean): string {
  if (header === undefined) throw new AppError("unauthenticated", { detail: "Send a key: Authorization: Bearer bw_test_…" });
  const [, kind = "", value = ""] = scheme.exec(header) ?? [];
  if (value === "")
    throw new AppError("unauthenticated", { detail: "The Authorization header cannot be read; send Authorization: Bearer and the key." });
  if (kind.toLowerCase() === "bearer") return value;
  if (!takesBasic)
    throw new AppError("unauthenticated", { detail: "This call takes no basic authentication; send Authorization: Bearer and the key." });
  return Buffer.from(value, "base64").toString("latin1").split(":")[0] ?? "";
}

const roleWords: Record<Role, string> = {
  anonymous: "anyone",
  publishable: "publishable keys",
  secret: "secret keys",
  member: "members, by their tokens and sessions",
};

/** Throws `forbidden` unless the route takes callers of this role, the key has the scope, and the member asks for their own. */
export function authorize(caller: Caller, { roles, scope, ownParam }: Access<Role>, params: unknown): void {
  if (!roles.includes(caller.role)) {
    throw new AppError("forbidden", { detail: `This call is for ${roles.map((role) => roleWords[role]).join(" and ")}.` });
  }
  if (caller.role === "secret" && scope && !allowsScope(caller.scopes, scope)) {
    throw new AppError("forbidden", { detail: `This key does not have the scope ${scope}; make a key that has it.` });
  }
  if (caller.role === "member" && (ownParam === undefined || (params as Record<string, unknown>)[ownParam] !== caller.member)) {
    throw new AppError("forbidden", { detail: "A member's token or session is for that member's own things." });
  }
}
