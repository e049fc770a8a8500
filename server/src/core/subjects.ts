/** What is known of one subject (order, ride, booking) of a member: its events, what they have moved, and what was measured on them. */

import { type Deciding, put } from "./deciding.js";
import type { Happening } from "./happening.js";
import { mergedOf } from "./look-ups.js";
import type { Engine } from "./occurrence.js";
import type { EventInput } from "./record.js";
import type { SubjectEvent, SubjectFacts } from "./subject-row.js";
import { find } from "./world.js";

/**
 * The subject that the record tells of, open while it is decided: it is read and changed many times, and put once at the end.
 */
export interface OpenSubject {
  member: string;
  subject: string;
  key: string;
  isNew: boolean;
  before: SubjectFacts;
  facts: SubjectFacts;
}
const NOTHING: SubjectFacts = { events: [], waiting: [] };

/** Under whose id a subject of the member is kept: the member's own, unless it came with somebody who was merged into the member. */
export function holderOf(d: Deciding, member: string, subject: string | undefined): string {
  const others = mergedOf(find(d.world, "members", member));
  if (subject === undefined || others.length === 0 || find(d.world, "subjects", `${member}\n${subject}`) !== undefined) return member;
  return others.find((other) => find(d.world, "subjects", `${other}\n${subject}`) !== undefined) ?? member;
}

export function openSubject(d: Engine, { holder: member, subject }: { holder: string; subject: string | null }): void {
  if (subject === null) return;
  const key = `${member}\n${subject}`;
  const row = find(d.world, "subjects", key);
  const facts = row?.facts ?? NOTHING;
  d.subject = { member, subject, key, isNew: row === undefined, before: facts, facts };
}
/** Puts what was changed of the open subject. */
export function closeSubject(d: Engine): void {
  if (d.subject === null) return;
  const { member, subject, key, isNew, before, facts } = d.subject;
  if (facts !== before) put(d, "subjects", key, isNew ? { memberId: member, subject, recordNumber: d.record.number, facts } : { facts });
  d.subject = null;
}
type Looking = Deciding & Partial<Pick<Engine, "subject">>;
function isOpen(d: Looking, member: string, subject: string): boolean {
  return d.subject?.subject === subject && d.subject.member === member;
}
export function factsOf(d: Looking, member: string, subject: string): SubjectFacts {
  if (isOpen(d, member, subject)) return (d.subject as OpenSubject).facts;
  return find(d.world, "subjects", `${member}\n${subject}`)?.facts ?? NOTHING;
}
export function saveFacts(d: Engine, member: string, subject: string, facts: SubjectFacts): void {
  if (isOpen(d, member, subject)) {
    (d.subject as OpenSubject).facts = facts;
    return;
  }
  // Only what was once told of is changed later: the row is there.
  put(d, "subjects", `${member}\n${subject}`, { facts });
}
/** What its subject keeps of the event. */
export function keptOf(d: Looking, { holder, subject, record }: Happening): SubjectEvent | undefined {
  return subject === null ? undefined : factsOf(d, holder, subject).events.find((event) => event.record === record);
}
/** The event of the type that stands now: the last that was not wholly taken back. */
export function standing(facts: SubjectFacts, type: string): SubjectEvent | undefined {
  return facts.events.findLast((event) => event.type === type && !event.void);
}
/** What is told again under another key, with no time of its own and no other status, happened when it was told first. */
export function atItsTime(d: Looking, happening: Happening, { occurredAt }: EventInput): Happening {
  const { holder, subject, type, status } = happening;
  if (occurredAt !== undefined || subject === null) return happening;
  const before = standing(factsOf(d, holder, subject), type);
  return before === undefined || (before.status ?? null) !== status ? happening : { ...happening, occurredAt: before.occurredAt };
}
/** How often events of the type about the subject were wholly taken back. */
export function roundOf(facts: SubjectFacts, type: string): number {
  return facts.events.filter((event) => event.type === type && event.void).length;
}

export function subjectEventOf(happening: Happening, round: number): SubjectEvent {
  const { record, type, occurredAt, currency, properties, status, money, lines } = happening;
  return {
    record,
    type,
    occurredAt,
    money: money && { total: String(money.total), tax: String(money.tax), shipping: String(money.shipping), discount: String(money.discount) },
    currency,
    ...(lines !== null && { lines: [...lines] }),
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
export function changeEvent(d: Engine, member: string, subject: string, record: number, patch: Partial<SubjectEvent>): void {
  const facts = factsOf(d, member, subject);
  // The event that this very record told of is nobody else's yet.
  const own = record === d.record.number && isOpen(d, member, subject) ? facts.events.find((event) => event.record === record) : undefined;
  if (own !== undefined) Object.assign(own, patch);
  else saveFacts(d, member, subject, { ...facts, events: facts.events.map((event) => (event.record === record ? { ...event, ...patch } : event)) });
}
