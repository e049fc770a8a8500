import { decideImagined, type ImaginedDecision, type ImaginedInput } from "../core/rehearsal/imagined.js";
import { eachOrMiss, isLoaded, Miss, type World } from "../core/world.js";
import type { Tx } from "../store/db.js";
import { loadWants } from "../store/load-world.js";

const ROUNDS_MAX = 60;

/** Decides what is imagined to come behind the record with the number, and loads what that misses until nothing is. Nothing is written. */
export function decideLoading(tx: Tx, world: World, after: number, inputs: readonly ImaginedInput[]): Promise<ImaginedDecision[]> {
  return loadingMissed(tx, world, inputs, () => decideImagined(world, after, inputs));
}

/** As `decideLoading`, but each as if it alone came: none of them sees what another would change. */
export function decideEachLoading(tx: Tx, world: World, after: number, inputs: readonly ImaginedInput[]): Promise<ImaginedDecision[]> {
  return loadingMissed(tx, world, inputs, () => {
    const decided: ImaginedDecision[] = [];
    eachOrMiss(inputs, (input) => decided.push(...decideImagined(world, after, [input])));
    return decided;
  });
}

async function loadingMissed<T>(tx: Tx, world: World, inputs: readonly ImaginedInput[], decide: () => T): Promise<T> {
  const latest = inputs.at(-1)?.at ?? 0;
  for (let round = 0; round < ROUNDS_MAX; round++) {
    try {
      return decide();
    } catch (error) {
      if (!(error instanceof Miss)) throw error;
      await loadWants(
        tx,
        world,
        error.wants.filter((want) => !isLoaded(world, want)),
        latest,
      );
    }
  }
  throw new Error("A decision kept missing rows.");
}
