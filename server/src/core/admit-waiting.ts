/** Admitting the first so many from a program's waiting list. */
import { type Deciding, fact, trace } from "./deciding.js";
import { decline } from "./decline.js";
import { settleMember } from "./due.js";
import { duePlacesOf, firstWaiting, programsOf } from "./look-ups.js";
import type { Engine } from "./occurrence.js";
import type { Outcome } from "./record.js";
import { leaveWaitingList, waitingListId } from "./waiting-list.js";
import { eachOrMiss } from "./world.js";

/** At most so many are admitted by one record. */
export const ADMITTED_MAX = 500;

export interface AdmitInput {
  kind: "waiting_list.admit";
  program: string;
  count: number;
}

/** The first of those who wait at this moment are in; fewer where fewer wait. Places whose hold has ended by now move their members before. */
export function decideAdmission(d: Engine, { program: programId, count }: AdmitInput): Outcome {
  const scope = programsOf(d.world).find((each) => each.programId === programId);
  if (scope === undefined) return decline("program_unknown", { program: programId });
  eachOrMiss(new Set(duePlacesOf(d.world, programId, d.at).map(({ recipientId }) => recipientId)), (member) => settleMember(d, member));
  const first = firstWaiting(d.world, waitingListId(programId), count);
  if (first.length === 0 && scope.program.waitingList === null) return decline("no_waiting_list", { program: programId });
  const members = first.map(({ memberId }) => memberId);
  eachOrMiss(members, (member) => admit(d, programId, member));
  trace(d, { step: "waiting_list.admitted", program: programId, count: members.length });
  return { status: "done", program: programId, members };
}
function admit(d: Deciding, program: string, member: string): void {
  leaveWaitingList(d, program, member);
  fact(d, { kind: "waiting_list.admitted", program, member });
}
