/** What a row of the benchmark is, and what measuring one gives. */
import type { Bench } from "./bench.js";

export interface Row {
  id: string;
  /** What is measured and against what, in one line. */
  what: string;
  unit: string;
  /** Of the ratio of value to yardstick. */
  goal: number;
  better: "higher" | "lower";
  /** Takes minutes, so it runs only when asked for. */
  isHeavy?: boolean;
  /** What must be there before anything is measured; not part of a profile. */
  prepare?(bench: Bench): Promise<unknown>;
  /** Throws when the row cannot be measured, or when not all that was answered had been done. */
  measure(bench: Bench): Promise<Measurement>;
}

/** The product and its yardstick, measured one right after the other. */
export interface Pair {
  value: number;
  yardstick: number;
}

export interface Measurement extends Pair {
  /** value / yardstick. */
  ratio: number;
  /** The lowest and the highest ratio of a single pair. */
  ratios?: [low: number, high: number];
  /** What a reader must know about this very run. */
  note?: string;
}

/** An entry of the file that --json writes. */
export interface Result extends Pair {
  id: string;
  what: string;
  unit: string;
  ratio: number;
  goal: number;
  better: "higher" | "lower";
  holds: boolean;
}
