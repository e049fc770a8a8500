import { expect, test } from "vitest";
import { warningSentences } from "../../words/warning-sentence.js";
import { validateProgram } from "./validate.js";

type Json = Record<string, unknown>;
const documentWith = (economics: object | undefined, rules: Json[], more: object = {}) => ({
  format: 1,
  handle: "shop",
  name: "Shop",
  destination: "https://shop.example/",
  economics,
  units: { MILES: { price: "0.02" }, STARS: {} },
  goals: [{ id: "first", steps: { event: "purchase" } }],
  rules: rules.map((rule, index) => ({ id: `r${index}`, ...rule })),
  ...more,
});
const rule = (on: object, gives: object[], more: object = {}): Json => ({
  on,
  ...more,
  grants: gives.map((give, index) => ({ id: `g${index}`, to: "event" in on ? "member" : "referrer", ...give })),
});
function warningsOf(document: object): [string, string][] {
  const checked = validateProgram(document);
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return warningSentences("en", checked.warnings).map(({ path, problem }) => [path, problem]);
}
const purchase = { event: "purchase" };
const converted = { referral: "converted" };
const cash = (amount: unknown, more: object = {}) => ({ cash: { amount }, ...more });
const percent = (text: string, more: object = {}) => ({ percent: text, of: "goods", ...more });

test("what both sides get for one order is added up and compared with its margin", () => {
  const both = [rule(converted, [cash("15.00", { to: "referrer" }), cash(percent("10"), { to: "friend" })])];
  expect(warningsOf(documentWith({ margin: "40", orderValue: "50.00" }, both))).toEqual([]);
  expect(warningsOf(documentWith({ margin: "39.9", orderValue: "50.00" }, both))).toEqual([
    ["/rules/0", "The rule “r0” can give 20.00 USD, and the order behind it leaves 19.95 USD: 39.9 percent of 50.00 USD."],
  ]);
  expect(warningsOf(documentWith(undefined, both))).toEqual([]);
});

test("percentages are compared where no order's value is known, and what is fixed is not", () => {
  expect(warningsOf(documentWith({ margin: "40" }, [rule(purchase, [cash("900.00"), cash(percent("40"))])]))).toEqual([]);
  expect(warningsOf(documentWith({ margin: "40" }, [rule(purchase, [cash(percent("30")), cash(percent("12.5"))])]))).toEqual([
    ["/rules/0", "The rule “r0” can give 42.50 percent of an order, and the order behind it leaves 40 percent."],
  ]);
});

test.each<[string, object, boolean]>([
  ["a table at its highest", cash({ table: { by: "member.traits.country", rows: { DE: "5.00", US: "21.00" } } }), true],
  ["tiers at their highest", cash({ tiers: { by: "converted", steps: [{ upTo: 5, amount: "5.00" }, { amount: "21.00" }] } }), true],
  ["time at its highest", cash({ overTime: { pieces: [{ until: { days: 9 }, amount: { from: "21.00", to: "1.00" } }] } }), true],
  ["a ceiling", cash(percent("90", { ceiling: "20.00" })), false],
  ["a floor", cash(percent("1", { floor: "20.01" })), true],
  ["a limit", cash("30.00", { limits: [{ id: "cap", measure: "amount", max: "20.00" }] }), false],
  ["units by their price", { units: { unit: "MILES", amount: "1001" } }, true],
  ["units by their price, no more than the margin", { units: { unit: "MILES", amount: "1000" } }, false],
  ["units without a price by their value", { units: { unit: "STARS", amount: "1" }, value: "20.01" }, true],
  ["units without a price or value", { units: { unit: "STARS", amount: "9000" } }, false],
  ["a coupon by its value", { coupon: { discount: { percent: "10" } }, value: "20.01" }, true],
])("the most that one reward can be: %s", (_name, give, isWarned) => {
  const warnings = warningsOf(
    documentWith({ margin: "40", orderValue: "50.00" }, [rule(purchase, [give])], { traits: { country: { type: "string" } } }),
  );
  expect(warnings.some(([path]) => path === "/rules/0")).toBe(isWarned);
});

