import { describe, expect, test } from "vitest";
import { type AboutMember, newsOf } from "./push-news.js";

const fact = (index: number, kind: string, more: Partial<AboutMember> = {}): AboutMember => ({
  ...{ recordNumber: 7, index, kind, member: "mem_anna", program: "prg_tea", rewardKind: null, rewardState: null },
  ...more,
});
const indexes = (...facts: AboutMember[]) => newsOf(facts).map(({ index }) => index);

describe("what a member is told on a device", () => {
  test("is of one record the most welcome thing, for each member and program", () => {
    const points = { rewardKind: "points", rewardState: "available" } as const;
    expect(indexes(fact(0, "goal.reached"), fact(1, "reward.made", points), fact(2, "level.reached"))).toEqual([1]);
    expect(indexes(fact(0, "goal.reached"), fact(1, "goal.reached", { member: "mem_otto" }))).toEqual([0, 1]);
    expect(indexes(fact(0, "goal.reached"), fact(1, "goal.reached", { recordNumber: 8 }), fact(2, "goal.reached", { program: "prg_b" }))).toEqual([
      0, 1, 2,
    ]);
  });

  test("is no reward that is on hold, gone again, or told better by its badge or card", () => {
    expect(indexes(fact(0, "reward.made", { rewardKind: "cash", rewardState: "pending" }), fact(1, "goal.reached"))).toEqual([1]);
    expect(indexes(fact(0, "reward.available", { rewardKind: "cash", rewardState: "reversed" }))).toEqual([]);
    expect(indexes(fact(0, "reward.made", { rewardKind: "stamp", rewardState: "available" }))).toEqual([]);
    expect(indexes(fact(0, "reward.waiting", { rewardKind: "choice", rewardState: "waiting" }))).toEqual([0]);
  });

  test("is nothing that is about nobody, and no other kind", () => {
    expect(indexes(fact(0, "goal.reached", { member: null }), fact(1, "member.joined"), fact(2, "feedback.received"))).toEqual([]);
  });
});
