// biome-ignore-all lint/suspicious/noThenProperty: the document's own word; nothing awaits a check.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Problem } from "./problem.js";
import { validateProgram } from "./validate.js";

const minimal = { format: 1, handle: "friends", name: "Friends", destination: "https://shop.example/" };
const full = {
  ...minimal,
  units: { MB: { precision: 0 }, KM: { precision: 3 } },
  traits: { plan: { type: "string" }, phone: { type: "string", personal: true } },
  events: {
    ride: { properties: { km: { type: "int" }, tip: { type: "money" }, driver: { type: "string", personal: true }, kind: { type: "string" } } },
    stay: { properties: { kind: { type: "int" } } },
    ride_cancelled: { corrects: "ride" },
  },
  goals: [{ id: "rode", steps: { event: "ride" } }],
  stampCards: [{ id: "card", slots: 9 }],
  badges: [
    { id: "star", name: "Star" },
    { id: "moon", name: "Moon" },
  ],
};
const credit = { id: "credit", to: "referrer", credit: { amount: "5.00" } };
const rule = (on: unknown, grants: unknown[] = [credit], more: object = {}) => ({ rules: [{ id: "thanks", on, grants, ...more }] });
const grant = (patch: object, on: unknown = { referral: "converted" }) => rule(on, [{ ...credit, ...patch }]);
const gives = (given: object, on: unknown = { referral: "converted" }) => rule(on, [{ id: "credit", to: "referrer", ...given }]);
const goal = (patch: object) => ({ goals: [{ id: "rode", steps: { event: "ride" }, ...patch }] });
const limit = (patch: object, given: object = {}) => grant({ limits: [{ id: "cap", measure: "rewards", max: "3", ...patch }], ...given });

function problemsOf(patch: object): Problem[] {
  const validation = validateProgram({ ...full, ...patch });
  return validation.ok ? [] : validation.problems;
}
function lines(patch: object): string[] {
  return problemsOf(patch).map(({ path, problem, remedy }) => `${path} | ${problem} | ${remedy}`);
}

describe("a valid document", () => {
  test("has no problems: the smallest, and a full one", () => {
    expect(validateProgram(minimal).ok).toBe(true);
    expect(problemsOf({})).toEqual([]);
  });

  test.each<[string, object]>([
    ["a percentage with bounds", gives({ credit: { amount: { percent: "2.5", of: "goods", floor: "1", ceiling: "9.99", rounding: "down" } } })],
    [
      "a percentage of a property of one trigger",
      gives({ units: { unit: "KM", amount: { percent: "10", of: { property: "km" } } } }, { event: "ride" }),
    ],
    ["a percentage of a property of the goal's events", gives({ points: { amount: { percent: "100", of: { property: "tip" } } } }, { goal: "rode" })],
    [
      "a table by an attribute",
      gives({
        cash: { amount: { table: { by: "friend.traits.plan", rows: { plus: "5", basic: { percent: "1", of: "total" } }, otherwise: "1.50" } } },
      }),
    ],
    ["tiers", gives({ credit: { amount: { tiers: { by: "qualified", period: "month", steps: [{ upTo: 2, amount: "1" }, { amount: "2" }] } } } })],
    [
      "limits of every measure",
      limit(
        { id: "a" },
        {
          value: "5",
          limits: ["rewards", "amount", "value", "balance", { referrals: "converted" }].map((measure, i) => ({ id: `l${i}`, measure, max: "9" })),
        },
      ),
    ],
    ["a limit per expression", limit({ per: { expression: "friend.traits.plan" } })],
    [
      "a hold of every kind",
      grant({
        hold: {
          for: { days: 3 },
          approval: true,
          until: { event: "ride", where: "event.properties.km > 3" },
          cancelOn: [{ event: "refund" }],
          ifStill: "friend.purchases > 0",
        },
      }),
    ],
    ["a window between moments", goal({ window: { after: "2026-03-01", before: "2026-03-02T00:00" } })],
    [
      "nested steps with a sum",
      goal({
        steps: {
          all: [{ any: [{ event: "sign_up" }, { event: "ride", sum: "total", atLeast: "50.00" }] }, { event: "ride", count: 2 }],
          inOrder: true,
        },
      }),
    ],
    [
      "eligibility at several events",
      { eligibility: [{ id: "x", when: "match.address || has(friend.traits.plan)", then: "review", at: ["sign_up", "ride"] }] },
    ],
    ["languages", { name: { en: "Friends", ru: "Друзья" }, locales: ["en", "ru"] }],
    ["an address on the own machine", { destination: "http://localhost:4000/welcome", otherDestinations: ["http://127.0.0.1/"] }],
    ["grants bound together", rule({ referral: "converted" }, [credit, { ...credit, id: "other", to: "friend", boundWith: ["credit"] }])],
    [
      "a budget that two grants share",
      rule(
        { referral: "converted" },
        ["a", "b"].map((id) => ({ ...credit, id, limits: [{ id: "budget", measure: "amount", per: "program", period: "year", max: "50000" }] })),
      ),
    ],
    ["a schedule", { schedule: { joinFrom: "2026-01-01", joinUntil: "2026-02-01", qualifyUntil: "2026-02-01", payUntil: "2026-03-01" } }],
  ])("may have %s", (_, patch) => {
    expect(problemsOf(patch)).toEqual([]);
  });
});

