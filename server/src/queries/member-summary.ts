import type { ProgressRow } from "../core/rows.js";
import type { TimerRow } from "../core/timer-rows.js";
import { type Database, inWorkspace, type Statement } from "../store/db.js";
import { findMemberId } from "./members.js";
import { nobody } from "./people.js";
import { type RewardView, selectRewards } from "./rewards.js";
import { selectWallet, type WalletUnit } from "./wallet.js";

export interface ProgramSummary {
  program: string;
  handle: string;
  code: string;
  counts: ProgressRow["counts"];
  /** How many referrals are in each state. */
  states: Record<string, number>;
  cards: ProgressRow["cards"];
  badges: string[];
  /** The step of each tier on which the member is, and when its period is over. */
  tiers: Record<string, { step: string; measuredAgainAt: number }>;
}
export interface MemberSummary {
  programs: ProgramSummary[];
  wallet: WalletUnit[];
  rewards: RewardView[];
}

const PROGRESS: Statement = {
  name: "summary.progress",
  text: `select e.program_id as program, p.handle, e.code, g.counts, g.cards, g.badges, t.tiers
    from enrolments e
    join programs p on p.workspace_id = e.workspace_id and p.id = e.program_id
    left join progress g on g.workspace_id = e.workspace_id and g.program_id = e.program_id and g.member_id = e.member_id
    left join timers t on t.workspace_id = e.workspace_id and t.program_id = e.program_id and t.member_id = e.member_id
    where e.workspace_id = $1 and e.member_id = $2 order by e.record_number, e.program_id`,
};
const STATES: Statement = {
  name: "summary.states",
  text: "select program_id as program, state, count(*)::int as count from referrals where workspace_id = $1 and referrer_id = $2 group by program_id, state",
};
const RECENT = 10;

interface ProgressView {
  program: string;
  handle: string;
  code: string;
  counts: ProgressRow["counts"] | null;
  cards: ProgressRow["cards"] | null;
  badges: ProgressRow["badges"] | null;
  tiers: TimerRow["tiers"] | null;
}

/** All that a member's own page shows; undefined for an unknown member. Holds no other person's data. */
export function loadMemberSummary(db: Database, workspaceId: string, externalHash: string): Promise<MemberSummary | undefined> {
  return inWorkspace(db, workspaceId, async (tx) => {
    const member = await findMemberId(tx, workspaceId, externalHash);
    if (member === undefined) return undefined;
    const [progress, states, wallet, rewards] = await Promise.all([
      tx.query<ProgressView>(PROGRESS, [workspaceId, member]),
      tx.query<{ program: string; state: string; count: number }>(STATES, [workspaceId, member]),
      selectWallet(tx, workspaceId, member),
      selectRewards(tx, workspaceId, nobody, {}, { limit: RECENT }, member),
    ]);
    const programs = progress.map(({ program, handle, code, counts, cards, badges, tiers }) => ({
      program,
      handle,
      code,
      counts: counts ?? { signed_up: 0, qualified: 0, converted: 0 },
      states: Object.fromEntries(states.filter((row) => row.program === program).map((row) => [row.state, row.count])),
      cards: cards ?? {},
      badges: Object.keys(badges ?? {}),
      tiers: stepsOf(tiers ?? {}),
    }));
    return { programs, wallet, rewards: rewards.rows };
  });
}

function stepsOf(tiers: TimerRow["tiers"]): ProgramSummary["tiers"] {
  const steps: ProgramSummary["tiers"] = {};
  for (const [id, { step, next }] of Object.entries(tiers)) if (step !== null && next !== null) steps[id] = { step, measuredAgainAt: next };
  return steps;
}
