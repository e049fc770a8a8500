/** Campaigns and boosters: by how much amounts are multiplied at the moment of a trigger. */
import { boostersAt } from "./boosters.js";
import { type Deciding, trace } from "./deciding.js";
import type { CompiledGrant } from "./document/compiled-grant.js";
import type { CompiledCampaign, CompiledProgram, Fraction } from "./document/compiled-program.js";
import { programsOf } from "./look-ups.js";
import { mulDiv, parseDecimal } from "./money.js";
import type { Occurrence } from "./occurrence.js";

export const ONE: Fraction = { numerator: 1n, denominator: 1n };

const MULTIPLIER_DECIMALS = 6;
/** A factor as a document writes it. */
export function fractionOf(multiplyBy: string): Fraction {
  return { numerator: parseDecimal(multiplyBy, MULTIPLIER_DECIMALS) ?? 1n, denominator: 10n ** BigInt(MULTIPLIER_DECIMALS) };
}

/** An amount of whole minor units, made larger. */
export function multiplied(value: bigint, { numerator, denominator }: Fraction): bigint {
  return mulDiv(value, numerator, denominator, "half_up");
}

/**
 * The campaigns of the version in force count, for referrals of every version, and the boosters that the recipient has; which of several, or all of them, its
 * stacking says.
 */
export function multiplierFor(
  d: Deciding,
  { rule, recipient }: { rule: string; recipient: string },
  { kind, shareOf }: CompiledGrant,
  { scope, occurredAt, on }: Occurrence,
): Fraction {
  const paidAs = shareOf?.kind ?? kind;
  const inForce = programsOf(d.world).find(({ programId }) => programId === scope.programId)?.program ?? scope.program;
  const running = campaignsOf(inForce, { rule, kind: paidAs, at: occurredAt });
  // What is exchanged is not earned.
  const held = on.startsWith("exchange:") ? [] : boostersAt(d, scope.programId, recipient, { rule, paidAs, at: occurredAt });
  if (running.length === 0 && held.length === 0) return ONE;
  const all = [
    ...running.map(({ id, by }) => ({ by, told: { step: "campaign", campaign: id, by: decimalOf(by) } })),
    ...held.map(({ reward, until, by }) => ({ by, told: { step: "booster", reward, by: decimalOf(by), until } })),
  ];
  const { counting, factor } = together(all, inForce.campaignStacking);
  for (const { told } of counting) trace(d, told);
  return factor;
}

/** The campaigns that multiply what the rule gives of the kind at the moment. */
export function campaignsOf(
  { campaigns }: Pick<CompiledProgram, "campaigns">,
  { rule, kind, at }: { rule: string; kind: string; at: number },
): CompiledCampaign[] {
  return campaigns.filter(
    ({ from, until, rules, kinds }) => at >= from && at < until && (rules === null || rules.has(rule)) && (kinds === null || kinds.has(kind)),
  );
}
interface Multiplier {
  readonly by: Fraction;
}
/** Which of several at the same time count, and by how much they multiply together. */
export function together<M extends Multiplier>(
  running: readonly M[],
  stacking: CompiledProgram["campaignStacking"],
): { counting: M[]; factor: Fraction } {
  const [first, ...others] = running;
  if (first === undefined) return { counting: [], factor: ONE };
  const counting = stacking === "best" ? [others.reduce(larger, first)] : [first, ...others];
  return { counting, factor: productOf(counting, stacking) };
}
function larger<M extends Multiplier>(most: M, each: M): M {
  return each.by.numerator * most.by.denominator > most.by.numerator * each.by.denominator ? each : most;
}
function productOf(all: readonly Multiplier[], stacking: CompiledProgram["campaignStacking"]): Fraction {
  const { numerator, denominator } = all.reduce<Fraction>((product, { by }) => {
    const parts = product.denominator * by.denominator;
    if (stacking !== "add") return { numerator: product.numerator * by.numerator, denominator: parts };
    return { numerator: product.numerator * by.denominator + (by.numerator - by.denominator) * product.denominator, denominator: parts };
  }, ONE);
  // Two that halve add up to nothing, never to less.
  return { numerator: numerator > 0n ? numerator : 0n, denominator };
}
function decimalOf({ numerator, denominator }: Fraction): string {
  return String(Number(numerator) / Number(denominator));
}
