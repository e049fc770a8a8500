/** Judged contests in decisions: what is handed in, looked at, marked and voted for while a run is open, and its closing, once. */
import { asOf } from "./as-of.js";
import { timeAt } from "./challenge-state.js";
import type { ContestEntryInput, ContestMarkInput, ContestReviewInput, ContestVoteInput, ContestWithdrawalInput } from "./contest-inputs.js";
import { placesTold, tellPlace } from "./contest-places.js";
import type { ContestEntryRow, ContestRunRow } from "./contest-rows.js";
import { fact, put, trace } from "./deciding.js";
import { decline } from "./decline.js";
import type { CompiledContest } from "./document/compiled-game.js";
import { derivedId } from "./hash.js";
import { programKeys } from "./keys.js";
import { entriesOf, findMemberByExternal, openContestsOf, standingMember } from "./look-ups.js";
import { type Engine, type Scope, scopeInForce } from "./occurrence.js";
import type { ExternalHash, Outcome } from "./record.js";
import { addDuration } from "./time.js";
import { eachOrMiss, find } from "./world.js";

/** Entries that one run takes: all are ranked by one record. */
export const ENTRIES_MAX = 1_000;
/** So many judges mark one entry. */
const JUDGES_MAX = 50;

interface Found {
  scope: Scope;
  contest: CompiledContest;
}
function findContest(d: Engine, programId: string, id: string): Found | undefined {
  const scope = scopeInForce(d, programId);
  const contest = scope?.program.contests.find((each) => each.id === id);
  return scope === undefined || contest === undefined ? undefined : { scope, contest };
}
/** Who takes part in the program; or why not. */
function takingPart(d: Engine, program: string, external: ExternalHash): { member: string } | { refused: Outcome } {
  const member = findMemberByExternal(d.world, external);
  if (member === undefined) return { refused: decline("member_unknown") };
  const enrolment = programKeys(d.world.keys, d.world.workspace.id, program, member.id).enrolment;
  if (find(d.world, "enrolments", enrolment) === undefined) return { refused: decline("member_not_enrolled") };
  return { member: member.id };
}

/** What a member hands in takes the place of what they handed in before, and is looked at anew; until the run's end. */
export function decideEntry(d: Engine, { program, contest: id, member: external, by, picture }: ContestEntryInput): Outcome {
  const found = findContest(d, program, id);
  if (found === undefined) return decline("contest_unknown");
  const who = takingPart(d, program, external);
  if ("refused" in who) return who.refused;
  const { scope, contest } = found;
  const time = timeAt(contest.time, d.at, scope.program.timeZone, scope.program.weekStart);
  if (time === undefined) return decline("contest_not_open");
  if (find(d.world, "programs", program)?.status !== "running") return decline("program_not_running");
  if (!contest.submit.includes(by)) return decline("contest_entry_not_wanted");
  if (picture === null) return decline("picture_unknown");
  const run = find(d.world, "contestRuns", runIdOf(program, id, time.key)) ?? openRun(d, scope, contest, time);
  if (run.dueAt === null || d.at >= run.endsAt) return decline("contest_not_open");
  const entries = entriesOf(d.world, run.id);
  const own = entries.find(({ memberId }) => memberId === who.member);
  if (own === undefined && entries.length >= ENTRIES_MAX) return decline("contest_entry_not_wanted");
  const entry = own?.id ?? derivedId("ent", run.id, who.member);
  const handedIn = { state: "waiting" as const, by, picture: picture ?? null, handedInAt: d.at, recordNumber: d.record.number };
  const fresh = { accepted: null, reason: null, marks: {}, votes: 0, place: null };
  put(d, "contestEntries", entry, { id: entry, runId: run.id, memberId: who.member, ...handedIn, ...fresh });
  trace(d, { step: "contest.entered", contest: id });
  fact(d, { kind: "contest.entry_handed_in", member: who.member, program, contest: id, entry });
  return { status: "done", member: who.member, contest: id, entry };
}

