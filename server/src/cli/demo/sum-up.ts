/** What there is after the season, as the API tells it. */
import type { Json } from "./demo-api.js";
import type { Season } from "./season-state.js";

export interface DemoSummary {
  members: number;
  visits: number;
  events: number;
  /** By program, and in it by state. */
  referrals: Record<string, Record<string, number>>;
  /** By type and state, with the sum of what they were made for. */
  rewards: { type: string; unit: string | null; state: string; count: number; amount: string }[];
  /** Refused attempts by reason. */
  refused: Record<string, number>;
  couponsUsed: number;
  redemptions: number;
  payouts: number;
  waitingForReview: number;
  waitingForApproval: number;
}

/** A reward of the program whose explanation is worth a look: the first that a tier has made larger, or just the first. */
export async function findExample({ api }: Season, program: string): Promise<string | null> {
  const rewards = (await api.list(`/v1/rewards?program=${program}&type=credit`)).reverse();
  return (rewards.find(({ amount }) => amount === "200.00") ?? rewards[0])?.id ?? null;
}

export async function sumUp({ api, customers, counts, programs, reasons }: Season): Promise<DemoSummary> {
  const referrals: DemoSummary["referrals"] = {};
  for (const [name, { handle }] of Object.entries(programs)) {
    referrals[name] = countBy(await api.list(`/v1/referrals?program=${handle}`), "state");
  }
  const rewards = await api.list("/v1/rewards");
  return {
    members: customers.length,
    visits: counts.visits,
    events: counts.events,
    referrals,
    rewards: groupRewards(rewards),
    refused: Object.fromEntries([...reasons].sort(([a], [b]) => (a < b ? -1 : 1))),
    couponsUsed: counts.couponsUsed,
    redemptions: counts.redemptions,
    payouts: counts.payouts,
    waitingForReview: Object.values(referrals).reduce((sum, states) => sum + (states.in_review ?? 0), 0),
    waitingForApproval: rewards.filter(({ hold }) => hold?.waitsFor.includes("approval")).length,
  };
}

function countBy(rows: Json[], field: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of rows.map((row) => row[field]).sort()) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

function groupRewards(rewards: Json[]): DemoSummary["rewards"] {
  const groups = new Map<string, { type: string; unit: string | null; state: string; count: number; minor: number }>();
  for (const { type, unit = null, state, amount = "0" } of rewards) {
    const name = [type, unit, state].join(" ");
    const group = groups.get(name) ?? { type, unit, state, count: 0, minor: 0 };
    groups.set(name, { ...group, count: group.count + 1, minor: group.minor + Math.round(Number(amount) * 100) });
  }
  const sorted = [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([, { minor, ...group }]) => ({ ...group, amount: (minor / 100).toFixed(2) }));
}
