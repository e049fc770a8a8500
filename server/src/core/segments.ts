/** Segments: whether a person is in each of those that the program knows. */
import type { CompiledProgram } from "./document/compiled-program.js";
import type { ConditionContext } from "./document/scope.js";

/**
 * Each segment is asked when it is read, and once for a person and a decision: a segment can name those before it, and would be asked again by each that
 * names it. A condition that has no value means that the person is not in the segment.
 */
export function segmentsOf({ segments }: Pick<CompiledProgram, "segments">, person: ConditionContext): Readonly<Record<string, boolean>> {
  const answers: Record<string, boolean> = {};
  const known = new Map<string, boolean>();
  for (const { id, when } of segments) {
    const get = () => {
      const answer = known.get(id) ?? when.evaluate(person) === true;
      known.set(id, answer);
      return answer;
    };
    Object.defineProperty(answers, id, { get, enumerable: true });
  }
  return answers;
}
