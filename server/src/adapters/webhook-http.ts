/** Sends webhooks: to addresses that were checked, with limits on everything that a receiver can do. */
import { lookup, Resolver } from "node:dns/promises";
import { isIPv4, type LookupFunction } from "node:net";
import { RefusedAddressError } from "./webhook-error.js";
import { type Allowance, allowanceOf, isListed, literalOf, mayConnect, parseTarget, type Refusal } from "./webhook-target.js";
import { failure, openWire, type WebhookReply, type Wire } from "./webhook-wire.js";

export interface WebhookHttp {
  /** Why nothing may be sent to this address, or undefined. Its name is resolved. */
  findRefusal(url: string): Promise<Refusal | undefined>;
  /** One attempt. Never rejects. */
  post(url: string, headers: Record<string, string>, body: string | Buffer): Promise<WebhookReply>;
  /** Ends connections that are kept for the next attempt. */
  close(): void;
}

export interface WebhookHttpSettings {
  /** Hosts, host:port and networks besides what is public, as in WEBHOOK_ALLOW. */
  allow: readonly string[];
  timeoutMs?: number;
  /** All addresses of a name. */
  resolve?(hostname: string, isListed: boolean): Promise<string[]>;
}

export const ATTEMPT_MS_MAX = 20_000;
const WIRES_KEPT = 1000;

/** A client for webhooks. Redirects are not followed, proxies and cookies not used, and no name is resolved between the check of an address and its use. */
export function makeWebhookHttp({ allow, timeoutMs = ATTEMPT_MS_MAX, resolve = resolver() }: WebhookHttpSettings): WebhookHttp {
  const allowance = allowanceOf(allow);

  async function addressesOf(url: URL): Promise<string[]> {
    const literal = literalOf(url);
    return literal === undefined ? resolve(url.hostname, isListed(url, allowance)) : [literal];
  }

  /** The wire to the address, or undefined where nothing may be sent; names are resolved with each connection, and checked then. */
  function makeWire(text: string): Wire | undefined {
    const target = parseTarget(text, allowance);
    if ("refusal" in target) return undefined;
    const { url } = target;
    return openWire(url, { timeout: 0, lookup: checkedLookup(url, allowance, addressesOf), rejectUnauthorized: true });
  }
  const wires = new Map<string, Wire | undefined>();
  function wireTo(text: string): Wire | undefined {
    if (!wires.has(text)) {
      if (wires.size >= WIRES_KEPT) wires.clear();
      wires.set(text, makeWire(text));
    }
    return wires.get(text);
  }

  return {
    async findRefusal(text) {
      const target = parseTarget(text, allowance);
      if ("refusal" in target) return target.refusal;
      const addresses = await addressesOf(target.url).catch(() => []);
      return addresses.length === 0 ? unresolved : mayConnect(addresses, target.url, allowance) ? undefined : internal;
    },
    post(text, headers, body) {
      const wire = wireTo(text);
      return wire === undefined ? Promise.resolve({ ...failure("address_refused"), durationMs: 0 }) : wire.post(headers, body, timeoutMs);
    },
    close() {
      for (const wire of wires.values()) wire?.close();
    },
  };
}

const unresolved: Refusal = { problem: "names a host that has no address", remedy: "check its spelling, or publish the name first" };
const internal: Refusal = {
  problem: "leads into an internal network",
  remedy: "name a host that the internet can reach; the operator can allow others with WEBHOOK_ALLOW",
};

/** Node connects to what this gives, and asks nobody else. A host that is written as an address was checked with its URL. */
function checkedLookup(url: URL, allowance: Allowance, addressesOf: (url: URL) => Promise<string[]>): LookupFunction {
  return (_hostname, { all }, callback) => {
    addressesOf(url).then(
      (addresses) => {
        const found = addresses.map((address) => ({ address, family: isIPv4(address) ? 4 : 6 }));
        const [first] = found;
        if (first === undefined || !mayConnect(addresses, url, allowance)) callback(new RefusedAddressError(), "");
        else if (all) callback(null, found);
        else callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, ""),
    );
  };
}

/** Names are asked of the DNS directly: the system's resolver has few threads, and slow names would keep the others waiting. It knows the names of this machine and its network, which only the operator can list. */
function resolver(): (hostname: string, isListed: boolean) => Promise<string[]> {
  const dns = new Resolver({ timeout: 3000, tries: 2 });
  return async (hostname, listed) => {
    if (listed) return (await lookup(hostname, { all: true })).map(({ address }) => address);
    const answers = await Promise.allSettled([dns.resolve4(hostname), dns.resolve6(hostname)]);
    const addresses = answers.flatMap((answer) => (answer.status === "fulfilled" ? answer.value : []));
    const [failed] = answers.filter((answer) => answer.status === "rejected");
    if (addresses.length === 0) throw failed?.reason ?? new RefusedAddressError();
    return addresses;
  };
}