test("chance counts at its mean and a choice at its dearest", () => {
  const drawn = (weight: string) => ({
    drawn: {
      outcomes: [
        { id: "big", weight: "1", cash: { amount: "900.00" } },
        { id: "none", weight, nothing: true },
      ],
    },
  });
  const choice = {
    choice: {
      within: { days: 5 },
      default: "a",
      options: [
        { id: "a", name: "A", cash: { amount: "1.00" } },
        { id: "b", name: "B", cash: { amount: "21.00" } },
      ],
    },
  };
  const paths = (give: object) => warningsOf(documentWith({ margin: "40", orderValue: "50.00" }, [rule(purchase, [give])])).map(([path]) => path);
  expect([paths(drawn("99")), paths(drawn("9")), paths(choice)]).toEqual([[], ["/rules/0"], ["/rules/0"]]);
});

test("rules without a condition are added up, one with a condition is added to those alone", () => {
  const [plain, other] = [rule(converted, [cash("12.00")]), rule({ referral: "qualified" }, [cash("9.00")])];
  const when = { when: "friend.purchases < 2" };
  const known = { margin: "40", orderValue: "50.00" };
  expect(warningsOf(documentWith(known, [plain, other]))).toEqual([["/rules/0", expect.stringContaining("rules “r0” and “r1” can give 21.00 USD")]]);
  expect(warningsOf(documentWith(known, [plain, { ...other, ...when }]))).toEqual([["/rules/1", expect.stringContaining("rules “r1” and “r0”")]]);
  expect(
    warningsOf(
      documentWith(known, [
        { ...plain, ...when },
        { ...other, ...when },
      ]),
    ),
  ).toEqual([]);
});

test("the order is at least what condition and goal ask for, and several orders have the margin of them all", () => {
  const least = { when: 'event.goods >= money("30.00") && friend.purchases < 2' };
  const of = (on: object, amount: string, more: object = {}, parts: object = {}) =>
    warningsOf(documentWith({ margin: "50" }, [rule(on, [cash(amount)], more)], parts)).map(([, problem]) => problem);
  expect(of(purchase, "15.01", least)).toEqual([expect.stringContaining("50 percent of 30.00 USD")]);
  expect(of(purchase, "15.00", least)).toEqual([]);
  expect(of(purchase, "900.00", { when: 'event.goods >= money("30.00") || friend.purchases < 2' })).toEqual([]);
  const where = { goals: [{ id: "first", steps: { event: "purchase", count: 3, where: 'event.amount > money("10.00")' } }] };
  expect(of(converted, "15.01", {}, where)).toEqual([expect.stringContaining("the 3 orders behind it leave 15.00 USD: 50 percent of 30.00 USD")]);
  expect(of(converted, "15.00", {}, where)).toEqual([]);
  expect(of({ referrals: { stage: "converted", count: 2 } }, "30.01", {}, where)).toEqual([expect.stringContaining("the 6 orders")]);
  const sum = {
    goals: [
      {
        id: "first",
        steps: {
          any: [
            { event: "purchase", sum: "total", atLeast: "80.00" },
            { event: "purchase", sum: "goods", atLeast: "60" },
          ],
        },
      },
    ],
  };
  expect(of({ goal: "first" }, "30.01", {}, sum)).toEqual([expect.stringContaining("50 percent of 60.00 USD")]);
  const free = { goals: [{ id: "first", steps: { any: [{ event: "purchase" }, { event: "sign_up" }] } }] };
  expect(of(converted, "900.00", {}, free)).toEqual([]);
});

test("campaigns are judged at the moment at which they multiply most", () => {
  const campaign = (id: string, from: string, more: object = {}) => ({ id, from, until: "2026-06-01", multiplyBy: "2", ...more });
  const of = (campaigns: object[], give: object, more: object = {}) =>
    warningsOf(documentWith({ margin: "40", orderValue: "50.00" }, [rule(purchase, [give])], { campaigns, ...more })).map(([, problem]) => problem);
  const [spring, may] = [campaign("spring", "2026-03-01"), campaign("may", "2026-05-01")];
  expect(of([spring], cash("10.00"))).toEqual([]);
  expect(of([spring], cash("10.01"))).toEqual([
    expect.stringContaining("20.02 USD while the campaign “spring” runs, and the order behind it leaves 20.00"),
  ]);
  expect(of([spring], cash("10.01"), { campaigns: [campaign("spring", "2026-03-01", { kinds: ["points"] })] })).toEqual([]);
  expect(of([spring], cash(percent("30", { ceiling: "20.00" })))).toEqual([]);
  expect(of([spring, may], cash("6.00"))).toEqual([]);
  expect(of([spring, may], cash("6.00"), { campaignStacking: "multiply" })).toEqual([
    expect.stringContaining("24.00 USD while the campaigns “spring” and “may” run"),
  ]);
  const percentOnly = documentWith({ margin: "40" }, [rule(purchase, [cash(percent("25"))])], { campaigns: [spring] });
  expect(warningsOf(percentOnly).map(([, problem]) => problem)).toEqual([
    "The rule “r0” can give 50.00 percent of an order while the campaign “spring” runs, and the order behind it leaves 40 percent.",
  ]);
  // Without a campaign it is too much already.
  expect(of([spring], cash("20.01"))).toEqual([expect.not.stringContaining("campaign")]);
});

