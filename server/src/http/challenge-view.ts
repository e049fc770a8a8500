/** How far a member is in the challenges of a program, as it leaves the server. */
import { type ChallengeState, doneOf, isDone, NO_STATE, PROOF_DAYS, type TimeState, timeAt } from "../core/challenge-state.js";
import { measureOfStep, SQUAD_MIN, timeOfChallenge } from "../core/document/compile-challenge.js";
import type { Challenge, ProgramDocument } from "../core/document/schema.js";
import { type Vocabulary, vocabularyOf } from "../core/document/vocabulary.js";
import { PARTS } from "../core/exact.js";
import { formatDecimal } from "../core/money.js";
import type { ChallengeView, SquadView } from "../queries/member-challenges.js";
import { pseudonymOf } from "../words/pseudonym.js";
import { textIn } from "./explanation-view.js";
import type { Language } from "./language.js";
import { instant } from "./views.js";

/** The challenges that run, in the document's order, each in its present time, or in the one that it has. */
export function challengeViews(document: ProgramDocument | undefined, states: ReadonlyMap<string, Standing>, now: number, language: Language) {
  if (document === undefined) return [];
  const vocabulary = vocabularyOf(document);
  return (document.challenges ?? []).map((challenge) =>
    challengeView(challenge, states.get(challenge.id) ?? { state: NO_STATE, squad: null }, {
      vocabulary,
      weekStart: document.weekStart ?? "monday",
      now,
      language,
    }),
  );
}

type Standing = Pick<ChallengeView, "state" | "squad">;
interface Place {
  vocabulary: Vocabulary;
  weekStart: NonNullable<ProgramDocument["weekStart"]>;
  now: number;
  language: Language;
}
const DAY = 86_400_000;
const BEGUN = { gathered: {}, ordinal: 0, reachedAt: null, held: [] };
/** Of a time that is not over for longer than proofs are taken and in which all is done, the latest that has no accepted one; else of the present time. */
function proofStanding(challenge: Parameters<typeof isDone>[0], state: ChallengeState, present: TimeState, presentName: string, now: number) {
  const times = Object.values({ [presentName]: present, ...state.times });
  const isOpen = (time: TimeState) => now >= time.start && now < time.end + PROOF_DAYS * DAY && isDone(challenge, state, time);
  const open = times.filter((time) => time.proof?.state !== "accepted" && isOpen(time)).sort((a, b) => b.start - a.start)[0];
  const { proof, end } = open ?? state.times[presentName] ?? present;
  return {
    state: proof?.state ?? (open === undefined ? ("not_yet" as const) : ("wanted" as const)),
    reason: proof?.reason ?? null,
    until: open === undefined ? null : instant(end + PROOF_DAYS * DAY),
  };
}
/** The squad in which the member takes up that time; null where challenges are for each alone. `mine`: null as long as the member is in none. */
function squadStanding({ squad }: Challenge, own: SquadView | undefined, language: Language) {
  if (squad === undefined) return null;
  const members = own?.members.map(({ id, name, isOwn }) => ({ name: name ?? pseudonymOf(own.program, id, language), you: isOwn }));
  return { min: squad.min ?? SQUAD_MIN, max: squad.max, mine: own === undefined || members === undefined ? null : { code: own.code, members } };
}
function challengeView(challenge: Challenge, { state, squad }: Standing, { vocabulary, weekStart, now, language }: Place) {
  const time = timeOfChallenge(challenge, vocabulary.timeZone);
  const { key, start, end } = timeAt(time, time.kind === "once" ? time.from : now, vocabulary.timeZone, weekStart) ?? { key: "", start: 0, end: 0 };
  const standing = state.times[key];
  const own = squad?.time === key ? squad : undefined;
  const { gathered, out } = own?.gathered ?? { gathered: standing?.gathered ?? {}, out: state.out };
  const measures = challenge.steps.map((step) => ({ step, measure: measureOfStep(step, vocabulary) }));
  const measured = { optIn: challenge.optIn ?? false, steps: measures.map(({ measure }) => measure) };
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
    steps: measures.map(({ step, measure }) => {
      const done = doneOf(measure, { gathered }, out) / PARTS;
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
    squad: squadStanding(challenge, own, language),
    proof:
      challenge.proof === undefined
        ? null
        : { by: challenge.proof, ...proofStanding(measured, state, { ...BEGUN, start, end, ...standing }, key, now) },
  };
}
