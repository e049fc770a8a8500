/** A season of the sample shop, day by day on the workspace's clock. The same seed plays the same season. */
import { makeChance } from "./chance.js";
import type { DemoApi } from "./demo-api.js";
import type { DemoPrograms } from "./demo-programs.js";
import { arrive, makeMembers, openLinks, tellCodes } from "./friends.js";
import { planMischief } from "./mischief.js";
import { keepOfficeHours } from "./office-hours.js";
import { dayMs, hourMs, isWeekend, type Plan, type Season, weekMs } from "./season-state.js";
import { showOff } from "./show-off.js";

const eventsPerCall = 500;
/** Twice a day the clock is moved and what has happened since is told. */
const hoursTold = [13, 21];
const membersAtStart = { en: 45, ru: 25 };

export interface SeasonSettings {
  seed: number;
  /** A Monday at midnight, UTC. */
  start: number;
  weeks: number;
  onWeek(week: number): void;
}

/** Plays the whole season; afterwards the workspace's clock stands at its end. */
export async function playSeason(api: DemoApi, programs: DemoPrograms, settings: SeasonSettings): Promise<Season> {
  const { seed, start, weeks, onWeek } = settings;
  const season: Season = {
    api,
    chance: makeChance(seed),
    programs,
    start,
    end: start + weeks * weekMs,
    now: start,
    plans: [],
    customers: [],
    newcomers: [],
    counts: { people: 0, orders: 0, events: 0, visits: 0, couponsUsed: 0, redemptions: 0, payouts: 0 },
    reasons: new Map(),
  };
  for (let nth = 0; nth < membersAtStart.en; nth++) arrive(season, "en");
  for (let nth = 0; nth < membersAtStart.ru; nth++) arrive(season, "ru");
  await makeMembers(season);
  for (let day = 0; day < weeks * 7; day++) {
    if (day % 7 === 0) onWeek(day / 7);
    for (const hour of hoursTold) await playUntil(season, start + day * dayMs + hour * hourMs + season.chance.between(0, 59) * 60_000);
    if (day % 7 === 0) await keepOfficeHours(season);
    if (day % 7 === 2) planMischief(season, programs.credit.handle);
  }
  await moveClock(season, season.end);
  await showOff(season);
  return season;
}

async function playUntil(season: Season, moment: number): Promise<void> {
  await moveClock(season, moment);
  await tellWhatHappened(season);
  await makeMembers(season);
  const { chance, programs } = season;
  // Word spreads week by week, and on weekends.
  const week = (moment - season.start) / weekMs;
  const rhythm = (1 + 0.13 * week) * (isWeekend(moment) ? 1.5 : 0.85);
  const times = (mean: number): number => Math.round(mean * rhythm * (0.6 + 0.8 * chance.next()));
  await openLinks(season, programs.credit.handle, times(3));
  await openLinks(season, programs.stamps.handle, times(2));
  await openLinks(season, programs.roubles.handle, times(2));
  tellCodes(season, programs.credit.handle, times(0.5));
  tellCodes(season, programs.roubles.handle, times(0.4));
  for (let nth = times(0.5); nth > 0; nth--) arrive(season, chance.isTrue(0.65) ? "en" : "ru");
}

async function moveClock(season: Season, moment: number): Promise<void> {
  await season.api.post("/v1/clock", { to: new Date(moment).toISOString() });
  season.now = moment;
}

/** Tells every event up to now, in the order in which they happened; what one leads to may have happened as well by now. */
async function tellWhatHappened(season: Season): Promise<void> {
  for (;;) {
    const due = season.plans.filter(({ at }) => at <= season.now).sort((a, b) => a.at - b.at);
    if (due.length === 0) return;
    season.plans = season.plans.filter(({ at }) => at > season.now);
    for (let first = 0; first < due.length; first += eventsPerCall) await tell(season, due.slice(first, first + eventsPerCall));
  }
}

async function tell({ api, counts, reasons }: Season, plans: Plan[]): Promise<void> {
  // All at once: what each draws by chance is drawn before it first waits, so the order stays the same.
  const contents = await Promise.all(plans.map((plan) => plan.event()));
  const events = plans.map(({ at }, index) => ({ key: `shop-${++counts.events}`, occurredAt: new Date(at).toISOString(), ...contents[index] }));
  const { results } = await api.post("/v1/events", { events });
  for (const [index, plan] of plans.entries()) {
    const { status, reason } = results[index];
    if (status === "invalid" || status === "failed")
      throw new Error(`${JSON.stringify(events[index])} was answered with ${JSON.stringify(results[index])}`);
    if (status === "refused") reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    plan.answered?.(results[index]);
  }
}
