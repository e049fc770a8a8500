/** Members: who an input is about, what they are known by, and when they were seen. */

import { type Deciding, fact, put } from "./deciding.js";
import type { Happening } from "./happening.js";
import { derivedId } from "./hash.js";
import { findMemberByExternal } from "./look-ups.js";
import type { Identities, Scalar } from "./record.js";
import type { MemberRow } from "./rows.js";
import { find } from "./world.js";

/** A sender's clock may be ahead by so much. */
export const AHEAD_MS_MAX = 5 * 60_000;

interface Known {
  member: string;
  identities?: Identities;
  traits?: Record<string, Scalar>;
}

/** The member that the hash names: an unknown person becomes a member without enrolment. Identities and traits that came along are kept. */
export function knownMember(d: Deciding, { member: externalHash, identities, traits }: Known, at: number = d.at): MemberRow {
  const before = findMemberByExternal(d.world, externalHash);
  const id = before?.id ?? derivedId("mem", d.world.workspace.id, d.record.number, externalHash);
  if (before === undefined) {
    const row: MemberRow = {
      id,
      externalHash,
      joinedAt: at,
      recordNumber: d.record.number,
      traits: traits ?? {},
      purchases: 0,
      events: 0,
      firstPurchaseAt: null,
      lastSeenAt: null,
      mergedInto: null,
      merged: null,
      shown: null,
    };
    put(d, "members", id, row);
    fact(d, { kind: "member.joined", member: id });
  } else if (traits !== undefined) put(d, "members", id, { traits: { ...before.traits, ...traits } });
  if (identities !== undefined) keepIdentities(d, id, identities, before === undefined);
  return find(d.world, "members", id) as MemberRow;
}

function keepIdentities(d: Deciding, memberId: string, identities: Identities, isNew: boolean): void {
  for (const [kind, hash] of Object.entries(identities) as [keyof Identities, string][]) {
    const key = `${kind}\n${hash}\n${memberId}`;
    if (isNew || find(d.world, "identities", key) === undefined)
      put(d, "identities", key, { kind: kind as never, hash, memberId, recordNumber: d.record.number });
  }
}

/** What an event is for its member's history: `seenAt` is null where it says nothing yet; `isVoid` tells that all of it was taken back at once. */
export interface Noted {
  seenAt: number | null;
  isVoid: boolean;
}
/** Counts the event for the facts of history that conditions see: after it was decided, so that "before" means before. */
export function noteEvent(d: Deciding, id: string, { type, occurredAt, record }: Happening, noted: Noted | undefined): void {
  const row = find(d.world, "members", id) as MemberRow;
  const patch: Partial<MemberRow> = { events: row.events + 1 };
  if (noted !== undefined) {
    const { seenAt, isVoid } = noted;
    if (seenAt !== null && (row.lastSeenAt === null || seenAt > row.lastSeenAt)) patch.lastSeenAt = seenAt;
    if (type === "purchase" && isFirstTold(d, record)) {
      if (!isVoid) patch.purchases = row.purchases + 1;
      if (row.firstPurchaseAt === null || occurredAt < row.firstPurchaseAt) patch.firstPurchaseAt = occurredAt;
    }
  }
  put(d, "members", id, patch);
}
function isFirstTold(d: Deciding, record: number): boolean {
  return !d.decision.trace.some((item) => item.step === "subject.again") && record === d.record.number;
}
