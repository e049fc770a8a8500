/** What comes by itself: once a period for each member, whatever the downtime, for those who join late, and in bounded pieces. */
import { expect, test } from "vitest";
import { brokenLaws } from "../../test/laws/memory-laws.js";
import { openShop, PROGRAM, publishing, type Shop, START, write } from "../../test/laws/story.js";
import type { ProgramDocument, Trigger } from "./document/schema.js";
import { DUE_CHUNK } from "./look-ups.js";

const DAY = 86_400_000;
const documentOf = (on: Trigger, when?: string): ProgramDocument => ({
  format: 1,
  handle: "shop",
  name: "Shop",
  destination: "https://shop.example/",
  traits: { birthday: { type: "string" } },
  rules: [{ id: "gift", on, ...(when !== undefined && { when }), grants: [{ id: "points", to: "member", points: { amount: "10" } }] }],
});

function join(shop: Shop, member: string, traits: Record<string, string> = {}): void {
  write(shop, { kind: "member", member, enrol: [PROGRAM], traits });
}
function buy(shop: Shop, member: string, subject: string): void {
  write(shop, { kind: "event", type: "purchase", member, subject, currency: "USD", money: { total: "1000" } });
}
/** Moves the clock and settles; gives how many records of due work it took. */
function wait(shop: Shop, days: number): number {
  write(shop, { kind: "clock", to: shop.at + days * DAY });
  for (let records = 1; ; records++) {
    const { outcome } = write(shop, { kind: "due" });
    if (outcome.status !== "done" || outcome.settled === 0) return records;
  }
}
/** Who was given how much, by the business's own ids. */
function given({ log: { stored } }: Shop): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { recipientId, amount } of stored.rewards.values()) {
    const name = stored.members.get(recipientId)?.externalHash as string;
    sums[name] = (sums[name] ?? 0) + Number(amount);
  }
  return sums;
}

test("a month that is over pays each member once, who joined in it too, and all months of a downtime", () => {
  // 28 January.
  const shop = openShop(documentOf({ period: "month", at: "end" }));
  join(shop, "anna");
  wait(shop, 5);
  join(shop, "boris");
  expect(given(shop)).toEqual({ anna: 10 });
  wait(shop, 5);
  expect(given(shop)).toEqual({ anna: 10 });
  wait(shop, 60);
  expect(given(shop)).toEqual({ anna: 30, boris: 20 });
  const months = [...shop.log.stored.rewards.values()].map(({ occurrence }) => occurrence.split(":")[3]).sort();
  expect(months).toEqual(["2026-01", "2026-02", "2026-02", "2026-03", "2026-03"]);
});

test("what came by itself is settled before the member's next event, as of its own moment", () => {
  const shop = openShop(documentOf({ period: "month", at: "end" }, "member.purchases == 0"));
  join(shop, "anna");
  write(shop, { kind: "clock", to: START + 10 * DAY });
  buy(shop, "anna", "one");
  expect(given(shop)).toEqual({ anna: 10 });
  wait(shop, 60);
  expect(given(shop)).toEqual({ anna: 10 });
});

test("a rule that is published later counts from then on, for all who are there, chunk by chunk", () => {
  const shop = openShop(documentOf({ event: "purchase" }));
  for (let n = 0; n < DUE_CHUNK + 20; n++) join(shop, `m${n}`);
  wait(shop, 40);
  write(shop, publishing(documentOf({ period: "month", at: "start" })));
  join(shop, "late");
  // 9 March; told of the clock in two pieces, then the third finds nothing more.
  expect(wait(shop, 1)).toBe(4);
  expect(shop.log.stored.timers.size).toBe(DUE_CHUNK + 21);
  expect(given(shop)).toEqual({});
  expect(wait(shop, 30)).toBe(3);
  expect(Object.values(given(shop))).toEqual(new Array(DUE_CHUNK + 21).fill(10));
});

test("a member's birthday comes once a year; another date counts from then on", () => {
  const shop = openShop(documentOf({ date: "member.traits.birthday" }));
  join(shop, "anna", { birthday: "1990-02-10" });
  join(shop, "boris");
  wait(shop, 20);
  expect(given(shop)).toEqual({ anna: 10 });
  write(shop, { kind: "member", member: "anna", traits: { birthday: "02-25" } });
  write(shop, { kind: "member", member: "boris", traits: { birthday: "02-25" } });
  wait(shop, 20);
  // Of one year only one birthday counts.
  expect(given(shop)).toEqual({ anna: 10, boris: 10 });
  expect(brokenLaws(shop.log)).toEqual([]);
  wait(shop, 365);
  expect(given(shop)).toEqual({ anna: 20, boris: 20 });
});

