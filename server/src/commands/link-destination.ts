/** Where a link leads, taken apart once, so that a visit only joins strings. */
export interface Destination {
  /** The address as the program registered it, for people. */
  address: string;
  /** Up to where parameters are added, with the `?` or `&` before them. */
  head: string;
  /** The fragment, with its `#`, or nothing. */
  tail: string;
}

const ownParameters = ["bw_visit", "bw_code"];

/** The address came from a validated document; parameters of ours that it names already are dropped. */
export function parseDestination(address: string): Destination {
  const url = new URL(address);
  // Deleting rewrites the whole query, so nothing is deleted that is not there.
  for (const name of ownParameters) if (url.searchParams.has(name)) url.searchParams.delete(name);
  const { hash } = url;
  url.hash = "";
  const bare = url.href.replace(/[?#]+$/, "");
  return { address, head: bare + (bare.includes("?") ? "&" : "?"), tail: hash };
}

/** The address with the code, and with the visit where there is one, behind the parameters that it has. */
export function addressOf({ head, tail }: Destination, codeDisplay: string, visitId: string | undefined): string {
  const visit = visitId === undefined ? "" : `bw_visit=${visitId}&`;
  return `${head}${visit}bw_code=${encodeURIComponent(codeDisplay)}${tail}`;
}
