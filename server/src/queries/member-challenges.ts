/** How far members are in challenges. */
import type { ChallengeState } from "../core/challenge-state.js";
import { type Database, inWorkspace, type Statement, type Tx } from "../store/db.js";
import { findMemberId } from "./members.js";

export interface MemberChallenges {
  /** The workspace's present time. */
  now: number;
  /** In which the member takes part, in that order. */
  programs: string[];
  states: ChallengeView[];
}
export interface ChallengeView {
  program: string;
  challenge: string;
  state: ChallengeState;
}

const STATES: Statement = {
  name: "challenges.of_member",
  text: "select program_id as program, challenge, state from challenges where workspace_id = $1 and member_id = $2",
};
const ENROLMENTS: Statement = {
  name: "challenges.enrolments",
  text: `select e.program_id as program, coalesce(h.clock, greatest(h.at, date_trunc('milliseconds', clock_timestamp()))) as now
    from enrolments e join heads h on h.workspace_id = e.workspace_id where e.workspace_id = $1 and e.member_id = $2 order by e.record_number, e.program_id`,
};

export function selectChallenges(tx: Tx, workspaceId: string, member: string): Promise<ChallengeView[]> {
  return tx.query<ChallengeView>(STATES, [workspaceId, member]);
}

/** Undefined for an unknown member. */
export function loadMemberChallenges(db: Database, workspaceId: string, externalHash: string): Promise<MemberChallenges | undefined> {
  return inWorkspace(db, workspaceId, async (tx) => {
    const member = await findMemberId(tx, workspaceId, externalHash);
    if (member === undefined) return undefined;
    const enrolments = await tx.query<{ program: string; now: number }>(ENROLMENTS, [workspaceId, member]);
    const states = await selectChallenges(tx, workspaceId, member);
    return { now: enrolments[0]?.now ?? 0, programs: enrolments.map(({ program }) => program), states };
  });
}
