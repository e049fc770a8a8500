/** What a member plays: cards, badges, levels and tiers, streaks, challenges, the waiting list. */
import type { Award } from "../../queries/awards.js";
import { perDocument } from "../../words/per-document.js";
import { keyOfGrant } from "../../words/terms/references.js";
import { rewardClauses } from "../../words/terms/reward-words.js";
import { tellingOf } from "../../words/terms/telling.js";
import { awardPath } from "../award-view.js";
import { textIn } from "../explanation-view.js";
import type { programSummaryView } from "../program-summary-view.js";
import { grantsOf, phraseOf, type Told } from "./told.js";

/** The member's standing in the program, as data. */
export type Standing = ReturnType<typeof programSummaryView>;

const momentOf = (text: string | null) => (text === null ? null : Date.parse(text));
const within = (share: number) => (Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 1);

export function cardViews(told: Told, { cards }: Standing) {
  const { words, day, language } = told;
  return (told.document.stampCards ?? []).map((card) => {
    const { stamps = 0, overAt = null } = cards[card.id] ?? {};
    const prize = grantsOf(told, ({ on }) => "stampCard" in on && on.stampCard === card.id).map(({ grant }) => phraseOf(told, grant));
    const over = momentOf(overAt);
    return {
      id: card.id,
      name: textIn(card.name, language) ?? card.id,
      slots: card.slots,
      stamps,
      text: words("card.missing", { n: card.slots - stamps }),
      prize: prize.length === 0 ? null : words("card.prize", { prize: prize.join(", ") }),
      until: over === null ? null : words("until", { date: day(over) }),
    };
  });
}

export function badgeViews(told: Told, awards: readonly Award[]) {
  const { app, document, program, language, words, day } = told;
  const clauses = clausesOf(document, language);
  return (document.badges ?? []).map((badge) => {
    const award = awards.find((each) => each.program === program && each.badge === badge.id);
    const giving = grantsOf(told, (_, grant) => "badge" in grant && grant.badge === badge.id)[0];
    const how = giving && clauses.get(keyOfGrant(giving.rule.id, giving.grant.id));
    return {
      id: badge.id,
      name: textIn(badge.name, language) ?? badge.id,
      description: textIn(badge.description, language) ?? null,
      picture: `/badges/${document.handle}/${badge.id}/picture.svg`,
      award:
        award === undefined
          ? null
          : {
              id: award.id,
              at: day(award.earnedAt),
              times: award.times,
              page: award.shared === undefined ? null : `${app.config.publicUrl}${awardPath(document.handle, award.id)}`,
            },
      // A clause that points to another one means nothing alone.
      missing: award !== undefined ? null : how === undefined || how.includes("[[") ? words("badge.missing") : how,
    };
  });
}

/** The clauses of the terms by their grants. */
const clausesOf = perDocument((document, language) => new Map(rewardClauses(tellingOf(document, language)).map(({ key, text }) => [key, text])));

/** Levels, which are never lost, and tiers, which may be. */
export function barViews(told: Told, { levels, tiers }: Standing) {
  const { document, words, day, language } = told;
  const stepName = (steps: readonly { id: string; name?: Parameters<typeof textIn>[0] }[], id: string | null) =>
    id === null ? null : (textIn(steps.find((step) => step.id === id)?.name, language) ?? id);
  const levelBars = (document.levels ?? []).map(({ id, name, steps }) => {
    const { step = null, counted = "0", next = null } = levels[id] ?? {};
    const text = next === null ? words("level.highest") : words("level.next", { missing: next.missing, step: stepName(steps, next.step) ?? "" });
    return {
      id,
      name: textIn(name, language) ?? id,
      step: stepName(steps, step),
      progress: next === null ? 1 : within(Number(counted) / Number(next.atLeast)),
      text,
      warning: null,
    };
  });
  const tierBars = (document.tiers ?? []).map(({ id, name, steps }) => {
    const standing = tiers[id];
    const until = momentOf(standing?.measuredAgainAt ?? null);
    const risk = standing?.atRisk ?? null;
    const place = steps.findIndex((step) => step.id === standing?.step);
    return {
      id,
      name: textIn(name, language) ?? id,
      step: stepName(steps, standing?.step ?? null),
      progress: within((place + 1) / steps.length),
      text: until === null ? words("tier.none", { step: stepName(steps, steps[0]?.id ?? null) ?? "" }) : words("tier.until", { date: day(until) }),
      warning: risk === null ? null : words("tier.risk", { date: until === null ? "" : day(until), missing: risk.missing }),
    };
  });
  return [...levelBars, ...tierBars];
}

export function streakViews(told: Told, { streaks }: Standing) {
  const { document, words, day, language } = told;
  return (document.streaks ?? []).map(({ id, name }) => {
    const { length = 0, best = 0, aliveUntil = null } = streaks[id] ?? {};
    const until = momentOf(aliveUntil);
    const text = until === null ? words("streak.over", { best }) : words("streak.alive", { date: day(until), best });
    return { id, name: textIn(name, language) ?? id, length, text };
  });
}

export function challengeViewsOf(told: Told, { challenges }: Standing) {
  const { words, day } = told;
  return challenges.map(({ challenge: id, name, description, state, completed, optIn, joinedAt, steps, until }) => {
    const prize = grantsOf(told, ({ on }) => "challenge" in on && on.challenge === id).map(({ grant }) => phraseOf(told, grant));
    const shares = steps.map(({ done, needed }) => within(Number(done) / Number(needed)));
    const end = momentOf(until);
    return {
      id,
      name,
      description,
      state,
      completed,
      canJoin: optIn && joinedAt === null && state !== "over",
      progress: completed ? 1 : shares.reduce((sum, share) => sum + share, 0) / Math.max(1, shares.length),
      steps: steps.map(({ name: step, event, done, needed, met }) => ({ text: words("challenge.step", { step: step ?? event, done, needed }), met })),
      until: end === null ? "" : words(state === "over" ? "over" : "until", { date: day(end) }),
      prize: prize.length === 0 ? null : prize.join(", "),
    };
  });
}

export function waitingView({ words }: Told, { waitingList }: Standing) {
  if (waitingList === null) return null;
  const { place, behind, placesGained, perFriend } = waitingList;
  if (place === null) return { text: words("waiting.admitted"), place: null, perFriend: null };
  const best = perFriend.reduce((most, { places }) => Math.max(most, places), 0);
  return {
    text: words("waiting.place", { place, behind: behind ?? 0, gained: placesGained ?? 0 }),
    place,
    perFriend: best === 0 ? null : words("waiting.per_friend", { n: best }),
  };
}
