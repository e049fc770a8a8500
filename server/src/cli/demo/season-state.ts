/** What the demo remembers while it plays: the shop's own books, so to speak. */
import type { Chance } from "./chance.js";
import type { DemoApi, Json } from "./demo-api.js";
import type { DemoPrograms } from "./demo-programs.js";
import type { Person } from "./people.js";

export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;
export const weekMs = 7 * dayMs;

export interface Customer {
  person: Person;
  /** Path of the link and the code, by the program's handle. */
  links: Map<string, { path: string; code: string }>;
  /** How many people look at what this one shares, compared with others. */
  popularity: number;
  hasOrdered: boolean;
  /** The program in which a friend brought this one. */
  referredIn: string | null;
}

/** Something that will happen: an event of the shop, at its time. */
export interface Plan {
  at: number;
  /** The event as it is sent, without key and time. Draws on chance before it first waits. */
  event(): Json | Promise<Json>;
  answered?(answer: Json): void;
}

export interface Season {
  api: DemoApi;
  chance: Chance;
  programs: DemoPrograms;
  start: number;
  end: number;
  /** Where the workspace's clock stands. */
  now: number;
  plans: Plan[];
  customers: Customer[];
  /** Who will be made a member before the next batch of events. */
  newcomers: { customer: Customer; programs: string[] }[];
  counts: { people: number; orders: number; events: number; visits: number; couponsUsed: number; redemptions: number; payouts: number };
  /** Reasons of the answers, with how often each was given. */
  reasons: Map<string, number>;
}

/** Plans beyond the season are left out. */
export function plan(season: Season, entry: Plan): void {
  if (entry.at < season.end) season.plans.push(entry);
}

/** Whether the moment is on a Saturday or Sunday, when people have time. */
export function isWeekend(at: number): boolean {
  return [0, 6].includes(new Date(at).getUTCDay());
}

/** The members by their popularity, for the ones whose links are opened in this program. */
export function sharersOf({ customers }: Season, handle: string): Customer[] {
  return customers.filter(({ links }) => links.has(handle));
}

/** Decimal of minor units with two places. */
export function decimal(minor: number): string {
  return (minor / 100).toFixed(2);
}
