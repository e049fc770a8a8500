/**
 * Deciding that two members are one person: what the one is known by, has and has done passes to the other. The row of the one that was merged stays and
 * leads to the other, whoever names it. What was given is not priced anew; limits count both.
 */
import { mergeScores } from "./board-runs.js";

import { mergeBoosters } from "./boosters.js";
import { mergeChallenges } from "./challenges.js";
import { mergeContests } from "./contests.js";
import { mergeTallies } from "./count-rules.js";
import { countUse, usedOf } from "./counters.js";
import { fact, put, trace } from "./deciding.js";
import { decline } from "./decline.js";
import { moveTickets } from "./draw-tickets.js";
import { settleMember } from "./due.js";
import { referralsOfFriend } from "./friend-referrals.js";
import { balanceOf, transfer } from "./ledger.js";
import { mergeLevels } from "./levels.js";
import {
  codesOf,
  findMemberByExternal,
  identitiesOfMember,
  isAbove,
  lotsOf,
  mergedOf,
  programsOf,
  redemptionsOf,
  referralsOf,
  rewardsOf,
} from "./look-ups.js";
import { type Engine, type Scope, scopeOfReferral } from "./occurrence.js";
import { changeProgress, progressOf } from "./progress.js";
import type { MergeInput, Outcome } from "./record.js";
import { countInPeriods } from "./referral-counts.js";
import { heldBy, repayDebt, useLot } from "./reward.js";
import type { CardProgress, IdentityRow, LimitUse, MemberRow, ReferralRow, RewardRow } from "./rows.js";
import { counts, STAGES } from "./stages.js";
import { completeCard } from "./stamp-cards.js";
import { mergeStreaks } from "./streaks.js";
import { cardOccurrence } from "./taking-back.js";
import { mergeTiers, moveInTiers } from "./tiers.js";
import { tendTimer } from "./timers.js";
import { mergeWaiting } from "./waiting-list.js";
import { eachOrMiss, find } from "./world.js";

/** The one that is merged brings at most so many rewards and referrals: all of them are changed by one record. */
export const MERGED_ROWS_MAX = 5_000;

interface Pair {
  from: MemberRow;
  into: MemberRow;
}

/** What would give a friend two referrers, or somebody themselves as one, cannot be (L12); it is told, and nothing is changed. */
export function decideMerge(d: Engine, { member, into: external, reason }: MergeInput): Outcome {
  const from = findMemberByExternal(d.world, member);
  const into = findMemberByExternal(d.world, external);
  if (from === undefined || into === undefined) return decline("member_unknown");
  if (from.id === into.id) return decline("members_are_one", { member: into.id });
  const why = programsOf(d.world)
    .map(({ programId }) => whyNotOne(d, programId, { from, into }))
    .find((each) => each !== undefined);
  if (why !== undefined) return decline("merge_not_possible", { why });
  const size = rewardsOf(d.world, from.id).length + referralsOf(d.world, from.id).length;
  if (size > MERGED_ROWS_MAX) return decline("merge_too_large", { size, max: MERGED_ROWS_MAX });
  for (const { id } of [from, into]) settleMember(d, id);
  const pair = { from: find(d.world, "members", from.id) as MemberRow, into: find(d.world, "members", into.id) as MemberRow };
  trace(d, { step: "member.merged", member: into.id, merged: from.id, reason });
  moveAll(d, pair);
  fact(d, { kind: "member.merged", member: into.id, merged: from.id });
  return { status: "done", member: into.id, merged: from.id };
}

