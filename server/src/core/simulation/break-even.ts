/** The break-even reward: by how much all rewards can be multiplied until the program earns just what it costs. People are taken to act alike whatever they get. */
import { compileProgram } from "../document/compile.js";
import { meanOf, type Outcome, playMany, type Series } from "./play-many.js";
import { scaleRewards } from "./rescale.js";
import { stageOf } from "./stage.js";

const FACTOR_MAX = 64;
const HALVINGS = 6;
/** How many series of runs the search takes at most. */
export const BREAK_EVEN_SERIES = 12;

export type BreakEven =
  /** Return on investment is zero at so many times the present rewards. */
  | { kind: "at"; factor: number; costPerCustomerMinor: number | null }
  /** The rewards cost nothing that is known in money. */
  | { kind: "no_cost" }
  /** Without any reward the program would lose as well. */
  | { kind: "never" }
  /** Even at 64 times the rewards it earns: limits keep the cost down. */
  | { kind: "beyond"; factor: number };

/** Searched by doubling or halving until the root is enclosed, then by bisection, last by the straight line through what encloses it. */
export function* breakEvenOf(series: Series, central: readonly Outcome[]): Generator<void, BreakEven> {
  const now = netOf(central);
  if (meanOf(central, ({ economics }) => economics.rewardCostMinor) <= 0) return { kind: "no_cost" };
  // Without rewards margins and other costs stay as they are.
  const without = meanOf(central, ({ economics }) => economics.netMinor + economics.rewardCostMinor);
  if (without <= 0) return { kind: "never" };
  let [low, lowNet] = now > 0 ? [1, now] : [0, without];
  let [high, highNet] = [1, now];
  while (highNet > 0) {
    if (high >= FACTOR_MAX) return { kind: "beyond", factor: FACTOR_MAX };
    [low, lowNet] = [high, highNet];
    high *= high < 4 ? 2 : 4;
    highNet = netOf(yield* playScaled(series, high));
  }
  for (let halving = 0; halving < HALVINGS; halving++) {
    const middle = (low + high) / 2;
    const net = netOf(yield* playScaled(series, middle));
    if (net > 0) [low, lowNet] = [middle, net];
    else [high, highNet] = [middle, net];
  }
  const factor = lowNet === highNet ? low : low + ((high - low) * lowNet) / (lowNet - highNet);
  const incremental = meanOf(central, ({ economics }) => economics.incrementalCustomers);
  const margin = meanOf(central, ({ economics }) => economics.marginMinor);
  return { kind: "at", factor, costPerCustomerMinor: incremental > 0 ? margin / incremental : null };
}

function* playScaled(series: Series, factor: number): Generator<void, Outcome[]> {
  const { document, program } = series.stage;
  const scaled = scaleRewards(document, program, factor);
  const { passivePart } = series.stage;
  return yield* playMany({ ...series, stage: { ...stageOf(scaled, compileProgram(scaled)), passivePart } });
}
function netOf(outcomes: readonly Outcome[]): number {
  return meanOf(outcomes, ({ economics }) => economics.netMinor);
}
