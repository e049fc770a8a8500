import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { diffDocuments } from "./diff.js";
import { canonicalJson } from "./hash.js";

const credit = (amount: string, more: object = {}) => ({ id: "credit", to: "referrer", credit: { amount }, ...more });
const document = (rules: unknown[], more: object = {}) => ({ format: 1, name: "Friends", rules, ...more });
const thanks = (grants: unknown[]) => ({ id: "thanks", on: { referral: "converted" }, grants });

describe("the difference of two documents", () => {
  test("names what changed, where by id, in a sentence", () => {
    const before = document([thanks([credit("5.00", { hold: { for: { days: 14 } } })]), { id: "old", grants: [] }], { locales: ["en"] });
    const after = document([{ id: "new", grants: [] }, thanks([credit("7.50", { hold: { for: { days: 7 } } })])], {
      locales: ["en", "ru"],
      currency: "EUR",
    });
    expect(diffDocuments(before, after).map(({ path, sentence }) => [path, sentence])).toEqual([
      ["/rules/thanks/grants/credit/credit/amount", "Rule “thanks”, grant “credit”, credit, amount: “5.00” became “7.50”."],
      ["/rules/thanks/grants/credit/hold/for/days", "Rule “thanks”, grant “credit”, hold, for, days: 14 became 7."],
      ["/rules/old", "Rule “old”: removed (was id old, grants )."],
      ["/rules/new", "Rule “new”: added (id new, grants )."],
      ["/locales", "Locales: en became en, ru."],
      ["/currency", "Currency: added (“EUR”)."],
    ]);
  });

  test("tells a new order once", () => {
    const [a, b] = [{ id: "a" }, { id: "b" }];
    expect(diffDocuments(document([a, b]), document([b, a]))).toEqual([
      { path: "/rules", before: ["a", "b"], after: ["b", "a"], sentence: "Rules: the order changed." },
    ]);
  });

  test("carries the values themselves", () => {
    expect(diffDocuments({ lateness: { days: 3 } }, { lateness: { hours: 3 } })).toEqual([
      { path: "/lateness/days", before: 3, after: null, sentence: "Lateness, days: removed (was 3)." },
      { path: "/lateness/hours", before: null, after: 3, sentence: "Lateness, hours: added (3)." },
    ]);
  });

  test("is empty exactly if both say the same", () => {
    const json = fc.jsonValue({ maxDepth: 4 });
    fc.assert(
      fc.property(json, (value) => {
        expect(diffDocuments(value, structuredClone(value))).toEqual([]);
      }),
    );
    fc.assert(
      fc.property(json, json, (one, other) => {
        expect(diffDocuments(one, other).length === 0).toBe(canonicalJson(one) === canonicalJson(other));
      }),
    );
  });
});