/** A referral that is over stays with the row that was merged where it would stand in the way: it gives nothing to anybody any more. */
function isPast({ stage }: ReferralRow): boolean {
  return stage === "rejected" || stage === "expired" || stage === "reversed";
}
function isBetween({ friendId, referrerId }: ReferralRow, { from, into }: Pair): boolean {
  return (friendId === from.id && referrerId === into.id) || (friendId === into.id && referrerId === from.id);
}
function whyNotOne(d: Engine, program: string, pair: Pair): "self_referral" | "already_referred" | "cycle" | undefined {
  const { from, into } = pair;
  const theirs = referralsOfFriend(d.world, program, from.id);
  const own = referralsOfFriend(d.world, program, into.id);
  for (const referral of [...theirs, ...own]) if (isBetween(referral, pair) && !isPast(referral)) return "self_referral";
  if (theirs.some((referral) => !isPast(referral) && hasSame(own, referral))) return "already_referred";
  const kept = [...own, ...theirs.filter((referral) => !hasSame(own, referral))].filter((referral) => !isBetween(referral, pair));
  const isCycle = kept.some(({ referrerId }) => [from, into].some(({ id }) => isAbove(d.world, program, id, referrerId)));
  return isCycle ? "cycle" : undefined;
}
/** Whether one of the referrals is for the same. */
function hasSame(referrals: readonly ReferralRow[], { referredFor }: ReferralRow): boolean {
  return referrals.some((each) => each.referredFor === referredFor);
}

function moveAll(d: Engine, pair: Pair): void {
  const { from, into } = pair;
  movePerson(d, pair);
  moveCodes(d, pair);
  // Before the referrals go over, so that nothing falls on the way.
  for (const scope of programsOf(d.world)) {
    mergeChallenges(d, scope, from.id, into.id);
    mergeContests(d, scope, from.id, into.id);
  }
  const referrals = referralsOf(d.world, from.id).filter((referral) => !isBetween(referral, pair));
  for (const scope of programsOf(d.world)) {
    const brought = referrals.filter(({ programId }) => programId === scope.programId);
    for (const referral of brought) moveReferrer(d, referral, pair);
    moveFriend(d, scope, pair);
  }
  const rewards = rewardsOf(d.world, from.id);
  const units = new Set(rewards.flatMap(({ unit }) => unit ?? []));
  eachOrMiss(rewards, (reward) => moveReward(d, reward, pair));
  for (const { id } of redemptionsOf(d.world, from.id)) put(d, "redemptions", id, { memberId: into.id });
  for (const unit of units) moveBalances(d, unit, pair);
  if (programsOf(d.world).some(({ program }) => program.boards.length > 0)) mergeScores(d, from.id, into.id);
  for (const scope of programsOf(d.world)) {
    for (const id of [from.id, into.id]) tendTimer(d, scope, id);
    mergeTiers(d, scope, from.id, into.id);
    mergeLevels(d, scope, from.id, into.id);
    mergeBoosters(d, scope, from.id, into.id);
    mergeStreaks(d, scope, from.id, into.id);
  }
  for (const scope of programsOf(d.world)) {
    moveProgress(
      d,
      scope,
      pair,
      referrals.filter(({ programId }) => programId === scope.programId),
    );
  }
}

function movePerson(d: Engine, { from, into }: Pair): void {
  const earliest = (a: number | null, b: number | null) => (a === null || b === null ? (a ?? b) : Math.min(a, b));
  put(d, "members", into.id, {
    traits: { ...from.traits, ...into.traits },
    joinedAt: Math.min(from.joinedAt, into.joinedAt),
    purchases: from.purchases + into.purchases,
    events: from.events + into.events,
    firstPurchaseAt: earliest(from.firstPurchaseAt, into.firstPurchaseAt),
    lastSeenAt:
      from.lastSeenAt === null || into.lastSeenAt === null ? (from.lastSeenAt ?? into.lastSeenAt) : Math.max(from.lastSeenAt, into.lastSeenAt),
    merged: [...mergedOf(into), from.id, ...mergedOf(from)].join(" "),
  });
  eachOrMiss([from.id, ...mergedOf(from)], (id) => {
    if (find(d.world, "members", id) !== undefined) put(d, "members", id, { mergedInto: into.id });
  });
  for (const identity of identitiesOfMember(d.world, from.id)) {
    const key = `${identity}\n${into.id}`;
    if (find(d.world, "identities", key) !== undefined) continue;
    const [kind, hash] = identity.split("\n") as [IdentityRow["kind"], string];
    put(d, "identities", key, { kind, hash, memberId: into.id, recordNumber: d.record.number });
  }
}

