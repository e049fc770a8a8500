/** Warnings about a document as sentences: what will surprise, and what to do. */
import type { Problem } from "../core/document/problem.js";
import type { Duration } from "../core/document/schema.js";
import type { Warning, WarningValue } from "../core/document/warning.js";
import { say, type WordLanguage } from "./format.js";

/** Each warning in the language, as problems are told. */
export function warningSentences(language: WordLanguage, warnings: readonly Warning[]): Problem[] {
  return warnings.map(({ path, warning, values }) => {
    const said = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, valueIn(language, value)]));
    return { path, problem: say(language, `warning.${warning}`, said), remedy: say(language, `warning.${warning}.remedy`, said) };
  });
}

const SHOWN_MAX = 60;
function valueIn(language: WordLanguage, value: WarningValue): string | number {
  if (typeof value === "string") return shortened(value);
  if (typeof value === "number") return value;
  const parts = value.map((each) => (typeof each === "string" ? say(language, "warning.name", { name: shortened(each) }) : lengthIn(language, each)));
  return parts.reduce((first, last) => say(language, "terms.list.and", { first, last }));
}
function shortened(text: string): string {
  return text.length > SHOWN_MAX ? `${text.slice(0, SHOWN_MAX - 3)}…` : text;
}
function lengthIn(language: WordLanguage, duration: Duration): string {
  const [unit, n] = Object.entries(duration)[0] as [string, number];
  return say(language, `terms.duration.${unit}`, { n, form: "of" });
}
