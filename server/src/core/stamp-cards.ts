/** Stamp cards: a stamp lands, a card is full, the next one begins, one that was not filled in time is over. */

import { fact, put, trace } from "./deciding.js";
import type { CompiledStampCard } from "./document/compiled-game.js";
import { type Engine, emit, type Occurrence, type Scope } from "./occurrence.js";
import { changeProgress, progressOf } from "./progress.js";
import type { CardProgress, RewardRow } from "./rows.js";
import { cardOccurrence } from "./taking-back.js";
import { addDuration } from "./time.js";

/** Completions of so many earlier cards can be undone; those before them stay. */
const PAST_MAX = 50;
const NO_STAMPS: CardProgress = { stamps: 0, full: 0, done: false };

/** The stamp of the reward lands on the member's present card, or begins one. */
export function landStamp(d: Engine, reward: RewardRow, id: string, occurrence: Occurrence): void {
  const { scope, cause, occurredAt } = occurrence;
  const member = reward.recipientId;
  const { cards } = progressOf(d, scope, member);
  const card = scope.program.stampCards.get(id);
  if (card === undefined) return;
  const present = presentCard(d, { scope, card, member, occurredAt }, cards[id] ?? NO_STAMPS);
  const stamps = present.stamps + 1;
  const since = card.expiresAfter === null ? {} : { since: Math.min(present.since ?? occurredAt, occurredAt) };
  const point = card.way.includes(stamps) ? wayOccurrence(d, scope, member, { id, number: present.number, stamps }) : undefined;
  const way = point === undefined ? {} : { way: { ...present.way, [stamps]: point } };
  changeProgress(d, scope, member, { cards: { ...cards, [id]: { ...present, stamps, done: false, ...since, ...way } } });
  if (present.number !== undefined) put(d, "rewards", reward.id, { details: { ...reward.details, card: present.number } });
  trace(d, { step: "stamp.landed", card: id, stamps, slots: card.slots });
  if (point !== undefined) emit(d, { on: `stampCard:${id}:${stamps}`, key: point, scope: { ...scope, referralId: null }, member, cause, occurredAt });
  if (stamps >= card.slots) completeCard(d, scope, id, member, occurrence);
}

/** The card on which a stamp of this moment lands: the next one after a full one that repeats, and after one whose time is over. */
function presentCard(d: Engine, { scope, card, member, occurredAt }: Landing, before: CardProgress): CardProgress {
  const { stamps, full, done, past = {}, number = 1 }: CardProgress = before;
  if (done && card.repeats) {
    const kept: [string, string][] = Object.entries<string>({
      ...past,
      [number]: before.key ?? cardOccurrence(scope.programId, member, card.id, full),
    }).slice(-PAST_MAX);
    return { stamps: 0, full, done: false, number: number + 1, past: Object.fromEntries(kept) };
  }
  if (done || !isCardOver(card, before, scope.program.timeZone, occurredAt)) return before;
  trace(d, { step: "card.expired", card: card.id, stamps });
  return { stamps: 0, full, done: false, number: number + 1, ...(before.past && { past }) };
}
interface Landing {
  scope: Scope;
  card: CompiledStampCard;
  member: string;
  occurredAt: number;
}

/** When a card is over unless it is full by then; null for one that never is, or has no stamp. */
export function cardOverAt({ expiresAfter }: Pick<CompiledStampCard, "expiresAfter">, { since }: CardProgress, timeZone: string): number | null {
  return expiresAfter === null || since === undefined ? null : addDuration(since, expiresAfter, timeZone);
}
/** Whether the time of a card that is not full is over at the moment: its stamps count no more. */
export function isCardOver(card: Pick<CompiledStampCard, "expiresAfter">, progress: CardProgress, timeZone: string, at: number): boolean {
  const over = cardOverAt(card, progress, timeZone);
  return over !== null && !progress.done && over <= at;
}

/** The card has all its stamps: it is done, and what it is good for follows. */
export function completeCard(
  d: Engine,
  scope: Scope,
  id: string,
  member: string,
  { cause, occurredAt }: Pick<Occurrence, "cause" | "occurredAt">,
): void {
  const { cards } = progressOf(d, scope, member);
  const { key: _, ...card } = cards[id] ?? NO_STAMPS;
  const full = card.full + 1;
  changeProgress(d, scope, member, { cards: { ...cards, [id]: { ...card, full, done: true } } });
  trace(d, { step: "card.full", card: id });
  fact(d, { kind: "stamp_card.completed", member, program: scope.programId, card: id });
  const key = cardOccurrence(scope.programId, member, id, full);
  emit(d, { on: `stampCard:${id}`, key, scope: { ...scope, referralId: null }, member, cause, occurredAt });
}

interface WayPoint {
  id: string;
  number: number | undefined;
  stamps: number;
}
function wayOccurrence(d: Engine, { programId }: Scope, member: string, point: WayPoint): string {
  return `${wayStart(programId, member, point)}${d.record.number}`;
}
function wayStart(program: string, member: string, { id, number = 1, stamps }: WayPoint): string {
  return `card:${program}:${id}:${member}:${number}:${stamps}:`;
}
/** Whether the occurrence is that of a card that stands at, or beyond, so many stamps; then it is kept as such. */
export function standsOnWay(
  d: Engine,
  scope: Scope,
  member: string,
  { stampCard: id, stamps }: { stampCard: string; stamps: number },
  key: string,
): boolean {
  const { cards } = progressOf(d, scope, member);
  const card = cards[id];
  if (card === undefined || card.stamps < stamps || !key.startsWith(wayStart(scope.programId, member, { id, number: card.number, stamps })))
    return false;
  if (card.way?.[stamps] === undefined)
    changeProgress(d, scope, member, { cards: { ...cards, [id]: { ...card, way: { ...card.way, [stamps]: key } } } });
  return card.way?.[stamps] === undefined || card.way[stamps] === key;
}