describe("a problem is told with its place and what to do", () => {
  test.each<[object, string]>([
    // shape
    [{ format: 2 }, "/format | Must be 1. | Write 1."],
    [{ nmae: "x" }, '/nmae | "nmae" is not known here. | Did you mean name?'],
    [{ handle: "A!" }, '/handle | "A!" is not 3 to 40 small letters, digits and hyphens'],
    [{ weekStart: "mondy" }, '/weekStart | "mondy" is not known here. | Did you mean monday?'],
    [{ lateness: { days: 0 } }, "/lateness/days | 0 is out of range. | Write a whole number from 1 to 3650."],
    [{ lateness: { days: 1.5 } }, "/lateness/days | 1.5 is not a whole number."],
    [{ lateness: { days: 1, hours: 2 } }, '/lateness | "hours" and "days" cannot stand together.'],
    [{ lateness: { day: 1 } }, '/lateness/day | "day" is not known here. | Did you mean days?'],
    [{ lateness: "1 day" }, "/lateness | Must be an object, not a text."],
    [{ rules: {} }, "/rules | Must be a list, not an object."],
    [{ events: { Ride: {} } }, '/events/Ride | The name "Ride" cannot be used. | A name is small letters'],
    [gives({ credit: { amount: 5 } }), '/rules/0/grants/0/credit/amount | Must be a text or an object, not a number. | Write it in quotes: "5".'],
    [gives({ credit: { amount: "5,00" } }), '/rules/0/grants/0/credit/amount | "5,00" is not a decimal number'],
    [gives({ credit: { amount: "-5" } }), '/rules/0/grants/0/credit/amount | "-5" is not a decimal number'],
    [gives({ credit: { amount: "1e3" } }), '/rules/0/grants/0/credit/amount | "1e3" is not a decimal number'],
    [gives({}), "/rules/0/grants/0 | It has none of credit, cash, points, units, coupon, badge or stamp."],
    [gives({ credit: { amount: "5" }, badge: "star" }), '/rules/0/grants/0 | "credit" and "badge" cannot stand together.'],
    [
      gives({ coupon: { discount: { percnt: "5" } } }),
      '/rules/0/grants/0/coupon/discount/percnt | "percnt" is not known here. | Did you mean percent?',
    ],
    [
      gives({ credit: { amount: { percent: "5", of: "net" } } }),
      '/rules/0/grants/0/credit/amount/of | "net" is not known here. | Use total, goods or goodsBeforeDiscount; or an object with property.',
    ],
    [rule({ evnt: "ride" }), "/rules/0/on/evnt"],
    [rule({ referral: "signed_up" }, []), "/rules/0/grants | The list is empty."],
    [goal({ steps: { all: [{ evnt: "ride" }] } }), '/goals/0/steps/all/0/evnt | "evnt" is not known here. | Did you mean event?'],
    [goal({ steps: { event: "ride", nth: 2 } }), '/goals/0/steps/nth | "nth" is not known here.'],
    [goal({ window: { from: "sign_up" } }), '/goals/0/window/for | "for" is missing. | How long it is.'],
    [limit({ max: 3 }), '/rules/0/grants/0/limits/0/max | Must be a text, not a number. | Write it in quotes: "3".'],
    // identity
    [{ currency: "USX" }, "/currency | USX is not a currency in use."],
    [{ timeZone: "Moscow" }, '/timeZone | "Moscow" is not a time zone. | Write an IANA name'],
    [{ destination: "http://shop.example/" }, "/destination | The address is not secure"],
    [{ destination: "javascript:alert(1)" }, "/destination | "],
    [{ destination: "https:shop.example" }, "/destination | "],
    [{ destination: "//shop.example" }, "/destination | "],
    [{ destination: "https://a:b@shop.example/" }, "/destination | The address holds a user name or password."],
    [{ destination: "https://shop.example\\@evil.example/" }, "/destination | "],
    [{ otherDestinations: ["https://ok.example/", "ftp://x.example/"] }, "/otherDestinations/1 | "],
    [{ name: { ru: "Друзья" } }, "/name | The name has no text in en, the first language."],
    [{ locales: ["en", "en"] }, '/locales/1 | "en" is named twice.'],
    [{ schedule: { joinFrom: "2026-02-01", joinUntil: "2026-01-01" } }, '/schedule/joinUntil | "joinUntil" is not after "joinFrom".'],
    [{ schedule: { joinUntil: "2026-02-01", qualifyUntil: "2026-01-01" } }, '/schedule/qualifyUntil | "qualifyUntil" is not after "joinUntil".'],
    [{ schedule: { joinFrom: "2026-02-30" } }, '/schedule/joinFrom | "2026-02-30" does not exist.'],
    [{ referral: { freezes: ["friend.traits.plam"] } }, "/referral/freezes/0 | There is no attribute"],
    [{ attribution: { order: ["code", "code"] } }, '/attribution/order/1 | "code" is named twice.'],
    [
      { attribution: { existingCustomer: "friend.isCustmer" } },
      '/attribution/existingCustomer | There is no "friend.isCustmer" here (at character 1). | Did you mean friend.isCustomer?',
    ],
    // declarations
    [{ traits: { in: { type: "string" } } }, '/traits/in | The name "in" is reserved.'],
    [
      { events: { ride: { properties: { constructor: { type: "int" } } } } },
      '/events/ride/properties/constructor | The name "constructor" is reserved.',
    ],
    [{ units: { EUR: {} } }, "/units/EUR | EUR is a currency."],
    [{ events: { a: { corrects: "b" } }, goals: [] }, '/events/a/corrects | There is no type of event "b".'],
    [{ events: { a: { corrects: "a" } }, goals: [] }, '/events/a/corrects | "a" cannot correct itself.'],
    [{ events: { a: { corrects: "refund" } }, goals: [] }, '/events/a/corrects | "refund" is a correction itself.'],
    [{ events: { purchase: { corrects: "sign_up" } }, goals: [] }, '/events/purchase/corrects | "purchase" is built in'],
    [{ badges: [...full.badges, full.badges[0]] }, '/badges/2/id | The id "star" is used twice.'],
    [
      { eligibility: [{ id: "x", when: "true", then: "refuse", at: ["rid"] }] },
      '/eligibility/0/at/0 | There is no type of event "rid". | Did you mean ride?',
    ],
    [
      { eligibility: [{ id: "x", when: "friend.traits.phone == referrer.traits.phone", then: "refuse" }] },
      '/eligibility/0/when | "friend.traits.phone" is personal data',
    ],
    [
      { eligibility: [{ id: "x", when: "event.properties.kind == 1", then: "refuse", at: ["ride", "stay"] }] },
      '/eligibility/0/when | "event.properties.kind" is string in "ride" and int in "stay"',
    ],
    // goals
    [goal({ steps: { event: "rode" } }), '/goals/0/steps/event | There is no type of event "rode". | Did you mean ride?'],
    [goal({ steps: { event: "refund" } }), '/goals/0/steps/event | "refund" takes back "purchase" and cannot be counted. | Count purchase'],
    [goal({ steps: { event: "ride", where: "event.properties.kmm > 1" } }), '/goals/0/steps/where | There is no "event.properties.kmm" here'],
    [goal({ steps: { event: "ride", atLeast: "5" } }), '/goals/0/steps/sum | "sum" is missing beside "atLeast".'],
    [goal({ steps: { event: "ride", sum: "total" } }), '/goals/0/steps/atLeast | "atLeast" is missing beside "sum".'],
    [goal({ steps: { event: "ride", sum: "total", atLeast: "5", count: 2 } }), "/goals/0/steps/count | A step has a count or a sum, not both."],
    [
      goal({ steps: { event: "ride", sum: "total", atLeast: "5.001" } }),
      '/goals/0/steps/atLeast | "5.001" is too fine for USD. | USD has at most 2 decimals.',
    ],
    [
      goal({ steps: { event: "ride", sum: { property: "km" }, atLeast: "5.5" } }),
      '/goals/0/steps/atLeast | "5.5" is too fine for km. | km has no decimals.',
    ],
    [
      goal({ steps: { event: "ride", sum: { property: "kind" }, atLeast: "5" } }),
      '/goals/0/steps/sum/property | There is no money or int property "kind" here.',
    ],
    [goal({ steps: { all: [{ any: [{ all: [{ any: [{ all: [{ event: "ride" }] }] }] }] }] } }), "Steps are nested too deeply."],
    [
      goal({ steps: { event: "ride", sum: "total", atLeast: "0.00" } }),
      "/goals/0/steps/atLeast | A sum of nothing is reached by nothing. | Write more than 0.",
    ],
    [goal({ window: { after: "2026-03-02", before: "2026-03-01" } }), "/goals/0/window/before | The window ends before it begins."],
    [goal({ requires: "road" }), '/goals/0/requires | There is no goal "road". | Did you mean rode?'],
    [goal({ requires: "rode" }), '/goals/0/requires | The goal "rode" requires itself in the end.'],
    [
      {
        goals: [
          ...full.goals,
          { id: "b", steps: { event: "ride" }, movesReferral: true },
          { id: "c", steps: { event: "ride" }, movesReferral: true },
        ],
      },
      "/goals/2/movesReferral | Another goal moves the referral already.",
    ],
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
    // grants
    [grant({ to: "member" }), "/rules/0/grants/0/to | A referral has a friend and a referrer. | Write friend or referrer."],
    [grant({ to: "friend" }, { badge: "star" }), "/rules/0/grants/0/to | There is no friend here"],
    [grant({ to: "friend" }, { referrals: { stage: "signed_up", count: 5 } }), "/rules/0/grants/0/to | There is no friend here"],
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

  test("all at once, each once, and none that only follows from another", () => {
    const broken = { ...goal({ id: "rode", steps: { evnt: "ride" } }), currency: "XXZ", ...rule({ goal: "rode" }, [{ ...credit, to: "frend" }]) };
    expect(problemsOf(broken).map(({ path }) => path)).toEqual(["/goals/0/steps/evnt", "/rules/0/grants/0/to", "/currency"]);
  });

  test("a chain of more than eight effects is refused", () => {
    const badges = Array.from({ length: 10 }, (_, i) => ({ id: `b${i}`, name: "x" }));
    const rules = badges.slice(1).map(({ id }, i) => ({ id: `r${i}`, on: { badge: `b${i}` }, grants: [{ id: "g", to: "member", badge: id }] }));
    expect(lines({ badges, rules }).join()).toContain("/rules/0/on | The rule begins a chain of more than 8 rules.");
    expect(problemsOf({ badges, rules: rules.slice(1) })).toEqual([]);
  });
});

describe("a warning does not forbid", () => {
  test.each<[object, string]>([
    [rule({ badge: "star" }), '/rules/0/on/badge | No rule gives the badge "star", so this never happens.'],
    [rule({ stampCard: "card" }), '/rules/0/on/stampCard | No rule gives the stamp "card", so this never happens.'],
    [{ goals: [], ...rule({ referral: "converted" }) }, "/rules/0/on | No referral is ever converted: the document has no goal."],
    [{ name: { en: "Friends", fr: "Amis" } }, '/name/fr | "fr" is not a language of the program.'],
  ])("%j", (patch, words) => {
    const validation = validateProgram({ ...full, ...patch });
    expect(validation.ok && validation.warnings.map(({ path, problem }) => `${path} | ${problem}`)).toContain(words);
  });
});

describe("hostile input is refused, soon and without a crash", () => {
  const nested = (depth: number, wrap: (inner: unknown) => unknown) => {
    let value: unknown = { event: "ride" };
    for (let i = 0; i < depth; i++) value = wrap(value);
    return value;
  };
  const circle: Record<string, unknown> = { ...minimal };
  circle.description = circle;
  test.each<[string, unknown]>([
    ["nothing", undefined],
    ["null", null],
    ["a text", "format: 1"],
    ["a list", [minimal]],
    ["lists 10,000 deep", nested(10_000, (inner) => [inner])],
    ["steps 10,000 deep", { ...full, goals: [{ id: "rode", steps: nested(10_000, (inner) => ({ all: [inner] })) }] }],
    ["a text of 1 MB", { ...minimal, description: "x".repeat(1_000_000) }],
    ["a key of 1 MB", { ...minimal, ["x".repeat(1_000_000)]: 1 }],
    ["a million items", { ...minimal, rules: new Array(1_000_000).fill(null) }],
    ["an endless sparse list", { ...minimal, rules: new Array(2 ** 32 - 1) }],
    ["a circle", circle],
    ["half a surrogate pair", { ...minimal, name: "\ud800" }],
    ["a NUL", { ...minimal, name: "a\0b" }],
    ["a NUL in a name", { ...minimal, "a\0b": 1 }],
    ["__proto__", JSON.parse('{"format":1,"handle":"abc","name":"x","destination":"https://a.example/","__proto__":{"rules":[]}}')],
    ["events.__proto__", { ...minimal, events: JSON.parse('{"__proto__":{"corrects":"purchase"}}') }],
    ["constructor", { ...minimal, constructor: {} }],
    ["an infinite number", { ...minimal, lateness: { days: Number.POSITIVE_INFINITY } }],
    ["NaN", { ...minimal, lateness: { days: Number.NaN } }],
    ["a huge number", { ...minimal, lateness: { days: 1e300 } }],
    ["a huge amount", { ...full, ...gives({ credit: { amount: "9".repeat(400) } }) }],
    ["a bigint", { ...minimal, format: 1n }],
    ["a function", { ...minimal, name: () => "x" }],
    ["a Date", { ...minimal, schedule: { joinFrom: new Date(0) } }],
    ["a Map", new Map(Object.entries(minimal))],
    ["a null for an object", { ...full, rules: [null], goals: [null], events: { ride: null }, units: { MB: null }, schedule: null }],
  ])("%s", (_, input) => {
    const validation = validateProgram(input);
    expect(validation.ok).toBe(false);
    if (validation.ok) return;
    expect(validation.problems.length).toBeGreaterThan(0);
    expect(JSON.stringify(validation.problems).length).toBeLessThan(100_000);
  });

  test("thousands of problems are told as a few hundred", () => {
    const badges = Array.from({ length: 200 }, (_, i) => ({ id: `badge-with-a-long-name-${i}`, name: "x" }));
    const grants = Array.from({ length: 20 }, (_, i) => ({ id: `g${i}`, to: "member", badge: `badge-with-another-name-${i}` }));
    const rules = Array.from({ length: 100 }, (_, i) => ({ id: `r${i}`, on: { event: "ride" }, grants }));
    expect(problemsOf({ badges, rules }).length).toBe(200);
  });
});

describe("laws", () => {
  test("validating never throws, whatever the JSON", () => {
    const keys = fc.constantFrom(
      ...Object.keys(full),
      "rules",
      "eligibility",
      "schedule",
      "attribution",
      "locales",
      "currency",
      "timeZone",
      "referral",
    );
    fc.assert(
      fc.property(fc.dictionary(keys, fc.oneof(fc.jsonValue(), fc.anything())), (patch) => {
        expect(typeof validateProgram({ ...full, ...patch }).ok).toBe("boolean");
        expect(typeof validateProgram(patch).ok).toBe("boolean");
      }),
      { numRuns: 500 },
    );
  });
});
