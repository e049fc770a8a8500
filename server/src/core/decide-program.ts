/** Deciding what the owner does with a program, and with the clock of a test workspace. */

import { fact, put } from "./deciding.js";
import { decline } from "./decline.js";
import type { Engine } from "./occurrence.js";
import type { ClockInput, ProgramStatusInput, PublishInput } from "./record.js";
import { find } from "./world.js";

/** Publishing makes the next version; the same document again is the version that there is. */
export function decidePublish(d: Engine, { program, hash, document }: PublishInput): void {
  const before = find(d.world, "programs", program);
  const current = before && find(d.world, "programVersions", `${program}\n${before.version}`);
  if (before !== undefined && current?.hash === hash) {
    d.decision.outcome = { status: "done", program, version: before.version, hash, isNew: false };
    return;
  }
  const version = (before?.version ?? 0) + 1;
  put(d, "programVersions", `${program}\n${version}`, {
    programId: program,
    version,
    hash,
    document,
    publishedAt: d.at,
    recordNumber: d.record.number,
  });
  const { handle } = document;
  if (before === undefined) put(d, "programs", program, { id: program, handle, status: "running", version, recordNumber: d.record.number });
  else put(d, "programs", program, { handle, version });
  fact(d, { kind: "program.published", program, version });
  d.decision.outcome = { status: "done", program, version, hash, isNew: true };
}

export function decideProgramStatus(d: Engine, { program, status }: ProgramStatusInput): void {
  const before = find(d.world, "programs", program);
  if (before === undefined) return decline(d, "program_unknown", { program });
  if (before.status === status || before.status === "ended") return decline(d, "status_unchanged", { current: before.status });
  put(d, "programs", program, { status });
  fact(d, { kind: `program.${status}`, program });
  d.decision.outcome = { status: "done", program, state: status };
}

export function decideClock(d: Engine, { to }: ClockInput): void {
  const { clock, workspace } = d.world;
  if (workspace.mode !== "test" || clock === null) return decline(d, "clock_only_in_test");
  if (to < clock) return decline(d, "clock_only_forward", { clock });
  d.world.clock = to;
  d.decision.outcome = { status: "done", clock: to };
}
