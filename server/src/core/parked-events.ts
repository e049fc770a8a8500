/** Events in a currency for which there is no rate yet: they are kept, and decided when it comes. */
import { put, trace } from "./deciding.js";
import type { ParkedEventRow } from "./exchange-row.js";
import type { Happening } from "./happening.js";
import { derivedId } from "./hash.js";
import type { Engine, Scope } from "./occurrence.js";
import { find } from "./world.js";

/** The event waits, in the program, for a rate that is in force when it happened. */
export function park(d: Engine, { programId, program }: Scope, { record, member, currency, occurredAt }: Happening): void {
  const id = derivedId("wait", d.world.workspace.id, programId, record);
  const before = find(d.world, "parkedEvents", id);
  if (before !== undefined) return;
  const row: ParkedEventRow = {
    id,
    eventRecord: record,
    programId,
    memberId: member,
    fromCurrency: currency as string,
    toCurrency: program.currency,
    occurredAt,
    state: "waiting",
    recordNumber: d.record.number,
  };
  put(d, "parkedEvents", id, row);
  trace(d, { step: "rate.missing", from: row.fromCurrency, to: row.toCurrency, at: occurredAt });
}
