/** What is one of several by chance: what chance chooses from, and what the recipient chooses from. */
import fc from "fast-check";
import { amount, days } from "./amounts.js";

type Json = Record<string, unknown>;

const outcomeKind: fc.Arbitrary<Json> = fc.oneof(
  amount.map((value) => ({ credit: { amount: value } })),
  amount.map((value) => ({ points: { amount: value } })),
  fc.constantFrom<Json>(
    { item: "mug" },
    { item: "shirt" },
    { access: "lounge" },
    { coupon: { discount: { percent: "10" } } },
    { points: { unit: "MILES", amount: "1.125" } },
  ),
);
/** Each outcome's substitute is the one after it; the last is nothing. */
export const drawn: fc.Arbitrary<Json> = fc
  .array(fc.tuple(outcomeKind, fc.constantFrom("1", "0.5", "30")), { minLength: 1, maxLength: 3 })
  .map((kinds) => ({
    drawn: {
      outcomes: [
        ...kinds.map(([gives, weight], index) => ({
          id: `outcome-${index}`,
          ...(index === 1 && { name: { en: "The second", ru: "Второй" } }),
          weight,
          ...gives,
          substitute: index + 1 < kinds.length ? `outcome-${index + 1}` : "none",
        })),
        { id: "none", weight: "1", nothing: true },
      ],
    },
  }));

/** The default is one that is always there. */
export const choice: fc.Arbitrary<Json> = fc
  .tuple(fc.array(outcomeKind, { minLength: 1, maxLength: 2 }), days, fc.constantFrom<Json>({ credit: { amount: "2.00" } }, { access: "lounge" }))
  .map(([kinds, within, last]) => ({
    choice: {
      within,
      default: "last",
      options: [...kinds.map((gives, index) => ({ id: `option-${index}`, name: `Option ${index}`, ...gives })), { id: "last", ...last }],
    },
  }))
  .filter(
    (each) =>
      !JSON.stringify(each)
        .replaceAll(/"discount":\{[^}]*\}/g, "")
        .includes('"percent"'),
  );
