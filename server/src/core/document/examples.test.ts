// biome-ignore-all lint/suspicious/noThenProperty: the document's own word; nothing awaits a check.
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { CompiledGrant } from "./compiled-grant.js";
import { validateProgram } from "./validate.js";

const folder = new URL("../../../../examples/programs/", import.meta.url);
function documentOf(file: string): Record<string, unknown> {
  return parse(readFileSync(new URL(file, folder), "utf8"));
}
function example(file: string) {
  const validation = validateProgram(documentOf(file));
  if (!validation.ok) throw new Error(JSON.stringify(validation.problems, null, 2));
  return validation;
}
function grants(file: string): Record<string, CompiledGrant> {
  const rules = [...example(file).program.rules.values()];
  return Object.fromEntries(rules.flatMap((rule) => rule.grants.map((grant) => [`${rule.id}/${grant.id}`, grant])));
}

describe("every example", () => {
  test.each(readdirSync(folder).filter((file) => file.endsWith(".yaml")))("%s is valid, and warns of nothing", (file) => {
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

  test("4: 40.00 at once for the friend; 20.00 for a stay and 75.00 for a guest, for a year, up to a balance of 5,000.00", () => {
    const { program } = example("04-two-sides.yaml");
    const where = program.goals.get("first-stay")?.steps[0]?.where;
    const stays = [
      { status: "completed", goodsBeforeDiscount: 7499n },
      { status: "completed", goodsBeforeDiscount: 7500n },
      { status: "booked", goodsBeforeDiscount: 7500n },
    ];
    expect(stays.map((event) => where?.evaluate({ event }))).toEqual([false, true, false]);
    const validity = { for: { years: 1 } };
    const limits = [{ measure: "balance", per: { kind: "member" }, max: 500_000n, cut: "to_remainder" }];
    expect(grants("04-two-sides.yaml")).toMatchObject({
      "welcome/credit": { to: "friend", amount: { value: 4000n }, minimumSpend: 7500n, validity, limits: [] },
      "traveller/credit": { to: "referrer", amount: { value: 2000n }, minimumSpend: null, validity, limits },
      "host/credit": { to: "referrer", amount: { value: 7500n }, minimumSpend: null, validity, limits },
    });
    expect(program.goals.get("first-guest")).toMatchObject({ requires: null, movesReferral: false });
  });

  test("5: each friend ten places up; prizes at 5, 10, 25 and 50 friends who sign up, each once, in a week of New York that has an hour less", () => {
    const { program } = example("05-milestones.yaml");
    expect([...program.rules.values()].map(({ trigger, grants }) => [trigger, grants[0]?.item ?? grants[0]?.places])).toMatchObject([
      [{ kind: "referral", stage: "signed_up" }, 10],
      [{ kind: "referrals", stage: "signed_up", count: 5, period: "lifetime", mode: "once" }, "shave-cream"],
      [{ count: 10, mode: "once" }, "razor"],
      [{ count: 25, mode: "once" }, "premium-razor"],
      [{ count: 50, mode: "once" }, "blades"],
    ]);
    expect(program.schedule).toMatchObject({ joinFrom: Date.parse("2026-03-02T05:00:00Z"), joinUntil: Date.parse("2026-03-09T04:00:00Z") });
  });

  test("6: access while 3 friends count, prizes at 5, 15 and 25 that are kept when they were sent, and never twice, and a ticket for a trip at 100", () => {
    const { program } = example("06-newsletter-ladder.yaml");
    expect(program.goals.get("reader")?.undo).toMatchObject({ by: [{ event: "unsubscribed", where: null }], within: { days: 7 } });
    const once = { takeBack: { keepIfSent: true }, limits: [{ measure: "rewards", per: { kind: "member" }, period: "lifetime", max: 1n }] };
    expect([...program.rules.values()].map(({ trigger, grants }) => [trigger, grants[0]])).toMatchObject([
      [
        { stage: "converted", count: 3, mode: "while" },
        { kind: "access", item: "sunday-edition", limits: [] },
      ],
      [
        { stage: "converted", count: 5, mode: "while" },
        { kind: "item", item: "stickers", ...once },
      ],
      [
        { stage: "converted", count: 15, mode: "while" },
        { kind: "item", item: "mug", ...once },
      ],
      [
        { stage: "converted", count: 25, mode: "while" },
        { kind: "item", item: "t-shirt", ...once },
      ],
      [{ kind: "clock" }, { kind: "tickets", tickets: { draw: "trip", count: 1 } }],
      [
        { kind: "draw", draw: "trip" },
        { kind: "item", item: "trip" },
      ],
    ]);
  });

  test("7: 10 points for each of three friends, 5 for a first premium purchase, a month for the friend and for 10 points", () => {
    const { program } = example("07-rising-points.yaml");
    expect(grants("07-rising-points.yaml")).toMatchObject({
      "welcome/month": { to: "friend", unit: "MONTHS", amount: { value: 1n } },
      "welcome/points": { to: "referrer", unit: "POINTS", amount: { value: 10n }, limits: [{ measure: "rewards", max: 3n }], validity: null },
      "premium/points": { to: "referrer", unit: "POINTS", amount: { value: 5n }, limits: [], validity: null },
    });
    const where = program.goals.get("first-premium")?.steps[0]?.where;
    expect(["premium", "basic"].map((plan) => where?.evaluate({ event: { properties: { plan } } }))).toEqual([true, false]);
    const month = program.catalogue.get("month");
    expect(month?.price).toEqual({ unit: "POINTS", amount: 10n });
    expect(month?.rule.grants[0]).toMatchObject({ unit: "MONTHS", amount: { value: 1n } });
  });

  test("8: 1,000 miles each for six months when the order is delivered, and a ticket in two draws", () => {
    const miles = { unit: "MILES", amount: { value: 1000n }, validity: { for: { months: 6 } } };
    expect(grants("08-supercharge.yaml")).toMatchObject({
      "miles/friend-miles": { to: "friend", ...miles },
      "miles/referrer-miles": { to: "referrer", ...miles },
    });
    const tickets = { to: "referrer", kind: "tickets" };
    expect(grants("08-supercharge.yaml")).toMatchObject({
      "miles/car": { ...tickets, tickets: { draw: "car", count: 1 } },
      "miles/roadster": { ...tickets, tickets: { draw: "roadster", count: 1 } },
      "won-car/car": { to: "member", kind: "item", item: "car" },
      "won-roadster/roadster": { to: "member", kind: "item", item: "roadster" },
    });
    const where = example("08-supercharge.yaml").program.goals.get("delivered")?.steps[0]?.where;
    expect(["delivered", "ordered"].map((status) => where?.evaluate({ event: { status } }))).toEqual([true, false]);
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

  test("10: 20.00 for 7 days, a line down to 5.00 at 30 days, nothing afterwards", () => {
    expect(grants("10-early-friend.yaml")["early/cash"]).toMatchObject({
      to: "referrer",
      unit: "cash:USD",
      amount: {
        kind: "timed",
        since: { kind: "sign_up" },
        pieces: [
          { until: { days: 7 }, amount: { kind: "fixed", value: 2000n } },
          { until: { days: 30 }, amount: { kind: "line", from: 2000n, to: 500n } },
        ],
        afterwards: null,
        rounding: "half_up",
      },
    });
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

  test("12: 8.00, 15.00 or 23.00 by the plan of the second paid invoice in a row, then 10 % and 5 % for 12 months each, under one budget", () => {
    const { program } = example("12-reward-by-plan.yaml");
    const step = program.goals.get("second-invoice")?.steps[0];
    const statuses = ["paid", "open", "unpaid", "cancelled"];
    expect(step?.need).toBe(2n);
    expect(statuses.map((status) => step?.where?.evaluate({ event: { status } }))).toEqual([true, false, false, false]);
    expect(statuses.map((status) => step?.resetBy[0]?.where?.evaluate({ event: { status } }))).toEqual([false, false, true, true]);
    const { "subscribed/cash": once, "share/cash": share } = grants("12-reward-by-plan.yaml");
    expect(once?.amount).toMatchObject({
      kind: "table",
      rows: new Map([
        ["starter", expect.objectContaining({ value: 800n })],
        ["standard", expect.objectContaining({ value: 1500n })],
        ["plus", expect.objectContaining({ value: 2300n })],
      ]),
      otherwise: null,
    });
    expect(share?.amount).toMatchObject({
      since: { kind: "goal", goal: "second-invoice" },
      pieces: [
        { until: { months: 12 }, amount: { percent: "10", of: "total" } },
        { until: { months: 24 }, amount: { percent: "5", of: "total" } },
      ],
      afterwards: null,
    });
    const budget = { counter: "limit:budget", per: { kind: "program" }, period: "year", max: 5_000_000n, cut: "to_remainder" };
    expect([once?.limits, share?.limits]).toMatchObject([[budget], [budget]]);
  });

  test.each([
    ["13-double-week.yaml", "09-store-credit.yaml", "credit"],
    ["13-double-week-points.yaml", "14-fitness-club.yaml", "points"],
  ])("13: %s is %s with a campaign that doubles %s for one week", (file, base, kind) => {
    const { campaigns, handle, name, ...rest } = documentOf(file);
    expect({ ...documentOf(base), handle, name }).toEqual({ ...rest, handle, name });
    expect(campaigns).toHaveLength(1);
    const [campaign] = example(file).program.campaigns;
    expect(campaign).toMatchObject({
      from: Date.parse("2026-05-04T00:00:00Z"),
      until: Date.parse("2026-05-11T00:00:00Z"),
      by: { numerator: 2n * (campaign?.by.denominator ?? 0n) },
      rules: null,
      kinds: new Set([kind]),
    });
  });

  test("14: 10 points for a check-in, 20 for a review, 100 for a friend", () => {
    expect(grants("14-fitness-club.yaml")).toMatchObject({
      "check-in/points": { to: "member", unit: "POINTS", amount: { value: 10n }, validity: null },
      "review/points": { to: "member", unit: "POINTS", amount: { value: 20n }, validity: null },
      "friend/points": { to: "referrer", unit: "POINTS", amount: { value: 100n }, validity: null },
    });
  });
});

const pages = new URL("../../../../docs/guides/game/", import.meta.url);
test.each(readdirSync(pages))("docs/guides/game/%s shows a program that is valid and runs", (page) => {
  const text = readFileSync(new URL(page, pages), "utf8");
  const [, yaml = ""] = /```yaml\n(.*?)```/s.exec(text) ?? [];
  const whole = { format: 1, handle: "shop", name: "Shop", destination: "https://shop.example/", ...parse(yaml) };
  const validation = validateProgram(whole);
  expect(validation).toMatchObject({ ok: true, warnings: [] });
});
