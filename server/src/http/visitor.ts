/** Who opens a link: a person, or a machine that looks before one does. */
import type { FastifyRequest } from "fastify";
import { isbot } from "isbot";
import { BoundedMap } from "../bounded-map.js";

const knownAgents = new BoundedMap<string, boolean>(5_000);
const agentLengthMax = 500;

/** Previews of messengers and mail that are not in the list of bots. */
const previewAgents =
  /preview|snippet|unfurl|Viber|Line\/|KAKAOTALK-scrap|Iframely|Embedly|Microsoft Office|ms-office|GoogleImageProxy|YahooMailProxy/i;

/**
 * False for what makes no visit: HEAD, a browser that fetches ahead of a tap, a bot, a preview of a messenger, a client that does not say what it is.
 * People whose browser lies are counted, machines that lie as well.
 */
export function isPerson({ method, headers }: FastifyRequest): boolean {
  if (method !== "GET") return false;
  if (isAhead(headers["sec-purpose"]) || isAhead(headers.purpose) || isAhead(headers["x-moz"]) || isAhead(headers["x-purpose"])) return false;
  return !isMachine(headers["user-agent"]);
}

/** True for the names that bots and previews give themselves, and for no name. */
export function isMachine(agent: string | undefined): boolean {
  if (agent === undefined || agent === "") return true;
  const name = agent.slice(0, agentLengthMax);
  const known = knownAgents.get(name);
  if (known !== undefined) return known;
  const isFound = isbot(name) || previewAgents.test(name);
  knownAgents.set(name, isFound);
  return isFound;
}

function isAhead(header: string | string[] | undefined): boolean {
  return header !== undefined && /prefetch|prerender|preview/i.test(String(header));
}
