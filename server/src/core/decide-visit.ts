/** Deciding a visit: what somebody who came by a member's link brings to that member. The visitor is nobody yet. */

import { conclude } from "./conclude.js";
import { trace } from "./deciding.js";
import { settleMember } from "./due.js";
import { fireAll } from "./firing.js";
import type { Happening } from "./happening.js";
import { programsOf, standingMember } from "./look-ups.js";
import { type Engine, emit, type Scope } from "./occurrence.js";
import type { Reason } from "./reasons.js";
import type { Outcome } from "./record.js";
import { addDuration } from "./time.js";
import type { VisitInput } from "./visit-input.js";
import { find } from "./world.js";

export const VISIT = "visit";

/** Fires the rules on visits of the version in force. The same visitor comes here once a period: the record's key sees to that. */
export function decideVisit(d: Engine, input: VisitInput): Outcome {
  const { program: programId, code, visitor, oncePer, at, channel = null, placement = null } = input;
  const row = find(d.world, "codes", `${programId}\n${code}`);
  const scope = programsOf(d.world).find((each) => each.programId === programId);
  if (row === undefined || scope === undefined) return { status: "ignored", reason: row === undefined ? "code_unknown" : "unknown_program" };
  const member = standingMember(d.world, row.memberId).id;
  const reason = whyNothing(d, scope, at);
  if (reason !== undefined) return conclude(d, member, [reason]);
  settleMember(d, member);
  trace(d, { step: "visit", code: row.display, ...(channel !== null && { channel }) });
  emit(d, {
    on: `${VISIT}:${oncePer}`,
    key: `${VISIT}:${oncePer}:${member}:${visitor}`,
    scope,
    member,
    cause: happeningOfVisit(d, member, at, channel, placement),
    occurredAt: at,
  });
  fireAll(d);
  return conclude(d, member, []);
}

/** Where nobody can join, nobody is brought. */
function whyNothing(d: Engine, { programId, program }: Scope, at: number): Reason | undefined {
  const { schedule, lateness, timeZone } = program;
  const status = find(d.world, "programs", programId)?.status;
  if (addDuration(at, lateness, timeZone) < d.at) return "too_old";
  if (status === "paused") return "program_paused";
  if (schedule.joinFrom !== null && at < schedule.joinFrom) return "program_not_started";
  return status === "ended" || (schedule.joinUntil !== null && at >= schedule.joinUntil) ? "program_over" : undefined;
}

function happeningOfVisit(d: Engine, member: string, occurredAt: number, channel: string | null, placement: string | null): Happening {
  const about = { type: VISIT, member, holder: member, record: d.record.number, occurredAt, channel, placement };
  return { ...about, subject: null, currency: null, money: null, lines: null, status: null, properties: {} };
}
