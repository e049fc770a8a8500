import type { Shown } from "../core/shown.js";
import { type Database, inWorkspace, type Statement } from "../store/db.js";
import type { PeopleReader } from "./people.js";
import { shownAs } from "./shown-as.js";

const INVITER: Statement = {
  name: "inviter",
  text: `select m.id, m.shown from members o join members m on m.workspace_id = o.workspace_id and m.id = coalesce(o.merged_into, o.id)
    where o.workspace_id = $1 and o.id = $2`,
};

/** The name by which friends may see the member who invites them; undefined for who did not agree to it. */
export function loadInviterName(db: Database, workspaceId: string, people: PeopleReader, member: string): Promise<string | undefined> {
  return inWorkspace(db, workspaceId, async (tx) => {
    const [row] = await tx.query<{ id: string; shown: Partial<Shown> | null }>(INVITER, [workspaceId, member]);
    return row === undefined ? undefined : shownAs((await people(tx, [row.id])).get(row.id), row.shown);
  });
}
