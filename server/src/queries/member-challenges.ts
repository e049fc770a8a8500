/** How far members are in challenges. */
import type { ChallengeState } from "../core/challenge-state.js";
import type { Shown } from "../core/shown.js";
import { type Gathered, together } from "../core/squad.js";
import { type Database, inWorkspace, type Statement, type Tx } from "../store/db.js";
import { findMemberId } from "./members.js";
import type { PeopleReader } from "./people.js";
import { shownAs } from "./shown-as.js";

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
  /** The latest in which the member is; null: in none. */
  squad: SquadView | null;
}
export interface SquadView {
  /** The program's id. */
  program: string;
  /** As it is shown. */
  code: string;
  /** The name of the challenge's time that it is for. */
  time: string;
  /** In the order in which they joined; named as they agreed to be, null for who did not. */
  members: { id: string; name: string | null; isOwn: boolean }[];
  /** What all of them have done. */
  gathered: Gathered;
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

const SQUADS: Statement = {
  name: "challenges.squads",
  text: "select program_id as program, challenge, code, display, time, members from squads where workspace_id = $1 and program_id = any($2) and code = any($3)",
};
const SQUAD_MEMBERS: Statement = {
  name: "challenges.squad_members",
  text: `select c.program_id as program, c.challenge, c.member_id as member, c.state, m.shown from challenges c
    join members m on m.workspace_id = c.workspace_id and m.id = c.member_id
    where c.workspace_id = $1 and c.program_id = any($2) and c.challenge = any($3) and c.member_id = any($4)`,
};

/** The people whom the member is in a squad with are named as they agreed to be. */
export async function selectChallenges(tx: Tx, workspaceId: string, people: PeopleReader, member: string): Promise<ChallengeView[]> {
  const own = await tx.query<Omit<ChallengeView, "squad">>(STATES, [workspaceId, member]);
  const squads = await selectSquads(tx, workspaceId, people, member, own);
  return own.map((each) => ({
    ...each,
    squad: squads.find(({ of }) => of.program === each.program && of.challenge === each.challenge)?.view ?? null,
  }));
}
type Own = Omit<ChallengeView, "squad">;
async function selectSquads(tx: Tx, workspaceId: string, people: PeopleReader, member: string, own: Own[]): Promise<{ of: Own; view: SquadView }[]> {
  const named = own.flatMap((of) => {
    const code = latestSquad(of.state);
    return code === undefined ? [] : [{ of, code }];
  });
  if (named.length === 0) return [];
  const [programs, challenges] = [named.map(({ of }) => of.program), named.map(({ of }) => of.challenge)];
  const squads = await tx.query<SquadFound>(SQUADS, [workspaceId, programs, named.map(({ code }) => code)]);
  const ids = [...new Set(squads.flatMap(({ members }) => members))];
  const [rows, persons] = await Promise.all([
    tx.query<Own & { member: string; shown: Shown | null }>(SQUAD_MEMBERS, [workspaceId, programs, challenges, ids]),
    people(tx, ids),
  ]);
  return named.flatMap(({ of, code }) => {
    const squad = squads.find((each) => each.program === of.program && each.code === code);
    if (squad === undefined) return [];
    const theirs = squad.members.map((id) => rows.find((row) => row.program === of.program && row.challenge === of.challenge && row.member === id));
    const members = squad.members.map((id, nth) => ({
      id,
      name: shownAs(persons.get(id), theirs[nth]?.shown ?? null) ?? null,
      isOwn: id === member,
    }));
    const gathered = together(
      theirs.flatMap((row) => row?.state ?? []),
      squad.time,
    );
    return [{ of, view: { program: of.program, code: squad.display, time: squad.time, members, gathered } }];
  });
}
interface SquadFound {
  program: string;
  challenge: string;
  code: string;
  display: string;
  time: string;
  members: string[];
}
function latestSquad({ times }: ChallengeState): string | undefined {
  const inSquads = Object.values(times).filter(({ squad }) => squad !== undefined);
  return inSquads.sort((a, b) => b.start - a.start)[0]?.squad;
}

/** Undefined for an unknown member. */
export function loadMemberChallenges(
  db: Database,
  workspaceId: string,
  people: PeopleReader,
  externalHash: string,
): Promise<MemberChallenges | undefined> {
  return inWorkspace(db, workspaceId, async (tx) => {
    const member = await findMemberId(tx, workspaceId, externalHash);
    if (member === undefined) return undefined;
    const enrolments = await tx.query<{ program: string; now: number }>(ENROLMENTS, [workspaceId, member]);
    const states = await selectChallenges(tx, workspaceId, people, member);
    return { now: enrolments[0]?.now ?? 0, programs: enrolments.map(({ program }) => program), states };
  });
}
