/** Squads: members who take up one time of a challenge together. What each has done stays with each; here is what it makes together. */
import { type ChallengeState, doneOf, type TimeState } from "./challenge-state.js";
import type { CompiledChallengeStep } from "./document/compiled-game.js";
import { exactOf, exactText, PARTS } from "./exact.js";

export interface SquadRow {
  programId: string;
  /** By which others join, in the form in which codes are compared; and as it is shown. */
  code: string;
  display: string;
  challenge: string;
  /** The name of the challenge's time that it is for. */
  time: string;
  /** Their ids, in the order in which they joined. */
  members: string[];
  recordNumber: number;
}
export function squadKey(programId: string, code: string): string {
  return `${programId}\n${code}`;
}

/** What is measured of a time, by one member or by several. */
export type Gathered = Pick<TimeState, "gathered"> & Pick<ChallengeState, "out">;

/** What all have done in the time: counts and sums add up; the same value, told by two of them, is one. */
export function together(states: readonly ChallengeState[], time: string): Gathered {
  const gathered: TimeState["gathered"] = {};
  for (const state of states) {
    for (const [form, entries] of Object.entries(state.times[time]?.gathered ?? {})) {
      const all = { ...gathered[form] };
      for (const [key, by] of Object.entries(entries)) all[key] = exactText(exactOf(all[key] ?? "0") + exactOf(by));
      gathered[form] = all;
    }
  }
  return { gathered, out: [...new Set(states.flatMap(({ out }) => out))] };
}

/** Whether there are enough of them and all steps are done. */
export function isSquadDone(
  { min, steps }: { min: number; steps: readonly Pick<CompiledChallengeStep, "form" | "measure" | "need">[] },
  members: number,
  gathered: Gathered,
): boolean {
  return members >= min && steps.every((step) => doneOf(step, gathered, gathered.out) >= step.need * PARTS);
}
