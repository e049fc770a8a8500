import { type Database, inWorkspace, type Statement } from "../store/db.js";
import { type Page, type PageRequest, pageOf } from "./page.js";
import { externalIdOf, type PeopleReader, type Person } from "./people.js";

export interface DuePayout {
  memberId: string;
  member: string | null;
  person: Person | undefined;
  /** The ledger's unit: cash of a currency. */
  unit: string;
  amount: bigint;
}

const DUE: Statement = {
  name: "payouts.due",
  text: `select holder as "memberId", unit, balance as amount from accounts
    where workspace_id = $1 and kind = 'available' and unit like 'cash:%' and unit not like '%~%' and balance > 0 and (holder, unit) > ($2, $3)
    order by holder, unit limit $4`,
};

/** Cash that can be paid out now, a member and currency each. */
export function listDuePayouts(db: Database, workspaceId: string, people: PeopleReader, { limit, after }: PageRequest): Promise<Page<DuePayout>> {
  return inWorkspace(db, workspaceId, async (tx) => {
    const [holder, unit] = after ?? ["", ""];
    const rows = await tx.query<{ memberId: string; unit: string; amount: bigint }>(DUE, [workspaceId, holder, unit, limit + 1]);
    const page = pageOf(rows, limit, (row) => [row.memberId, row.unit]);
    const persons = await people(tx, [...new Set(page.rows.map((row) => row.memberId))]);
    return {
      rows: page.rows.map((row) => ({ ...row, person: persons.get(row.memberId), member: externalIdOf(persons.get(row.memberId)) })),
      next: page.next,
    };
  });
}
