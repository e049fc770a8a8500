/** Campaigns: by how much amounts are multiplied at the moment of a trigger. */
import { type Deciding, trace } from "./deciding.js";
import type { CompiledGrant } from "./document/compiled-grant.js";
import type { CompiledCampaign, CompiledProgram, Fraction } from "./document/compiled-program.js";
import { programsOf } from "./look-ups.js";
import type { Occurrence } from "./occurrence.js";

export const ONE: Fraction = { numerator: 1n, denominator: 1n };

/** The campaigns of the version in force count, for referrals of every version; which of several, or all of them, its stacking says. */
export function multiplierFor(d: Deciding, rule: string, { kind, shareOf }: CompiledGrant, { scope, occurredAt }: Occurrence): Fraction {
  const inForce = programsOf(d.world).find(({ programId }) => programId === scope.programId)?.program ?? scope.program;
  const running = campaignsOf(inForce, { rule, kind: shareOf?.kind ?? kind, at: occurredAt });
  const { counting, factor } = together(running, inForce.campaignStacking);
  for (const { id, by } of counting) trace(d, { step: "campaign", campaign: id, by: decimalOf(by) });
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
/** Which of campaigns at the same time count, and by how much they multiply together. */
export function together(
  running: CompiledCampaign[],
  stacking: CompiledProgram["campaignStacking"],
): { counting: CompiledCampaign[]; factor: Fraction } {
  if (running.length === 0) return { counting: [], factor: ONE };
  const counting = stacking === "best" ? [largestOf(running)] : running;
  return { counting, factor: productOf(counting, stacking) };
}
function largestOf(campaigns: CompiledCampaign[]): CompiledCampaign {
  return campaigns.reduce((most, each) => (each.by.numerator * most.by.denominator > most.by.numerator * each.by.denominator ? each : most));
}
function productOf(campaigns: CompiledCampaign[], stacking: CompiledProgram["campaignStacking"]): Fraction {
  const { numerator, denominator } = campaigns.reduce<Fraction>((product, { by }) => {
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
