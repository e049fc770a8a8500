import type { GameProgressRow } from "../core/game-rows.js";
import { LEVEL_PERIOD, levelCounter } from "../core/levels.js";
import type { Scalar } from "../core/record.js";
import type { ProgressRow } from "../core/rows.js";
import type { StreakState } from "../core/streak-days.js";
import type { TierStanding, TimerRow } from "../core/timer-rows.js";
import { type Database, readInWorkspace, type Statement, type Tx } from "../store/db.js";
import { type Award, selectAwards } from "./awards.js";
import { type OwnPlace, selectPlace } from "./board-places.js";
import { type ChallengeView, selectChallenges } from "./member-challenges.js";
import { selectMember } from "./members.js";
import type { PeopleReader } from "./people.js";
import { type LatestRewards, type RewardView, selectLatestRewards } from "./rewards.js";
import { selectWaitingPlace } from "./waiting-list.js";
import { type Purse, selectPurses } from "./wallet.js";

export interface ProgramSummary {
  program: string;
  handle: string;
  code: string;
  counts: ProgressRow["counts"];
  /** How many referrals are in each state. */
  states: Record<string, number>;
  cards: ProgressRow["cards"];
  badges: string[];
  /** Of those that were earned more than once: how often. */
  badgeTimes: Record<string, number>;
  /** The step of each tier on which the member is, and when its period is over. */
  tiers: Record<string, { step: string; measuredAgainAt: number; risk: TierStanding["risk"] }>;
  /** By level: the steps that were ever reached, and when. */
  levels: GameProgressRow["levels"];
  boosters: GameProgressRow["boosters"];
  /** By streak: its days or weeks. */
  streaks: Record<string, StreakState>;
  /** By challenge: what the member has done in it. */
  challenges: Map<string, ChallengeView>;
  /** What was ever earned, less what was taken back, of the units that levels measure. */
  earned: Record<string, bigint>;
  /** Where the member stands in the runs of leaderboards that are not frozen. */
  leaderboards: BoardStanding[];
  /** Null for who never had to wait. */
  waiting: Waiting | null;
}
export interface Waiting {
  joiningNumber: number;
  admittedAt: number | null;
  /** Null for who was admitted. */
  at: { place: number; behind: number; placesGained: number } | null;
}
interface BoardStanding {
  board: string;
  run: string;
  place: number;
  size: number;
  score: bigint;
}
/** What a member has in all programs. */
export interface MemberStanding {
  programs: ProgramSummary[];
  wallet: Purse[];
  /** Ten of the latest, as `selectLatestRewards` gives them. */
  rewards: RewardView[];
  /** Of all programs, as `selectAwards` gives them. */
  awards: Award[];
}
export interface MemberSummary extends MemberStanding {
  traits: Record<string, Scalar>;
  /** The workspace's present time. */
  now: number;
}

const PROGRESS: Statement = {
  name: "summary.progress",
  text: `select e.program_id as program, p.handle, e.code, e.waiting_number as number, e.admitted_at as admitted, g.counts, g.cards, g.badges, t.tiers, l.levels, l.boosters
    from enrolments e
    join programs p on p.workspace_id = e.workspace_id and p.id = e.program_id
    left join progress g on g.workspace_id = e.workspace_id and g.program_id = e.program_id and g.member_id = e.member_id
    left join timers t on t.workspace_id = e.workspace_id and t.program_id = e.program_id and t.member_id = e.member_id
    left join game_progress l on l.workspace_id = e.workspace_id and l.program_id = e.program_id and l.member_id = e.member_id
    where e.workspace_id = $1 and e.member_id = $2 order by e.record_number, e.program_id`,
};
const STATES: Statement = {
  name: "summary.states",
  text: "select program_id as program, state, count(*)::int as count from referrals where workspace_id = $1 and referrer_id = $2 group by program_id, state",
};
const EARNED: Statement = {
  name: "summary.earned",
  text: "select program_id as program, counter, used from counters where workspace_id = $1 and program_id = any($2) and counter = any($3) and period = $4",
};
const STREAKS: Statement = {
  name: "summary.streaks",
  text: "select program_id as program, streak, state from streaks where workspace_id = $1 and member_id = $2 and program_id = any($3)",
};
const RUNS: Statement = {
  name: "summary.board_runs",
  text: `select r.program_id as program, r.id, r.board, r.run from board_scores s
    join board_runs r on r.workspace_id = s.workspace_id and r.id = s.run_id and r.frozen_at is null
    where s.workspace_id = $1 and s.member_id = $2 and s.state = 'in' order by r.program_id, r.board, r.record_number desc limit 100`,
};
/** So many of the latest rewards are shown. */
export const LATEST_SHOWN = 10;

interface ProgressView {
  program: string;
  handle: string;
  code: string;
  counts: ProgressRow["counts"] | null;
  cards: ProgressRow["cards"] | null;
  badges: ProgressRow["badges"] | null;
  tiers: TimerRow["tiers"] | null;
  levels: GameProgressRow["levels"] | null;
  boosters: GameProgressRow["boosters"] | null;
  number: bigint | null;
  admitted: number | null;
}

/** The workspace's published programs by id, the units that their levels measure, and what one of them has: what none has is not looked for. */
export interface KnownPrograms {
  ids: readonly string[];
  units: readonly string[];
  has: { streaks: boolean; challenges: boolean; leaderboards: boolean };
}