/** Links and codes that are out in the world lead to the one person. */
function moveCodes(d: Engine, { from, into }: Pair): void {
  for (const { programId, code } of codesOf(d.world, from.id)) put(d, "codes", `${programId}\n${code}`, { memberId: into.id });
  for (const { programId } of programsOf(d.world)) {
    const theirs = find(d.world, "enrolments", `${programId}\n${from.id}`);
    const waiting = mergeWaiting(d, programId, from.id, into.id);
    if (theirs === undefined) continue;
    const key = `${programId}\n${into.id}`;
    const own = find(d.world, "enrolments", key);
    if (own === undefined) put(d, "enrolments", key, { ...theirs, memberId: into.id, recordNumber: d.record.number, ...waiting });
    else put(d, "enrolments", key, { addedCodes: (own.addedCodes ?? 0) + (theirs.addedCodes ?? 0) + 1, ...waiting });
  }
}

function moveReferrer(d: Engine, referral: ReferralRow, { from, into }: Pair): void {
  // It was counted by the periods of its own version.
  const scope = scopeOfReferral(d, referral);
  put(d, "referrals", referral.id, { referrerId: into.id });
  moveInTiers(d, referral, from.id, into.id);
  for (const stage of STAGES) {
    if (!counts(referral, stage)) continue;
    const at = referral.times[stage] ?? referral.beganAt;
    countInPeriods(d, scope, from.id, stage, at, -1n);
    countInPeriods(d, scope, into.id, stage, at, 1n);
  }
}
function moveFriend(d: Engine, { programId }: Scope, pair: Pair): void {
  const own = referralsOfFriend(d.world, programId, pair.into.id);
  for (const theirs of referralsOfFriend(d.world, programId, pair.from.id)) {
    if (!isBetween(theirs, pair) && !hasSame(own, theirs)) put(d, "referrals", theirs.id, { friendId: pair.into.id });
  }
}

function moveReward(d: Engine, reward: RewardRow, { from, into }: Pair): void {
  const { uses } = reward.details;
  const card = reward.kind === "stamp" ? cardOfBoth(d, reward, { from, into }) : reward.details.card;
  const details = {
    ...reward.details,
    ...(uses && { uses: uses.map((use) => moveUse(d, reward, use, from.id, into.id)) }),
    ...(card !== undefined && { card }),
  };
  if (card === undefined) delete details.card;
  const isChanged = uses !== undefined || card !== reward.details.card;
  put(d, "rewards", reward.id, { recipientId: into.id, ...(isChanged && { details }) });
  if (reward.kind === "tickets") moveTickets(d, reward, into.id);
  const coupon = reward.kind === "coupon" && reward.details.item !== undefined ? find(d.world, "coupons", reward.details.item) : undefined;
  if (coupon !== undefined) put(d, "coupons", coupon.code, { memberId: into.id });
}
/** A stamp on the present card of the one that is merged is on the present card of both. */
function cardOfBoth(d: Engine, { programId, details }: RewardRow, { from, into }: Pair): number | string | undefined {
  const id = details.item as string;
  const own = progressOf(d, { programId }, into.id).cards[id];
  if (own === undefined) return details.card;
  const theirs = progressOf(d, { programId }, from.id).cards[id];
  return (details.card ?? 1) === (theirs?.number ?? 1) ? own.number : ofOther(from.id, details.card ?? 1);
}
/** A limit of each member counts both from now on: what is over is over, so it may stand above its ceiling. */
function moveUse(d: Engine, reward: RewardRow, use: LimitUse, from: string, into: string): LimitUse {
  if (!use.counter.endsWith(`:${from}`)) return use;
  const ofBoth = (name: string): string => name.slice(0, -from.length) + into;
  const counter = ofBoth(use.counter);
  const moved = { ...use, counter, ...(use.once !== undefined && { once: ofBoth(use.once) }) };
  const held = heldBy(reward, use);
  if (held > 0n) {
    const ceiling = use.ceiling === undefined ? null : BigInt(use.ceiling);
    countUse(d, reward.programId, use, -held, ceiling);
    const both = usedOf(d.world, reward.programId, counter, use.period) + held;
    countUse(d, reward.programId, moved, held, ceiling !== null && both > ceiling ? both : ceiling);
  }
  return moved;
}

