import type { ProgramDocument } from "../core/document/schema.js";
import type { WordLanguage } from "./format.js";

/** What is said of a document in a language is worked out once for as long as the document is in use: it never changes. */
export function perDocument<T>(
  make: (document: ProgramDocument, language: WordLanguage) => T,
): (document: ProgramDocument, language: WordLanguage) => T {
  const known = new WeakMap<ProgramDocument, Map<WordLanguage, T>>();
  return (document, language) => {
    const byLanguage = known.get(document) ?? new Map<WordLanguage, T>();
    known.set(document, byLanguage);
    const said = byLanguage.get(language);
    if (said !== undefined) return said;
    const made = make(document, language);
    byLanguage.set(language, made);
    return made;
  };
}
