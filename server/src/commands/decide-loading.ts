import { decideImagined, type ImaginedDecision, type ImaginedInput } from "../core/rehearsal/imagined.js";
import { isLoaded, Miss, type World } from "../core/world.js";
import type { Tx } from "../store/db.js";
import { loadWants } from "../store/load-world.js";

const ROUNDS_MAX = 60;

/** Decides what is imagined to come behind the record with the number, and loads what that misses until nothing is. Nothing is written. */
export async function decideLoading(tx: Tx, world: World, after: number, inputs: readonly ImaginedInput[]): Promise<ImaginedDecision[]> {
  const latest = inputs.at(-1)?.at ?? 0;
  for (let round = 0; round < ROUNDS_MAX; round++) {
    try {
      return decideImagined(world, after, inputs);
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