function moveBalances(d: Engine, unit: string, { from, into }: Pair): void {
  for (const kind of ["pending", "available", "debt"] as const) {
    const amount = balanceOf(d.world, from.id, unit, kind);
    transfer(d, { unit, amount, from: [from.id, kind], to: [into.id, kind], member: into.id, reason: "merged" });
  }
  for (const lot of lotsOf(d.world, into.id, unit)) {
    const paid = repayDebt(d, lot, lot.remaining);
    if (paid > 0n) useLot(d, lot, paid);
  }
}

function moveProgress(d: Engine, scope: Scope, { from, into }: Pair, referrals: ReferralRow[]): void {
  const { programId } = scope;
  if (find(d.world, "progress", `${programId}\n${from.id}`) === undefined) return;
  const theirs = progressOf(d, scope, from.id);
  const own = progressOf(d, scope, into.id);
  const sums = { ...own.counts };
  const left = { ...theirs.counts };
  for (const stage of STAGES) {
    const brought = referrals.filter((referral) => counts(referral, stage)).length;
    sums[stage] += brought;
    left[stage] -= brought;
  }
  const cards = { ...own.cards };
  for (const [id, card] of Object.entries(theirs.cards))
    cards[id] = bothCards(own.cards[id], card, { from: from.id, completion: cardOccurrence(programId, from.id, id, card.full) });
  changeProgress(d, scope, into.id, { counts: sums, cards, badges: { ...theirs.badges, ...own.badges } });
  changeProgress(d, scope, from.id, { counts: left, cards: {}, badges: {}, rules: {} });
  for (const [id, { stamps, done }] of Object.entries(cards)) {
    if (!done && stamps >= (scope.program.stampCards.get(id)?.slots ?? Number.POSITIVE_INFINITY))
      completeCard(d, scope, id, into.id, { cause: null, occurredAt: d.at });
  }
  mergeTallies(d, scope, theirs, into.id, referrals);
}
function bothCards(own: CardProgress | undefined, theirs: CardProgress, { from, completion }: { from: string; completion: string }): CardProgress {
  const completedBy = theirs.done && own?.done !== true ? (theirs.key ?? completion) : own?.key;
  const key = completedBy === undefined ? {} : { key: completedBy };
  if (own === undefined) return { ...theirs, ...key };
  const { number, past, since, way } = own;
  const first = [since, theirs.since].filter((each) => each !== undefined);
  const earlier = { ...past, ...Object.fromEntries(Object.entries(theirs.past ?? {}).map(([card, at]) => [ofOther(from, card), at])) };
  return {
    stamps: own.stamps + theirs.stamps,
    full: own.full + theirs.full,
    done: own.done || theirs.done,
    ...key,
    ...(number !== undefined && { number }),
    ...(first.length > 0 && { since: Math.min(...first) }),
    ...((way ?? theirs.way) && { way: { ...theirs.way, ...way } }),
    ...(Object.keys(earlier).length > 0 && { past: earlier }),
  };
}
/** The name of an earlier card of the one that was merged. */
function ofOther(from: string, card: number | string): string {
  return typeof card === "number" || /^[0-9]+$/.test(card) ? `${from}:${card}` : card;
}
