/** What a member plays: cards, badges, levels and tiers, streaks, the waiting list. */
import type { Award } from "../../queries/awards.js";
import { awardPath } from "../award-view.js";
import { textIn } from "../explanation-view.js";
import type { ProgramSummaryView } from "../program-summary-view.js";
import { howEarned } from "./how-earned.js";
import { grantsOf, momentOf, prizeOf, type Told, within } from "./told.js";

/** The member's standing in the program, as data. */
export type Standing = ProgramSummaryView;

export function cardViews(told: Told, { cards }: Standing) {
  const { words, day, language } = told;
  return (told.document.stampCards ?? []).map((card) => {
    const { stamps = 0, overAt = null } = cards[card.id] ?? {};
    const prize = prizeOf(told, ({ on }) => "stampCard" in on && on.stampCard === card.id);
    const over = momentOf(overAt);
    return {
      id: card.id,
      name: textIn(card.name, language) ?? card.id,
      slots: card.slots,
      stamps,
      text: words("card.missing", { n: card.slots - stamps }),
      prize: prize === null ? null : words("card.prize", { prize }),
      until: over === null ? null : words("until", { date: day(over) }),
    };
  });
}

export function badgeViews(told: Told, awards: readonly Award[]) {
  const { app, document, program, language, words, day } = told;
  return (document.badges ?? []).map((badge) => {
    const award = awards.find((each) => each.program === program && each.badge === badge.id);
    const how = howEarned(told, grantsOf(told, (_, grant) => "badge" in grant && grant.badge === badge.id)[0]);
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
      missing: award !== undefined ? null : (how ?? words("badge.missing")),
    };
  });
}

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
