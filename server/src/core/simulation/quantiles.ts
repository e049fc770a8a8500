/** What many runs say of one number. */

export interface Spread {
  p10: number;
  p50: number;
  p90: number;
  mean: number;
}

/**
 * The quantiles of a sample at the position (n + 1) × p, between two values in proportion: of n runs and one further, the further one is below it with
 * just that probability (Hyndman and Fan's type 6), which is what a forecast promises. Undefined of nothing.
 */
export function spreadOf(values: readonly number[]): Spread | undefined {
  if (values.length === 0) return undefined;
  const sorted = Float64Array.from(values).sort();
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  return { p10: quantile(sorted, 0.1), p50: quantile(sorted, 0.5), p90: quantile(sorted, 0.9), mean };
}
function quantile(sorted: Float64Array, p: number): number {
  const position = Math.min(sorted.length, Math.max(1, (sorted.length + 1) * p)) - 1;
  const low = Math.floor(position);
  const below = sorted[low] as number;
  const above = sorted[Math.min(sorted.length - 1, low + 1)] as number;
  return below + (above - below) * (position - low);
}
