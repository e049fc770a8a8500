/**
 * Rewards that wait for their recipient: to be claimed, or for a choice. Nothing holds them any more; until the deadline they are neither usable nor lost.
 * What is not claimed expires, what is not chosen is the default.
 */
import { countEarnedOnBoards } from "./board-scores.js";
import { startBooster } from "./boosters.js";
import { type Deciding, fact, put, trace } from "./deciding.js";
import type { CompiledGrant } from "./document/compiled-grant.js";
import type { CompiledProgram } from "./document/compiled-program.js";
import { enterDraw } from "./draw-tickets.js";
import { beginningOf } from "./extending.js";
import { issueCoupon, takeCode } from "./issue-coupon.js";
import { canIssue, transfer } from "./ledger.js";
import { roomFor, takeRoom } from "./limits.js";
import { grantOf, type Occurrence, type Scope } from "./occurrence.js";
import { expire, release } from "./reward.js";
import type { RewardChoice } from "./reward-choice.js";
import type { RewardRow } from "./rows.js";
import { usesOfStandings } from "./standings.js";
import { deadlineFrom, earlier, expiryFrom, settlesAt } from "./validity.js";
import { movePlaces } from "./waiting-list.js";
import { find } from "./world.js";

/** Nothing holds the reward any more: it is available, or waits for its recipient. */
export function becomeReady(d: Deciding, { program }: Scope, grant: CompiledGrant, reward: RewardRow, at: number): void {
  const deadline = deadlineFrom(grant, program, at);
  const { from } = grant.validity ?? { from: "available" };
  const expiry = () => expiryFrom(grant, program, beginningOf(d, grant, reward, at), reward.details);
  if (deadline === null) {
    release(d, reward, at, from === "made" ? reward.expiresAt : expiry());
    if (reward.kind === "places") movePlaces(d, reward, 1);
    if (reward.kind === "tickets") enterDraw(d, reward);
    takeCode(d, grant, reward.id);
    if (grant.booster !== null) startBooster(d, find(d.world, "rewards", reward.id) as RewardRow, grant.booster, at);
    const dueAt = settlesAt(grant, program, at);
    if (dueAt !== null && find(d.world, "rewards", reward.id)?.state === "available") put(d, "rewards", reward.id, { dueAt });
    return;
  }
  const expiresAt = from === "made" ? reward.expiresAt : from === "available" ? expiry() : null;
  const { hold: _, ...details } = reward.details;
  put(d, "rewards", reward.id, { state: "waiting", expiresAt, dueAt: earlier(deadline, expiresAt), details });
  beginWaiting(d, find(d.world, "rewards", reward.id) as RewardRow, deadline);
}
/** Notes until when the recipient can claim or choose. */
export function beginWaiting(d: Deciding, { id, details }: RewardRow, until: number): void {
  const { choice } = details;
  put(d, "rewards", id, { details: { ...details, ...(choice === undefined ? { claim: { until } } : { choice: { ...choice, until } }) } });
  trace(d, { step: "reward.waiting", reward: id, for: choice === undefined ? "claim" : "choice", until });
  fact(d, { kind: "reward.waiting", reward: id });
}

/** The deadline has come, or its validity has ended before. */
export function passDeadline(d: Deciding, reward: RewardRow, at: number): void {
  const { choice } = reward.details;
  const isExpired = reward.expiresAt !== null && reward.expiresAt <= at;
  const byDefault = grantOf(d, reward).grant.choice?.default;
  if (choice === undefined || isExpired || byDefault === undefined || !choose(d, reward, byDefault, at, "default")) expire(d, reward, at);
}

/** It is the recipient's from now on. */
export function claim(d: Deciding, reward: RewardRow, at: number): void {
  const { scope, grant } = grantOf(d, reward);
  const { claim: _, ...details } = reward.details;
  put(d, "rewards", reward.id, { details });
  trace(d, { step: "reward.claimed", reward: reward.id });
  release(d, find(d.world, "rewards", reward.id) as RewardRow, at, expiryOfClaimed(d, grant, scope.program, reward, at));
  takeCode(d, grant, reward.id);
}
function expiryOfClaimed(d: Deciding, grant: CompiledGrant, program: CompiledProgram, reward: RewardRow, at: number): number | null {
  return grant.validity?.from === "claimed" ? expiryFrom(grant, program, beginningOf(d, grant, reward, at), reward.details) : reward.expiresAt;
}

/** The reward becomes what was chosen, worth what it was when the reward was made. False where there is none left of it: then nothing has changed. */
export function choose(d: Deciding, reward: RewardRow, option: string, at: number, by: "recipient" | "default"): boolean {
  const { scope, grant } = grantOf(d, reward);
  const chosen = grant.choice?.options.find(({ id }) => id === option)?.grant;
  const offered = reward.details.choice?.options.find(({ id }) => id === option);
  if (chosen === undefined || offered === undefined) return false;
  const { id, recipientId: recipient, programId } = reward;
  const amount = BigInt(offered.amount);
  if (chosen.unit !== null && !canIssue(d.world, programId, chosen.unit, amount)) return false;
  const occurrence: Occurrence = { on: "choice", key: reward.occurrence, scope, member: recipient, cause: null, occurredAt: at };
  const room = roomFor(d, chosen, recipient, amount, occurrence, {});
  if (room.cutBy !== null) return false;
  const taken = takeRoom(d, chosen, recipient, amount, occurrence, {});
  const uses = [...(reward.details.uses ?? []), ...taken, ...usesOfStandings(d, programId, chosen.unit, recipient, amount, at)];
  const boards = countEarnedOnBoards(d, programId, chosen.unit, recipient, amount, at);
  const { until: _, ...choice } = reward.details.choice as RewardChoice;
  const item = chosen.coupon === null ? chosen.item : issueCoupon(d, chosen, reward);
  const { unit, minimumSpend } = chosen;
  put(d, "rewards", id, {
    kind: offered.kind,
    unit,
    amount,
    remaining: amount,
    details: {
      ...reward.details,
      choice: { ...choice, chosen: option, by },
      ...(uses.length > 0 && { uses }),
      ...(boards.length > 0 && { boards }),
      ...(item !== null && { item }),
      ...(minimumSpend !== null && { minimumSpend: String(minimumSpend) }),
    },
  });
  if (unit !== null)
    transfer(d, { unit, amount, from: [programId, "issued"], to: [recipient, "pending"], member: recipient, reward: id, reason: "earned" });
  trace(d, { step: "reward.chosen", reward: id, option, by });
  release(d, find(d.world, "rewards", id) as RewardRow, at, expiryOfClaimed(d, chosen, scope.program, reward, at));
  takeCode(d, chosen, id);
  return true;
}
