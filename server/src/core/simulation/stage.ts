/** A program made ready for runs: what its people do, and who of them matters. */
import type { CompiledGrant } from "../document/compiled-grant.js";
import type { CompiledProgram, CompiledRule } from "../document/compiled-program.js";
import type { ProgramDocument } from "../document/schema.js";
import { type ImaginedEvent, type ImaginedTrait, imaginedEvents, imaginedTraits } from "./imagined-events.js";

export interface Stage {
  document: ProgramDocument;
  program: CompiledProgram;
  events: ImaginedEvent[];
  traits: ImaginedTrait[];
  /** Whether members' own events, or time alone, can cost something, so that everybody counts. */
  isForEverybody: boolean;
  /** Whether a part of those who share nothing can stand for all of them: not where what they earn takes space in a limit of the whole program, or so many win a draw. */
  canThin: boolean;
  /** The part of those who share nothing that is played, where everybody's own events count; each then stands for so many more. */
  passivePart: number;
}
export function stageOf(document: ProgramDocument, program: CompiledProgram): Stage {
  const rules = [...program.rules.values()];
  const own = rules
    .filter(({ trigger }) => trigger.kind === "event" || trigger.kind === "clock")
    .flatMap(({ grants }) => grants.filter(({ to }) => to !== "friend"));
  const isForEverybody = own.some((grant) => costs(grant, rules));
  const isShared = ({ grants }: CompiledRule) =>
    grants.some(({ limits }) => limits.some(({ per }) => per.kind !== "member" && per.kind !== "referral"));
  const canThin = program.draws.size === 0 && !rules.some(isShared);
  return {
    document,
    program,
    events: imaginedEvents(document, program),
    traits: imaginedTraits(document, program),
    isForEverybody,
    canThin,
    passivePart: 1,
  };
}
/** Places and tickets cost nothing; a badge or stamp costs nothing itself, but what it leads to may. Documents cannot feed themselves, so this comes to an end. */
function costs({ kind, item }: CompiledGrant, rules: readonly CompiledRule[]): boolean {
  if (kind === "places") return false;
  // What a draw gives is the same however many tickets there are.
  if (kind === "tickets") return false;
  if (kind !== "badge" && kind !== "stamp") return true;
  return rules.some(({ trigger, grants }) => {
    const follows = (trigger.kind === "badge" && trigger.badge === item) || (trigger.kind === "stampCard" && trigger.stampCard === item);
    return follows && grants.some((grant) => costs(grant, rules));
  });
}
