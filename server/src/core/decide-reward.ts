/** Deciding what a person does with one reward: approve, deny, reverse. */

import type { ClaimInput } from "./claim-input.js";
import { fact, put, trace } from "./deciding.js";
import { decline } from "./decline.js";
import { settleMember, settleReward } from "./due.js";
import { settleHold } from "./holds.js";
import { findMemberByExternal } from "./look-ups.js";
import type { Engine } from "./occurrence.js";
import type { FulfilmentInput, Outcome, RewardActionInput } from "./record.js";
import { isOver } from "./reward.js";
import type { RewardRow } from "./rows.js";
import { takeBackReward } from "./taking-back.js";
import { choose, claim } from "./waiting.js";
import { find } from "./world.js";

export function decideRewardAction(d: Engine, { kind, reward: id, reason }: RewardActionInput): Outcome {
  const found = find(d.world, "rewards", id);
  if (found === undefined) return decline("reward_unknown");
  settleMember(d, found.recipientId);
  const reward = find(d.world, "rewards", id) as RewardRow;
  trace(d, { step: kind, reward: id, reason });
  if (kind === "reward.approve") {
    if (reward.state !== "pending") return decline("reward_not_pending", { state: reward.state });
    if (!reward.details.hold?.approval) return decline("reward_not_held_for_approval");
    const { approval: _, ...hold } = reward.details.hold;
    put(d, "rewards", id, { details: { ...reward.details, hold, approvedBy: d.record.number } });
    settleHold(d, id, d.at);
  } else if (kind === "reward.deny") {
    if (reward.state !== "pending") return decline("reward_not_pending", { state: reward.state });
    takeBackReward(d, reward, "denied");
  } else {
    if (isOver(reward.state)) return decline("reward_not_reversible", { state: reward.state });
    takeBackReward(d, reward, "reversed_by_owner");
  }
  return { status: "done", reward: id, member: reward.recipientId, state: find(d.world, "rewards", id)?.state };
}

/** The recipient claims what waits, or says which of the options it is to be. */
export function decideClaim(d: Engine, { member: external, reward: id, option }: ClaimInput): Outcome {
  const member = findMemberByExternal(d.world, external);
  const found = find(d.world, "rewards", id);
  if (member === undefined || found === undefined || found.recipientId !== member.id) return decline("reward_unknown");
  settleMember(d, member.id);
  const reward = find(d.world, "rewards", id) as RewardRow;
  const { claim: open, choice } = reward.details;
  const isOpen = reward.state === "waiting" && (open !== undefined || choice !== undefined);
  if (!isOpen) return decline("reward_not_to_be_claimed", { state: reward.state });
  if (choice === undefined && option !== undefined) return decline("option_unknown");
  if (choice !== undefined) {
    const options = choice.options.map((each) => each.id);
    if (option === undefined || !options.includes(option)) return decline("option_unknown", { options });
    if (!choose(d, reward, option, d.at, "recipient")) return decline("option_not_available", { option });
  } else claim(d, reward, d.at);
  settleReward(d, id);
  return { status: "done", reward: id, member: member.id, state: find(d.world, "rewards", id)?.state };
}

/** Notes how far the sending of an item is. What is not to be sent, or no longer, cannot be. */
export function decideFulfilment(d: Engine, { reward: id, fulfilment, reason }: FulfilmentInput): Outcome {
  const found = find(d.world, "rewards", id);
  if (found === undefined) return decline("reward_unknown");
  settleMember(d, found.recipientId);
  const reward = find(d.world, "rewards", id) as RewardRow;
  if (reward.kind !== "item" || reward.state !== "available") return decline("reward_not_to_be_sent", { state: reward.state });
  put(d, "rewards", id, { fulfilment });
  trace(d, { step: "reward.fulfil", reward: id, fulfilment, reason });
  fact(d, { kind: "reward.fulfilment", reward: id, fulfilment });
  return { status: "done", reward: id, member: reward.recipientId, fulfilment };
}
