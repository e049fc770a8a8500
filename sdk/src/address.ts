/** The address of an operation: what stands in braces is filled in, escaped. Throws for a part that is missing or would lead to another address. */
export function addressOf(url: string, path: string, params: Record<string, unknown> = {}, query: Record<string, unknown> = {}): string {
  const filled = path.replace(/\{(\w+)\}/g, (_braces, name: string) => escapePart(name, params[name]));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined && value !== null) search.append(name, String(value));
  const text = search.toString();
  return url.replace(/\/+$/, "") + filled + (text === "" ? "" : `?${text}`);
}

function escapePart(name: string, value: unknown): string {
  const text = value === undefined || value === null ? "" : String(value);
  // An empty part, or one that addresses take for "here" or "up", would ask for something else.
  if (/^\.{0,2}$/.test(text)) throw new TypeError(`${name} is ${JSON.stringify(text)}, which cannot be a part of an address.`);
  return encodeURIComponent(text);
}
