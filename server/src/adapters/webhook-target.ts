/** Which addresses webhooks may be sent to: of public hosts by https, and what the operator has listed. */
import { isIP } from "node:net";
import { isInNetworks, isPublicAddress, type Network, parseNetwork } from "./internal-address.js";

/** What the operator allows besides public hosts. */
export interface Allowance {
  networks: readonly Network[];
  /** Without a port: all ports of the host. */
  hosts: readonly { host: string; port: string | undefined }[];
}

/** Why an address is refused, for who wrote it. */
export interface Refusal {
  problem: string;
  remedy: string;
}

export const TARGET_CHARACTERS_MAX = 2000;
const PORTS = new Set(["", "443", "8443"]);
const httpsRemedy = "use an https address on port 443 or 8443 that the internet can reach; the operator can allow others with WEBHOOK_ALLOW";

/** One entry of WEBHOOK_ALLOW: a host, host:port, an address, or a network such as 10.0.0.0/8. Undefined if it is none of them. */
export function parseAllowed(entry: string): Network | { host: string; port: string | undefined } | undefined {
  const network = parseNetwork(entry);
  if (network !== undefined) return network;
  const [, host, port] = /^(\[[0-9a-f:.]+\]|[a-z0-9_.-]+)(?::(\d{1,5}))?$/i.exec(entry) ?? [];
  if (host === undefined || !URL.canParse(`http://${entry}`) || entry.endsWith(":")) return undefined;
  return { host: new URL(`http://${host}`).hostname, port };
}

/** The entries of WEBHOOK_ALLOW, which the configuration has checked. */
export function allowanceOf(entries: readonly string[]): Allowance {
  const allowed = entries.map(parseAllowed).filter((entry) => entry !== undefined);
  return { networks: allowed.filter((entry) => "bits" in entry), hosts: allowed.filter((entry) => "host" in entry) };
}

/** The address of an endpoint, parsed, or why nothing may be sent there. What its name leads to is checked later, for each connection. */
export function parseTarget(text: string, allowance: Allowance): { url: URL } | { refusal: Refusal } {
  if (text.length > TARGET_CHARACTERS_MAX || !/^[\x21-\x7e]+$/.test(text) || !URL.canParse(text)) {
    return refuse(
      "is no address",
      `write it like https://shop.example/webhooks, with at most ${TARGET_CHARACTERS_MAX} ASCII characters (names as xn--…)`,
    );
  }
  const url = new URL(text);
  if (url.protocol !== "https:" && url.protocol !== "http:") return refuse("is no web address", "begin it with https://");
  if (url.username !== "" || url.password !== "") return refuse("holds a user name or password", "leave it out; the signature tells who is calling");
  if (url.hash !== "") return refuse("has a fragment, which is never sent", "leave out # and what follows");
  if (isListed(url, allowance)) return { url };
  if (url.protocol !== "https:") return refuse("is not https", httpsRemedy);
  if (!PORTS.has(url.port)) return refuse(`names port ${url.port}`, httpsRemedy);
  const literal = literalOf(url);
  if (literal !== undefined && !isPublicAddress(literal)) return refuse("leads into an internal network", httpsRemedy);
  return { url };
}

/** True for a host that the operator has listed, by name or, where it is written as an address, by its network. */
export function isListed(url: URL, { hosts, networks }: Allowance): boolean {
  const port = url.port === "" ? (url.protocol === "https:" ? "443" : "80") : url.port;
  const literal = literalOf(url);
  if (literal !== undefined && isInNetworks(literal, networks)) return true;
  return hosts.some((allowed) => allowed.host === url.hostname && (allowed.port === undefined || allowed.port === port));
}

/** Whether all of these addresses of the host may be connected to. One internal address among public ones is enough to refuse them all. */
export function mayConnect(addresses: readonly string[], url: URL, allowance: Allowance): boolean {
  if (addresses.length === 0) return false;
  return isListed(url, allowance) || addresses.every((address) => isPublicAddress(address) || isInNetworks(address, allowance.networks));
}

/** The address that stands in the URL instead of a name. The parser has brought every spelling (decimal, octal, hexadecimal, short) into the usual form. */
export function literalOf({ hostname }: URL): string | undefined {
  const bare = hostname.startsWith("[") ? hostname.slice(1, -1) : hostname;
  return isIP(bare) === 0 ? undefined : bare;
}

function refuse(problem: string, remedy: string): { refusal: Refusal } {
  return { refusal: { problem, remedy } };
}