/** Until the run's end, as entries are taken: what is being judged stays. Another one can be handed in until then. */
export function decideWithdrawal(d: Engine, { program, contest: id, member: external }: ContestWithdrawalInput): Outcome {
  const found = findContest(d, program, id);
  if (found === undefined) return decline("contest_unknown");
  const who = takingPart(d, program, external);
  if ("refused" in who) return who.refused;
  const { scope, contest } = found;
  const time = timeAt(contest.time, d.at, scope.program.timeZone, scope.program.weekStart);
  const run = time && find(d.world, "contestRuns", runIdOf(program, id, time.key));
  const entry = run && entriesOf(d.world, run.id).find(({ memberId }) => memberId === who.member);
  if (run === undefined || entry === undefined) return decline("contest_entry_unknown");
  if (run.dueAt === null || d.at >= run.endsAt) return decline("contest_not_open");
  put(d, "contestEntries", entry.id, { state: "withdrawn", picture: null, accepted: null });
  trace(d, { step: "contest.entry_withdrawn", contest: id });
  return { status: "done", member: who.member, contest: id, entry: entry.id };
}

function runIdOf(program: string, contest: string, run: string): string {
  return derivedId("ctr", program, contest, run);
}
function openRun(
  d: Engine,
  { programId, program }: Scope,
  contest: CompiledContest,
  time: { key: string; start: number; end: number },
): ContestRunRow {
  const id = runIdOf(programId, contest.id, time.key);
  const bounds = { startsAt: time.start, endsAt: time.end, dueAt: addDuration(time.end, contest.judgedWithin, program.timeZone), closedAt: null };
  return put(d, "contestRuns", id, { id, programId, contest: contest.id, run: time.key, by: contest.by, ...bounds, recordNumber: d.record.number });
}

/** An entry of a run of this contest that is not closed by now. */
function findEntry(d: Engine, program: string, contest: string, id: string): { entry: ContestEntryRow; run: ContestRunRow } | { refused: Outcome } {
  const entry = find(d.world, "contestEntries", id);
  const run = entry && find(d.world, "contestRuns", entry.runId);
  if (entry === undefined || run === undefined || run.programId !== program || run.contest !== contest || entry.state === "withdrawn")
    return { refused: decline("contest_entry_unknown") };
  return run.dueAt === null || run.dueAt <= d.at ? { refused: decline("contest_not_open") } : { entry, run };
}

/** Until the run closes; what is refused takes no part, whatever was given for it. */
export function decideEntryReview(d: Engine, { program, contest, entry: id, written, answer, reason }: ContestReviewInput): Outcome {
  const found = findEntry(d, program, contest, id);
  if ("refused" in found) return found.refused;
  const { entry } = found;
  if (entry.recordNumber !== written) return decline("contest_entry_changed", { event: `evt_${entry.recordNumber}` });
  const state = answer === "accept" ? ("accepted" as const) : ("refused" as const);
  const accepted = state === "accepted" ? (entry.accepted ?? d.record.number) : null;
  put(d, "contestEntries", id, { state, accepted, reason: reason ?? null });
  trace(d, { step: `contest.entry_${state}`, contest, reason });
  if (state !== entry.state) fact(d, { kind: "contest.entry_answered", member: entry.memberId, program, contest, entry: id, answer: state });
  return { status: "done", member: entry.memberId, contest, entry: id, state };
}

/** While the run is judged: behind its end, before it closes. */
function judgedEntry(d: Engine, input: { program: string; contest: string; entry: string }): ReturnType<typeof findEntry> {
  const found = findEntry(d, input.program, input.contest, input.entry);
  if ("refused" in found) return found;
  if (d.at < found.run.endsAt) return { refused: decline("contest_not_open") };
  return found.entry.state === "accepted" ? found : { refused: decline("contest_entry_unknown") };
}
export function decideMark(d: Engine, input: ContestMarkInput): Outcome {
  const found = judgedEntry(d, input);
  if ("refused" in found) return found.refused;
  const { entry, run } = found;
  if (run.by === "members") return decline("contest_vote_not_wanted");
  const marks = { ...entry.marks, [run.by === "owner" ? "owner" : input.judge]: input.mark };
  if (Object.keys(marks).length > JUDGES_MAX) return decline("contest_vote_not_wanted");
  put(d, "contestEntries", entry.id, { marks });
  trace(d, { step: "contest.marked", contest: run.contest, mark: input.mark });
  return { status: "done", contest: run.contest, entry: entry.id };
}

