/** Contests as a member meets them: what can be handed in now, what became of one's own entry, and whom to vote for. */
import { compileProgram } from "../../commands/compiled-programs.js";
import { timeAt } from "../../core/challenge-state.js";
import type { CompiledContest } from "../../core/document/compiled-game.js";
import type { ContestRunView, OwnContest } from "../../queries/contests.js";
import type { PortalParts } from "../../queries/portal.js";
import { contestRunView, ownEntryView } from "../contest-view.js";
import { textIn } from "../explanation-view.js";
import { prizeOf, type Told } from "./told.js";

/** The document's contests. One that is judged with its present round, and the one before it, which is judged or has closed. */
export function contestViews(told: Told, { runs, own }: PortalParts["contests"], now: number) {
  const { document, published, words, language } = told;
  const { contests, timeZone, weekStart } = compileProgram(document, published.hash);
  return (document.contests ?? []).map(({ id, name }) => {
    const about = { id, name: textIn(name, language) ?? id, prize: prizeOf(told, ({ on }) => "contest" in on && on.contest === id) };
    const contest = contests.find((each) => each.id === id);
    if (contest === undefined) return { ...about, text: words("contest.ranked"), rounds: [] };
    const present = timeAt(contest.time, now, timeZone, weekStart);
    const known = runs.filter((run) => run.contest === id);
    const before = known.find(({ endsAt }) => endsAt <= now);
    const ownIn = (run: ContestRunView | undefined) => own.find(({ runId }) => runId === run?.id);
    const open = known.find(({ run }) => run === present?.key);
    const rounds = [
      ...(present === undefined
        ? []
        : [openRound(told, contest, { run: present.key, endsAt: present.end, entries: open?.entries ?? 0 }, ownIn(open))]),
      ...(before === undefined ? [] : [pastRound(told, before, ownIn(before))]),
    ];
    return { ...about, text: rounds.length > 0 ? null : awayText(told, contest, now), rounds };
  });
}

/** What stands where a contest has no round to show. */
function awayText({ words, day }: Told, { time }: CompiledContest, now: number): string {
  return time.kind === "once" && now < time.from ? words("begins", { date: day(time.from) }) : words("contest.over");
}

function openRound(
  told: Told,
  { submit }: CompiledContest,
  { run, endsAt, entries }: Pick<ContestRunView, "run" | "endsAt" | "entries">,
  own?: OwnContest,
) {
  const { words, day, published } = told;
  const isTaking = published.status === "running";
  return {
    ...{ run, state: "open" as const, entries, text: words("contest.open", { n: entries }), until: words("contest.until", { date: day(endsAt) }) },
    ...{ submit: isTaking ? submit : [], own: ownView(told, "open", own), canVote: false, vote: null },
  };
}
function pastRound(told: Told, found: ContestRunView, own: OwnContest | undefined) {
  const { words, day } = told;
  const { run, state, entries } = contestRunView(found);
  const canVote = state === "judging" && found.by === "members" && entries > 0;
  const text = words(canVote ? "contest.voting" : `contest.${state}`, { n: entries });
  const until = state === "closed" || found.dueAt === null ? null : words("contest.known", { date: day(found.dueAt) });
  return { run, state, entries, text, until, submit: [], own: ownView(told, state, own), canVote, vote: own?.vote ?? null };
}

function ownView({ words }: Told, round: "open" | "judging" | "closed", own: OwnContest | undefined) {
  if (own === undefined || own.entry === null) return null;
  const { reason, text: written, place, ...entry } = ownEntryView(own.entry);
  const answer = { hasReason: reason === null ? "no" : "yes", reason: reason ?? "", isOpen: round === "open" ? "yes" : "no" };
  const tookPart = place === null ? words("entry.took_part") : words("entry.place", { place });
  const text = round === "closed" && entry.state === "accepted" ? tookPart : words(`entry.${entry.state}`, answer);
  return { ...entry, written, place, text, canWithdraw: round === "open" };
}
