import type { ProgramDocument } from "../core/document/schema.js";
import { textIn } from "./explanation-view.js";
import type { Language } from "./language.js";

/** What people ask about the program, with the answers, in a language. */
export function faqOf({ faq = [] }: ProgramDocument, language: Language): { question: string; answer: string }[] {
  return faq.map(({ question, answer }) => ({ question: textIn(question, language) ?? "", answer: textIn(answer, language) ?? "" }));
}
