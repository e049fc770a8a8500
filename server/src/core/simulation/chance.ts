/**
 * Seeded chance: the same numbers for the same seed on every machine. The generator is xoshiro128** of Blackman and Vigna (2018), whose state is filled by
 * the finaliser of MurmurHash3; its integer arithmetic is exact, and so is what is made of it (see exact-math.ts).
 */
import { exp, ln } from "./exact-math.js";

/** A stream of chance. Every draw moves it on. */
export interface Chance {
  /** 32 random bits. */
  bits(): number;
  /** Uniform in (0, 1), never either end. */
  unit(): number;
  /** True with the probability. */
  happens(probability: number): boolean;
  /** A whole number below `n`, all alike. */
  below(n: number): number;
  /** 1, 2, 3, …: geometric with the mean, which is at least 1. Few get many. */
  geometric(mean: number): number;
  /** Exponential with the mean: a waiting time without memory. */
  exponential(mean: number): number;
  /** Log-normal with the mean and the spread (standard deviation divided by mean). */
  lognormal(mean: number, spread: number): number;
}

/** The stream that the parts name. Streams of different parts have nothing to do with each other. */
export function chanceOf(...parts: number[]): Chance {
  let key = 0x9e3779b9;
  for (const part of parts) key = mixed(key, part);
  return chanceFrom([mixed(key, 1), mixed(key, 2), mixed(key, 3), mixed(key, 4) | 1]);
}

/** A key that follows from another and a number: names of streams below streams. */
export function mixed(key: number, part: number): number {
  let h = (key + Math.imul(part | 0, 0x9e3779b1) + Math.imul(Math.floor(part / 4294967296) | 0, 0x85ebca77)) | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** The stream of a state of four numbers of 32 bits, not all of them zero. */
export function chanceFrom([a, b, c, d]: [number, number, number, number]): Chance {
  const bits = () => {
    const result = Math.imul(rotated(Math.imul(b, 5), 7), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = rotated(d, 11);
    return result;
  };
  // 52 bits and a half: symmetric, and neither 0 nor 1.
  const unit = () => ((bits() >>> 6) * 67_108_864 + (bits() >>> 6) + 0.5) / 4_503_599_627_370_496;
  return {
    bits,
    unit,
    happens: (probability) => unit() < probability,
    below: (n) => Math.floor(unit() * n),
    geometric(mean) {
      const u = unit();
      return mean <= 1 ? 1 : 1 + Math.floor(ln(u) / ln(1 - 1 / mean));
    },
    exponential: (mean) => -ln(unit()) * mean,
    lognormal(mean, spread) {
      const variance = ln(1 + spread * spread);
      return mean * exp(normal(unit) * Math.sqrt(variance) - variance / 2);
    },
  };
}

function rotated(x: number, by: number): number {
  return (x << by) | (x >>> (32 - by));
}
/** Standard normal by the polar method of Marsaglia (1964). */
function normal(unit: () => number): number {
  for (;;) {
    const x = 2 * unit() - 1;
    const y = 2 * unit() - 1;
    const square = x * x + y * y;
    if (square > 0 && square < 1) return x * Math.sqrt((-2 * ln(square)) / square);
  }
}