/** One vote of each member in a run, never for what they have handed in themselves; given anew it goes over. */
export function decideVote(d: Engine, input: ContestVoteInput): Outcome {
  const who = takingPart(d, input.program, input.member);
  if ("refused" in who) return who.refused;
  const found = judgedEntry(d, input);
  if ("refused" in found) return found.refused;
  const { entry, run } = found;
  if (run.by !== "members" || entry.memberId === who.member) return decline("contest_vote_not_wanted");
  castVote(d, run.id, who.member, entry.id);
  trace(d, { step: "contest.voted", contest: run.contest });
  return { status: "done", member: who.member, contest: run.contest, entry: entry.id };
}
function castVote(d: Engine, runId: string, memberId: string, entryId: string | null): void {
  const key = `${runId}\n${memberId}`;
  const before = find(d.world, "contestVotes", key)?.entryId ?? null;
  if (before === entryId) return;
  put(d, "contestVotes", key, { runId, memberId, entryId, recordNumber: d.record.number });
  for (const [id, by] of [[before, -1] as const, [entryId, 1] as const]) {
    const entry = id === null ? undefined : find(d.world, "contestEntries", id);
    if (entry !== undefined) put(d, "contestEntries", entry.id, { votes: entry.votes + by });
  }
}

/** Two members are one: one entry, the one of who stays where both have one, and one vote, which is not for their own entry. */
export function mergeContests(d: Engine, { programId }: Scope, from: string, into: string): void {
  eachOrMiss(openContestsOf(d.world, programId), ({ id: run }) => {
    const entries = entriesOf(d.world, run);
    const [own, theirs] = [into, from].map((member) => entries.find(({ memberId }) => memberId === member));
    if (theirs !== undefined) put(d, "contestEntries", theirs.id, own === undefined ? { memberId: into } : { state: "withdrawn" });
    const [vote, other] = [into, from].map((member) => find(d.world, "contestVotes", `${run}\n${member}`)?.entryId ?? null);
    if (other !== null) castVote(d, run, from, null);
    const chosen = vote ?? other;
    castVote(d, run, into, chosen === own?.id || chosen === theirs?.id ? null : (chosen ?? null));
  });
}

/** A run is over: the accepted entries that were judged have their places, for good, and what rules give for these is given. */
export function settleContest(d: Engine, id: string): void {
  const run = find(d.world, "contestRuns", id);
  if (run === undefined || run.dueAt === null || run.dueAt > d.at) return;
  asOf(d, run.dueAt, () => closeRun(d, run, run.dueAt as number));
}
function closeRun(d: Engine, { id, programId, contest, run, by }: ContestRunRow, at: number): void {
  const ranking = rankingOf(entriesOf(d.world, id), by);
  put(d, "contestRuns", id, { dueAt: null, closedAt: at });
  trace(d, { step: "contest.closed", program: programId, contest, run, count: ranking.length, at });
  fact(d, { kind: "contest.closed", program: programId, contest, run, entries: ranking.length });
  const found = findContest(d, programId, contest);
  const told = placesTold(found?.contest);
  eachOrMiss(ranking.entries(), ([index, entry]) => {
    const place = index + 1;
    put(d, "contestEntries", entry.id, { place });
    if (place <= told) tellPlace(d, { programId, contest, run, at }, standingMember(d.world, entry.memberId).id, place);
  });
}

/** The best first: by votes, or by the mean of its marks; of equals the one that was accepted earlier. What nobody has judged has no place. */
export function rankingOf(entries: readonly ContestEntryRow[], by: ContestRunRow["by"]): ContestEntryRow[] {
  const judged = entries.filter((entry) => entry.state === "accepted" && scoreOf(entry, by).sum > 0);
  return judged.sort((a, b) => {
    const [left, right] = [scoreOf(a, by), scoreOf(b, by)];
    return right.sum * left.count - left.sum * right.count || (a.accepted ?? 0) - (b.accepted ?? 0);
  });
}
/** The mean is `sum` by `count`. */
export function scoreOf({ marks, votes }: Pick<ContestEntryRow, "marks" | "votes">, by: ContestRunRow["by"]): { sum: number; count: number } {
  if (by === "members") return { sum: votes, count: 1 };
  const given = Object.values(marks);
  return { sum: given.reduce((sum, mark) => sum + mark, 0), count: Math.max(1, given.length) };
}
