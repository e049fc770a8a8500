import type { FastifyReply } from "fastify";

/** What is withdrawn is gone everywhere in a few minutes. */
const CACHED = "public, max-age=300";

/** Sends a picture that pages of other sites may show. */
export function sendPicture(reply: FastifyReply, type: string, picture: string | Buffer): FastifyReply {
  return reply.type(type).header("cache-control", CACHED).header("cross-origin-resource-policy", "cross-origin").send(picture);
}
