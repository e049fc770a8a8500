import { type Database, inWorkspace, type Statement } from "../store/db.js";
import { findMemberId } from "./members.js";

export interface CodeView {
  program: string;
  handle: string;
  code: string;
  status: "active" | "disabled";
  expiresAt: number | null;
  channel: string | null;
  placement: string | null;
  /** The reward that gave it, and how many friends can still come by it as by what was given: none while the reward cannot be used. */
  reward: string | null;
  usesLeft: number | null;
  isFirst: boolean;
}

const OF_MEMBER: Statement = {
  name: "codes.of_member",
  text: `select c.program_id as program, p.handle, c.display as code, c.status, c.expires_at as "expiresAt", c.channel, c.placement, c.reward_id as reward,
      case when c.reward_id is null or r.state = 'available' then c.uses_left else 0 end as "usesLeft", coalesce(e.code = c.display, false) as "isFirst"
    from codes c join programs p on p.workspace_id = c.workspace_id and p.id = c.program_id
    left join enrolments e on e.workspace_id = c.workspace_id and e.program_id = c.program_id and e.member_id = c.member_id
    left join rewards r on r.workspace_id = c.workspace_id and r.id = c.reward_id
    where c.workspace_id = $1 and c.member_id = $2 order by c.program_id, c.record_number`,
};

/** All codes of the member, in the order in which they were made; undefined when there is no such member. At most 21 a program, and those that rewards gave. */
export function listCodes(db: Database, workspaceId: string, externalHash: string): Promise<CodeView[] | undefined> {
  return inWorkspace(db, workspaceId, async (tx) => {
    const member = await findMemberId(tx, workspaceId, externalHash);
    return member === undefined ? undefined : tx.query<CodeView>(OF_MEMBER, [workspaceId, member]);
  });
}
