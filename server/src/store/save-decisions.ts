/** Writes what a batch has decided: its records with all that goes with them, the rows that are new and those that were there. No choice is made here. */
import { TABLES } from "../core/columns.js";
import type { Rows, Table } from "../core/rows.js";
import type { World } from "../core/world.js";
import { fenceChanges } from "./board-fences.js";
import type { Tx } from "./db.js";
import { type Appended, appendedRows, type Head, moveHead } from "./log.js";
import { insertSets, type RowSet, type SetInsert } from "./set-insert.js";
import { DERIVED, valuesOf } from "./tables.js";

const INSERTS = ofEachTable(({ sqlName: table, columns }) => ({ table, columns }));

// Written as an insert that meets the row, because that always goes through the key; an update of a set may be planned as a join over the whole table.
const UPDATES = ofEachTable(({ sqlName: table, columns, keyColumns }) => {
  const changed = columns.map(({ name }) => name).filter((name) => !keyColumns.includes(name));
  const sets = changed.map((name) => `${name} = excluded.${name}`).join(", ");
  const tail = `on conflict (${["workspace_id", ...keyColumns].join(", ")}) do update set ${sets}
      returning case when xmax = 0 then bandwagon.refuse('A row of ${table} is gone that the decision has seen.') end`;
  return { table, columns, tail };
});

function ofEachTable(make: (derived: (typeof DERIVED)[Table]) => SetInsert): Record<Table, SetInsert> {
  return Object.fromEntries(TABLES.map((table) => [table, make(DERIVED[table])])) as Record<Table, SetInsert>;
}

/**
 * Sends the records with their keys, transfers and outbox rows, and the changed rows of the world they were decided on, and moves the head; gives what
 * `moveHead` gives. The fences of changed rankings must have been read. Need not be waited for: the transaction fails when the head is not where the decision saw it, when a row is gone, or when one is there
 * that was not: a second row under the same key is refused by the key (L5).
 */
export function saveDecisions(tx: Tx, world: World, from: Head, to: Omit<Head, "now">, appended: Appended[]): Promise<number> {
  const { id } = world.workspace;
  const moved = moveHead(tx, id, from, to);
  const fences = fenceChanges(world);
  void insertSets(tx, id, [...appendedRows(appended), ...changedRows(world), fences.set]);
  fences.finish(tx);
  return moved;
}

/** Sends the changed rows of the world alone. */
export function saveWorld(tx: Tx, world: World): Promise<unknown> {
  return insertSets(tx, world.workspace.id, changedRows(world));
}

function changedRows(world: World): RowSet[] {
  return TABLES.flatMap((table) => {
    const base = world.base[table] as Map<string, Rows[Table] | null>;
    const fresh: unknown[][] = [];
    const changed: unknown[][] = [];
    for (const [key, row] of world.draft[table] as Map<string, Rows[Table]>) {
      const was = base.get(key);
      (was === undefined || was === null ? fresh : changed).push(valuesOf(table, row));
    }
    return [
      { insert: INSERTS[table], rows: fresh },
      { insert: UPDATES[table], rows: changed },
    ];
  });
}
