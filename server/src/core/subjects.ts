/** What is known of one subject (order, ride, booking) of a member: its events, what they have moved, and what was measured on them. */

import { type Deciding, put } from "./deciding.js";
import type { Happening } from "./happening.js";
import { remainingAfter } from "./money.js";
import type { RewardDetails, SubjectEvent, SubjectFacts, SubjectRow } from "./rows.js";
import { find } from "./world.js";

type Measured = NonNullable<RewardDetails["measured"]>;

export function subjectKey(member: string, subject: string): string {
  return `${member}\n${subject}`;
}
export function factsOf(d: Deciding, member: string, subject: string): SubjectFacts {
  return find(d.world, "subjects", subjectKey(member, subject))?.facts ?? { events: [], waiting: [] };
}
export function saveFacts(d: Deciding, member: string, subject: string, facts: SubjectFacts): void {
  const key = subjectKey(member, subject);
  const patch: Partial<SubjectRow> =
    find(d.world, "subjects", key) === undefined ? { memberId: member, subject, recordNumber: d.record.number, facts } : { facts };
  put(d, "subjects", key, patch);
}
/** The event of the type that stands now: the last that was not wholly taken back. */
export function standing(facts: SubjectFacts, type: string): SubjectEvent | undefined {
  return facts.events.findLast((event) => event.type === type && !event.void);
}
/** How often events of the type about the subject were wholly taken back. */
export function roundOf(facts: SubjectFacts, type: string): number {
  return facts.events.filter((event) => event.type === type && event.void).length;
}

export function subjectEventOf(happening: Happening, round: number): SubjectEvent {
  const { record, type, occurredAt, currency, properties, status, money } = happening;
  return {
    record,
    type,
    occurredAt,
    money: money && { total: String(money.total), tax: String(money.tax), shipping: String(money.shipping), discount: String(money.discount) },
    currency,
    ...(status !== null && { status }),
    properties,
    round,
    taken: "0",
    void: false,
    moved: [],
    measured: [],
  };
}
/** Changes one event of a subject, told by its record. */
export function changeEvent(d: Deciding, member: string, subject: string, record: number, patch: Partial<SubjectEvent>): void {
  const facts = factsOf(d, member, subject);
  saveFacts(d, member, subject, { ...facts, events: facts.events.map((event) => (event.record === record ? { ...event, ...patch } : event)) });
}

function measuredEvent(d: Deciding, { member, subject, record }: Measured): SubjectEvent | undefined {
  return factsOf(d, member, subject).events.find((event) => event.record === record);
}
/** What was taken back of the event before something is measured on it now. */
export function takenBefore(d: Deciding, measured: Measured): bigint {
  return BigInt(measuredEvent(d, measured)?.taken ?? 0);
}
/**
 * What an amount keeps of what was measured on an event of which `takenAtStart` was already gone when it was measured: the refunded share goes,
 * cumulatively, so that a full refund leaves nothing, however many parts it came in.
 */
export function amountLeft(amount: bigint, event: SubjectEvent, takenAtStart: bigint): bigint {
  if (event.void) return 0n;
  const total = BigInt(event.money?.total ?? 0) - takenAtStart;
  return total <= 0n ? amount : remainingAfter(amount, total, BigInt(event.taken) - takenAtStart, "half_up");
}
/** What an amount is worth when it is measured now, after what has been taken back of the event so far. */
export function shareLeft(d: Deciding, amount: bigint, measured: Measured): bigint {
  const event = measuredEvent(d, measured);
  return event === undefined ? amount : amountLeft(amount, event, 0n);
}
/** Notes with the event that a reward was measured on it. */
export function noteMeasured(d: Deciding, measured: Measured, reward: string): void {
  const event = measuredEvent(d, measured);
  if (event !== undefined) changeEvent(d, measured.member, measured.subject, measured.record, { measured: [...event.measured, reward] });
}