test("what a badge, a card or a step of a tier sets off has the margin of the orders that it takes", () => {
  const [earns, stamps] = [rule(purchase, [{ badge: "fan" }]), rule(purchase, [{ stamp: "card" }])];
  const parts = {
    badges: [{ id: "fan", name: "Fan" }],
    stampCards: [{ id: "card", slots: 4 }],
    tiers: [{ id: "status", measure: { referrals: "converted" }, period: "month", steps: [{ id: "gold", atLeast: "3" }] }],
  };
  const of = (rules: Json[]) =>
    warningsOf(documentWith({ margin: "40", orderValue: "50.00" }, rules, parts))
      .map(([, problem]) => problem)
      .filter((problem) => problem.includes("margin") || problem.includes("leave"));
  const own = (on: object, amount: string) => rule(on, [cash(amount, { to: "member" })]);
  expect(of([earns, own({ badge: "fan" }, "20.00")])).toEqual([]);
  expect(of([earns, own({ badge: "fan" }, "20.01")])).toEqual([expect.stringContaining("the order behind it leaves 20.00 USD")]);
  expect(of([earns, rule({ event: "sign_up" }, [{ badge: "fan" }]), own({ badge: "fan" }, "20.01")])).toEqual([]);
  expect(of([stamps, own({ stampCard: "card" }, "80.00")])).toEqual([]);
  expect(of([stamps, own({ stampCard: "card" }, "80.01")])).toEqual([expect.stringContaining("the 4 orders behind it leave 80.00 USD")]);
  expect(of([own({ tier: "status", reached: "gold" }, "60.01")])).toEqual([expect.stringContaining("the 3 orders behind it leave 60.00 USD")]);
  expect(of([own({ tier: "status", lost: "gold" }, "60.01")])).toEqual([]);
});

test("money that is free before its order can be sent back no more is warned of", () => {
  const of = (give: object, on: object = purchase, parts: object = {}) =>
    warningsOf(documentWith({ returnWindow: { days: 14 } }, [rule(on, [give])], parts)).map(([path, problem]) => `${path} ${problem}`);
  const hold = (parts: object) => cash("1.00", { hold: parts });
  expect(of(cash("1.00"))).toEqual([
    "/rules/0/grants/0 The reward “g0” is not held, and the order behind it can be sent back for 14 days: it can be spent before that.",
  ]);
  expect(of(hold({ for: { days: 13 } }))).toEqual([expect.stringMatching(/^\/rules\/0\/grants\/0\/hold .* is held for 13 days, and/)]);
  for (const parts of [{ for: { days: 14 } }, { for: { months: 1 } }, { approval: true }, { until: { event: "sign_up" } }])
    expect(of(hold(parts))).toEqual([]);
  expect(of({ units: { unit: "MILES", amount: "5" } })).toHaveLength(1);
  expect(of({ units: { unit: "STARS", amount: "5" } })).toEqual([]);
  expect(of(cash("1.00"), { event: "sign_up" })).toEqual([]);
  const held = { goals: [{ id: "first", steps: { event: "purchase" }, hold: { days: 10 } }] };
  expect(of(cash("1.00"), converted, held)).toEqual([expect.stringContaining("is held for 10 days")]);
  expect(of(hold({ for: { days: 4 } }), converted, held)).toEqual([]);
  expect(of(hold({ for: { days: 4 } }), { referral: "qualified" }, held)).toHaveLength(1);
});

test("a margin above all and an order of nothing are refused", () => {
  const checked = validateProgram(documentWith({ margin: "100.1", orderValue: "0.00" }, []));
  expect(checked.ok ? [] : checked.problems.map(({ path }) => path)).toEqual(["/economics/margin", "/economics/orderValue"]);
});
