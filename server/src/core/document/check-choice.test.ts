import { expect, test } from "vitest";
import { validateProgram } from "./validate.js";

const points = { id: "points", points: { amount: "1" } };
function problems(grant: object): string[] {
  const checked = validateProgram({
    format: 1,
    handle: "shop",
    name: "Shop",
    destination: "https://shop.example/",
    items: [{ id: "mug", name: "Mug", stock: 2 }],
    badges: [{ id: "host", name: "Host" }],
    rules: [{ id: "gift", on: { event: "purchase" }, grants: [{ id: "gift", to: "member", ...grant }] }],
  });
  return checked.ok ? [] : checked.problems.map(({ path, problem }) => `${path.replace("/rules/0/grants/0", "")} ${problem}`);
}
const choosing = (options: object[], byDefault = "points", more: object = {}) => ({
  choice: { within: { days: 3 }, default: byDefault, options },
  ...more,
});

test.each<[string, object, string[]]>([
  ["a choice", choosing([points, { id: "mug", item: "mug" }], "points", { validity: { from: "claimed", for: { days: 9 } } }), []],
  ["a default that is none", choosing([points, { id: "mug", item: "mug" }], "mugs"), ['/choice/default There is no option of this choice "mugs".']],
  [
    "a default that can run out",
    choosing([points, { id: "mug", item: "mug" }], "mug"),
    ['/choice/default There are only so many of "mug", and the default must be there for everybody.'],
  ],
  [
    "an option that is measured",
    choosing([points, { id: "share", credit: { amount: { percent: "10", of: "total" } } }]),
    ["/choice/options/1 A share of an amount cannot be chosen: what is chosen is worth the same whenever it is."],
  ],
  ["an option of what is not there", choosing([points, { id: "b", item: "cup" }]), ['/choice/options/1/item There is no item "cup".']],
  [
    "a choice that is to be claimed",
    choosing([points, { ...points, id: "b" }], "b", { claim: { within: { days: 1 } } }),
    ["/claim What is chosen is claimed by that."],
  ],
  ["a badge that is to be claimed", { badge: "host", claim: { within: { days: 1 } } }, ["/claim A badge is earned, not claimed."]],
  [
    "validity from a claim that there is not",
    { points: { amount: "1" }, validity: { from: "claimed", for: { days: 1 } } },
    ["/validity/from It need not be claimed."],
  ],
])("%s", (_what, grant, expected) => expect(problems(grant)).toEqual(expected));
