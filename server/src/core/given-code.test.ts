import { describe, expect, test } from "vitest";
import { brokenLaws } from "../../test/laws/memory-laws.js";
import { openShop, play, type Shop, type Step, write } from "../../test/laws/story.js";
import type { Grant, ProgramDocument } from "./document/schema.js";

const documentOf = (grant: Partial<Grant> = {}): ProgramDocument => ({
  format: 1,
  handle: "shop",
  name: "Shop",
  destination: "https://shop.example/",
  rules: [
    { id: "thanks", on: { event: "purchase" }, grants: [{ id: "golden", to: "member", code: { uses: 2 }, ...grant } as Grant] },
    {
      id: "welcome",
      on: { referral: "signed_up" },
      when: 'referral.invitation == "golden"',
      grants: [{ id: "gift", to: "friend", credit: { amount: "15.00" } }],
    },
  ],
});
const BOUGHT: Step = { do: "purchase", who: "anna", order: 1, total: 3000, seats: 1, daysAgo: 0 };
const REFUNDED: Step = { do: "refund", who: "anna", order: 1, part: null };
const shopOf = (grant?: Partial<Grant>) => play(openShop(documentOf(grant)), [{ do: "join", who: "anna", plan: "pro" }, BOUGHT]);
const given = ({ log: { stored } }: Shop) => [...stored.codes.values()].find(({ rewardId }) => rewardId !== null);
const reward = ({ log: { stored } }: Shop) => [...stored.rewards.values()].find(({ kind }) => kind === "code");
/** A friend comes by the code that was given, whatever it still has. */
const comes = (shop: Shop, member: string) =>
  write(shop, { kind: "event", type: "sign_up", member, code: given(shop)?.code ?? "?", occurredAt: shop.at }).outcome;
const gifts = ({ log: { stored } }: Shop) => [...stored.rewards.values()].filter(({ grantId }) => grantId === "gift").length;
const invitations = ({ log: { stored } }: Shop) => [...stored.referrals.values()].map(({ origin }) => origin.invitation);

describe("a code that is given for so many friends", () => {
  test("lets as many friends come as it has uses, and is like any other code for the next one", () => {
    const shop = shopOf();
    expect(given(shop)).toMatchObject({ usesLeft: 2, status: "active" });
    const outcomes = ["boris", "clara", "dmitri"].map((friend) => comes(shop, friend).status);
    expect(outcomes).toEqual(["rewarded", "rewarded", "recorded"]);
    expect(invitations(shop)).toEqual(["golden", "golden", undefined]);
    expect(gifts(shop)).toBe(2);
    expect(given(shop)).toMatchObject({ usesLeft: 0 });
    expect(reward(shop)).toMatchObject({ state: "redeemed" });
    expect(brokenLaws(shop.log)).toEqual([]);
  });

  test("loses the uses that are left with its reward, and keeps what came of the others", () => {
    const shop = shopOf();
    comes(shop, "boris");
    play(shop, [REFUNDED]);
    comes(shop, "clara");
    expect(invitations(shop)).toEqual(["golden", undefined]);
    expect(gifts(shop)).toBe(1);
    expect(given(shop)).toMatchObject({ usesLeft: 0, status: "active" });
    expect(reward(shop)).toMatchObject({ state: "reversed" });
    expect(brokenLaws(shop.log)).toEqual([]);
  });

  test("is nothing special as long as its reward is held", () => {
    const shop = shopOf({ hold: { approval: true } });
    comes(shop, "boris");
    expect(invitations(shop)).toEqual([undefined]);
    expect(given(shop)).toMatchObject({ usesLeft: 2 });
  });

  test("is special up to the last moment of its time, though nobody has looked at it since", () => {
    const shop = shopOf({ validity: { for: { days: 3 } } });
    const { expiresAt } = reward(shop) ?? { expiresAt: 0 };
    shop.at = (expiresAt as number) - 1;
    comes(shop, "boris");
    shop.at = expiresAt as number;
    comes(shop, "clara");
    expect(invitations(shop)).toEqual(["golden", undefined]);
    expect(reward(shop)).toMatchObject({ state: "expired" });
  });

  test("goes with its owner when two members are merged", () => {
    const shop = play(shopOf(), [{ do: "join", who: "otto", plan: "pro" }]);
    write(shop, { kind: "member.merge", member: "anna", into: "otto", reason: "one person" });
    comes(shop, "boris");
    expect(invitations(shop)).toEqual(["golden"]);
    expect(brokenLaws(shop.log)).toEqual([]);
  });

  test("uses nothing where no referral begins", () => {
    const shop = shopOf();
    comes(shop, "anna");
    expect(given(shop)).toMatchObject({ usesLeft: 2 });
    expect(invitations(shop)).toEqual([]);
  });
});
