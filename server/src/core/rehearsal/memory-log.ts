/** A log without a database: it starts empty, so whatever was not written to it is known to be absent. For the bench, for tests, and for rehearsals. */

import { decide } from "../decide.js";
import type { Decision, LogRecord, RecordInput, StoredDecision } from "../record.js";
import { storedDecision } from "../replay.js";
import type { World } from "../world.js";
import { type MemoryRows, memoryRows } from "./memory-rows.js";

export interface MemoryLog extends Pick<MemoryRows, "world" | "stored"> {
  records: (LogRecord & { decision: StoredDecision })[];
  /** Decides the input as the next record at the moment (never before the last one's) and folds it in. */
  write(input: RecordInput, at: number): Decision;
}

/** An empty log. `decideRecord` is another decision than the product's: for tests that must notice. */
export function memoryLog(workspace: World["workspace"], compile: World["compile"], decideRecord: typeof decide = decide): MemoryLog {
  const { world, stored, decideNext } = memoryRows(workspace, compile);
  const records: MemoryLog["records"] = [];
  return {
    world,
    records,
    stored,
    write(input, at) {
      const record: LogRecord = { number: records.length + 1, at: Math.max(at, records.at(-1)?.at ?? 0), input };
      world.clock = workspace.mode === "test" ? record.at : null;
      const decision = decideNext(record, decideRecord);
      records.push({ ...record, decision: storedDecision(decision) });
      return decision;
    },
  };
}
