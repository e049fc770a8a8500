/** Rates of exchange as they are told, and the events that have waited for them. */
import { referrersOf } from "./above.js";
import { countEventOnBoards } from "./board-scores.js";
import { happenLate } from "./decide-event.js";
import { put, trace } from "./deciding.js";
import { settleMember } from "./due.js";
import { standingOf, tellRate } from "./exchange.js";
import type { ParkedEventRow, RatesInput, ReleaseInput } from "./exchange-row.js";
import { fireAll } from "./firing.js";
import { referralFor, referralTold, uniqueByIn } from "./friend-referrals.js";
import { derivedId } from "./hash.js";
import { standingEvents } from "./history.js";
import { programKeys } from "./keys.js";
import { parkedOf, programsOf, standingMember } from "./look-ups.js";
import { type Engine, type Scope, scopeOfReferral } from "./occurrence.js";
import type { Outcome } from "./record.js";
import type { ReferralRow } from "./rows.js";
import { addDuration } from "./time.js";
import { eachOrMiss, find } from "./world.js";

/** Deciding an event is more than settling a reward: one record does no more, so that it holds the head for a moment only. */
const RELEASED_MAX = 50;

/** Keeps the rates, and decides what has waited for them; `left` says that more has than one record decides. */
export function decideRates(d: Engine, { rates }: RatesInput): Outcome {
  const kept = rates.map(({ from, to, rate, inForceFrom = d.at }) => ({ from, to, rate, inForceFrom }));
  for (const { from, to, rate, inForceFrom } of kept) {
    const id = derivedId("rate", d.world.workspace.id, from, to, inForceFrom);
    const row = { id, fromCurrency: from, toCurrency: to, inForceFrom, rate, recordNumber: d.record.number };
    put(d, "exchangeRates", id, find(d.world, "exchangeRates", id) === undefined ? row : { rate, recordNumber: d.record.number });
    trace(d, { step: "rate.set", from, to, rate, since: inForceFrom });
  }
  return { status: "done", rates: kept, ...release(d, kept) };
}
export function decideRelease(d: Engine, { rates }: ReleaseInput): Outcome {
  return { status: "done", ...release(d, rates) };
}

function release(d: Engine, rates: ReleaseInput["rates"]): { decided: number; left: boolean } {
  const waiting = new Map<string, ParkedEventRow>();
  eachOrMiss(rates, ({ from, to, inForceFrom }) => {
    for (const row of parkedOf(d.world, from, to)) if (row.occurredAt >= inForceFrom) waiting.set(row.id, row);
  });
  const all = [...waiting.values()].sort((a, b) => a.eventRecord - b.eventRecord || (a.id < b.id ? -1 : 1));
  const now = all.slice(0, RELEASED_MAX);
  eachOrMiss(now, (row) => decideParked(d, row));
  return { decided: now.length, left: all.length > now.length };
}

/** As if it came now, but at its own time; an event that does not count any more, or has waited longer than events may be late, is dropped. */
function decideParked(d: Engine, { id, eventRecord, programId, memberId }: ParkedEventRow): void {
  const { id: member } = standingMember(d.world, memberId);
  settleMember(d, member);
  const scope = scopeNow(d, programId, member, eventRecord);
  const found = scope && standingEvents(d, scope, member).find(({ happening }) => happening.record === eventRecord);
  const standing = scope && found && standingOf(d, scope, found.happening);
  const isTooOld = scope && found && addDuration(found.happening.occurredAt, scope.program.lateness, scope.program.timeZone) < d.at;
  const isDecided = typeof standing === "object" && !isTooOld;
  put(d, "parkedEvents", id, { state: isDecided ? "decided" : "dropped" });
  if (scope === undefined || found === undefined || standing === undefined || !isDecided) return;
  trace(d, { step: "rate.came", event: `evt_${eventRecord}`, type: found.happening.type });
  tellRate(d, standing);
  happenLate(d, scope, found);
  countEventOnBoards(d, scope, found.happening);
  fireAll(d);
}
function scopeNow(d: Engine, programId: string, member: string, eventRecord: number): Scope | undefined {
  const own = programsOf(d.world).find((scope) => scope.programId === programId);
  if (own === undefined || find(d.world, "programs", programId)?.status === "ended") return undefined;
  const referral = referralParked(d, own, member, eventRecord);
  if (referral !== undefined) {
    const scope = scopeOfReferral(d, referral);
    for (const each of referrersOf(d, scope.program, referral)) settleMember(d, each);
    return scope;
  }
  return find(d.world, "enrolments", programKeys(d.world.keys, d.world.workspace.id, programId, member).enrolment) && own;
}
/** The friend's referral that the event belongs to; where there can be several it is asked what it is for. */
function referralParked(d: Engine, own: Scope, member: string, eventRecord: number): ReferralRow | undefined {
  const { programId } = own;
  if (uniqueByIn(d.world, programId) === null) return referralFor(d.world, programId, member, { referredFor: null, record: eventRecord });
  const told = standingEvents(d, own, member).find(({ happening }) => happening.record === eventRecord);
  return told && referralTold(d, own, told.happening);
}
