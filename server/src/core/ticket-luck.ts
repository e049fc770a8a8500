/**
 * Draws among the holders of tickets, so that everybody can verify them: each ticket has a number that follows from the seed of the draw's run, and the least
 * numbers win. The seed's hash is known while tickets are given, the seed itself when the run has been drawn. To take back a ticket changes no other one.
 */
import { commitmentOf } from "./draw.js";
import { type HashKey, hmacHex, keyedBytes } from "./hash.js";

/** The tickets that one reward is. */
export interface TicketRow {
  reward: string;
  /** Whose they are: who is the same person has the same name here. */
  holder: string;
  count: number;
}
export interface DrawnRun {
  commitment: string;
  seed: string;
  /** How many were to win. */
  winners: number;
}
/** What does not fit: the seed to its commitment, a row of tickets to the others, the winners to seed and tickets. */
export type RunFault = "seed" | "tickets" | "winners";

/** The seed of a run of a draw: 64 hexadecimal digits, the same for the same workspace's key, program, draw and run. */
export function seedOfRun(key: HashKey, program: string, draw: string, run: string): string {
  return keyedBytes(key, "draw seed", program, draw, run).toString("hex");
}

/** The number of the best of the first `count` tickets of a reward, as 64 hexadecimal digits: the least HMAC-SHA-256. Fewer tickets are never luckier. */
export function luckOf(seed: string, reward: string, count: number): string {
  if (!Number.isInteger(count) || count < 1) throw new Error(`${reward} is ${count} tickets`);
  let least = numberOf(seed, reward, 1);
  for (let ticket = 2; ticket <= count; ticket++) {
    const number = numberOf(seed, reward, ticket);
    if (number < least) least = number;
  }
  return least;
}
function numberOf(seed: string, reward: string, ticket: number): string {
  return hmacHex(seed, ["ticket", reward, String(ticket)].join("\n"));
}

/** The first so many different holders, the luckiest ticket first, each with the reward that won: tickets are drawn one by one, of those who have not won yet. */
export function winnersOf(seed: string, tickets: readonly TicketRow[], winners: number): { holder: string; reward: string }[] {
  const byLuck = tickets.map((row) => ({ ...row, luck: luckOf(seed, row.reward, row.count) })).sort((a, b) => (isLuckier(a, b) ? -1 : 1));
  const won = new Map<string, string>();
  for (const { holder, reward } of byLuck) {
    if (won.size === winners) break;
    if (!won.has(holder)) won.set(holder, reward);
  }
  return [...won].map(([holder, reward]) => ({ holder, reward }));
}
/** A total order: numbers of 256 bits are not expected to be equal. */
export function isLuckier(a: { luck: string; reward: string }, b: { luck: string; reward: string }): boolean {
  return a.luck === b.luck ? a.reward < b.reward : a.luck < b.luck;
}

/** The first fault; undefined where the winners, in their order, follow from the committed seed and the tickets. */
export function faultOfRun({ commitment, seed, winners }: DrawnRun, tickets: readonly TicketRow[], claimed: readonly string[]): RunFault | undefined {
  if (!/^[0-9a-f]{64}$/i.test(seed) || commitmentOf(seed) !== commitment.toLowerCase()) return "seed";
  const rewards = new Set(tickets.map(({ reward }) => reward));
  if (rewards.size < tickets.length || tickets.some(({ count }) => !Number.isInteger(count) || count < 1)) return "tickets";
  const found = winnersOf(seed, tickets, winners).map(({ holder }) => holder);
  return found.length === claimed.length && found.every((holder, place) => holder === claimed[place]) ? undefined : "winners";
}
