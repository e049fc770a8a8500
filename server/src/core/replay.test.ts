import { expect, test } from "vitest";
import { openShop, PROGRAM, write } from "../../test/laws/story.js";
import type { StoredDecision } from "./record.js";
import { storedDecision, withEveryColumn } from "./replay.js";

test("L10 a decision that was recorded while its tables had fewer columns, or with empty ones at the end, is the one that is taken now", () => {
  const shop = openShop({ format: 1, handle: "shop", name: "Shop", destination: "https://shop.example/" });
  write(shop, { kind: "member", member: "anna", enrol: [PROGRAM] });
  const now = storedDecision(write(shop, { kind: "event", type: "sign_up", member: "boris", referrer: "anna" }));
  const recordedWith = (end: null[]): StoredDecision => ({
    ...now,
    changes: now.changes.map((change) => (change.length === 2 && change[0] === "referrals" ? [change[0], [...change[1], ...end]] : change)),
  });
  expect(recordedWith([null])).not.toEqual(now);
  expect(JSON.stringify(withEveryColumn(recordedWith([null])))).toBe(JSON.stringify(withEveryColumn(now)));
  expect(JSON.stringify(withEveryColumn(recordedWith([])))).toBe(JSON.stringify(withEveryColumn(now)));
});
