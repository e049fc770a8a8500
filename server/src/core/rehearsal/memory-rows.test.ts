/** Rows in memory found by index as they would be by reading every row. The laws (laws.test.ts) and PostgreSQL (test/laws/stories.test.ts) agree with them. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { chance } from "../../../test/laws/chance.js";
import { anyDocument } from "../../../test/laws/documents.js";
import { anyStory, openShop, play } from "../../../test/laws/story.js";
import type { Index } from "../world-parts.js";

test("an index gives the rows that have what it is asked for, and no others, after any story", () => {
  const property = fc.property(anyDocument, anyStory(30), (document, story) => {
    const { world, stored } = play(openShop(document), story).log;
    const rewards = [...stored.rewards.values()];
    const referrals = [...stored.referrals.values()];
    const found = (index: Index, key: string, table: "rewards" | "referrals") => {
      world.base[table].clear();
      world.loaded[index].clear();
      world.loaded[index].get(key);
      return [...world.base[table].keys()].sort();
    };
    const expected = (rows: { id: string }[]) => rows.map(({ id }) => id).sort();
    for (const { id } of stored.members.values()) {
      const mine = rewards.filter(({ recipientId }) => recipientId === id);
      const due = referrals.filter(({ referrerId, dueAt }) => referrerId === id && dueAt !== null);
      expect(found("rewardsOf", id, "rewards")).toEqual(expected(mine));
      expect(found("dueRewardsOf", id, "rewards")).toEqual(expected(mine.filter(({ dueAt }) => dueAt !== null)));
      expect(found("lotsOf", `${id}\nPOINTS`, "rewards")).toEqual(
        expected(mine.filter(({ unit, state, remaining }) => unit === "POINTS" && state === "available" && remaining > 0n)),
      );
      expect(found("referralsOf", id, "referrals")).toEqual(expected(referrals.filter(({ referrerId }) => referrerId === id)));
      expect(found("dueReferralsOf", id, "referrals")).toEqual(expected(due));
      world.loaded.nextDueOf.clear();
      const moments = [...mine.flatMap(({ dueAt }) => dueAt ?? []), ...due.flatMap(({ dueAt }) => dueAt ?? [])];
      expect(world.loaded.nextDueOf.get(id)).toBe(Math.min(...moments));
    }
    for (const { occurrence, referralId } of rewards) {
      expect(found("rewardsAt", occurrence, "rewards")).toEqual(expected(rewards.filter((row) => row.occurrence === occurrence)));
      if (referralId !== null)
        expect(found("rewardsOfReferral", referralId, "rewards")).toEqual(expected(rewards.filter((row) => row.referralId === referralId)));
    }
  });
  fc.assert(property, chance(20));
});
