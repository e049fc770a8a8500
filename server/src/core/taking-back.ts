/** Taking back: when what caused a reward is no more, the reward goes, and what it caused in turn. */

import { stopBooster } from "./boosters.js";
import { type Deciding, trace } from "./deciding.js";
import { leaveDraw } from "./draw-tickets.js";
import { closeUp } from "./extending.js";
import { rewardsAt, rewardsOf } from "./look-ups.js";
import { grantOf } from "./occurrence.js";
import { changeProgress, progressOf } from "./progress.js";
import { isOver, takeBack, takeBackAll } from "./reward.js";
import type { CardProgress, RewardRow } from "./rows.js";
import { movePlaces } from "./waiting-list.js";
import { eachOrMiss, find } from "./world.js";

/** Takes back every reward of an occurrence that is still there. */
export function undoOccurrence(d: Deciding, key: string, why: string): void {
  eachOrMiss(rewardsAt(d.world, key), (reward) => takeBackReward(d, reward, why));
}

/** Takes one reward back whole by the terms of its grant, with the badges and cards that hang on it. */
export function takeBackReward(d: Deciding, { id }: RewardRow, why: string): void {
  // As it is now: taking another one back may have taken from this one's lot.
  const reward = find(d.world, "rewards", id) as RewardRow;
  if (isOver(reward.state)) return;
  const { takeBack: terms, validity } = grantOf(d, reward).grant;
  if (reward.fulfilment === "sent" && terms.keepIfSent) {
    trace(d, { step: "reward.kept", reward: id, why: "sent" });
    return;
  }
  if (reward.kind === "badge" && isKept(d, reward, why)) {
    trace(d, { step: "reward.kept", reward: id, why: "badge" });
    return;
  }
  takeBackAll(d, reward, terms, why);
  if (validity?.extends) closeUp(d, reward);
  if (reward.kind === "booster") stopBooster(d, reward);
  if (reward.kind === "badge") loseBadge(d, reward, why);
  if (reward.kind === "stamp") loseStamp(d, reward, why);
  if (reward.kind === "tickets") leaveDraw(d, reward);
  if (reward.kind === "places" && reward.state === "available") movePlaces(d, reward, -1);
}
/** What somebody decided about the member or the reward is no correction of what the member did. */
const DECIDED = new Set(["denied", "reversed_by_owner", "side_refused", "referrer_corrected", "exchange_cancelled"]);
/** A badge that the member has already, as the program said when it was earned. */
function isKept(d: Deciding, reward: RewardRow, why: string): boolean {
  if (reward.state !== "available" || DECIDED.has(why)) return false;
  return grantOf(d, reward).scope.program.badges.get(reward.details.item as string)?.kept === true;
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
  const id = reward.details.item as string;
  const { [id]: kept, ...badges } = progressOf(d, scope, reward.recipientId).badges;
  const other = kept === reward.id ? otherBadge(d, reward) : undefined;
  if (kept === reward.id) changeProgress(d, scope, reward.recipientId, { badges: other === undefined ? badges : { ...badges, [id]: other.id } });
  undoOccurrence(d, badgeOccurrence(reward.id), why);
}

/** The member may have earned it more than once, and a merged member may have had it as well. */
function otherBadge(d: Deciding, { id, programId, recipientId, details }: RewardRow): RewardRow | undefined {
  return rewardsOf(d.world, recipientId).find(
    (each) => each.kind === "badge" && each.programId === programId && each.details.item === details.item && each.id !== id && !isOver(each.state),
  );
}

function loseStamp(d: Deciding, reward: RewardRow, why: string): void {
  const scope = { programId: reward.programId };
  const id = reward.details.item as string;
  const { cards } = progressOf(d, scope, reward.recipientId);
  const card = cards[id];
  if (card === undefined) return;
  if ((reward.details.card ?? 1) !== (card.number ?? 1)) {
    undoPastCard(d, reward, card, why);
    return;
  }
  const stamps = card.stamps - 1;
  // Of two cards that were merged more stamps may be there than there are slots.
  const done = card.done && stamps >= (grantOf(d, reward).scope.program.stampCards.get(id)?.slots ?? 0);
  const [fallen, way] = parted(card.way, ([point]) => stamps < Number(point));
  changeProgress(d, scope, reward.recipientId, { cards: { ...cards, [id]: { ...card, stamps, done, ...(card.way && { way }) } } });
  for (const key of Object.values(fallen)) undoOccurrence(d, key, why);
  if (card.done && !done) undoOccurrence(d, card.key ?? cardOccurrence(reward.programId, reward.recipientId, id, card.full), why);
}

/** A stamp of an earlier card: what that card gave when it was full goes. It is not filled again. */
function undoPastCard(d: Deciding, { programId, recipientId, details }: RewardRow, card: CardProgress, why: string): void {
  const id = details.item as string;
  const number = String(details.card ?? 1);
  const { [number]: key, ...past } = card.past ?? {};
  if (key === undefined) return;
  const scope = { programId };
  changeProgress(d, scope, recipientId, { cards: { ...progressOf(d, scope, recipientId).cards, [id]: { ...card, past } } });
  undoOccurrence(d, key, why);
}
function parted(
  entries: Record<string, string> = {},
  isFirst: (entry: [string, string]) => boolean,
): [Record<string, string>, Record<string, string>] {
  const all = Object.entries(entries);
  return [Object.fromEntries(all.filter(isFirst)), Object.fromEntries(all.filter((entry) => !isFirst(entry)))];
}
