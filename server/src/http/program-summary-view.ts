/** A member's part in a program as it leaves the server. */
import { compileProgram } from "../commands/compiled-programs.js";
import type { WorkspacePrograms } from "../commands/program-directory.js";
import { compileLevel } from "../core/document/compile-game.js";
import type { ProgramDocument } from "../core/document/schema.js";
import { DEFAULT_TIME_ZONE, vocabularyOf } from "../core/document/vocabulary.js";
import { placeOnLevel } from "../core/levels.js";
import { formatDecimal } from "../core/money.js";
import { cardOverAt, isCardOver } from "../core/stamp-cards.js";
import { emptyStreak, formOf, runOf, standingAt } from "../core/streak-days.js";
import { zoneOf } from "../core/streaks.js";
import type { KnownPrograms, MemberSummary, ProgramSummary, Waiting } from "../queries/member-summary.js";
import { scoreText } from "./board-of.js";
import { challengeViews } from "./challenge-view.js";
import type { Language } from "./language.js";
import { instant } from "./views.js";

/** What a summary must know of the workspace's programs to be read at once. */
export function knownTo({ list }: WorkspacePrograms): KnownPrograms {
  const measures = list.flatMap(({ document }) => (document.levels ?? []).map(({ measure }) => measure));
  const units = [...new Set(measures.flatMap((measure) => ("earned" in measure ? [measure.earned] : [])))];
  const has = {
    streaks: list.some(({ document }) => document.streaks !== undefined),
    challenges: list.some(({ document }) => document.challenges !== undefined),
    leaderboards: list.some(({ document }) => document.leaderboards !== undefined),
  };
  return { ids: list.map(({ id }) => id), units, has };
}

export type ProgramSummaryView = ReturnType<typeof programSummaryView>;
/** The member's part in each program. */
export function programSummaryViews(programs: WorkspacePrograms, summary: MemberSummary, language: Language): ProgramSummaryView[] {
  return summary.programs.map((each) => programSummaryView(programs, each, summary, language));
}
function programSummaryView(
  programs: WorkspacePrograms,
  { cards, tiers, levels, earned, streaks, boosters, challenges, leaderboards, waiting, ...summary }: ProgramSummary,
  member: Pick<MemberSummary, "traits" | "now">,
  language: Language,
) {
  return {
    ...summary,
    cards: cardsView(programs.find(summary.program), cards, member.now),
    tiers: tiersView(tiers),
    levels: levelsView(programs, { ...summary, levels, earned }),
    boosters: boostersView(boosters, member.now),
    streaks: streaksView(programs, { ...summary, streaks }, member),
    challenges: challengeViews(programs.find(summary.program)?.document, challenges, member.now, language),
    leaderboards: boardsView(programs.find(summary.program), leaderboards),
    waitingList: waiting === null ? null : waitingView(programs.find(summary.program), waiting),
  };
}

/** A card whose time is over is an empty one, though nothing was written when its time passed. */
function cardsView(program: { document: ProgramDocument; hash: string } | undefined, cards: ProgramSummary["cards"], now: number) {
  if (program === undefined) return {};
  const { stampCards, timeZone } = compileProgram(program.document, program.hash);
  const views = [...stampCards.values()].flatMap((card) => {
    const progress = cards[card.id];
    if (progress === undefined) return [];
    const isOver = isCardOver(card, progress, timeZone, now);
    const { stamps, full, done } = isOver ? { ...progress, stamps: 0 } : progress;
    const over = isOver || done ? null : cardOverAt(card, progress, timeZone);
    return [[card.id, { stamps, slots: card.slots, full, done, overAt: over === null ? null : instant(over) }] as const];
  });
  return Object.fromEntries(views);
}

