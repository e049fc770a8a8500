/** Compiles the pieces of the game. */
import { parseDecimal } from "../money.js";
import type { CompiledLevel } from "./compiled-game.js";
import type { Level } from "./schema.js";
import type { Vocabulary } from "./vocabulary.js";

export function compileLevel({ id, name, measure, steps }: Level, { units }: Pick<Vocabulary, "units">): CompiledLevel {
  const precision = "earned" in measure ? (units.get(measure.earned) ?? 0) : 0;
  return {
    id,
    name: name ?? null,
    measure: "earned" in measure ? { kind: "earned", unit: measure.earned } : { kind: "referrals", stage: measure.referrals },
    steps: steps.map((step) => ({ id: step.id, name: step.name ?? null, atLeast: parseDecimal(step.atLeast, precision) ?? 0n })),
  };
}
