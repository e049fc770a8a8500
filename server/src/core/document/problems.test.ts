// biome-ignore-all lint/suspicious/noThenProperty: the document's own word; nothing awaits a check.
import { describe, expect, test } from "vitest";
import { credit, full, gives, goal, limit, rule } from "../../../test/program-documents.js";
import type { Problem } from "./problem.js";
import { validateProgram } from "./validate.js";

function problemsOf(patch: object): Problem[] {
  const validation = validateProgram({ ...full, ...patch });
  return validation.ok ? [] : validation.problems;
}
function lines(patch: object): string[] {
  return problemsOf(patch).map(({ path, problem, remedy }) => `${path} | ${problem} | ${remedy}`);
}

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
    [gives({}), "/rules/0/grants/0 | It has none of credit, cash, points, units, coupon, item, access, badge, stamp, code, drawn, choice"],
    [gives({ credit: { amount: "5" }, badge: "star" }), '/rules/0/grants/0 | "credit" and "badge" cannot stand together.'],
    [
      gives({ coupon: { discount: { percnt: "5" } } }),
      '/rules/0/grants/0/coupon/discount/percnt | "percnt" is not known here. | Did you mean percent?',
    ],
    [
      gives({ credit: { amount: { percent: "5", of: "net" } } }),
      '/rules/0/grants/0/credit/amount/of | "net" is not known here. | Use total, goods or goodsBeforeDiscount; or an object with property or assortment.',
    ],
    [rule({ evnt: "ride" }), "/rules/0/on/evnt"],
    [rule({ referral: "signed_up" }, []), "/rules/0/grants | The list is empty."],
    [goal({ steps: { all: [{ evnt: "ride" }] } }), '/goals/0/steps/all/0/evnt | "evnt" is not known here. | Did you mean event?'],
    [goal({ steps: { event: "ride", nth: 2 } }), '/goals/0/steps/nth | "nth" is not known here.'],
    [goal({ window: { from: "sign_up" } }), '/goals/0/window/for | "for" is missing. | How long it is.'],
    [limit({ max: 3 }), '/rules/0/grants/0/limits/0/max | Must be a text or an object, not a number. | Write it in quotes: "3".'],
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
    [{ attribution: { existingCustomer: 'event.status == "x"' } }, '/attribution/existingCustomer | There is no "event" here'],
    [{ attribution: { existingCustomer: "referrer.purchases > 0" } }, '/attribution/existingCustomer | There is no "referrer" here'],
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
    [
      goal({ steps: { event: "ride", sum: { assortment: "tea" }, atLeast: "5" } }),
      '/goals/0/steps/sum/assortment | There is no assortment "tea". | Known: none. Or add it to the document.',
    ],
    [gives({ points: { amount: { topUpTo: "0" } } }), "/rules/0/grants/0/points/amount/topUpTo | A balance of nothing lacks nothing."],
    [gives({ points: { amount: { worth: "5.00" } } }), '/rules/0/grants/0/points/amount/worth | The unit "POINTS" has no price.'],
    [gives({ credit: { amount: { worth: "5.00" } } }), "/rules/0/grants/0/credit/amount/worth | Money is worth what it is."],
    [
      { units: { MB: { price: "10" } }, ...gives({ units: { unit: "MB", amount: { worth: "4.99" } } }) },
      '/rules/0/grants/0/units/amount/worth | "4.99" is worth less than the smallest part of MB.',
    ],
    [{ currencies: ["EUR", "USD"] }, "/currencies/1 | USD is the program's own currency. | Name the others only."],
    [{ currencies: ["EUR", "EUR"] }, "/currencies/1 | EUR is named twice."],
    [{ currencies: ["ABC"] }, "/currencies/0 | ABC is not a currency in use."],
    [{ assortments: { tea: {} } }, "/assortments/tea | It names no product and no category."],
    [{ assortments: { tea: { name: "Tea" } } }, "/assortments/tea | It names no product and no category."],
    [{ assortments: { in: { products: ["1"] } } }, '/assortments/in | The name "in" is reserved.'],
    [
      { assortments: { tea: { products: ["1", "2"], except: { products: ["2"] } } } },
      '/assortments/tea/except/products | "2" is named and excepted. | Leave it out of one of the two.',
    ],
    [
      { assortments: { tea: { products: ["1"] } }, ...goal({ steps: { event: "ride", where: 'event.lines.te.net > money("1.00")' } }) },
      '/goals/0/steps/where | There is no "event.lines.te" here (at character 1). | Did you mean event.lines.tea?',
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
  ])("%j", (patch, words) => {
    expect(lines(patch).join("\n")).toContain(words);
  });

  test("all at once, each once, and none that only follows from another", () => {
    const broken = { ...goal({ id: "rode", steps: { evnt: "ride" } }), currency: "XXZ", ...rule({ goal: "rode" }, [{ ...credit, to: "frend" }]) };
    expect(problemsOf(broken).map(({ path }) => path)).toEqual(["/goals/0/steps/evnt", "/rules/0/grants/0/to", "/currency"]);
  });
});