function waitingView(program: { document: ProgramDocument } | undefined, { joiningNumber, admittedAt, at }: Waiting) {
  return {
    joiningNumber,
    place: at?.place ?? null,
    behind: at?.behind ?? null,
    placesGained: at?.placesGained ?? null,
    admittedAt: instant(admittedAt),
    perFriend: at === null ? [] : placesPerFriend(program?.document.rules ?? []),
  };
}
/** What a referral moves its referrer up by in any case, by its stage. */
function placesPerFriend(rules: NonNullable<ProgramDocument["rules"]>): { stage: string; places: number }[] {
  const found = new Map<string, number>();
  for (const { on, when, grants } of rules) {
    if (!("referral" in on) || when !== undefined) continue;
    for (const grant of grants) {
      if (!("places" in grant) || grant.to !== "referrer" || grant.when !== undefined) continue;
      found.set(on.referral, (found.get(on.referral) ?? 0) + grant.places);
    }
  }
  return [...found].map(([stage, places]) => ({ stage, places }));
}

/** What another version has done away with is not shown. */
function boardsView(program: { document: ProgramDocument; hash: string } | undefined, standings: ProgramSummary["leaderboards"]) {
  const boards = program === undefined ? [] : compileProgram(program.document, program.hash).boards;
  return standings.flatMap(({ score, ...standing }) => {
    const board = boards.find(({ id }) => id === standing.board);
    return board === undefined ? [] : [{ ...standing, score: scoreText(board, score), unit: board.unit }];
  });
}

function boostersView(boosters: ProgramSummary["boosters"], now: number) {
  const running = boosters.filter(({ from, until }) => now >= from && now < until);
  return running.map(({ reward, multiplyBy, rules, kinds, until }) => ({ reward, multiplyBy, rules, kinds, until: instant(until) }));
}

function streaksView(
  programs: WorkspacePrograms,
  { program, streaks }: Pick<ProgramSummary, "program" | "streaks">,
  { traits, now }: Pick<MemberSummary, "traits" | "now">,
) {
  const { streaks: all = [], timeZone = DEFAULT_TIME_ZONE, weekStart = "monday" } = programs.find(program)?.document ?? {};
  const views = all.map(({ id, each, timeZone: zoneTrait = null, freezes = null }) => {
    const rhythm = { each, freezes, weekStart };
    const state = streaks[id]?.form === formOf(rhythm) ? streaks[id] : emptyStreak(rhythm);
    const { aliveUntil, ...standing } = standingAt(runOf(state, rhythm), now, zoneOf({ zoneTrait }, traits, timeZone), rhythm);
    return [id, { ...standing, aliveUntil: aliveUntil === null ? null : instant(aliveUntil) }] as const;
  });
  return Object.fromEntries(views);
}

function tiersView(tiers: ProgramSummary["tiers"]) {
  return Object.fromEntries(
    Object.entries(tiers).map(([id, { step, measuredAgainAt, risk = null }]) => [
      id,
      { step, measuredAgainAt: instant(measuredAgainAt), atRisk: risk },
    ]),
  );
}

function levelsView(programs: WorkspacePrograms, summary: Pick<ProgramSummary, "program" | "counts" | "levels" | "earned">) {
  const document = programs.find(summary.program)?.document;
  const { units } = vocabularyOf(document);
  const views = (document?.levels ?? []).map((each) => {
    const level = compileLevel(each, { units });
    const { measure, steps } = level;
    const counted = measure.kind === "referrals" ? BigInt(summary.counts[measure.stage]) : (summary.earned[measure.unit] ?? 0n);
    const text = (amount: bigint) => formatDecimal(amount, measure.kind === "referrals" ? 0 : (units.get(measure.unit) ?? 0));
    const place = placeOnLevel(level, counted, summary.levels[level.id] ?? {});
    const next = steps[place + 1];
    const nextView = next && { step: next.id, atLeast: text(next.atLeast), missing: text(next.atLeast - counted) };
    return [level.id, { step: steps[place]?.id ?? null, counted: text(counted), next: nextView ?? null }] as const;
  });
  return Object.fromEntries(views);
}
