/** The terms of a program, generated from its document, so that they cannot say anything else than what is decided. */
import type { ProgramDocument } from "../../core/document/schema.js";
import type { WordLanguage } from "../format.js";
import { assortmentClauses } from "./assortment-words.js";
import { boardClauses } from "./board-words.js";
import { gameClauses } from "./game-words.js";
import { goalClauses } from "./goal-words.js";
import { countingClauses, partyClauses, segmentClauses } from "./joining-words.js";
import { changeClauses, collectingClauses, ownClauses, takingBackClauses, tierClauses, timeClauses, usingClauses } from "./lasting-words.js";
import { campaignClauses, catalogueClauses } from "./offer-words.js";
import { referenceTo } from "./references.js";
import { rewardClauses } from "./reward-words.js";
import { type Clause, type DraftSection, type Telling, tellingOf, textIn } from "./telling.js";
import { unsaidClauses } from "./unsaid.js";

export interface NumberedText {
  /** "3", "3.1", "3.1.2". */
  readonly number: string;
  readonly text: string;
}
export interface TermsClause extends NumberedText {
  readonly details: readonly NumberedText[];
}
export interface TermsSection {
  readonly number: string;
  readonly heading: string;
  readonly clauses: readonly TermsClause[];
}
export interface Terms {
  readonly language: WordLanguage;
  readonly title: string;
  readonly sections: readonly TermsSection[];
}

/**
 * The terms in the language, for a valid document. The same document gives the same terms, and every part of it that promises something is told: what has no
 * words is told as it stands. The owner's own clauses come last and to the letter.
 */
export function termsOf(document: ProgramDocument, language: WordLanguage): Terms {
  const telling = tellingOf(document, language);
  const title = telling.say("title", { name: textIn(telling, document.name) });
  return { language, title, sections: numbered(sectionsOf(telling)) };
}

function sectionsOf(telling: Telling): DraftSection[] {
  const section = (name: string, clauses: readonly Clause[]): DraftSection => ({ heading: telling.say(`heading.${name}`), clauses });
  const told = [
    section("parties", partyClauses(telling)),
    section("segments", segmentClauses(telling)),
    section("counting", countingClauses(telling)),
    section("goals", goalClauses(telling)),
    section("rewards", rewardClauses(telling)),
    section("campaigns", campaignClauses(telling)),
    section("catalogue", catalogueClauses(telling)),
    section("using", usingClauses(telling)),
    section("back", takingBackClauses(telling)),
    section("collecting", collectingClauses(telling)),
    section("tiers", tierClauses(telling)),
    section("game", gameClauses(telling)),
    section("boards", boardClauses(telling)),
  ];
  // Times come after all that speaks of times, because they explain what was said.
  const rest = [
    section("products", assortmentClauses(telling)),
    section("time", timeClauses(telling)),
    section("change", changeClauses(telling)),
    section("unsaid", unsaidClauses(telling)),
  ];
  return [...told, ...rest, ownClauses(telling)].filter(({ clauses }) => clauses.length > 0);
}

function numbered(sections: readonly DraftSection[]): TermsSection[] {
  const numbers = new Map<string, string>();
  for (const [index, { clauses }] of sections.entries()) {
    for (const [place, { key }] of clauses.entries()) if (key !== undefined) numbers.set(referenceTo(key), `${index + 1}.${place + 1}`);
  }
  const resolved = (text: string) => text.replace(/\[\[[a-z0-9_/-]+\]\]/g, (reference) => numbers.get(reference) ?? reference);
  return sections.map(({ heading, clauses }, index) => ({
    number: String(index + 1),
    heading,
    clauses: clauses.map(({ text, details = [] }, place) => {
      const number = `${index + 1}.${place + 1}`;
      return { number, text: resolved(text), details: details.map((detail, at) => ({ number: `${number}.${at + 1}`, text: resolved(detail) })) };
    }),
  }));
}
