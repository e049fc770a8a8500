/** Addresses that take along who sent the visitor: nothing is kept in the browser for it. */

export interface Route {
  /** True for an address that shall get the luggage. */
  isOurs(url: URL): boolean;
  /** Parameters and fields whose value is an address to come back to. */
  returns: string[];
  /** What is taken along now, by parameter; what is empty is not. */
  luggage(): Record<string, string>;
}

/** The address with the luggage in it and in every address to come back to. Others, and those that name a visit or a code already, stay as they are. */
export function carry(address: string, route: Route): string {
  const added = Object.entries(route.luggage())
    .filter(([, value]) => value)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join("&");
  if (added === "") return address;
  const pack = (text: string): string => {
    const url = parseAddress(text);
    return url === undefined || !route.isOurs(url) || /[?&]bw_(visit|code)=/.test(text) ? text : insert(text, added);
  };
  const [, head = "", query = "", tail = ""] = /^([^?#]*)(\?[^#]*)?(.*)$/s.exec(address) ?? [];
  const packed = query.replace(/([?&])([^=&]+)=([^&]*)/g, (whole, mark: string, name: string, value: string) => {
    if (!route.returns.includes(name)) return whole;
    const plain = decode(value);
    const full = pack(plain);
    return full === plain ? whole : `${mark}${name}=${encodeURIComponent(full)}`;
  });
  return pack(head + packed + tail);
}

/** Behind the parameters that it has, before its fragment; what stands there is not rewritten. */
function insert(address: string, added: string): string {
  const at = address.indexOf("#");
  const [bare, fragment] = at < 0 ? [address, ""] : [address.slice(0, at), address.slice(at)];
  return bare + (bare.includes("?") ? "&" : "?") + added + fragment;
}

/** An address of the web as this page means it, or nothing. */
export function parseAddress(text: string): URL | undefined {
  try {
    const url = new URL(text, document.baseURI);
    return /^https?:$/.test(url.protocol) ? url : undefined;
  } catch {
    return undefined;
  }
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value.replace(/\+/g, " "));
  } catch {
    return value;
  }
}
