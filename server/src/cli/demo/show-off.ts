/** What members show of themselves at the end of the season: a name, a badge, a few words. */
import { CONTEST, DRAW } from "./demo-programs.js";
import type { Season } from "./season-state.js";

const WORDS = {
  en: [
    "My friends ask me for the oolong every week now.",
    "The card filled faster than my teapot.",
    "Kind people, honest tea, and the points do add up.",
    "I came for the discount and stayed for the lapsang.",
  ],
  ru: [
    "Друзья теперь спрашивают про чай каждую неделю.",
    "Карта заполнилась быстрее, чем чайник.",
    "Добрые люди и честный чай.",
    "Пришёл за скидкой, остался из-за вкуса.",
  ],
};

/** Some agree to be named, most of those show what they have earned, and a few say something; the shop has looked at all but the last of it. */
export async function showOff({ api, chance, customers, programs }: Season): Promise<void> {
  const { handle } = programs.stamps;
  for (const {
    person: { id, language },
  } of customers) {
    const isOpen = chance.isTrue(0.4);
    const words = chance.isTrue(0.04) ? chance.pick(WORDS[language]) : undefined;
    const rating = chance.between(4, 5);
    if (!isOpen) continue;
    await api.put(`/v1/members/${id}/shown`, { named: true, inFeed: true });
    const { data } = await api.get(`/v1/members/${id}/badges`);
    for (const { award } of data as { award: string | null }[]) {
      if (award !== null) await api.post(`/v1/members/${id}/badges/${award}/share`, { shared: true });
    }
    const takesPart = words !== undefined && (data as { handle: string }[]).some((badge) => badge.handle === handle);
    if (!takesPart) continue;
    await api.put(`/v1/members/${id}/testimonials/${handle}`, { words, rating });
  }
  const waiting = await api.list(`/v1/programs/${handle}/testimonials?state=waiting`);
  for (const { member, event } of waiting.slice(1)) await api.post(`/v1/programs/${handle}/testimonials/${member}/review`, { event, answer: "show" });
}

/** The page of a badge that is shown, the most precious one: for a look. */
export async function findShownBadge({ api, customers }: Season): Promise<string | null> {
  let best: { address: string; rank: number } | undefined;
  for (const {
    person: { id },
  } of customers.slice(0, 100)) {
    const { data } = await api.get(`/v1/members/${id}/badges`);
    for (const { page, rarity } of data as { page: { address: string } | null; rarity: keyof typeof RANKS }[]) {
      if (page !== null && RANKS[rarity] > (best?.rank ?? -1)) best = { address: page.address, rank: RANKS[rarity] };
    }
  }
  return best?.address ?? null;
}
/** A link, good once, that opens the portal as the member who leads the board of the month's hosts; null after a season without one. */
export async function makePortalLink({ api, programs }: Season): Promise<string | null> {
  const { handle } = programs.stamps;
  const { data } = (await api.get(`/v1/programs/${handle}/leaderboards/hosts?limit=1`)) as { data: { member: string | null }[] };
  const leader = data[0]?.member ?? null;
  if (leader === null) return null;
  const { link } = (await api.post(`/v1/members/${leader}/sign-in-links`, { program: handle })) as { link: string };
  return link;
}
/** Where the places of the latest contest are that has closed; null after a season that was too short for one. */
export async function findClosedContest({ api, programs }: Season): Promise<string | null> {
  const path = `/v1/programs/${programs.roubles.handle}/contests/${CONTEST}/places`;
  const { runs } = (await api.get(path)) as { runs: { run: string; state: string }[] };
  const closed = runs.find(({ state }) => state === "closed");
  return closed === undefined ? null : `${path}?run=${closed.run}`;
}
/** Where the latest run of the draw is that has been drawn; null after a season that was too short for one. */
export async function findDrawnRun({ api, programs }: Season): Promise<string | null> {
  const path = `/v1/programs/${programs.roubles.handle}/draws`;
  const { data } = (await api.get(path)) as { data: { draw: string; runs: { run: string; state: string }[] }[] };
  const drawn = data.find(({ draw }) => draw === DRAW)?.runs.find(({ state }) => state === "drawn");
  return drawn === undefined ? null : `${path}/${DRAW}/runs/${drawn.run}`;
}
const RANKS = { common: 0, uncommon: 1, rare: 2, legendary: 3 };
