/** Checks the owner's own terms: whoever is shown them must be able to read them. */
import { type Checking, type Part, soundMember, warn } from "./checking.js";
import { pointerTo } from "./problem.js";
import type { ProgramDocument, Text } from "./schema.js";

type OwnTerms = NonNullable<ProgramDocument["terms"]>;

/** Warns of every own text that lacks a language of the program: a reader would be shown it in another one. */
export function checkTerms(checking: Checking): void {
  const terms = soundMember<OwnTerms>(checking, checking.document, "", "terms");
  if (terms === undefined) return;
  const locales = soundMember<string[]>(checking, checking.document, "", "locales")?.value ?? ["en"];
  for (const text of textsOf(terms)) {
    const missing = typeof text.value === "string" ? [] : locales.filter((locale) => !Object.hasOwn(text.value as object, locale));
    if (missing.length > 0) warn(checking, text.path, "no_text", { locales: missing.join(", ") });
  }
}

function textsOf({ value, path }: Part<OwnTerms>): Part<Text>[] {
  const { heading, clauses = [], contact } = value;
  const clausesPath = pointerTo(path, "clauses");
  return [
    ...(heading === undefined ? [] : [{ value: heading, path: pointerTo(path, "heading") }]),
    ...clauses.map((clause, index) => ({ value: clause, path: pointerTo(clausesPath, index) })),
    ...(contact === undefined ? [] : [{ value: contact, path: pointerTo(path, "contact") }]),
  ];
}
