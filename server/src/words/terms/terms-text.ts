/** Terms as a page of Markdown, as plain text, and what differs between two of them. */
import type { ProgramDocument } from "../../core/document/schema.js";
import { wordLanguages } from "../format.js";
import { type Terms, termsOf } from "./terms-of.js";

/** The terms as Markdown; `notice` stands below the title. */
export function termsMarkdown({ title, sections }: Terms, notice?: string): string {
  const lines = [`# ${escaped(title)}`, ...(notice === undefined ? [] : ["", escaped(notice)])];
  for (const { number, heading, clauses } of sections) {
    lines.push("", `## ${number}. ${escaped(heading)}`);
    for (const clause of clauses) {
      lines.push("", `**${clause.number}** ${escaped(clause.text)}`);
      if (clause.details.length > 0) lines.push("", ...clause.details.map((detail) => `- **${detail.number}** ${escaped(detail.text)}`));
    }
  }
  return `${lines.join("\n")}\n`;
}
/** What Markdown would read as its own marks. A name is shown to the letter. */
function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<]/g, (mark) => `\\${mark}`).replace(/\n+/g, "\n\n");
}

/** The terms as plain text. */
export function termsText({ title, sections }: Terms, notice?: string): string {
  const lines = [title, ...(notice === undefined ? [] : ["", notice])];
  for (const { number, heading, clauses } of sections) {
    lines.push("", `${number}. ${heading}`, "");
    for (const clause of clauses) {
      lines.push(`${clause.number}  ${clause.text}`, ...clause.details.map((detail) => `  ${detail.number}  ${detail.text}`));
    }
  }
  return `${lines.join("\n")}\n`;
}

/** Every sentence of the terms without its number, in order. */
export function termsSentences({ sections }: Terms): string[] {
  return sections.flatMap(({ heading, clauses }) => [
    heading,
    ...clauses.flatMap(({ text, details }) => [text, ...details.map((detail) => detail.text)]),
  ]);
}

/** What a document promises, as one text: two documents promise the same exactly if these are equal. The program's name is no promise. */
export function promisesOf(document: ProgramDocument): string {
  return wordLanguages.map((language) => termsSentences(termsOf(document, language)).join("\n")).join("\n\n");
}

export interface PromiseChange {
  readonly change: "added" | "removed";
  readonly sentence: string;
}
/** The sentences that one document's terms have and the other's lack. None exactly if both promise the same. */
export function promiseChanges(before: ProgramDocument, after: ProgramDocument, language: Terms["language"]): PromiseChange[] {
  const [old, young] = [termsSentences(termsOf(before, language)), termsSentences(termsOf(after, language))];
  return [
    ...without(old, young).map((sentence) => ({ change: "removed", sentence }) as const),
    ...without(young, old).map((sentence) => ({ change: "added", sentence }) as const),
  ];
}
/** The items that the others have not as often. */
function without(items: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const other of others) left.set(other, (left.get(other) ?? 0) + 1);
  return items.filter((item) => {
    const count = left.get(item) ?? 0;
    left.set(item, count - 1);
    return count <= 0;
  });
}
