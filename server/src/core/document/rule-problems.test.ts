// biome-ignore-all lint/suspicious/noThenProperty: the document's own word; nothing awaits a check.
import { describe, expect, test } from "vitest";
import { credit, full, gives, grant, limit, rule } from "../../../test/program-documents.js";
import type { Problem } from "./problem.js";
import { validateProgram } from "./validate.js";

function problemsOf(patch: object): Problem[] {
  const validation = validateProgram({ ...full, ...patch });
  return validation.ok ? [] : validation.problems;
}
function lines(patch: object): string[] {
  return problemsOf(patch).map(({ path, problem, remedy }) => `${path} | ${problem} | ${remedy}`);
}

describe("a problem of a rule is told with its place and what to do", () => {
  test.each<[object, string]>([
    // rules
    [rule({ event: "rides" }), '/rules/0/on/event | There is no type of event "rides". | Did you mean ride?'],
    [rule({ goal: "x" }), '/rules/0/on/goal | There is no goal "x".'],
    [rule({ stampCard: "cart" }), '/rules/0/on/stampCard | There is no stamp card "cart". | Did you mean card?'],
    [rule({ badge: "sun" }), '/rules/0/on/badge | There is no badge "sun".'],
    [
      rule({ referral: "signed_up" }, [credit], { when: "referral.methd == 'link'" }),
      '/rules/0/when | There is no "referral.methd" here (at character 1). | Did you mean referral.method?',
    ],
    [rule({ badge: "star" }, [credit], { when: "friend.purchases > 0" }), '/rules/0/when | There is no "friend" here'],
    [
      rule({ event: "ride" }, [credit], { when: "event.amount > 30" }),
      '/rules/0/when | These do not go together: money > a whole number (at character 1). | Compare money with money: money("30.00").',
    ],
    [rule({ event: "ride" }, [credit, credit]), '/rules/0/grants/1/id | The id "credit" is used twice.'],
    [
      { rules: [1, 2].map((i) => ({ id: `r${i}`, on: { event: "ride" }, group: { id: "g", take: i === 1 ? "first" : "best" }, grants: [credit] })) },
      '/rules/1/group/take | The group "g" takes the first in another rule.',
    ],
    [
      { segments: [{ id: "vip", when: "member.purchases > 3" }], ...rule({ event: "ride" }, [credit], { when: "referrer.segment.vp" }) },
      '/rules/0/when | There is no "referrer.segment.vp" here (at character 1). | Did you mean referrer.segment.vip?',
    ],
    [
      {
        segments: [
          { id: "a", when: "member.segment.b" },
          { id: "b", when: "member.purchases > 3" },
        ],
      },
      '/segments/0/when | The segment "b" does not stand before this one (at character 1). | Put it before this one; a segment cannot hang on itself.',
    ],
    [{ segments: [{ id: "a", when: "friend.purchases > 3" }] }, '/segments/0/when | There is no "friend" here'],
    [{ segments: [{ id: "in", when: "member.purchases > 3" }] }, '/segments/0/id | The name "in" is reserved. | Choose another name.'],
    // budgets
    [
      limit({ measure: "amount", max: "5", pace: { period: "day", share: "10" } }),
      "/rules/0/grants/0/limits/0/pace | Only a limit of the whole program has it.",
    ],
    [
      limit({ measure: "amount", per: "program", period: "week", max: "5", pace: { period: "week", share: "10" } }),
      "/rules/0/grants/0/limits/0/pace/period | It is not shorter than the limit's own period.",
    ],
    [
      limit({ measure: "amount", per: "program", max: "5", alarmAt: ["101"] }),
      "/rules/0/grants/0/limits/0/alarmAt/0 | 101 percent are no part of a limit.",
    ],
    // grants
    [grant({ to: "member" }), "/rules/0/grants/0/to | A referral has a friend and a referrer. | Write friend, referrer or referrers_referrer."],
    [grant({ to: "friend" }, { badge: "star" }), "/rules/0/grants/0/to | There is no friend here"],
    [grant({ to: "friend" }, { referrals: { stage: "signed_up", count: 5 } }), "/rules/0/grants/0/to | There is no friend here"],
    [
      grant({ to: "referrers_referrer" }, { badge: "star" }),
      "/rules/0/grants/0/to | There is no referral here: a visit, a count, a card, a badge, a tier, a piece of the game or a time belongs to one member. | Write member or referrer",
    ],
    [grant({ value: "1.005" }), '/rules/0/grants/0/value | "1.005" is too fine for USD.'],
    [grant({ boundWith: ["credit"] }), "/rules/0/grants/0/boundWith/0 | A grant cannot be bound with itself."],
    [grant({ boundWith: ["other"] }), '/rules/0/grants/0/boundWith/0 | There is no grant in this rule "other".'],
    [gives({ badge: "sun" }), '/rules/0/grants/0/badge | There is no badge "sun". | Known: star and moon. Or add it to the document.'],
    [gives({ stamp: "x" }), '/rules/0/grants/0/stamp | There is no stamp card "x".'],
    [gives({ units: { unit: "GB", amount: "5" } }), '/rules/0/grants/0/units/unit | There is no unit "GB".'],
    [gives({ units: { unit: "MB", amount: "5.5" } }), '/rules/0/grants/0/units/amount | "5.5" is too fine for MB. | MB has no decimals.'],
    [gives({ points: { amount: "0.5" } }), '/rules/0/grants/0/points/amount | "0.5" is too fine for POINTS.'],
    [{ currency: "JPY", ...gives({ cash: { amount: "5.5" } }) }, '/rules/0/grants/0/cash/amount | "5.5" is too fine for JPY. | JPY has no decimals.'],
    [gives({ credit: { amount: "5", minimumSpend: "5.555" } }), "/rules/0/grants/0/credit/minimumSpend"],
    [gives({ coupon: { discount: { amount: "5.555" }, ceiling: "1.111" } }), "/rules/0/grants/0/coupon/ceiling"],
    [gives({ coupon: { discount: { percent: "100.5" } } }), "/rules/0/grants/0/coupon/discount/percent | 100.5 percent cannot be taken off."],
    [
      gives({ credit: { amount: { percent: "5", of: "total" } } }, { badge: "star" }),
      "/rules/0/grants/0/credit/amount | There is no event here whose amount could be measured.",
    ],
    [
      gives({ credit: { amount: { percent: "5", of: { property: "km" } } } }, { event: "purchase" }),
      '/rules/0/grants/0/credit/amount/of/property | There is no money or int property "km" here. | Declare it in events.purchase.properties',
    ],
    [
      gives({ credit: { amount: { percent: "5", of: "total", floor: "9", ceiling: "8" } } }),
      "/rules/0/grants/0/credit/amount/ceiling | The ceiling is below the floor.",
    ],
    [
      gives({ credit: { amount: { table: { by: "friend.traits.plan", rows: { a: "1.001" } } } } }),
      '/rules/0/grants/0/credit/amount/table/rows/a | "1.001" is too fine for USD.',
    ],
    [
      gives({ credit: { amount: { table: { by: "event.amount", rows: { a: "1" } } } } }),
      "/rules/0/grants/0/credit/amount/table/by | The expression gives money",
    ],
    [
      gives({ credit: { amount: { tiers: { by: "converted", steps: [{ upTo: 5, amount: "1" }] } } } }),
      "/rules/0/grants/0/credit/amount/tiers/steps/0/upTo | The last step ends.",
    ],
    [
      gives({ credit: { amount: { tiers: { by: "converted", steps: [{ amount: "1" }, { amount: "1" }] } } } }),
      '/rules/0/grants/0/credit/amount/tiers/steps/0/upTo | "upTo" is missing',
    ],
    [
      gives({ credit: { amount: { tiers: { by: "converted", steps: [{ upTo: 5, amount: "1" }, { upTo: 5, amount: "2" }, { amount: "3" }] } } } }),
      "/steps/1/upTo | 5 does not come after 5.",
    ],
    [
      gives({ credit: { amount: { tiers: { by: "converted", steps: [{ amount: "1" }] } } } }, { referral: "signed_up" }),
      "/tiers/by | A referral that is signed_up is not converted yet",
    ],
    [
      gives({ credit: { amount: { tiers: { by: "converted", steps: [{ amount: "1" }] } } } }, { badge: "star" }),
      "/tiers/by | There is no referral here to be counted.",
    ],
    [grant({ hold: { until: { event: "ridee" } } }), '/rules/0/grants/0/hold/until/event | There is no type of event "ridee". | Did you mean ride?'],
    [grant({ hold: { cancelOn: [{ event: "ride", where: "event.properties.x > 1" }] } }), "/rules/0/grants/0/hold/cancelOn/0/where"],
    [grant({ hold: { ifStill: 'event.status == "x"' } }), '/rules/0/grants/0/hold/ifStill | There is no "event" here'],
    [
      grant({ hold: { until: { event: "ride" } } }, { badge: "star" }),
      "/rules/0/grants/0/hold/until | There is no friend here whose event could come.",
    ],
    [grant({ validity: { from: "made" } }), '/rules/0/grants/0/validity | "for" or "untilEndOf" is missing.'],
    [gives({ badge: "star", validity: { for: { days: 1 } } }), "/rules/0/grants/0/validity | A badge does not expire."],
    // limits
    [limit({ max: "1.5" }), '/rules/0/grants/0/limits/0/max | "1.5" is too fine for a count of rewards.'],
    [limit({ measure: "value" }), "/rules/0/grants/0/limits/0/measure | The grant declares no value."],
    [limit({ measure: "balance", per: "program" }), "/rules/0/grants/0/limits/0/measure | A balance is what one member holds now."],
    [limit({ measure: { property: "kmm" } }), "/rules/0/grants/0/limits/0/measure/property | There is no money or int property"],
    [
      gives({ coupon: { discount: { percent: "5" } }, limits: [{ id: "x", measure: "amount", max: "1" }] }),
      "/rules/0/grants/0/limits/0/measure | A coupon has no amount.",
    ],
    [limit({ per: { expression: "friend.traits.plam" } }), '/rules/0/grants/0/limits/0/per/expression | There is no "friend.traits.plam" here'],
    [
      rule({ badge: "star" }, [{ ...credit, limits: [{ id: "x", measure: "rewards", per: "referral", max: "1" }] }]),
      "/rules/0/grants/0/limits/0/per | There is no referral here.",
    ],
    [
      rule(
        { referral: "converted" },
        ["a", "b"].map((id, i) => ({ ...credit, id, limits: [{ id: "budget", measure: "amount", per: "program", max: `${i + 1}` }] })),
      ),
      '/rules/0/grants/1/limits/0 | The limit "budget" of the whole program is another one elsewhere.',
    ],
    // feedback
    [rule({ badge: "star" }, [{ id: "star", to: "member", badge: "star" }]), '/rules/0/on | The rule can set itself off again: "thanks" → "thanks".'],
    [
      {
        rules: [
          { id: "a", on: { badge: "star" }, grants: [{ id: "g", to: "member", stamp: "card" }] },
          { id: "b", on: { stampCard: "card" }, grants: [{ id: "g", to: "member", badge: "star" }] },
        ],
      },
      '/rules/1/on | The rule can set itself off again: "b" → "a" → "b".',
    ],
  ])("%j", (patch, words) => {
    expect(lines(patch).join("\n")).toContain(words);
  });

  test("a chain of more than eight effects is refused", () => {
    const badges = Array.from({ length: 10 }, (_, i) => ({ id: `b${i}`, name: "x" }));
    const rules = badges.slice(1).map(({ id }, i) => ({ id: `r${i}`, on: { badge: `b${i}` }, grants: [{ id: "g", to: "member", badge: id }] }));
    expect(lines({ badges, rules }).join()).toContain("/rules/0/on | The rule begins a chain of more than 8 rules.");
    expect(problemsOf({ badges, rules: rules.slice(1) })).toEqual([]);
  });
});
