import fc from "fast-check";
import { expect, test } from "vitest";
import { type DueEntry, dueQueue } from "./due-queue.js";

const entry = fc.record({ at: fc.integer({ min: 0, max: 20 }), id: fc.constantFrom("a", "b", "c", "d", "e") });

test("gives what is due in order, each id once, whatever was added; what holds stays, what does not is gone", () => {
  const property = fc.property(
    fc.array(entry, { maxLength: 40 }),
    fc.integer({ min: 0, max: 20 }),
    fc.integer({ min: 1, max: 6 }),
    (entries, by, limit) => {
      const holding = new Map<string, number>(entries.map(({ at, id }) => [id, at]));
      const holds = ({ at, id }: DueEntry) => holding.get(id) === at;
      const queue = dueQueue();
      for (const each of entries) queue.add(each);
      const expected = [...holding]
        .map(([id, at]) => ({ at, id }))
        .filter(({ at }) => at <= by)
        .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
      expect(queue.due(by, limit, holds)).toEqual(expected.slice(0, limit));
      expect(queue.due(by, 100, holds)).toEqual(expected);
      const taken = [];
      for (let next = queue.takeFirst(20); next !== undefined; next = queue.takeFirst(20)) taken.push(next.at);
      expect(taken).toEqual([...taken].sort((a, b) => a - b));
    },
  );
  fc.assert(property);
});
