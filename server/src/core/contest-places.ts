/** Places in contests that have closed: who has one is told, and rules on it are set off. */
import { fact, trace } from "./deciding.js";
import { type Engine, emit, scopeInForce } from "./occurrence.js";
import { find } from "./world.js";

/** Down to which place members are told: at least the first three, whether or not something is given for them. */
export function placesTold(contest: { places: number } | undefined): number {
  return Math.max(3, contest?.places ?? 0);
}

/** A member has a place in a run that closed at the moment. A program that is paused or has ended gives nothing, but who has won has. */
export function tellPlace(
  d: Engine,
  { programId, contest, run, at }: { programId: string; contest: string; run: string; at: number },
  member: string,
  place: number,
): void {
  trace(d, { step: "contest.placed", contest, member, place });
  fact(d, { kind: "contest.placed", member, program: programId, contest, run, place });
  const scope = scopeInForce(d, programId);
  if (scope === undefined || find(d.world, "programs", programId)?.status !== "running") return;
  const key = `contest:${programId}:${contest}:${run}:${member}`;
  emit(d, { on: `contest:${contest}`, key, scope: { ...scope, referralId: null }, member, cause: null, occurredAt: at, place });
}
