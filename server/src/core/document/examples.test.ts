// biome-ignore-all lint/suspicious/noThenProperty: the document's own word; nothing awaits a check.
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { CompiledGrant } from "./compiled-program.js";
import { validateProgram } from "./validate.js";

const folder = new URL("../../../../examples/programs/", import.meta.url);
function example(file: string) {
  const validation = validateProgram(parse(readFileSync(new URL(file, folder), "utf8")));
  if (!validation.ok) throw new Error(JSON.stringify(validation.problems, null, 2));
  return validation;
}
function grants(file: string): Record<string, CompiledGrant> {
  const rules = [...example(file).program.rules.values()];
  return Object.fromEntries(rules.flatMap((rule) => rule.grants.map((grant) => [`${rule.id}/${grant.id}`, grant])));
}

describe("every example", () => {
  test.each(readdirSync(folder).filter((file) => file.endsWith(".yaml")))("%s is valid, without warnings", (file) => {
    expect(example(file).warnings).toEqual([]);
  });
});

describe("the examples say what their terms say", () => {
  test("1: stamps only for friends who came by the link; nine fill the card", () => {
    const { program } = example("01-stamp-card.yaml");
    const when = program.rules.get("friend-joined")?.when;
    expect(["link", "code"].map((method) => when?.evaluate({ referral: { method } }))).toEqual([true, false]);
    expect(program.stampCards.get("friends")?.slots).toBe(9);
    expect(program.rulesOn.get("stampCard:friends")?.[0]?.grants[0]).toMatchObject({ to: "member", kind: "badge", item: "influencer" });
    expect(program.rulesOn.get("event:review_posted")?.[0]?.grants[0]).toMatchObject({ to: "member", kind: "badge", item: "community-champion" });
  });

  test("2: 500 MB for both, the referrer's up to 16 GB in all", () => {
    const { "space/friend-space": friend, "space/referrer-space": referrer } = grants("02-storage.yaml");
    expect(friend).toMatchObject({ to: "friend", unit: "MB", amount: { value: 500n }, limits: [] });
    expect(referrer).toMatchObject({
      to: "referrer",
      unit: "MB",
      amount: { value: 500n },
      limits: [{ measure: "amount", per: { kind: "member" }, period: "lifetime", max: 16_000n }],
    });
    const goal = example("02-storage.yaml").program.goals.get("installed");
    expect([goal?.isReached([1n, 0n]), goal?.isReached([0n, 1n]), goal?.isReached([1n, 1n])]).toEqual([false, false, true]);
  });

  test("3: the friend's coupon for 30 days, the referrer's credit for 90, completed rides of any fare", () => {
    const { "welcome/first-ride-off": coupon, "thanks/credit": credit } = grants("03-first-ride.yaml");
    expect(coupon).toMatchObject({ to: "friend", coupon: { discount: { amount: "5.00" }, uses: 1 }, validity: { for: { days: 30 } } });
    expect(credit).toMatchObject({ to: "referrer", unit: "credit:USD", amount: { value: 500n }, validity: { for: { days: 90 } } });
    const { program } = example("03-first-ride.yaml");
    const where = program.goals.get("first-ride")?.steps[0]?.where;
    expect(["completed", "cancelled"].map((status) => where?.evaluate({ event: { status, amount: 100n } }))).toEqual([true, false]);
    expect(program.events.get("ride_cancelled")?.corrects).toBe("ride");
  });

  test("9: 30.00 of goods before the discount, 10 % of goods after it between 2.00 and 25.00, held 14 days, one household reviewed", () => {
    const { program } = example("09-store-credit.yaml");
    const where = program.goals.get("first-order")?.steps[0]?.where;
    expect([2999n, 3000n].map((goodsBeforeDiscount) => where?.evaluate({ event: { goodsBeforeDiscount } }))).toEqual([false, true]);
    const { "welcome/ten-percent-off": coupon, "thanks/credit": credit } = grants("09-store-credit.yaml");
    expect(coupon).toMatchObject({ to: "friend", coupon: { discount: { percent: "10" }, minimumSpend: "30.00" } });
    expect(credit).toMatchObject({
      to: "referrer",
      amount: { percent: "10", of: "goods", floor: 200n, ceiling: 2500n },
      hold: { for: { days: 14 } },
    });
    expect(["sign_up", "purchase"].map((event) => program.checksAt.get(event)?.[0])).toMatchObject([
      { then: "review", sides: ["friend", "referrer"] },
      { then: "review", sides: ["friend", "referrer"] },
    ]);
    expect(program.attribution.existingCustomer.evaluate({ friend: { isCustomer: true } })).toBe(true);
  });

  test("11: roubles and Moscow time, 100 for each of five friends, 200 from the sixth", () => {
    const { program } = example("11-roubles.yaml");
    expect(program).toMatchObject({ locales: ["ru"], currency: "RUB", timeZone: "Europe/Moscow" });
    expect(grants("11-roubles.yaml")["friend-bought/credit"]).toMatchObject({
      to: "referrer",
      unit: "credit:RUB",
      amount: {
        kind: "tiers",
        by: "converted",
        period: "lifetime",
        steps: [
          { upTo: 5, amount: { value: 10_000n } },
          { upTo: null, amount: { value: 20_000n } },
        ],
      },
    });
  });
});
