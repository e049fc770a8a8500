/** Markup with everything escaped that is not markup itself. */
const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Text that is markup already; only `html` makes it. */
export class Markup {
  constructor(readonly text: string) {}
  toString(): string {
    return this.text;
  }
}

export type Insert = Markup | string | number | undefined | false | readonly Insert[];

/** A template whose inserts are escaped, unless they are markup; lists are joined, `undefined` and `false` are nothing. Attributes must be quoted. */
export function html(parts: TemplateStringsArray, ...inserts: Insert[]): Markup {
  return new Markup(parts.reduce((text, part, index) => text + write(inserts[index - 1]) + part));
}

function write(insert: Insert): string {
  if (insert === undefined || insert === false) return "";
  if (insert instanceof Markup) return insert.text;
  if (typeof insert === "object") return insert.map(write).join("");
  return String(insert).replace(/[&<>"']/g, (character) => escapes[character] ?? character);
}
