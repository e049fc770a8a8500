/** Deciding what the owner does with a program, and with the clock of a test workspace. */

import { rescheduleRuns } from "./board-runs.js";
import { fact, put, trace } from "./deciding.js";
import { decline } from "./decline.js";
import type { ProgramDocument } from "./document/schema.js";
import { commitmentOf, versionSecret } from "./draw.js";
import { versionOf } from "./look-ups.js";
import type { Engine } from "./occurrence.js";
import type { ClockInput, Outcome, ProgramStatusInput, PublishInput } from "./record.js";
import { scheduleClocks } from "./timers.js";
import { find } from "./world.js";

/** Publishing makes the next version; the same document again is the version that there is. */
export function decidePublish(d: Engine, { program, hash, document }: PublishInput): Outcome {
  const before = find(d.world, "programs", program);
  const current = before && find(d.world, "programVersions", `${program}\n${before.version}`);
  if (before !== undefined && current?.hash === hash) {
    return { status: "done", program, version: before.version, hash, isNew: false };
  }
  const refused = whyNotNext(current?.document as ProgramDocument | undefined, document);
  if (refused !== undefined) return refused;
  const version = (before?.version ?? 0) + 1;
  put(d, "programVersions", `${program}\n${version}`, {
    programId: program,
    version,
    hash,
    document,
    publishedAt: d.at,
    recordNumber: d.record.number,
  });
  if (document.rules?.some(({ grants }) => grants.some((grant) => "drawn" in grant))) commit(d, program, version);
  const { handle } = document;
  if (before === undefined) put(d, "programs", program, { id: program, handle, status: "running", version, recordNumber: d.record.number });
  else put(d, "programs", program, { handle, version });
  const compiled = versionOf(d.world, program, version);
  scheduleClocks(d, { programId: program, program: compiled }, before === undefined);
  if (before !== undefined && compiled.boards.length > 0) rescheduleRuns(d, program, compiled);
  fact(d, { kind: "program.published", program, version });
  return { status: "done", program, version, hash, isNew: true };
}

/** Why the document cannot follow the one in force: friends may have several referrals by now. */
export function whyNotNext(current: ProgramDocument | undefined, next: ProgramDocument): Extract<Outcome, { status: "declined" }> | undefined {
  const uniqueBy = current?.attribution?.uniqueBy;
  if (uniqueBy === undefined || uniqueBy === next.attribution?.uniqueBy) return undefined;
  return { status: "declined", reason: "unique_by_stays", uniqueBy };
}

/** Puts into the log what the version's draws, and the next version's, can be verified by. */
function commit(d: Engine, program: string, version: number): void {
  const [hash, next] = [version, version + 1].map((each) => commitmentOf(versionSecret(d.world.workspace.codeKey, program, each)));
  trace(d, { step: "chance.committed", version, hash, next });
}

export function decideProgramStatus(d: Engine, { program, status }: ProgramStatusInput): Outcome {
  const before = find(d.world, "programs", program);
  if (before === undefined) return decline("program_unknown", { program });
  if (before.status === status || before.status === "ended") return decline("status_unchanged", { current: before.status });
  put(d, "programs", program, { status });
  fact(d, { kind: `program.${status}`, program });
  return { status: "done", program, state: status };
}

export function decideClock(d: Engine, { to }: ClockInput): Outcome {
  const { clock, workspace } = d.world;
  if (workspace.mode !== "test" || clock === null) return decline("clock_only_in_test");
  if (to < clock) return decline("clock_only_forward", { clock });
  d.world.clock = to;
  return { status: "done", clock: to };
}
