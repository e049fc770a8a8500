/** Holds: what must pass before a pending reward becomes available, all that is named: time, an event of the friend, an approval, a review. */
import { contextFor } from "./condition-context.js";
import { put, trace } from "./deciding.js";
import type { Happening } from "./happening.js";
import { rewardsOfReferral, versionOf } from "./look-ups.js";
import { type Engine, grantOf, referralOf, type Scope } from "./occurrence.js";
import { isHeld } from "./reward.js";
import type { RewardRow } from "./rows.js";
import { takeBackReward } from "./taking-back.js";
import { becomeReady } from "./waiting.js";
import { demand, find } from "./world.js";

/** Makes a pending reward available if nothing holds it any more at the moment; otherwise notes that its time has passed. */
export function settleHold(d: Engine, rewardId: string, at: number): void {
  const reward = find(d.world, "rewards", rewardId);
  if (reward === undefined || reward.state !== "pending") return;
  const { until, ...others } = reward.details.hold ?? {};
  if (until !== undefined && until > at) return;
  if (others.approval || others.event || others.review) {
    if (until !== undefined) put(d, "rewards", rewardId, { dueAt: null, details: { ...reward.details, hold: others } });
    return;
  }
  const { scope, grant } = grantOf(d, reward);
  const ifStill = grant.hold?.ifStill ?? null;
  if (ifStill !== null) {
    const answer = ifStill.evaluate(contextFor(d, scope, null, reward.recipientId));
    if (answer !== true) {
      trace(d, { step: "hold.ended", reward: rewardId, condition: ifStill.source, result: false });
      takeBackReward(d, reward, "condition_at_end");
      return;
    }
  }
  becomeReady(d, scope, grant, reward, at);
}

/** A re-evaluation gives rewards of a later version than the one that holds for the referral; one that was migrated has rewards of earlier versions. */
function mayEndHolds(d: Engine, scope: Scope, type: string): boolean {
  const { programId, version, program } = scope;
  if (program.holdEvents.has(type)) return true;
  const current = find(d.world, "programs", programId)?.version ?? version;
  const earlier = referralOf(d, scope)?.origin.versions ?? [];
  if (current === version && earlier.length === 0) return false;
  const others = [...earlier, ...Array.from({ length: current - version }, (_, index) => version + 1 + index)];
  demand(
    d.world,
    others.map((each) => ({ from: "programVersions", key: `${programId}\n${each}` })),
  );
  return others.some((each) => versionOf(d.world, programId, each).holdEvents.has(type));
}

/** The friend's event may end the hold of rewards of the referral that were made before it, or cancel them. */
export function applyEventToHolds(
  d: Engine,
  scope: Scope,
  happening: Happening,
  isBefore: (held: RewardRow) => boolean = (held) => held.recordNumber !== d.record.number,
): void {
  if (scope.referralId === null || !mayEndHolds(d, scope, happening.type)) return;
  for (const held of rewardsOfReferral(d.world, scope.referralId)) {
    if (!isHeld(held) || !isBefore(held)) continue;
    const { hold } = grantOf(d, held).grant;
    const context = contextFor(d, scope, happening, happening.member);
    const matches = (each: { event: string; where: { evaluate(context: never): unknown } | null }) =>
      each.event === happening.type && (each.where === null || each.where.evaluate(context as never) === true);
    if (hold?.cancelOn.some(matches)) {
      takeBackReward(d, held, "hold_cancelled");
    } else if (hold?.until != null && held.details.hold?.event && matches(hold.until)) {
      const { event: _, ...rest } = held.details.hold;
      put(d, "rewards", held.id, { details: { ...held.details, hold: rest } });
      settleHold(d, held.id, d.at);
    }
  }
}
