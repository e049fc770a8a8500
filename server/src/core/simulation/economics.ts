/**
 * What the counts and sums of a run mean for the business. Formulae and their sources:
 * - revenue is that of customers by referral, less returned orders; incremental revenue is it times the part who would not have come otherwise
 * - margin = incremental revenue × gross margin
 * - program cost = rewards made, less what was taken back and expired (what is pending or unused is owed, and counts) + monthly cost × months
 * - return on investment = (margin - program cost) ÷ program cost: the accounting definition, on margin, not revenue; null without a cost
 * - K-factor = customers won in the window ÷ customers who had the whole window: invitations of a customer × conversion of an invitation (branching definition)
 * - acquisition cost = program cost ÷ incremental customers; null without any
 */
import type { Assumptions } from "./assumptions.js";
import type { RunResult } from "./measure-run.js";

export interface Economics {
  newCustomers: number;
  incrementalCustomers: number;
  revenueMinor: number;
  incrementalRevenueMinor: number;
  marginMinor: number;
  rewardCostMinor: number;
  programCostMinor: number;
  netMinor: number;
  roi: number | null;
  costPerCustomerMinor: number | null;
  kFactor: number | null;
  /** The first month, from 1, from which on the sum of margins is never again below the sum of costs; null when there is none. */
  breakEvenMonth: number | null;
  months: { newCustomers: number; revenueMinor: number; marginMinor: number; costMinor: number; netMinor: number }[];
}

/** The economics of the whole business, of which the run was the given part. */
export function economicsOf(run: RunResult, part: number, assumptions: Assumptions): Economics {
  const { incrementalRate, grossMargin, monthlyCostMinor } = assumptions;
  const months = run.newCustomers.map((won, month) => {
    const revenueMinor = (run.revenueMinor[month] as number) / part;
    const marginMinor = revenueMinor * incrementalRate * grossMargin;
    const costMinor = (run.costMinor[month] as number) / part + monthlyCostMinor;
    return { newCustomers: won / part, revenueMinor, marginMinor, costMinor, netMinor: marginMinor - costMinor };
  });
  const sum = (value: (month: (typeof months)[number]) => number) => months.reduce((total, month) => total + value(month), 0);
  const newCustomers = sum((month) => month.newCustomers);
  const incrementalCustomers = newCustomers * incrementalRate;
  const revenueMinor = sum((month) => month.revenueMinor);
  const programCostMinor = sum((month) => month.costMinor);
  const marginMinor = sum((month) => month.marginMinor);
  return {
    newCustomers,
    incrementalCustomers,
    revenueMinor,
    incrementalRevenueMinor: revenueMinor * incrementalRate,
    marginMinor,
    rewardCostMinor: programCostMinor - monthlyCostMinor * months.length,
    programCostMinor,
    netMinor: marginMinor - programCostMinor,
    roi: programCostMinor > 0 ? (marginMinor - programCostMinor) / programCostMinor : null,
    costPerCustomerMinor: incrementalCustomers > 0 ? programCostMinor / incrementalCustomers : null,
    kFactor: run.kCustomers > 0 ? run.kWon / run.kCustomers : null,
    breakEvenMonth: breakEvenMonth(months.map(({ netMinor }) => netMinor)),
    months,
  };
}

function breakEvenMonth(nets: number[]): number | null {
  if (nets.every((net) => net === 0)) return null;
  let sum = nets.reduce((total, net) => total + net, 0);
  let first: number | null = null;
  // Backwards: as long as the sum up to a month's end is not below nothing.
  for (let month = nets.length; month > 0 && sum >= -1e-6; month--) {
    first = month;
    sum -= nets[month - 1] as number;
  }
  return first;
}
