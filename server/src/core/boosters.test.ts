/** Boosters: whose amounts they multiply, from when to when, with what else, and until they are taken back. */
import { expect, test } from "vitest";
import { brokenLaws } from "../../test/laws/memory-laws.js";
import { openShop, PROGRAM, publishing, type Shop, write } from "../../test/laws/story.js";
import type { Grant, ProgramDocument } from "./document/schema.js";
import { validateProgram } from "./document/validate.js";

const DAY = 86_400_000;
const booster: Grant = { id: "b", to: "referrer", booster: { multiplyBy: "2", for: { days: 7 }, rules: ["bought"], kinds: ["points"] } };
const documentOf = (more: Partial<ProgramDocument> = {}, grant: Partial<Grant> = {}): ProgramDocument => ({
  format: 1,
  handle: "shop",
  name: "Shop",
  destination: "https://shop.example/",
  goals: [{ id: "first", steps: { event: "purchase" } }],
  units: { MILES: {} },
  rules: [
    {
      id: "bought",
      on: { event: "purchase" },
      grants: [
        { id: "p", to: "member", points: { amount: "10" } },
        { id: "m", to: "member", units: { unit: "MILES", amount: "10" } },
      ],
    },
    { id: "friend", on: { referral: "converted" }, grants: [{ ...booster, ...grant } as Grant] },
  ],
  ...more,
});
function shopOf(document = documentOf()): Shop {
  const shop = openShop(document);
  write(shop, { kind: "member", member: "anna", enrol: [PROGRAM] });
  write(shop, { kind: "event", type: "sign_up", member: "ben", referrer: "anna" });
  return shop;
}
function buy(shop: Shop, member: string, subject: string, occurredAt = shop.at): void {
  write(shop, { kind: "event", type: "purchase", member, subject, currency: "USD", money: { total: "1000" }, occurredAt });
}
function wait(shop: Shop, ms: number): void {
  write(shop, { kind: "clock", to: shop.at + ms });
  write(shop, { kind: "due" });
}
/** What anna was given of the unit, in the order of giving. */
function given(shop: Shop, unit = "POINTS"): number[] {
  const rows = [...shop.log.stored.rewards.values()];
  const anna = rows.find(({ kind }) => kind === "booster")?.recipientId;
  return rows.filter((row) => row.unit === unit && row.recipientId === anna).map(({ amount }) => Number(amount));
}

test("the recipient's amounts of its rules and kinds are larger until its time is over", () => {
  const shop = shopOf();
  buy(shop, "ben", "first");
  buy(shop, "anna", "a");
  wait(shop, 7 * DAY - 1);
  buy(shop, "anna", "b");
  wait(shop, 1);
  buy(shop, "anna", "c");
  expect([given(shop), given(shop, "MILES")]).toEqual([
    [20, 20, 10],
    [10, 10, 10],
  ]);
  // Told late, it happened while the booster ran.
  buy(shop, "anna", "d", shop.at - DAY);
  expect(given(shop)).toEqual([20, 20, 10, 20]);
  const [row] = [...shop.log.stored.rewards.values()].filter(({ kind }) => kind === "booster");
  expect(row).toMatchObject({ state: "expired", unit: null, amount: 0n });
  expect(brokenLaws(shop.log)).toEqual([]);
});

test("it goes with what it was given for, and what it has made larger stays", () => {
  const shop = shopOf();
  buy(shop, "ben", "first");
  buy(shop, "anna", "a");
  write(shop, { kind: "event", type: "refund", member: "ben", subject: "first" });
  buy(shop, "anna", "b");
  expect(given(shop)).toEqual([20, 10]);
});

test("one that is held begins when nothing holds it any more", () => {
  const shop = shopOf(documentOf({}, { hold: { for: { days: 3 } } }));
  buy(shop, "ben", "first");
  buy(shop, "anna", "a");
  wait(shop, 9 * DAY);
  buy(shop, "anna", "b");
  wait(shop, DAY);
  buy(shop, "anna", "c");
  expect(given(shop)).toEqual([10, 20, 10]);
});

test.each([
  ["best", [20, 30]],
  ["multiply", [20, 60]],
  ["add", [20, 40]],
] as const)("with a campaign that multiplies by 3 it goes by %s", (campaignStacking, amounts) => {
  const shop = shopOf(documentOf({ campaignStacking }));
  buy(shop, "ben", "first");
  buy(shop, "anna", "a");
  const campaign = { id: "c", from: "2020-01-01", until: "2040-01-01", multiplyBy: "3" };
  write(shop, publishing(documentOf({ campaignStacking, campaigns: [campaign] })));
  buy(shop, "anna", "b");
  expect(given(shop)).toEqual(amounts);
});

test("a later version without boosters ends none", () => {
  const shop = shopOf();
  buy(shop, "ben", "first");
  write(shop, publishing(documentOf({ rules: documentOf().rules?.slice(0, 1) })));
  buy(shop, "anna", "a");
  expect(given(shop)).toEqual([20]);
});

test("of two who are one the one has the boosters of both", () => {
  const shop = shopOf();
  write(shop, { kind: "member", member: "carla", enrol: [PROGRAM] });
  buy(shop, "ben", "first");
  write(shop, { kind: "member.merge", member: "anna", into: "carla", reason: "one person" });
  buy(shop, "carla", "a");
  expect(given(shop)).toEqual([20]);
});

test("what is given together with it is not larger yet, and it says itself for how long", () => {
  const both: Grant[] = [{ ...booster, to: "member" } as Grant, { id: "p", to: "member", points: { amount: "10" } }];
  const document = documentOf({ rules: [{ id: "bought", on: { event: "purchase" }, grants: both }] });
  const shop = shopOf(document);
  buy(shop, "anna", "a");
  buy(shop, "anna", "b");
  expect(given(shop)).toEqual([10, 20]);
  const validation = validateProgram(documentOf({}, { validity: { for: { days: 1 } } }));
  expect(validation.ok ? [] : validation.problems.map(({ path }) => path)).toEqual(["/rules/1/grants/0/validity"]);
});
