import { expect, test } from "vitest";
import { validateProgram } from "./validate.js";

const points = (id: string, more: object = {}) => ({ id, weight: "1", points: { amount: "1" }, ...more });
function problems(outcomes: object[], more: object = {}, grant: object = {}): string[] {
  const checked = validateProgram({
    format: 1,
    handle: "shop",
    name: "Shop",
    destination: "https://shop.example/",
    items: [
      { id: "mug", name: "Mug", stock: 2 },
      { id: "shirt", name: "Shirt" },
    ],
    rules: [{ id: "spin", on: { event: "purchase" }, grants: [{ id: "wheel", to: "member", drawn: { outcomes }, ...grant }], ...more }],
  });
  return checked.ok ? [] : checked.problems.map(({ path, problem }) => `${path.replace("/rules/0", "")} ${problem}`);
}

test.each<[string, object[], object, object, string[]]>([
  ["is right", [points("a", { substitute: "b" }), points("b")], {}, {}, []],
  ["may be an item without end", [{ id: "a", weight: "1", item: "shirt" }, points("b")], {}, {}, []],
  ["has ids of its own", [points("a"), points("a")], {}, {}, ['/grants/0/drawn/outcomes/1/id The id "a" is used twice.']],
  [
    "weighs something",
    [points("a", { weight: "0.000" }), points("b")],
    {},
    {},
    ["/grants/0/drawn/outcomes/0/weight What weighs nothing is never drawn."],
  ],
  [
    "says what is given when an item is gone",
    [{ id: "a", weight: "1", item: "mug" }, points("b")],
    {},
    {},
    ['/grants/0/drawn/outcomes/0 "a" can run out, and nothing is said of what is given then.'],
  ],
  [
    "has substitutes that exist and come to an end",
    [points("a", { substitute: "b" }), points("b", { substitute: "a" }), points("c", { substitute: "d" })],
    {},
    {},
    [
      "/grants/0/drawn/outcomes/0/substitute The substitutes lead back to where they began.",
      "/grants/0/drawn/outcomes/1/substitute The substitutes lead back to where they began.",
      '/grants/0/drawn/outcomes/2/substitute There is no outcome of this draw "d".',
    ],
  ],
  [
    "is not compared with other rules",
    [points("a"), points("b")],
    { group: { id: "g", take: "best" } },
    {},
    ["/group What is drawn cannot be chosen as the best: its chances would be others."],
  ],
  [
    "is limited by numbers or declared values",
    [points("a", { value: "1.00" }), points("b")],
    {},
    {
      limits: [
        { id: "a", measure: "amount", max: "3" },
        { id: "b", measure: "value", max: "3.00" },
        { id: "c", measure: "rewards", max: "3" },
      ],
    },
    ["/grants/0/limits/0/measure What is drawn has no amount.", "/grants/0/limits/1/measure The grant declares no value."],
  ],
])("what is drawn %s", (_what, outcomes, more, grant, expected) => {
  expect(problems(outcomes, more, grant)).toEqual(expected);
});
