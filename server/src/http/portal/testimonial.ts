/** What the member has said about the program, for the member alone to see until it is shown. */
import { WORDS_MAX } from "../../commands/shown-words.js";
import type { TestimonialView } from "../../queries/testimonials.js";
import type { Told } from "./told.js";

/** What there is of it, and what became of it; null where the program collects none. */
export function ownTestimonialView({ document, words }: Told, written: TestimonialView | undefined) {
  if (document.socialProof?.testimonials !== true) return null;
  const state = written?.state ?? "none";
  const { rating = null, picture = null } = written ?? {};
  const text = words(`praise.${state}`, reasonOf(written));
  return { state, text, words: written?.words ?? null, rating, picture, wordsMax: WORDS_MAX };
}

function reasonOf(written: TestimonialView | undefined) {
  const reason = written?.reason ?? null;
  return { hasReason: reason === null ? "no" : "yes", reason: reason ?? "" };
}
