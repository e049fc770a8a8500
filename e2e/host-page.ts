/** A page of the business, on an address of its own, and what its server knows. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { signMemberToken } from "@bandwagon/sdk/member-token";
import type { Member } from "./member.js";
import { call } from "./shop.js";

/** As the shop's own server signs it. */
export async function tokenFor({ shop, id }: Member): Promise<string> {
  const { id: keyId, key: secret } = await call<{ id: string; key: string }>(shop, "POST", "/v1/keys", { kind: "signing", label: "Pages" });
  const { id: workspace } = await call<{ id: string }>(shop, "GET", "/v1/workspace");
  return signMemberToken({ member: id, workspace, keyId, secret });
}

export interface Host {
  url: string;
  close(): void;
}

/** A page of a shop, on an address of its own, with what it loads by address. `/host.js` notes what the elements tell. */
export async function hostOf(page: string, headers: Record<string, string> = {}, scripts: Record<string, string> = {}): Promise<Host> {
  const known: Record<string, string> = { "/host.js": noting, ...scripts };
  const server = createServer((request, reply) => {
    const script = known[request.url ?? ""];
    if (script !== undefined) reply.setHeader("content-type", "text/javascript; charset=utf-8").end(script);
    else reply.writeHead(200, { "content-type": "text/html; charset=utf-8", ...headers }).end(page);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close };
}

const noting =
  'window.told = []; for (const type of ["ready", "error"]) addEventListener("bandwagon-" + type, (event) => window.told.push(event.type));';
