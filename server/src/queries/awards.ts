/** Awards of badges: who has earned which, and what of it everybody may see. */
import type { RewardDetails, RewardState } from "../core/rows.js";
import type { Shown } from "../core/shown.js";
import { type Database, inWorkspace, type Statement, type Tx } from "../store/db.js";
import { findMemberId } from "./members.js";
import type { PeopleReader, Person } from "./people.js";

export interface Award {
  /** The id of the reward that it is. */
  id: string;
  program: string;
  badge: string;
  earnedAt: number;
  shared: RewardDetails["shared"] | undefined;
  /** How often the member has earned the badge. */
  times: number;
}

const OF_MEMBER: Statement = {
  name: "awards.of_member",
  text: `select distinct on (program_id, details ->> 'item') id, program_id as program, details ->> 'item' as badge, made_at as "earnedAt", details -> 'shared' as shared,
      count(*) over (partition by program_id, details ->> 'item')::int as times
    from rewards where workspace_id = $1 and recipient_id = $2 and kind = 'badge' and state not in ('cancelled', 'reversed', 'expired')
    order by program_id, details ->> 'item', details -> 'shared' is null, record_number, id limit $3`,
};
/** A program has at most 200 badges. */
const AWARDS_MAX = 2_000;

/** Of each badge the award that the member shows to others, or else the first that stands; undefined for an unknown member. */
export function listAwards(db: Database, workspaceId: string, externalHash: string): Promise<Award[] | undefined> {
  return inWorkspace(db, workspaceId, async (tx) => {
    const member = await findMemberId(tx, workspaceId, externalHash);
    return member === undefined ? undefined : selectAwards(tx, workspaceId, member);
  });
}
/** The same in a transaction, by internal id. */
export async function selectAwards(tx: Tx, workspaceId: string, member: string): Promise<Award[]> {
  const rows = await tx.query<Award>(OF_MEMBER, [workspaceId, member, AWARDS_MAX]);
  return rows.map((row) => ({ ...row, shared: row.shared ?? undefined }));
}

/** An award as its public page shows it. */
export interface SharedAward {
  id: string;
  badge: string;
  /** The version of the program under which it was earned. */
  version: number;
  earnedAt: number;
  /** Whether it still stands; what was taken back is told to nobody but those who verify it. */
  stands: boolean;
  withLink: boolean;
  /** The member's code in the program. */
  code: string | null;
  shown: Shown | null;
  person: Person | undefined;
  /** How often the member has earned the badge. */
  times: number;
}
interface Row {
  id: string;
  badge: string;
  version: number;
  earnedAt: number;
  state: RewardState;
  shared: NonNullable<RewardDetails["shared"]> | null;
  member: string;
  code: string | null;
  shown: Shown | null;
  times: number;
}
const ONE: Statement = {
  name: "awards.one",
  text: `select r.id, r.details ->> 'item' as badge, r.version, r.made_at as "earnedAt", r.state, r.details -> 'shared' as shared, r.recipient_id as member, e.code, m.shown,
      (select count(*)::int from rewards o where o.workspace_id = r.workspace_id and o.recipient_id = r.recipient_id and o.program_id = r.program_id and o.kind = 'badge'
        and o.details ->> 'item' = r.details ->> 'item' and o.state not in ('cancelled', 'reversed', 'expired')) as times
    from rewards r join members m on m.workspace_id = r.workspace_id and m.id = r.recipient_id
    left join enrolments e on e.workspace_id = r.workspace_id and e.program_id = r.program_id and e.member_id = r.recipient_id
    where r.workspace_id = $1 and r.id = $2 and r.program_id = $3 and r.kind = 'badge'`,
};

/** The award if its member shows it to others; undefined otherwise, so that nobody learns which there are. */
export function loadSharedAward(
  db: Database,
  workspaceId: string,
  people: PeopleReader,
  { program, award }: { program: string; award: string },
): Promise<SharedAward | undefined> {
  return inWorkspace(db, workspaceId, async (tx) => {
    const [row] = await tx.query<Row>(ONE, [workspaceId, award, program]);
    if (row === undefined || row.shared === null) return undefined;
    const { state, shared, member, ...others } = row;
    const stands = state !== "cancelled" && state !== "reversed" && state !== "expired";
    return { ...others, stands, withLink: shared.withLink, person: (await people(tx, [member])).get(member) };
  });
}

const LOST: Statement = {
  name: "awards.lost",
  text: "select 1 as lost from rewards where workspace_id = $1 and id = $2 and program_id = $3 and kind = 'badge' and state in ('cancelled', 'reversed', 'expired')",
};
/** Whether there was such an award and stands no more, also where its member does not show it: whoever kept its signed form may know. */
export function isAwardLost(db: Database, workspaceId: string, { program, award }: { program: string; award: string }): Promise<boolean> {
  return inWorkspace(db, workspaceId, async (tx) => (await tx.query(LOST, [workspaceId, award, program])).length > 0);
}
