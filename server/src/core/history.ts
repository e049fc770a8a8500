/** What a member has told before, as a later decision takes it up again: each event once, at its time, without what was taken back. */
import { standingOf } from "./exchange.js";
import { type Happening, happeningOf } from "./happening.js";
import { historyOf } from "./look-ups.js";
import type { Engine, Scope } from "./occurrence.js";
import type { SubjectEvent } from "./subject-row.js";
import { factsOf, holderOf } from "./subjects.js";
import { eachOrMiss } from "./world.js";

export interface StandingEvent {
  happening: Happening;
  /** When its record was decided. */
  toldAt: number;
  /** What its subject remembers of it, if it has one. */
  event: SubjectEvent | undefined;
}

/** The events of the member for the program that still count, in the order in which they happened; corrections are in what they corrected. */
export function standingEvents(d: Engine, { programId, program }: Scope, member: string): StandingEvent[] {
  const standing: StandingEvent[] = [];
  eachOrMiss(historyOf(d.world, member, d.record.number), ({ number, at, input }) => {
    if ((input.program ?? programId) !== programId || program.events.get(input.type)?.corrects != null) return;
    const happening = happeningOf(input, member, number, at, holderOf(d, member, input.subject));
    const { holder, subject, record } = happening;
    const event = subject === null ? undefined : factsOf(d, holder, subject).events.find((each) => each.record === record && !each.void);
    // What its subject does not remember was taken back, or followed by a later status: it counts no more.
    if ((subject !== null && event === undefined) || standingOf(d, { program }, happening) === "foreign") return;
    standing.push({ happening: event === undefined ? happening : { ...happening, occurredAt: event.occurredAt }, toldAt: at, event });
  });
  return standing.sort((a, b) => a.happening.occurredAt - b.happening.occurredAt || a.happening.record - b.happening.record);
}
