import fc from "fast-check";
import { expect, test } from "vitest";
import { newAgenda } from "./agenda.js";

test("gives what was put in the order of time, of one moment what was put first, and nothing from the bound on or that never comes", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.nat({ max: 20 }), fc.constant(Number.POSITIVE_INFINITY)), { maxLength: 60 }), (times) => {
      const agenda = newAgenda();
      const seen: number[] = [];
      for (const [index, at] of times.entries()) agenda.put(at, () => seen.push(index));
      for (let next = agenda.next(15); next !== undefined; next = agenda.next(15)) next.act(next.at);
      const expected = times.map((at, index) => ({ at, index })).filter(({ at }) => at < 15);
      expect(seen).toEqual(expected.sort((a, b) => a.at - b.at || a.index - b.index).map(({ index }) => index));
    }),
    { seed: 1, numRuns: 300 },
  );
});
