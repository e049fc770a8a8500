/** Budgets: a limit of the whole program that is used no faster than its pace, and of which it is told when much of it is used. */
import { expect, test } from "vitest";
import { openShop, PROGRAM, write } from "../../test/laws/story.js";
import type { Limit } from "./document/schema.js";

const budget: Limit = {
  id: "budget",
  measure: "amount",
  per: "program",
  period: "year",
  max: "100",
  pace: { period: "month", share: "25" },
  alarmAt: ["20", "50"],
};
const DAY = 86_400_000;

test("a budget is used no faster than its pace, and each alarm is told once when it is passed", () => {
  const shop = openShop({
    format: 1,
    handle: "shop",
    name: "Shop",
    destination: "https://shop.example/",
    rules: [{ id: "gift", on: { event: "purchase" }, grants: [{ id: "points", to: "member", points: { amount: "10" }, limits: [budget] }] }],
  });
  write(shop, { kind: "member", member: "anna", enrol: [PROGRAM] });
  const alarms: unknown[] = [];
  const buy = (subject: string) => {
    const { facts, trace } = write(shop, { kind: "event", type: "purchase", member: "anna", subject, currency: "USD", money: { total: "1000" } });
    const told = facts.filter(({ kind }) => kind === "limit.alarm").map(({ percent }) => percent);
    alarms.push(...told);
    // What is told outside is explained as well.
    expect(trace.filter(({ step }) => step === "limit.alarm").map(({ percent }) => percent)).toEqual(told);
  };
  for (const order of ["1", "2", "3", "4"]) buy(order);
  expect([...shop.log.stored.rewards.values()].map(({ amount }) => amount)).toEqual([10n, 10n, 5n]);
  expect(alarms).toEqual(["20"]);
  // February: another quarter of the budget.
  write(shop, { kind: "clock", to: shop.at + 10 * DAY });
  for (const order of ["5", "6", "7"]) buy(order);
  expect([...shop.log.stored.rewards.values()].reduce((sum, { amount }) => sum + amount, 0n)).toBe(50n);
  expect(alarms).toEqual(["20", "50"]);
  // What is taken back can be used again, and passed again.
  write(shop, { kind: "event", type: "refund", member: "anna", subject: "6" });
  buy("8");
  expect(alarms).toEqual(["20", "50", "50"]);
});
