import fc from "fast-check";
import { expect, test } from "vitest";
import { chance } from "../../test/laws/chance.js";
import { amountLeft, type MeasuredLine } from "./measured.js";
import type { EventLine } from "./record.js";
import type { SubjectEvent } from "./subject-row.js";
import { takeOfLines } from "./taken-lines.js";

const lines: EventLine[] = [
  { id: "1", product: "tea", amount: "6000", tax: "1000" },
  { id: "2", product: "cup", amount: "3000" },
  { id: "#3", product: "cup", amount: "500" },
];
/** 95.00 for the lines and 5.00 for shipping. */
const order: SubjectEvent = {
  record: 1,
  type: "purchase",
  occurredAt: 0,
  money: { total: "10000", tax: "1000", shipping: "500", discount: "0" },
  currency: "EUR",
  lines,
  properties: {},
  round: 0,
  taken: "0",
  void: false,
  moved: [],
  measured: [],
};
const tea: MeasuredLine[] = [["1", "6000", "5000"]];
const cups: MeasuredLine[] = [
  ["2", "3000", "3000"],
  ["#3", "500", "500"],
];

interface Refund {
  amount: number;
  line?: { id?: string; product?: string; amount: number };
}
/** As `correct` does it: never more than there is. */
function after(...refunds: Refund[]): SubjectEvent {
  let event = order;
  for (const { amount, line } of refunds) {
    const before = BigInt(event.taken);
    const rest = 10_000n - before;
    const taken = BigInt(amount) > rest ? rest : BigInt(amount);
    const told = line === undefined ? [] : [{ id: line.id ?? "#1", ...(line.product && { product: line.product }), amount: String(line.amount) }];
    const total = before + taken;
    event = { ...event, taken: String(total), void: total === 10_000n, ...(told.length > 0 && takeOfLines(event, taken, told)) };
  }
  return event;
}
const left = (event: SubjectEvent, measured: MeasuredLine[]) => amountLeft(1000n, event, { lines: measured });

test.each<[string, SubjectEvent, bigint, bigint]>([
  ["nothing", after(), 1000n, 1000n],
  ["half of the tea", after({ amount: 3000, line: { id: "1", amount: 3000 } }), 500n, 1000n],
  ["all the tea, told by its product", after({ amount: 6000, line: { product: "tea", amount: 6000 } }), 0n, 1000n],
  ["both kinds of cups, told by their product", after({ amount: 3500, line: { product: "cup", amount: 3500 } }), 1000n, 0n],
  ["shipping beside a cup", after({ amount: 1000, line: { id: "#3", product: "cup", amount: 500 } }), 1000n, 857n],
  ["a tenth of everything", after({ amount: 1000 }), 900n, 900n],
  ["a product that was not bought: of everything", after({ amount: 1000, line: { product: "pot", amount: 1000 } }), 900n, 900n],
  ["the tea, and half of the rest without saying what", after({ amount: 6000, line: { id: "1", amount: 6000 } }, { amount: 2000 }), 0n, 500n],
  ["everything", after({ amount: 10_000 }), 0n, 0n],
])("what is measured on lines keeps their share when this is taken back: %s", (_what, event, ofTea, ofCups) => {
  expect([left(event, tea), left(event, cups)]).toEqual([ofTea, ofCups]);
});

const refund: fc.Arbitrary<Refund> = fc
  .tuple(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 3000 }), fc.constantFrom(undefined, "1", "2", "tea", "cup", "pot"))
  .map(([amount, more, name]) => {
    if (name === undefined) return { amount };
    return { amount: amount + (more % 200), line: { ...(name < "3" ? { id: name } : { product: name }), amount } };
  });

test("refunds of lines and of the whole end the same in any order, shrink with each, and leave nothing when all is refunded", () => {
  const property = fc.property(fc.array(refund, { maxLength: 6 }), fc.nat(), (refunds, seed) => {
    const told = refunds.reduce((sum, { amount }) => sum + amount, 0);
    fc.pre(told < 10_000);
    const shuffled = refunds.map((each, index) => ({ each, key: ((index + 1) * (seed + 7)) % 11 })).sort((a, b) => a.key - b.key);
    const [first, second] = [after(...refunds), after(...shuffled.map(({ each }) => each))];
    // A line that is refunded over and over may be used up: what then goes to the whole is told first or last, and that is all that differs.
    const isNamedOnce = JSON.stringify(first.takenLines) === JSON.stringify(second.takenLines) && first.takenOther === second.takenOther;
    let before = 1000n;
    for (let count = 1; count <= refunds.length; count++) {
      const now = left(after(...refunds.slice(0, count)), tea);
      expect(now <= before).toBe(true);
      before = now;
    }
    if (isNamedOnce) expect([left(first, tea), left(first, cups)]).toEqual([left(second, tea), left(second, cups)]);
    expect(left(after(...refunds, { amount: 10_000 - told }), tea)).toBe(0n);
  });
  fc.assert(property, chance(300));
});