/** All that a member's own page shows; undefined for an unknown member. Of others it has the names alone, by which those of the same squad agreed to be known. */
export function loadMemberSummary(
  db: Database,
  workspaceId: string,
  people: PeopleReader,
  externalHash: string,
  known: KnownPrograms,
): Promise<MemberSummary | undefined> {
  return readInWorkspace(db, workspaceId, async (tx) => {
    const member = await selectMember(tx, workspaceId, externalHash);
    if (member === undefined) return undefined;
    const { id, traits, now } = member;
    return { traits, now, ...(await selectMemberStanding(tx, workspaceId, people, id, known, (run) => selectPlace(tx, workspaceId, run, id))) };
  });
}
/** The same of a member by our id, in a transaction. `placeIn` is the member's place in a run, `latest` are the latest rewards. */
export async function selectMemberStanding(
  tx: Tx,
  workspaceId: string,
  people: PeopleReader,
  member: string,
  { ids, units, has }: KnownPrograms,
  placeIn: PlaceIn,
  latest: Promise<LatestRewards> = selectLatestRewards(tx, workspaceId, member, LATEST_SHOWN),
): Promise<MemberStanding> {
  // What does not wait for another travels together.
  const [[progress, waits], states, wallet, rewards, boards, awards, earned, streaks, challenges] = await Promise.all([
    selectProgress(tx, workspaceId, member),
    tx.query<{ program: string; state: string; count: number }>(STATES, [workspaceId, member]),
    selectPurses(tx, workspaceId, member),
    latest,
    has.leaderboards ? selectStandings(tx, workspaceId, member, placeIn) : [],
    selectAwards(tx, workspaceId, member),
    selectEarned(tx, workspaceId, member, ids, units),
    has.streaks ? tx.query<{ program: string; streak: string; state: StreakState }>(STREAKS, [workspaceId, member, ids]) : [],
    has.challenges ? selectChallenges(tx, workspaceId, people, member) : [],
  ]);
  const programs = progress.map(({ program, handle, code, counts, cards, badges, tiers, levels, boosters }, nth) => ({
    program,
    handle,
    code,
    counts: counts ?? { signed_up: 0, qualified: 0, converted: 0 },
    states: Object.fromEntries(states.filter((row) => row.program === program).map((row) => [row.state, row.count])),
    cards: cards ?? {},
    badges: Object.keys(badges ?? {}),
    badgeTimes: Object.fromEntries(awards.filter((row) => row.program === program && row.times > 1).map(({ badge, times }) => [badge, times])),
    tiers: stepsOf(tiers ?? {}),
    levels: levels ?? {},
    boosters: boosters ?? [],
    streaks: Object.fromEntries(streaks.filter((row) => row.program === program).map(({ streak, state }) => [streak, state])),
    earned: earned.get(program) ?? {},
    challenges: new Map(challenges.filter((row) => row.program === program).map((row) => [row.challenge, row])),
    leaderboards: boards.filter((each) => each.program === program).map(({ program: _, ...standing }) => standing),
    waiting: waits[nth] ?? null,
  }));
  return { programs, wallet, rewards: rewards.rows, awards };
}

async function selectProgress(tx: Tx, workspaceId: string, member: string): Promise<[ProgressView[], (Waiting | null)[]]> {
  const progress = await tx.query<ProgressView>(PROGRESS, [workspaceId, member]);
  return [progress, await Promise.all(progress.map((each) => selectWaiting(tx, workspaceId, member, each)))];
}

async function selectEarned(tx: Tx, workspaceId: string, member: string, programs: readonly string[], units: readonly string[]) {
  const earned = new Map<string, Record<string, bigint>>();
  if (units.length === 0) return earned;
  const unitOf = new Map(units.map((unit) => [levelCounter(unit, member), unit]));
  const rows = await tx.query<{ program: string; counter: string; used: bigint }>(EARNED, [workspaceId, programs, [...unitOf.keys()], LEVEL_PERIOD]);
  for (const { program, counter, used } of rows) earned.set(program, { ...earned.get(program), [unitOf.get(counter) ?? ""]: used });
  return earned;
}

async function selectWaiting(tx: Tx, workspaceId: string, member: string, { program, number, admitted }: ProgressView): Promise<Waiting | null> {
  if (number === null) return null;
  const seat = admitted !== null ? null : await selectWaitingPlace(tx, workspaceId, program, member);
  const at = seat === null ? null : { place: seat.place, behind: seat.behind, placesGained: Number(seat.score + number) };
  return { joiningNumber: Number(number), admittedAt: admitted, at };
}

type PlaceIn = (run: string) => Promise<OwnPlace | undefined>;
async function selectStandings(tx: Tx, workspaceId: string, member: string, placeIn: PlaceIn): Promise<(BoardStanding & { program: string })[]> {
  const runs = await tx.query<{ program: string; id: string; board: string; run: string }>(RUNS, [workspaceId, member]);
  const standings = await Promise.all(
    runs.map(async ({ id, ...named }) => {
      const own = await placeIn(id);
      return own === undefined ? [] : [{ ...named, place: own.place, size: own.size, score: own.score }];
    }),
  );
  return standings.flat();
}

function stepsOf(tiers: TimerRow["tiers"]): ProgramSummary["tiers"] {
  const steps: ProgramSummary["tiers"] = {};
  for (const [id, { step, next, risk }] of Object.entries(tiers))
    if (step !== null && next !== null) steps[id] = { step, measuredAgainAt: next, risk };
  return steps;
}
