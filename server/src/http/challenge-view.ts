/** How far a member is in the challenges of a program, as it leaves the server. */
import { type ChallengeState, doneOf, NO_STATE, timeAt } from "../core/challenge-state.js";
import { asItRuns } from "../core/document/as-it-runs.js";
import { measureOfStep, timeOfChallenge } from "../core/document/compile-challenge.js";
import type { Challenge, ProgramDocument } from "../core/document/schema.js";
import { type Vocabulary, vocabularyOf } from "../core/document/vocabulary.js";
import { PARTS } from "../core/exact.js";
import { formatDecimal } from "../core/money.js";
import { textIn } from "./explanation-view.js";
import type { Language } from "./language.js";
import { instant } from "./views.js";

/** The challenges that run, in the document's order, each in its present time, or in the one that it has. */
export function challengeViews(document: ProgramDocument | undefined, states: ReadonlyMap<string, ChallengeState>, now: number, language: Language) {
  if (document === undefined) return [];
  const vocabulary = vocabularyOf(document);
  return (asItRuns(document).challenges ?? []).map((challenge) =>
    challengeView(challenge, states.get(challenge.id) ?? NO_STATE, { vocabulary, weekStart: document.weekStart ?? "monday", now, language }),
  );
}

interface Place {
  vocabulary: Vocabulary;
  weekStart: NonNullable<ProgramDocument["weekStart"]>;
  now: number;
  language: Language;
}
function challengeView(challenge: Challenge, state: ChallengeState, { vocabulary, weekStart, now, language }: Place) {
  const time = timeOfChallenge(challenge, vocabulary.timeZone);
  const { key, start, end } = timeAt(time, time.kind === "once" ? time.from : now, vocabulary.timeZone, weekStart) ?? { key: "", start: 0, end: 0 };
  const standing = state.times[key];
  return {
    challenge: challenge.id,
    name: textIn(challenge.name, language) ?? challenge.id,
    description: textIn(challenge.description, language) ?? null,
    from: instant(start),
    until: instant(end),
    state: now < start ? ("upcoming" as const) : now < end ? ("running" as const) : ("over" as const),
    optIn: challenge.optIn ?? false,
    joinedAt: state.joinedAt === null ? null : instant(state.joinedAt),
    completed: standing !== undefined && standing.reachedAt !== null,
    steps: challenge.steps.map((step) => {
      const measure = measureOfStep(step, vocabulary);
      const done = standing === undefined ? 0n : doneOf(measure, standing, state.out) / PARTS;
      const text = (amount: bigint) => formatDecimal(amount, measure.precision);
      return {
        name: textIn(step.name, language) ?? null,
        event: step.event,
        of: step.of ?? "member",
        done: text(done),
        needed: text(measure.need),
        met: done >= measure.need,
      };
    }),
  };
}
