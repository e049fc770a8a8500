/** Making a reward of an offer: its row, its value in the ledger, its space in the limits, what holds it, until when it is valid. */

import { countEarnedOnBoards } from "./board-scores.js";
import { startBooster } from "./boosters.js";
import { fact, put, trace } from "./deciding.js";
import type { CompiledStock } from "./document/compiled-grant.js";
import type { CompiledProgram } from "./document/compiled-program.js";
import type { ConditionContext } from "./document/scope.js";
import { enterDraw, ticketsFor } from "./draw-tickets.js";
import { beginningOf } from "./extending.js";
import { giveCode } from "./given-code.js";
import { issueCoupon, takeCode } from "./issue-coupon.js";
import { transfer } from "./ledger.js";
import { takeRoom } from "./limits.js";
import { measuredNow, noteMeasured } from "./measured.js";
import { type Engine, emit, type Occurrence } from "./occurrence.js";
import { kindOfReward, type Offer, ordinalOf, rewardId } from "./offer.js";
import { changeProgress, progressOf } from "./progress.js";
import type { TraceItem } from "./record.js";
import { repayDebt } from "./reward.js";
import type { RewardDetails, RewardRow } from "./rows.js";
import { landStamp } from "./stamp-cards.js";
import { usesOfStandings } from "./standings.js";
import { badgeOccurrence } from "./taking-back.js";
import { addDuration } from "./time.js";
import { deadlineFrom, earlier, expiryFrom, settlesAt } from "./validity.js";
import { beginWaiting } from "./waiting.js";
import { movePlaces } from "./waiting-list.js";

/** Makes the reward of an offer: its row, its value in the ledger, its space in the limits, and what follows from it. */
export function makeReward(d: Engine, offer: Offer, occurrence: Occurrence, context: ConditionContext): RewardRow {
  const { rule, grant, recipient, side, worth } = offer;
  const { programId, version, program, referralId } = occurrence.scope;
  const ordinal = ordinalOf(d, side, occurrence);
  const id = rewardId(offer, occurrence, ordinal);
  const hold = holdOf(d, offer, program, occurrence);
  const { awaited } = offer;
  // What is held in time waits for stock meanwhile.
  const pending = hold !== undefined && awaited === undefined;
  const notYet = pending || awaited !== undefined;
  // What comes by itself is of its own moment, however late it is looked at, and so are its times.
  const now = d.moment ?? d.at;
  const deadline = notYet ? null : deadlineFrom(grant, program, now);
  const waiting = deadline !== null || awaited !== undefined;
  // Nobody could have used what they did not have: of what a re-evaluation has found it begins now.
  const madeAt = occurrence.found === undefined ? occurrence.occurredAt : d.at;
  const runsFrom = { made: madeAt, available: notYet ? null : now, claimed: pending || waiting ? null : now }[grant.validity?.from ?? "made"];
  const beginsAt = runsFrom === null ? null : beginningOf(d, grant, { programId, recipientId: recipient }, runsFrom);
  const expiresAt = beginsAt === null ? null : expiryFrom(grant, program, beginsAt, {});
  const details = detailsOf(d, offer, hold, occurrence);
  const room = awaited === undefined ? grant : { ...grant, limits: grant.limits.filter(({ stock }) => stock === null) };
  const uses = takeRoom(d, room, recipient, worth.amount, occurrence, context);
  uses.push(...usesOfStandings(d, programId, grant.unit, recipient, worth.amount, occurrence.occurredAt));
  if (uses.length > 0) details.uses = uses;
  const boards = countEarnedOnBoards(d, programId, grant.unit, recipient, worth.amount, occurrence.occurredAt);
  if (boards.length > 0) details.boards = boards;
  const code = codeFor(d, grant, { id, programId, recipientId: recipient });
  if (code !== null) details.item = code;
  const remaining = issue(d, id, offer, programId, pending || waiting);
  // A debt may have taken all of it at once.
  const isSpent = grant.unit !== null && remaining === 0n;
  const state = pending ? "pending" : waiting ? "waiting" : isSpent ? "redeemed" : "available";
  const row: RewardRow = {
    id,
    programId,
    version,
    ruleId: rule.id,
    grantId: grant.id,
    occurrence: occurrence.key,
    recipientId: recipient,
    ordinal,
    side,
    referralId,
    kind: kindOfReward(grant),
    unit: grant.unit,
    amount: worth.amount,
    remaining,
    state,
    fulfilment: grant.kind === "item" && state === "available" ? "queued" : "none",
    madeAt: now,
    availableAt: pending || waiting ? null : now,
    expiresAt,
    dueAt: pending ? (hold?.until ?? null) : state === "redeemed" ? null : (settlesAt(grant, program, now) ?? earlier(deadline, expiresAt)),
    recordNumber: d.record.number,
    details,
  };
  put(d, "rewards", id, row);
  d.onMade?.(row, occurrence);
  traceMade(d, row, hold?.until ?? deadline ?? expiresAt);
  fact(d, { kind: "reward.made", reward: id });
  if (awaited !== undefined) trace(d, { reward: id, ...awaitedTold(awaited) });
  takeCode(d, grant, id);
  if (deadline !== null) beginWaiting(d, row, deadline);
  if (worth.measured !== undefined) noteMeasured(d, worth.measured, id);
  if (grant.kind === "stamp") landStamp(d, row, grant.item as string, occurrence);
  if (grant.kind === "places" && state === "available") movePlaces(d, row, 1);
  if (grant.tickets !== null && state === "available") enterDraw(d, row);
  if (grant.booster !== null && state === "available") startBooster(d, row, grant.booster, now);
  if (grant.kind === "badge") earnBadge(d, id, grant.item as string, recipient, occurrence);
  return row;
}

