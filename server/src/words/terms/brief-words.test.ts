import { describe, expect, test } from "vitest";
import type { Grant, ProgramDocument } from "../../core/document/schema.js";
import { brieflyGiven } from "./giving-words.js";
import { tellingOf } from "./telling.js";

const document = { format: 1, handle: "tea", name: "Tea", currency: "USD", destination: "https://tea.example/" } as ProgramDocument;
const grants: [gives: object, en: string, ru: string][] = [
  [
    { credit: { amount: { percent: "10", of: "net", floor: "2.00", ceiling: "25.00" } } },
    "10 % as store credit, at most $25",
    "10 % на счёт в магазине, не больше 25 $",
  ],
  [{ cash: { amount: { percent: "7.5", of: "net" } } }, "7.5 % in money", "7,5 % деньгами"],
  [
    { points: { amount: { percent: "200", of: "net", ceiling: "500" } } },
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
