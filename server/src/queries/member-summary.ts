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

/** A row for each program that the member takes part in, with all of the member in it that is not told by a list of its own: one question for what would be seven. */
const PROGRESS: Statement = {
  name: "summary.progress",
  text: `select e.program_id as program, p.handle, e.code, e.waiting_number as number, e.admitted_at as admitted, g.counts, g.cards, g.badges, t.tiers, l.levels, l.boosters,
      (select json_object_agg(state, count) from (select state, count(*) from referrals r
        where r.workspace_id = $1 and r.referrer_id = $2 and r.program_id = e.program_id group by state) states) as states,
      (select json_object_agg(counter, used::text) from counters c
        where c.workspace_id = $1 and c.program_id = e.program_id and c.counter = any($3) and c.period = $4) as earned,
      case when $5 then (select json_object_agg(streak, state) from streaks s
        where s.workspace_id = $1 and s.member_id = $2 and s.program_id = e.program_id) end as streaks,
      case when $6 then (select json_agg(json_build_object('id', r.id, 'board', r.board, 'run', r.run) order by r.board, r.record_number desc) from board_scores s
        join board_runs r on r.workspace_id = s.workspace_id and r.id = s.run_id and r.frozen_at is null
        where s.workspace_id = $1 and s.member_id = $2 and s.state = 'in' and r.program_id = e.program_id) end as runs
    from enrolments e
    join programs p on p.workspace_id = e.workspace_id and p.id = e.program_id
    left join progress g on g.workspace_id = e.workspace_id and g.program_id = e.program_id and g.member_id = e.member_id
    left join timers t on t.workspace_id = e.workspace_id and t.program_id = e.program_id and t.member_id = e.member_id
    left join game_progress l on l.workspace_id = e.workspace_id and l.program_id = e.program_id and l.member_id = e.member_id
    where e.workspace_id = $1 and e.member_id = $2 order by e.record_number, e.program_id`,
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
  states: ProgramSummary["states"] | null;
  /** By the counter that measures it. */
  earned: Record<string, string> | null;
  streaks: ProgramSummary["streaks"] | null;
  /** In which the member is, and which are not frozen. */
  runs: { id: string; board: string; run: string }[] | null;
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
  { units, has }: KnownPrograms,
  placeIn: PlaceIn,
  latest: Promise<LatestRewards> = selectLatestRewards(tx, workspaceId, member, LATEST_SHOWN),
): Promise<MemberStanding> {
  const unitOf = new Map(units.map((unit) => [levelCounter(unit, member), unit]));
  // What does not wait for another travels together.
  const [programs, wallet, rewards, awards, challenges] = await Promise.all([
    selectPrograms(tx, workspaceId, member, [[...unitOf.keys()], LEVEL_PERIOD, has.streaks, has.leaderboards], placeIn),
    selectPurses(tx, workspaceId, member),
    latest,
    selectAwards(tx, workspaceId, member),
    has.challenges ? selectChallenges(tx, workspaceId, people, member) : [],
  ]);
  const summaries = programs.map(
    ({ program, handle, code, counts, cards, badges, tiers, levels, boosters, states, earned, streaks, waiting, leaderboards }) => ({
      ...{ program, handle, code, waiting, leaderboards },
      counts: counts ?? { signed_up: 0, qualified: 0, converted: 0 },
      states: states ?? {},
      cards: cards ?? {},
      badges: Object.keys(badges ?? {}),
      badgeTimes: Object.fromEntries(awards.filter((row) => row.program === program && row.times > 1).map(({ badge, times }) => [badge, times])),
      tiers: stepsOf(tiers ?? {}),
      levels: levels ?? {},
      boosters: boosters ?? [],
      streaks: streaks ?? {},
      earned: Object.fromEntries(Object.entries(earned ?? {}).map(([counter, used]) => [unitOf.get(counter) ?? "", BigInt(used)])),
      challenges: new Map(challenges.filter((row) => row.program === program).map((row) => [row.challenge, row])),
    }),
  );
  return { programs: summaries, wallet, rewards: rewards.rows, awards };
}

async function selectPrograms(tx: Tx, workspaceId: string, member: string, asked: unknown[], placeIn: PlaceIn) {
  const rows = await tx.query<ProgressView>(PROGRESS, [workspaceId, member, ...asked]);
  return Promise.all(
    rows.map(async (row) => {
      const [waiting, leaderboards] = await Promise.all([selectWaiting(tx, workspaceId, member, row), standingsIn(row.runs ?? [], placeIn)]);
      return { ...row, waiting, leaderboards };
    }),
  );
}

async function selectWaiting(tx: Tx, workspaceId: string, member: string, { program, number, admitted }: ProgressView): Promise<Waiting | null> {
  if (number === null) return null;
  const seat = admitted !== null ? null : await selectWaitingPlace(tx, workspaceId, program, member);
  const at = seat === null ? null : { place: seat.place, behind: seat.behind, placesGained: Number(seat.score + number) };
  return { joiningNumber: Number(number), admittedAt: admitted, at };
}

type PlaceIn = (run: string) => Promise<OwnPlace | undefined>;
async function standingsIn(runs: NonNullable<ProgressView["runs"]>, placeIn: PlaceIn): Promise<BoardStanding[]> {
  const standings = await Promise.all(
    runs.map(async ({ id, board, run }) => {
      const own = await placeIn(id);
      return own === undefined ? [] : [{ board, run, place: own.place, size: own.size, score: own.score }];
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
