/**
 * Which of a friend's referrals something belongs to. Mostly there can be but one in a program; where the document names a property by whose values they
 * differ, one for each value, and one for nothing in particular.
 */

import { trace } from "./deciding.js";
import type { Happening } from "./happening.js";
import { derivedId } from "./hash.js";
import type { StandingEvent } from "./history.js";
import { programsOf, referralIdOf, referralsAsFriend } from "./look-ups.js";
import type { Engine, Scope } from "./occurrence.js";
import type { Scalar } from "./record.js";
import type { ReferralRow } from "./rows.js";
import { changeEvent, keptOf } from "./subjects.js";
import { find, type World } from "./world.js";

/** A longer value is as good as none: keys of rows are short. */
export const REFERRED_FOR_MAX = 200;

/** The property by whose values referrals of one friend differ, as the version in force has it; null where there is one referral. */
export function uniqueByIn(world: World, program: string): string | null {
  return programsOf(world).find(({ programId }) => programId === program)?.program.attribution.uniqueBy ?? null;
}
/** What is told that a referral is for; null for nothing in particular. */
export function referredForOf(world: World, program: string, properties: Readonly<Record<string, Scalar>> = {}): string | null {
  const name = uniqueByIn(world, program);
  const value = name !== null && Object.hasOwn(properties, name) ? properties[name] : null;
  return typeof value === "string" && value !== "" && value.length <= REFERRED_FOR_MAX ? value : null;
}
/** The id of a referral that begins: it follows from the friend and from what it is for (L12). */
export function newReferralId(world: World, program: string, member: string, referredFor: string | null): string {
  return referredFor === null ? referralIdOf(world, program, member) : derivedId("ref", world.workspace.id, program, member, referredFor);
}

/** Every referral in the program in which the member is the friend, in the order in which they began. */
export function referralsOfFriend(world: World, program: string, member: string): ReferralRow[] {
  if (uniqueByIn(world, program) !== null) return referralsAsFriend(world, program, member);
  const only = find(world, "referrals", referralIdOf(world, program, member));
  return only === undefined ? [] : [only];
}
/** Whether the member cannot be referred for it any more: once for each value, and for nothing in particular only who was not referred at all. */
export function isReferred(world: World, program: string, member: string, referredFor: string | null): boolean {
  return referralsOfFriend(world, program, member).some((row) => referredFor === null || row.referredFor === referredFor);
}

/** What is told by a record, and what it is said to be for. */
export interface Told {
  referredFor: string | null;
  record: number;
}
/**
 * The friend's referral that what was told belongs to, as they were when it was told: the one for that very value, else the one for nothing in particular;
 * what tells no value belongs to that one, else to the latest. What was told before there was one belongs to the first that it can.
 */
export function referralFor(world: World, program: string, member: string, told: Told): ReferralRow | undefined {
  return takerOf(referralsOfFriend(world, program, member), told);
}
function takerOf(referrals: readonly ReferralRow[], { referredFor, record }: Told): ReferralRow | undefined {
  const fitting = referrals.filter((row) => referredFor === null || row.referredFor === null || row.referredFor === referredFor);
  const there = fitting.filter(({ recordNumber }) => recordNumber <= record);
  if (there.length === 0) return fitting[0];
  return there.find((row) => row.referredFor === referredFor) ?? there.at(-1);
}

/** Notes with its subject for which referral an event is decided, where there can be several: told again it stays there. */
export function keepReferral(d: Engine, { programId, referralId }: Scope, happening: Happening): void {
  if (referralId === null || uniqueByIn(d.world, programId) === null) return;
  const kept = keptOf(d, happening);
  if (kept === undefined || kept.referrals?.includes(referralId)) return;
  changeEvent(d, happening.holder, happening.subject as string, happening.record, { referrals: [...(kept.referrals ?? []), referralId] });
}
/** The friend's referral that the event belongs to; the scope is the version in force. */
export function referralTold(d: Engine, { programId, program }: Scope, happening: Happening): ReferralRow | undefined {
  const { member, record, properties } = happening;
  if (program.attribution.uniqueBy === null) return find(d.world, "referrals", referralIdOf(d.world, programId, member));
  const kept = keptOf(d, happening);
  for (const id of kept?.referrals ?? []) {
    const row = find(d.world, "referrals", id);
    if (row?.programId === programId) return row;
  }
  return referralFor(d.world, programId, member, { referredFor: referredForOf(d.world, programId, properties), record: kept?.first ?? record });
}
/** Tells which of several referrals an event counts for, and where somebody who was referred has none for what it says. */
export function tellReferral(d: Engine, { programId, program }: Scope, happening: Happening, referral: ReferralRow | undefined): void {
  if (program.attribution.uniqueBy === null) return;
  const referredFor = referral === undefined ? referredForOf(d.world, programId, happening.properties) : referral.referredFor;
  if (referral !== undefined) trace(d, { step: "referral.chosen", referral: referral.id, ...(referredFor !== null && { referredFor }) });
  else if (referredFor !== null && referralsAsFriend(d.world, programId, happening.member).length > 0)
    trace(d, { step: "referral.chosen", known: false, referredFor });
}
/** Whether an event of the friend's history was decided for this referral, or would be for it now. */
export function isOfReferral(d: Engine, { id, programId, friendId }: ReferralRow, { happening, event }: Omit<StandingEvent, "toldAt">): boolean {
  if (uniqueByIn(d.world, programId) === null) return true;
  const theirs = referralsAsFriend(d.world, programId, friendId);
  const known = theirs.find((row) => event?.referrals?.includes(row.id));
  const record = event?.first ?? happening.record;
  const taker = known ?? takerOf(theirs, { referredFor: referredForOf(d.world, programId, happening.properties), record });
  return taker?.id === id;
}