test("a silence comes once until something is heard again", () => {
  const shop = openShop(documentOf({ silence: { days: 30 } }));
  join(shop, "anna");
  wait(shop, 20);
  buy(shop, "anna", "one");
  wait(shop, 29);
  expect(given(shop)).toEqual({});
  wait(shop, 1);
  expect(given(shop)).toEqual({ anna: 10 });
  wait(shop, 100);
  expect(given(shop)).toEqual({ anna: 10 });
  buy(shop, "anna", "two");
  wait(shop, 30);
  expect(given(shop)).toEqual({ anna: 20 });
});

test("a silence of one type is not broken by events of another", () => {
  const shop = openShop({ ...documentOf({ silence: { days: 30 }, of: "purchase" }), events: { ride: {} } });
  join(shop, "anna");
  wait(shop, 10);
  buy(shop, "anna", "one");
  wait(shop, 20);
  write(shop, { kind: "event", type: "ride", member: "anna" });
  wait(shop, 10);
  expect(given(shop)).toEqual({ anna: 10 });
});

test("a program that is paused lets what comes pass, and one that has ended has no more of it", () => {
  const shop = openShop(documentOf({ period: "month", at: "end" }));
  join(shop, "anna");
  write(shop, { kind: "program.status", program: PROGRAM, status: "paused" });
  wait(shop, 10);
  write(shop, { kind: "program.status", program: PROGRAM, status: "running" });
  wait(shop, 30);
  expect(given(shop)).toEqual({ anna: 10 });
  write(shop, { kind: "program.status", program: PROGRAM, status: "ended" });
  wait(shop, 60);
  expect(given(shop)).toEqual({ anna: 10 });
  expect([...shop.log.stored.timers.values()].map(({ dueAt }) => dueAt)).toEqual([null]);
});

test("years of days are made up for in bounded pieces", () => {
  const shop = openShop(documentOf({ period: "day", at: "end" }));
  for (const member of ["anna", "boris", "clara"]) join(shop, member);
  expect(wait(shop, 800)).toBeGreaterThan(3);
  expect(given(shop)).toEqual({ anna: 8000, boris: 8000, clara: 8000 });
});

test("two members who are one have one timer from then on", () => {
  const shop = openShop(documentOf({ period: "month", at: "end" }));
  join(shop, "anna");
  join(shop, "boris");
  wait(shop, 5);
  write(shop, { kind: "member.merge", member: "boris", into: "anna", reason: "one person" });
  wait(shop, 30);
  expect(given(shop)).toEqual({ anna: 30 });
});

/** Anna and her second account, whose birthdays are on these days; then one year and some days. */
function birthdaysOf(days: [string, string], mergedAfter: number, ...waits: number[]): unknown[] {
  const shop = openShop(documentOf({ date: "member.traits.birthday" }));
  join(shop, "anna", { birthday: days[0] });
  join(shop, "anna2", { birthday: days[1] });
  wait(shop, mergedAfter);
  const before = given(shop);
  write(shop, { kind: "member.merge", member: "anna2", into: "anna", reason: "one person" });
  const after = waits.map((each) => {
    wait(shop, each);
    expect(brokenLaws(shop.log)).toEqual([]);
    return given(shop);
  });
  return [before, ...after];
}
test("two members who are one keep the birthdays that both had, have no other one in that year, and one in the next", () => {
  expect(birthdaysOf(["02-05", "02-10"], 20, 20, 365)).toEqual([{ anna: 10, anna2: 10 }, { anna: 20 }, { anna: 30 }]);
});
test("of two members who are one the birthday that one of them had this year is the other's too", () => {
  expect(birthdaysOf(["02-25", "02-10"], 20, 20, 365)).toEqual([{ anna2: 10 }, { anna: 10 }, { anna: 20 }]);
  expect(birthdaysOf(["02-05", "02-25"], 20, 20, 365)).toEqual([{ anna: 10 }, { anna: 10 }, { anna: 20 }]);
  expect(birthdaysOf(["02-20", "02-25"], 20, 20, 365)).toEqual([{}, { anna: 10 }, { anna: 20 }]);
});
