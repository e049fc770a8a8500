/** Writes what a batch has changed: one statement a table for what is new, one for what was there. No choice is made here. */
import type { Rows, Table } from "../core/rows.js";
import type { World } from "../core/world.js";
import { sentTogether, type Tx } from "./db.js";
import { type SetInsert, setInsert, setValues } from "./set-insert.js";
import { DERIVED, valuesOf } from "./tables.js";

// Parents first: foreign keys are checked by statement.
const ORDER: Table[] = [
  "programs",
  "programVersions",
  "members",
  "identities",
  "enrolments",
  "codes",
  "progress",
  "referrals",
  "subjects",
  "rewards",
  "coupons",
  "accounts",
  "counters",
  "redemptions",
];

const INSERTS = Object.fromEntries(
  ORDER.map((table) => {
    const { sqlName, columns } = DERIVED[table];
    return [table, setInsert(`insert_${sqlName}`, sqlName, columns)];
  }),
) as { [T in Table]: SetInsert };

// Written as an insert that meets the row, because that always goes through the key; an update of a set may be planned as a join over the whole table.
const UPDATES = Object.fromEntries(
  ORDER.map((table) => {
    const { sqlName, columns, keyColumns } = DERIVED[table];
    const changed = columns.map(({ name }) => name).filter((name) => !keyColumns.includes(name));
    const sets = changed.map((name) => `${name} = excluded.${name}`).join(", ");
    const tail = `on conflict (${["workspace_id", ...keyColumns].join(", ")}) do update set ${sets}
      returning case when xmax = 0 then bandwagon.refuse('A row of ${sqlName} is gone that the decision has seen.') end`;
    return [table, setInsert(`update_${sqlName}`, sqlName, columns, tail)];
  }),
) as { [T in Table]: SetInsert };

/**
 * Sends the changed rows of the world; the promise settles when all are written. A row that the world knew to be absent is inserted, so a
 * second one under the same key is refused by the key (L5); where a row is gone the transaction fails.
 */
export function saveWorld(tx: Tx, world: World): Promise<unknown> {
  const sent: Promise<unknown>[] = [];
  for (const table of ORDER) {
    const draft = world.draft[table] as Map<string, Rows[Table]>;
    if (draft.size === 0) continue;
    const base = world.base[table] as Map<string, Rows[Table] | null>;
    const fresh: unknown[][] = [];
    const changed: unknown[][] = [];
    for (const [key, row] of draft) {
      const was = base.get(key);
      (was === undefined || was === null ? fresh : changed).push(valuesOf(table, row));
    }
    const { id } = world.workspace;
    if (fresh.length > 0) sent.push(tx.query(INSERTS[table].statement, setValues(INSERTS[table], id, fresh)));
    if (changed.length > 0) sent.push(tx.query(UPDATES[table].statement, setValues(UPDATES[table], id, changed)));
  }
  return sentTogether(sent);
}
