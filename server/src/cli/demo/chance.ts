/** Chance that can be repeated: the same seed gives the same season. */
export interface Chance {
  /** At least 0, below 1. */
  next(): number;
  isTrue(probability: number): boolean;
  /** A whole number, both ends included. */
  between(least: number, most: number): number;
  pick<T>(list: readonly T[]): T;
  /** One of the list, those with more weight more often; undefined when nothing weighs anything. */
  pickByWeight<T>(list: readonly T[], weightOf: (item: T) => number): T | undefined;
  /** A waiting time of this mean: mostly short, sometimes long. */
  wait(meanMs: number): number;
  /** Round this median; a spread of 0.5 keeps two thirds between 0.6 and 1.65 times it. */
  around(median: number, spread: number): number;
}

/** The generator is mulberry32 (Tommy Ettinger, public domain): 32 bits of state are plenty for a demo. */
export function makeChance(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  return {
    next,
    pick,
    isTrue: (probability) => next() < probability,
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
    pickByWeight(list, weightOf) {
      let left = next() * list.reduce((sum, item) => sum + weightOf(item), 0);
      return list.find((item) => {
        left -= weightOf(item);
        return left < 0;
      });
    },
    wait: (meanMs) => Math.round(-Math.log(1 - next()) * meanMs),
    around: (median, spread) => median * Math.exp(spread * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())),
  };
}
