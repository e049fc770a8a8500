/**
 * Corrections: a refund, a cancellation, any event that takes back another about the same subject, in part or whole.
 * In whichever order the two arrive the end is the same (L11): one that comes first waits for what it corrects.
 */

import { takeEventFromBoards } from "./board-scores.js";
import { correctChallenges } from "./challenges.js";
import { fact, put, trace } from "./deciding.js";
import { exactOf, exactText } from "./exact.js";
import { fireAll } from "./firing.js";
import { breakRow, unmoveGoal } from "./goal-steps.js";
import { judgeGoals } from "./goals.js";
import { type Happening, happeningOfSubject, occurrenceOf } from "./happening.js";
import { standingMember } from "./look-ups.js";
import { amountLeft, contributionLeft } from "./measured.js";
import { type Engine, scopeOfReferral } from "./occurrence.js";
import type { Reason } from "./reasons.js";
import type { EventLine } from "./record.js";
import { netOf } from "./reward.js";
import { leaveStreaks } from "./streaks.js";
import type { SubjectEvent } from "./subject-row.js";
import { changeEvent, factsOf, saveFacts, standing } from "./subjects.js";
import { takeOfLines } from "./taken-lines.js";
import { shrinkReward, takeBackReward, undoOccurrence } from "./taking-back.js";
import { eachOrMiss, find } from "./world.js";

/** Takes back the standing event of the type, by an amount or whole; gives a reason when nothing, or not all, could be taken. */
export function correct(d: Engine, correction: Happening, corrected: string): Reason | undefined {
  const { holder: member, subject } = correction;
  if (subject === null) return "subject_missing";
  const facts = factsOf(d, member, subject);
  const event = standing(facts, corrected);
  const amount = correction.money === null ? null : correction.money.total;
  const lines = correction.lines ?? undefined;
  if (event === undefined) {
    const waiting = {
      record: correction.record,
      type: corrected,
      amount: amount === null ? null : String(amount),
      occurredAt: correction.occurredAt,
      ...(lines && { lines: [...lines] }),
    };
    saveFacts(d, member, subject, { ...facts, waiting: [...facts.waiting, waiting] });
    trace(d, { step: "correction.waiting", subject });
    return "waiting_for_purchase";
  }
  if (correction.currency !== null && event.currency !== null && correction.currency !== event.currency) return "unknown_currency";
  return take(d, member, subject, event, amount, lines);
}

/** Applies the corrections that came before the event; gives when they happened. */
export function applyWaiting(d: Engine, happening: Happening): number[] {
  const { holder: member, subject, type } = happening;
  if (subject === null) return [];
  const facts = factsOf(d, member, subject);
  const waiting = facts.waiting.filter((each) => each.type === type);
  if (waiting.length === 0) return [];
  saveFacts(d, member, subject, { ...facts, waiting: facts.waiting.filter((each) => each.type !== type) });
  for (const { amount, lines } of waiting) {
    const event = standing(factsOf(d, member, subject), type);
    if (event !== undefined) take(d, member, subject, event, amount === null ? null : BigInt(amount), lines);
    // Each to its end before the next, as if it had come now.
    fireAll(d);
  }
  return waiting.map(({ occurredAt }) => occurredAt);
}

function take(
  d: Engine,
  member: string,
  subject: string,
  event: SubjectEvent,
  amount: bigint | null,
  lines: readonly EventLine[] = [],
): Reason | undefined {
  const total = BigInt(event.money?.total ?? 0);
  const before = BigInt(event.taken);
  const wanted = amount === null || event.money === null ? total - before : amount;
  const taken = before + wanted > total ? total : before + wanted;
  const whole = amount === null || event.money === null || taken === total;
  const patch = { taken: String(taken), void: whole, ...(lines.length > 0 && takeOfLines(event, taken - before, lines)) };
  changeEvent(d, member, subject, event.record, patch);
  trace(d, { step: "correction", subject, amount: String(taken - before), currency: event.currency, whole });
  const after = { ...event, ...patch };
  const cause = happeningOfSubject(member, subject, after);
  const { id: person } = standingMember(d.world, member);
  // A purchase that this very record told of is not counted yet.
  if (whole && event.type === "purchase" && event.record !== d.record.number) uncountPurchase(d, person);
  takeOutOfGoals(d, member, subject, after, cause);
  takeEventFromBoards(d, member, subject, after);
  shrinkMeasured(d, after);
  if (whole) leaveStreaks(d, person, after);
  correctChallenges(d, person, { holder: member, subject }, after);
  if (whole) undoOccurrence(d, occurrenceOf(cause, event.round), "corrected");
  fact(d, { kind: "event.corrected", subject, member: person, whole });
  return before + wanted > total ? "correction_exceeded" : undefined;
}

function uncountPurchase(d: Engine, member: string): void {
  const row = find(d.world, "members", member);
  if (row !== undefined) put(d, "members", member, { purchases: row.purchases - 1 });
}

/** Takes out of goals what the event had moved: whole, or of sums the refunded share. */
export function takeOutOfGoals(d: Engine, member: string, subject: string, event: SubjectEvent, cause: Happening): void {
  const goals = new Map<string, string[]>();
  const moved = event.moved.map((contribution) => {
    const referral = find(d.world, "referrals", contribution.referral);
    if (referral === undefined) return contribution;
    const scope = scopeOfReferral(d, referral);
    const left = contributionLeft(
      exactOf(contribution.full),
      event,
      scope.program.goals.get(contribution.goal)?.steps[contribution.step]?.sum ?? null,
    );
    unmoveGoal(d, scope, contribution, exactOf(contribution.by) - left);
    if (event.void) breakRow(d, scope, contribution, occurrenceOf(cause, event.round), cause.occurredAt);
    goals.set(referral.id, [...(goals.get(referral.id) ?? []), contribution.goal]);
    return { ...contribution, by: exactText(left) };
  });
  if (moved.length === 0) return;
  changeEvent(d, member, subject, event.record, { moved });
  eachOrMiss(goals, ([id, names]) => {
    const referral = find(d.world, "referrals", id);
    if (referral !== undefined) judgeGoals(d, scopeOfReferral(d, referral), names, cause);
  });
}

/** Rewards whose amount was measured on the event keep the share that was not taken back. */
function shrinkMeasured(d: Engine, event: SubjectEvent): void {
  eachOrMiss(event.measured, (id) => {
    const reward = find(d.world, "rewards", id);
    if (reward === undefined) return;
    if (event.void) takeBackReward(d, reward, "corrected");
    else {
      const left = amountLeft(reward.amount, event, reward.details.measured ?? {});
      const excess = netOf(reward) + BigInt(reward.details.lapsed ?? "0") - left;
      if (excess > 0n) shrinkReward(d, reward, excess, "corrected_in_part");
    }
  });
}
