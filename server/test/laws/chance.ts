/**
 * How much chance a property test takes: a fixed seed, so that a test that passed passes again. LAWS_SEED tries another one,
 * LAWS_FACTOR as many times more; a failure prints what fast-check needs to see it again.
 */
export function chance(numRuns: number): { numRuns: number; seed: number } {
  return { numRuns: numRuns * Number(process.env.LAWS_FACTOR ?? 1), seed: Number(process.env.LAWS_SEED ?? 20_260_101) };
}
