/** The few statistics that the benchmark needs. */
import type { Measurement, Pair } from "./row.js";

/** The middle value, of an even number the mean of the middle two. Throws without any. */
export function median(values: readonly number[]): number {
  const sorted = sort(values);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2;
}

/** The smallest value that at least this share (0 to 1) of all does not exceed: nearest rank. Throws without any. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = sort(values);
  const rank = Math.ceil(share * sorted.length);
  return sorted[Math.min(Math.max(rank, 1), sorted.length) - 1] as number;
}

/** Of several pairs the medians of both sides, their ratio, and how far the ratios of single pairs lie apart. */
export function compare(pairs: readonly Pair[]): Measurement {
  const value = median(pairs.map((pair) => pair.value));
  const yardstick = median(pairs.map((pair) => pair.yardstick));
  const ratios = pairs.map((pair) => pair.value / pair.yardstick);
  return { value, yardstick, ratio: value / yardstick, ratios: [Math.min(...ratios), Math.max(...ratios)] };
}

function sort(values: readonly number[]): number[] {
  if (values.length === 0) throw new Error("Nothing was measured.");
  return [...values].sort((a, b) => a - b);
}
