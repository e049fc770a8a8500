/** Campaigns: by how much amounts are multiplied at the moment of a trigger. */
import { type Deciding, trace } from "./deciding.js";
import type { CompiledGrant } from "./document/compiled-grant.js";
import type { CompiledCampaign, CompiledProgram, Fraction } from "./document/compiled-program.js";
import { programsOf } from "./look-ups.js";
import type { Occurrence } from "./occurrence.js";

export const ONE: Fraction = { numerator: 1n, denominator: 1n };

/** The campaigns of the version in force count, for referrals of every version; which of several, or all of them, its stacking says. */
export function multiplierFor(d: Deciding, rule: string, { kind, shareOf }: CompiledGrant, { scope, occurredAt }: Occurrence): Fraction {
  const paidAs = shareOf?.kind ?? kind;
  const inForce = programsOf(d.world).find(({ programId }) => programId === scope.programId)?.program ?? scope.program;
  const running = inForce.campaigns.filter(
    ({ from, until, rules, kinds }) =>
      occurredAt >= from && occurredAt < until && (rules === null || rules.has(rule)) && (kinds === null || kinds.has(paidAs)),
  );
  if (running.length === 0) return ONE;
  const counting = inForce.campaignStacking === "best" ? [largestOf(running)] : running;
  for (const { id, by } of counting) trace(d, { step: "campaign", campaign: id, by: decimalOf(by) });
  return together(counting, inForce.campaignStacking);
}

function largestOf(campaigns: CompiledCampaign[]): CompiledCampaign {
  return campaigns.reduce((most, each) => (each.by.numerator * most.by.denominator > most.by.numerator * each.by.denominator ? each : most));
}
function together(campaigns: CompiledCampaign[], stacking: CompiledProgram["campaignStacking"]): Fraction {
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
