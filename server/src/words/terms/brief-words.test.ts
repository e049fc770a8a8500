import { describe, expect, test } from "vitest";
import type { Grant, ProgramDocument } from "../../core/document/schema.js";
import { offersOf } from "../offer.js";
import { brieflyGiven } from "./giving-words.js";
import { tellingOf } from "./telling.js";

const document = { format: 1, handle: "tea", name: "Tea", currency: "USD", destination: "https://tea.example/" } as ProgramDocument;
const grants: [gives: object, en: string, ru: string][] = [
  [
    { credit: { amount: { percent: "10", of: "total", floor: "2.00", ceiling: "25.00" } } },
    "10 % as store credit, at most $25",
    "10 % на счёт в магазине, не больше 25 $",
  ],
  [{ cash: { amount: { percent: "7.5", of: "total" } } }, "7.5 % in money", "7,5 % деньгами"],
  [
    { points: { amount: { percent: "200", of: "total", ceiling: "500" } } },
    "200 % in points, at most 500 points",
    "200 % — баллы, не больше 500 баллов",
  ],
  [{ credit: { amount: "5.00" } }, "$5 of store credit", "5 $ на счёт в магазине"],
  [{ coupon: { discount: { percent: "10" } } }, "a coupon for 10 % off", "купон на скидку 10 %"],
];

describe("what a grant gives, in a few words", () => {
  test.each(grants)("%j", (gives, en, ru) => {
    const grant = { id: "g", to: "referrer", ...gives } as Grant;
    const said = (["en", "ru"] as const).map((language) => brieflyGiven(tellingOf(document, language), grant).replaceAll("\u00a0", " "));
    expect(said).toEqual([en, ru]);
  });
});

test("an offer tells a share in a few words, what it is a share of, and from what order on it counts; not how it is rounded", () => {
  const credit = { amount: { percent: "10", of: "total", ceiling: "25.00" }, minimumSpend: "30.00" };
  const rules = [{ id: "r", on: { referral: "signed_up" }, grants: [{ id: "g", to: "referrer", credit }] }];
  const [offered] = offersOf({ ...document, rules } as ProgramDocument, "en").forMember;
  expect(offered).toMatchObject({ what: "10 % as store credit, at most $25" });
  expect(offered?.details).toEqual([expect.stringMatching(/^10 % of .+, as store credit, at most \$25\.$/), expect.stringContaining("$30")]);
});
