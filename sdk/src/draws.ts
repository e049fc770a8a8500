/** Verifying draws: that chance chose an outcome, or the winners among tickets, with the secret whose hash was public before. */

/** The draw of a reward, as the API tells it. */
export interface ClaimedDraw {
  drawn: string;
  message: string;
  point: string;
  of: string;
}
/** What is published of the version with whose secret it was drawn. */
export interface VersionChance {
  commitment: string;
  secret: string;
}
/** An outcome as the version's document has it, in the document's order. */
export interface WeighedOutcome {
  id: string;
  weight: string;
}
export type DrawFault = "secret" | "weights" | "point" | "outcome";
export type DrawVerdict = { isTrue: true; drawn: string; point: string; of: string } | { isTrue: false; fault: DrawFault };

const DECIMALS = 6;

/**
 * Whether the secret is the one that was committed to, and the outcome follows from it, the message and the weights. The message has the lines `draw`, rule,
 * grant, recipient, ordinal, occurrence: see that they are those of the reward.
 */
export async function verifyDraw(
  draw: ClaimedDraw,
  { commitment, secret }: VersionChance,
  outcomes: readonly WeighedOutcome[],
): Promise<DrawVerdict> {
  const bytes = bytesOf(secret);
  if (bytes === undefined || hexOf(await crypto.subtle.digest("SHA-256", bytes)) !== commitment) return { isTrue: false, fault: "secret" };
  const weights = outcomes.map(({ weight }) => unitsOf(weight));
  const sum = weights.reduce((total, weight) => total + weight, 0n);
  if (sum <= 0n || decimalOf(sum) !== draw.of) return { isTrue: false, fault: "weights" };
  const key = await crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const mac = hexOf(await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(draw.message)));
  const point = (BigInt(`0x${mac.slice(0, 16)}`) * sum) >> 64n;
  if (decimalOf(point) !== draw.point) return { isTrue: false, fault: "point" };
  let reached = 0n;
  const index = weights.findIndex((weight) => {
    reached += weight;
    return point < reached;
  });
  const drawn = outcomes[index]?.id;
  return drawn === draw.drawn ? { isTrue: true, drawn, point: draw.point, of: draw.of } : { isTrue: false, fault: "outcome" };
}

/** A run of a draw among tickets, as `GET /v1/programs/{handle}/draws/{draw}/runs/{run}` tells it. */
export interface ClaimedRun {
  commitment: string;
  /** Null before it has been drawn. */
  seed: string | null;
  /** How many were to win. */
  winners: number;
  /** The first one drawn first. */
  won: readonly { holder: string }[];
}
/** All that `…/runs/{run}/tickets` lists, of every page. */
export interface RunTickets {
  reward: string;
  holder: string;
  count: number;
}
export type RunFault = "seed" | "tickets" | "winners";
export type RunVerdict = { isTrue: true; won: string[] } | { isTrue: false; fault: RunFault };

/** Whether the seed is the one that was committed to, and the winners follow from it and the tickets. */
export async function verifyRun({ commitment, seed, winners, won }: ClaimedRun, tickets: readonly RunTickets[]): Promise<RunVerdict> {
  const bytes = bytesOf(seed ?? "");
  if (bytes === undefined || hexOf(await crypto.subtle.digest("SHA-256", bytes)) !== commitment) return { isTrue: false, fault: "seed" };
  const isWhole = tickets.every(({ count }) => Number.isInteger(count) && count > 0);
  if (!isWhole || new Set(tickets.map(({ reward }) => reward)).size < tickets.length) return { isTrue: false, fault: "tickets" };
  const key = await crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const numberOf = async (line: string) => hexOf(await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(line)));
  const lucky: { reward: string; holder: string; luck: string }[] = [];
  for (const { reward, holder, count } of tickets) lucky.push({ reward, holder, luck: await luckOf(numberOf, reward, count) });
  lucky.sort((a, b) => (`${a.luck} ${a.reward}` < `${b.luck} ${b.reward}` ? -1 : 1));
  const holders = [...new Set(lucky.map(({ holder }) => holder))].slice(0, winners);
  const isTrue = holders.length === won.length && holders.every((holder, place) => holder === won[place]?.holder);
  return isTrue ? { isTrue, won: holders } : { isTrue: false, fault: "winners" };
}
/** The least of the numbers of so many tickets. */
async function luckOf(numberOf: (ticket: string) => Promise<string>, reward: string, count: number): Promise<string> {
  const numbers = await Promise.all(Array.from({ length: count }, (_, nth) => numberOf(`ticket\n${reward}\n${nth + 1}`)));
  return numbers.reduce((least, number) => (number < least ? number : least));
}

function bytesOf(hex: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^([0-9a-f]{2})+$/.test(hex)) return undefined;
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
function hexOf(bytes: ArrayBuffer): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
/** A decimal with up to six decimals as a whole number of millionths. */
function unitsOf(decimal: string): bigint {
  const [whole = "0", part = ""] = decimal.split(".");
  return BigInt(whole) * 10n ** BigInt(DECIMALS) + BigInt(part.padEnd(DECIMALS, "0") || "0");
}
function decimalOf(units: bigint): string {
  const digits = String(units).padStart(DECIMALS + 1, "0");
  return `${digits.slice(0, -DECIMALS)}.${digits.slice(-DECIMALS)}`.replace(/\.?0+$/, "");
}