/** Of a coupon, and of a code with uses. Null for anything else, and where the code comes later. */
function codeFor(d: Engine, grant: Offer["grant"], owner: Pick<RewardRow, "id" | "programId" | "recipientId">): string | null {
  if (grant.codeUses !== null) return giveCode(d, grant.codeUses, owner);
  return grant.kind === "coupon" ? issueCoupon(d, grant, owner) : null;
}
function detailsOf(
  d: Engine,
  { grant, worth, draw, options, awaited, accrued }: Offer,
  hold: RewardDetails["hold"],
  occurrence: Occurrence,
): RewardDetails {
  const { referrals, found, occurredAt } = occurrence;
  const details: RewardDetails = {};
  if (hold !== undefined) details.hold = hold;
  if (worth.measured !== undefined) details.measured = measuredNow(d, worth.measured);
  if (grant.item !== null) details.item = grant.item;
  if (grant.places !== null) details.places = grant.places;
  const tickets = ticketsFor(d, grant, occurrence);
  if (tickets !== undefined) details.tickets = tickets;
  if (grant.minimumSpend !== null) details.minimumSpend = String(grant.minimumSpend);
  if (referrals !== undefined) details.referrals = referrals;
  if (found !== undefined) details.reevaluated = { occurredAt };
  if (grant.validity?.forBy && grant.validity.for !== null) details.lasts = grant.validity.for;
  if (draw !== undefined) details.draw = draw;
  if (accrued !== undefined) details.accrued = accrued;
  if (options !== undefined) details.choice = { options };
  if (awaited !== undefined) {
    const { waiting, pool } = awaited;
    details.stock = { since: waiting === "event_time" ? occurredAt : d.at, ...(pool !== null && { pool }) };
  }
  return details;
}
/** What it waits for. */
function awaitedTold({ item, pool }: CompiledStock): TraceItem {
  return pool === null ? { step: "stock.awaited", item } : { step: "coupon_pool.awaited", pool };
}
function traceMade(d: Engine, row: RewardRow, until: number | null): void {
  const { id: reward, ruleId: rule, grantId: grant, recipientId: recipient, side, kind, unit, amount, state, details } = row;
  const item: TraceItem = { step: "reward.made", reward, rule, grant, recipient, side, kind, unit, amount: String(amount), state };
  if (details.item !== undefined && kind !== "coupon" && kind !== "code") item.item = details.item;
  if (details.places !== undefined) item.places = details.places;
  if (details.tickets !== undefined) Object.assign(item, { draw: details.tickets.draw, tickets: details.tickets.count });
  if (until !== null) item.until = until;
  trace(d, item);
}

/** The value comes into being on the program's account; a debt of the member is paid off from what is available at once. Gives what remains. */
function issue(d: Engine, id: string, { grant, recipient, worth }: Offer, programId: string, pending: boolean): bigint {
  const { unit } = grant;
  const { amount } = worth;
  if (unit === null || amount === 0n) return amount;
  const kind = pending ? "pending" : "available";
  transfer(d, { unit, amount, from: [programId, "issued"], to: [recipient, kind], member: recipient, reward: id, reason: "earned" });
  return pending ? amount : amount - repayDebt(d, { id, recipientId: recipient, unit, programId }, amount);
}

/** A time of holding runs from the trigger: of what is told late less is left, and what has passed ends as soon as it is made. */
function holdOf(
  d: Engine,
  { grant, inReview }: Offer,
  { timeZone }: CompiledProgram,
  { found, occurredAt }: Occurrence,
): RewardDetails["hold"] | undefined {
  if (found !== undefined) return holdLeft(d, found.get(grant.id)?.hold, inReview);
  const { hold } = grant;
  if (hold === null && !inReview) return undefined;
  const until = hold?.for == null ? undefined : Math.max(d.moment ?? d.at, addDuration(occurredAt, hold.for, timeZone));
  const parts = {
    ...(until !== undefined && { until }),
    ...(hold?.approval && { approval: true }),
    ...(hold?.until != null && { event: true }),
    ...(inReview && { review: true }),
  };
  trace(d, { step: "hold", ...parts });
  return parts;
}

/** What a re-evaluation has found passed is passed; what it waits for still, it waits for. */
function holdLeft(d: Engine, hold: RewardDetails["hold"], inReview: boolean): RewardDetails["hold"] | undefined {
  if (hold === undefined && !inReview) return undefined;
  const { until, ...others } = hold ?? {};
  const isPassed = until !== undefined && until <= d.at;
  const parts = { ...(until !== undefined && !isPassed && { until }), ...others, ...(inReview && { review: true }) };
  if (Object.keys(parts).length === 0) return undefined;
  trace(d, { step: "hold", ...parts });
  return parts;
}

function earnBadge(d: Engine, reward: string, id: string, member: string, { scope, cause, occurredAt }: Occurrence): void {
  const { badges } = progressOf(d, scope, member);
  // Earned again, it is the first that is had.
  if (badges[id] === undefined) changeProgress(d, scope, member, { badges: { ...badges, [id]: reward } });
  trace(d, { step: "badge.earned", badge: id, member });
  fact(d, { kind: "badge.earned", member, program: scope.programId, badge: id, reward });
  emit(d, { on: `badge:${id}`, key: badgeOccurrence(reward), scope: { ...scope, referralId: null }, member, cause, occurredAt });
}
