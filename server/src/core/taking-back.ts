/** Taking back: when what caused a reward is no more, the reward goes, and what it caused in turn. */

import type { Deciding } from "./deciding.js";
import { rewardsAt } from "./look-ups.js";
import { grantOf } from "./occurrence.js";
import { changeProgress, progressOf } from "./progress.js";
import { isOver, takeBack, takeBackAll } from "./reward.js";
import type { RewardRow } from "./rows.js";
import { eachOrMiss } from "./world.js";

/** Takes back every reward of an occurrence that is still there. */
export function undoOccurrence(d: Deciding, key: string, why: string): void {
  eachOrMiss(rewardsAt(d.world, key), (reward) => takeBackReward(d, reward, why));
}

/** Takes one reward back whole by the terms of its grant, with the badges and cards that hang on it. */
export function takeBackReward(d: Deciding, reward: RewardRow, why: string): void {
  if (isOver(reward.state)) return;
  takeBackAll(d, reward, grantOf(d, reward).grant.takeBack, why);
  if (reward.kind === "badge") loseBadge(d, reward, why);
  if (reward.kind === "stamp") loseStamp(d, reward, why);
}
/** Takes a part of an amount back. */
export function shrinkReward(d: Deciding, reward: RewardRow, by: bigint, why: string): void {
  takeBack(d, reward, by, grantOf(d, reward).grant.takeBack, why);
}

export function badgeOccurrence(reward: string): string {
  return `badge:${reward}`;
}
export function cardOccurrence(program: string, member: string, card: string, ordinal: number): string {
  return `card:${program}:${card}:${member}:${ordinal}`;
}

function loseBadge(d: Deciding, reward: RewardRow, why: string): void {
  const scope = { programId: reward.programId };
  const { [reward.details.item as string]: _, ...badges } = progressOf(d, scope, reward.recipientId).badges;
  changeProgress(d, scope, reward.recipientId, { badges });
  undoOccurrence(d, badgeOccurrence(reward.id), why);
}

function loseStamp(d: Deciding, reward: RewardRow, why: string): void {
  const scope = { programId: reward.programId };
  const id = reward.details.item as string;
  const { cards } = progressOf(d, scope, reward.recipientId);
  const card = cards[id];
  if (card === undefined) return;
  changeProgress(d, scope, reward.recipientId, { cards: { ...cards, [id]: { ...card, stamps: card.stamps - 1, done: false } } });
  if (card.done) undoOccurrence(d, cardOccurrence(reward.programId, reward.recipientId, id, card.full), why);
}
