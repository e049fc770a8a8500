/** Which addresses lie outside, on the public network: only those may be connected to on a workspace's behalf. */
import { isIPv4, isIPv6 } from "node:net";

/** An address, or a network of them, as bytes (4 or 16) and the number of leading bits that count. */
export interface Network {
  bytes: readonly number[];
  bits: number;
}

/** Of IPv4, what the registries do not route between networks, and one address of a large cloud that answers with its machines' secrets. */
const INTERNAL_4 = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "168.63.129.16/32",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
].map(networkOf);

/** Of IPv6 only this is global unicast: loopback, link-local, unique local, multicast, NAT64 and IPv4 in all its disguises lie outside it. */
const GLOBAL_6 = networkOf("2000::/3");

/** Inside it: protocol assignments (Teredo, benchmarking, ORCHID), documentation, 6to4. */
const INTERNAL_6 = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"].map(networkOf);

/** True for an address of the public network in its usual form, as resolvers and the parser of URLs write it; false for everything else, nonsense included. */
export function isPublicAddress(address: string): boolean {
  const bytes = bytesOf(address);
  if (bytes === undefined) return false;
  if (bytes.length === 4) return !INTERNAL_4.some((network) => isInside(bytes, network));
  return isInside(bytes, GLOBAL_6) && !INTERNAL_6.some((network) => isInside(bytes, network));
}

/** The network that a text names, such as 10.0.0.0/8, ::1 or fd00::/8; undefined if it names none. */
export function parseNetwork(text: string): Network | undefined {
  const [address = "", bits, ...rest] = text.split("/");
  const bytes = bytesOf(address);
  if (bytes === undefined || rest.length > 0) return undefined;
  if (bits === undefined) return { bytes, bits: bytes.length * 8 };
  return /^\d{1,3}$/.test(bits) && Number(bits) <= bytes.length * 8 ? { bytes, bits: Number(bits) } : undefined;
}

/** True if the address lies in one of the networks. An IPv4 address that is written as IPv6 is no IPv4 address. */
export function isInNetworks(address: string, networks: readonly Network[]): boolean {
  const bytes = bytesOf(address);
  return bytes !== undefined && networks.some((network) => isInside(bytes, network));
}

function networkOf(text: string): Network {
  const network = parseNetwork(text);
  if (network === undefined) throw new Error(`${text} is no network.`);
  return network;
}

function isInside(bytes: readonly number[], network: Network): boolean {
  if (bytes.length !== network.bytes.length) return false;
  return bytes.every((byte, index) => {
    const counted = Math.min(8, Math.max(0, network.bits - index * 8));
    const mask = (0xff << (8 - counted)) & 0xff;
    return (byte & mask) === ((network.bytes[index] ?? 0) & mask);
  });
}

/** An address with a zone (fe80::1%eth0) is one of this machine's own links, and none of ours. */
function bytesOf(address: string): number[] | undefined {
  if (isIPv4(address)) return address.split(".").map(Number);
  return isIPv6(address) && !address.includes("%") ? bytesOf6(address) : undefined;
}

function bytesOf6(address: string): number[] {
  const [head = "", tail] = address.split("::");
  const front = groupsOf(head);
  const back = tail === undefined ? [] : groupsOf(tail);
  const gap = new Array<number>(Math.max(0, 16 - front.length - back.length)).fill(0);
  return [...front, ...gap, ...back];
}

function groupsOf(text: string): number[] {
  if (text === "") return [];
  return text.split(":").flatMap((group) => {
    if (group.includes(".")) return group.split(".").map(Number);
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 0xff];
  });
}
