/** What is wrong with a document: where, what, and what to do. */
export interface Problem {
  /** JSON Pointer (RFC 6901) to the place; "" is the whole document. */
  path: string;
  problem: string;
  remedy: string;
}

/** The pointer to a member of what is at `path`. */
export function pointerTo(path: string, key: string | number): string {
  return `${path}/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

/** A text as people may be shown it: shortened, in quotes. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}…` : text);
}

/** The pointers to everything that holds a problem, the places of the problems included. */
export function placesOf(problems: readonly Problem[]): Set<string> {
  const places = new Set<string>();
  for (const { path } of problems) {
    for (let end = path.length; end > 0; end = path.lastIndexOf("/", end - 1)) places.add(path.slice(0, end));
    places.add("");
  }
  return places;
}
