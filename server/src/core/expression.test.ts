import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ExpressionScope } from "./expression/shape.js";
import { compileCondition, compileKey } from "./expression.js";

const scope: ExpressionScope = {
  currency: "USD",
  names: {
    at: "timestamp",
    event: { type: "string", status: "string", amount: "money", properties: { plan: "string", seats: "int", trial: "bool", deposit: "money" } },
    friend: { joinedAt: "timestamp", purchases: "int", isCustomer: "bool", traits: { city: "string" } },
    match: { address: "bool" },
  },
  refused: new Map([["event.properties.email", { problem: "event.properties.email is personal", remedy: "Compare with match.email." }]]),
};
const context = {
  at: Date.parse("2026-03-10T00:00:00Z"),
  event: { type: "purchase", status: null, amount: 4500n, properties: { plan: "plus", seats: 3, trial: false, deposit: "2000" } },
  friend: { joinedAt: Date.parse("2026-03-01T00:00:00Z"), purchases: 0, isCustomer: false, traits: {} },
  match: { address: true },
};

function condition(source: string) {
  const compiled = compileCondition(source, scope);
  if (!compiled.ok) throw new Error(`${source}: ${compiled.problem}`);
  return compiled.expression;
}
function refusal(source: string) {
  const compiled = compileCondition(source, scope);
  return compiled.ok ? "accepted" : `${compiled.problem} | ${compiled.remedy}`;
}

describe("a condition", () => {
  test.each([
    ['event.amount >= money("45.00")', true],
    ['event.amount > money("45.00")', false],
    ['event.amount - money("5") == money("40")', true],
    ['event.amount * 2 == money("90.00")', true],
    ['event.amount / 2 in [money("22.50")]', true],
    ['event.properties.deposit == money("20.00")', true],
    ['event.properties.plan in ["standard", "plus"]', true],
    ["event.properties.seats in [1, 2]", false],
    ["event.properties.seats in [friend.purchases + 3]", true],
    ["-event.properties.seats == -3 && 7 / 2 == 3 && -7 / 2 == -3 && -7 % 3 == -1", true],
    ["!event.properties.trial ? match.address : false", true],
    ['event.properties.plan.startsWith("pl") && event.properties.plan.endsWith("us") && event.properties.plan.contains("lu")', true],
    ['size(event.properties.plan) == 4 && "Ещё😀".size() == 4', true],
    ['"ABC".lowerAscii() == "abc"', true],
    ["at - friend.joinedAt < days(10)", true],
    ['at - friend.joinedAt < duration("216h")', false],
    ['friend.joinedAt + days(9) == at && at == timestamp("2026-03-10T00:00:00Z")', true],
    ["has(event.properties.plan)", true],
    ["has(event.status) || has(friend.traits.city)", false],
    ['"a" + event.properties.plan == "aplus"', true],
    ["event.properties.seats == 3 == true", true],
  ])("%s is %s", (source, holds) => {
    expect(condition(source).evaluate(context)).toBe(holds);
  });

  test.each([
    ['event.status == "paid"', "missing", "event.status"],
    ['event.status != "paid"', "missing", "event.status"],
    ['!(friend.traits.city == "Omsk")', "missing", "friend.traits.city"],
    ['event.properties.plan in [friend.traits.city, "x"]', "missing", "friend.traits.city"],
    ["event.properties.seats / friend.purchases > 1", "division_by_zero", "event.properties.seats / friend.purchases"],
    ["event.properties.seats % friend.purchases > 1", "division_by_zero", "event.properties.seats % friend.purchases"],
    ["9223372036854775807 + event.properties.seats > 1", "overflow", "9223372036854775807 + event.properties.seats"],
    ["days(9223372036854775807) > days(1)", "overflow", "days(9223372036854775807)"],
  ])("%s has no value (%s) and does not hold", (source, error, of) => {
    expect(condition(source).evaluate(context)).toEqual({ error, of });
  });

  test("passes over what is absent where the other side decides", () => {
    expect(condition('event.status == "paid" || match.address').evaluate(context)).toBe(true);
    expect(condition('match.address || event.status == "paid"').evaluate(context)).toBe(true);
    expect(condition('!(event.status == "paid" && friend.isCustomer)').evaluate(context)).toBe(true);
    expect(condition('has(event.status) && event.status == "paid"').evaluate(context)).toBe(false);
  });

  test("treats a whole object that is absent, and a fact of another type, as missing", () => {
    expect(condition("match.address").evaluate({})).toEqual({ error: "missing", of: "match.address" });
    expect(condition("has(event.properties.plan)").evaluate({ event: null })).toBe(false);
    expect(condition('event.properties.plan == "3"').evaluate({ event: { properties: { plan: 3 } } })).toEqual({
      error: "missing",
      of: "event.properties.plan",
    });
    expect(condition("event.properties.seats > 0").evaluate({ event: { properties: { seats: 0.5 } } })).toEqual({
      error: "missing",
      of: "event.properties.seats",
    });
  });

  test("names what it reads", () => {
    expect([...condition("match.address || has(friend.traits.city) && event.amount > event.amount").reads]).toEqual([
      "match.address",
      "friend.traits.city",
      "event.amount",
    ]);
  });

  test.each([
    ["event.amount >= 30", 'money >= a whole number | Compare money with money: money("30.00").'],
    [
      'event.amuont > money("1")',
      'there is no "event.amuont" here | Did you mean event.amount? Known in event: type, status, amount and properties.',
    ],
    ['evnt.amount > money("1")', 'there is no "evnt" here | Did you mean event? '],
    [
      'event.properties.plam == "x"',
      "Did you mean event.properties.plan? Known in event.properties: plan, seats, trial and deposit. Or declare it in the document.",
    ],
    ["has(event.properties.plam)", 'there is no "event.properties.plam" here'],
    ['event.type.name == "x"', '"event.type" is a single value and has no "name" | Write event.type alone.'],
    ['event.properties.email == "a@b.c"', "event.properties.email is personal | Compare with match.email."],
    ["event.amount", "the expression gives money | A condition gives true or false"],
    ["event.properties", "the expression gives event.properties"],
    ["event == event", "these do not go together"],
    ['event.properties.seats == "3"', "Both sides must be of the same type"],
    ["event.properties.seats > 1.5", "only whole numbers"],
    ["event.status == null", "null cannot be compared | Ask whether something is there with has("],
    ['event.properties.plan.matches("^(a+)+$")', "patterns (matches) cannot be used"],
    ["[1, 2].exists(x, x > 1)", "loops (exists) cannot be used"],
    ["[1, 2].all(x, [3].all(y, y > x))", "loops (all) cannot be used"],
    ["[1].map(x, x) == [1]", "loops (map) cannot be used"],
    ["cel.bind(x, 1, x == 1)", "loops (bind) cannot be used"],
    ["[1] == [1]", "this is not a single value"],
    ["event.properties.seats in []", "the list is empty"],
    ["dyn(event.amount) == 1", "there is no function dyn"],
    ["type(1) == int", "there is no function type"],
    ["int == int", 'there is no "int" here'],
    ["google.protobuf.Duration == google.protobuf.Duration", 'there is no "google" here'],
    ["event.constructor == 1", 'there is no "event.constructor" here'],
    ["event.__proto__ == 1", 'there is no "event.__proto__" here'],
    ['event["amount"] == money("1")', "values in brackets"],
    ["(true ? event : event).amount == event.amount", "only a name can come before a dot"],
    ['at > "2026-03-01"', "these do not go together: a timestamp > text | Compare moments with timestamp("],
    ['at > timestamp("yesterday")', '"yesterday" is not a timestamp'],
    ['at > timestamp("2026-03-01")', '"2026-03-01" is not a timestamp'],
    ['at - at > duration("1 day")', '"1 day" is not a duration | Write duration("36h")'],
    ['at - at > duration("")', '"" is not a duration'],
    ['event.amount > money("30.001")', 'money("30.001") is not an amount in USD | Write digits with at most 2 decimals: money("30.00").'],
    ['event.amount > money("-1")', "is not an amount in USD"],
    ['event.amount > money("999999999999999999999")', "is not an amount in USD"],
    ["event.amount > money(event.type)", "money() takes one text"],
    ["9223372036854775808 > 1", "the number is too large"],
    ["1u == 1u", "only whole numbers"],
    ['b"a" == b"a"', "only whole numbers"],
    ['"x" in {"x": 1}', "the expression is too large"],
    ['event.type in "purchase"', "these do not go together"],
    ["event.type ==", "unexpected token"],
    ["", "unexpected"],
    ['event.type == "a" // why', "accepted"],
    [`true${" || true".repeat(300)}`, "the expression is too long"],
    [`true${"||true".repeat(300)}`, "the expression is too large"],
    [`${"!".repeat(1500)}true`, "the expression is too large"],
    [`${"(".repeat(900)}true${")".repeat(900)}`, "the expression is too large"],
    [`1 in [${"1,".repeat(500)}1]`, "the expression is too large"],
  ])("%s is refused or not as its author can understand", (source, words) => {
    expect(refusal(source)).toContain(words);
  });

  test("says at which character it is wrong", () => {
    const compiled = compileCondition('true && event.amuont > money("1")', scope);
    expect(compiled).toMatchObject({ ok: false, position: 8 });
  });
});

describe("a key", () => {
  test("is a text, or a whole number or true/false as text", () => {
    const key = (source: string) => {
      const compiled = compileKey(source, scope);
      return compiled.ok ? compiled.expression.evaluate(context) : compiled.problem;
    };
    expect(key("event.properties.plan")).toBe("plus");
    expect(key("event.properties.seats")).toBe("3");
    expect(key("event.properties.trial")).toBe("false");
    expect(key("friend.traits.city")).toEqual({ error: "missing", of: "friend.traits.city" });
    expect(key("event.amount")).toBe("the expression gives money");
    expect(key("at")).toBe("the expression gives a timestamp");
  });
});

/** Pieces that real expressions are made of, glued at random: mostly wrong, sometimes right. */
const pieces = fc.constantFrom(
  ...["event", ".", "amount", "properties", "plan", "seats", "==", "<", "&&", "||", "!", "-", "+", "/", "in", "[", "]", "(", ")", "?", ":", ","],
  ...["has", "money", '"30.00"', '"x"', "1", "0", "true", "at", "days", "size", "friend.purchases", "event.status", "null", "{", "}", "1.5", "map"],
);

describe("laws", () => {
  test("compiling never throws, whatever the text", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "binary", maxLength: 200 }),
          fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join(" ")),
        ),
        (source) => {
          const compiled = compileCondition(source, scope);
          if (compiled.ok)
            expect([true, false, expect.objectContaining({ error: expect.any(String) })]).toContainEqual(compiled.expression.evaluate(context));
          else expect(compiled.problem.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test("evaluating gives true, false or a failure and never throws, whatever the context", () => {
    const sources = [
      'event.amount >= money("30.00") || event.properties.plan == "x"',
      "event.properties.seats / friend.purchases > 2 && at - friend.joinedAt < days(event.properties.seats)",
      'has(friend.traits.city) ? friend.traits.city.lowerAscii() in ["omsk"] : match.address',
    ].map(condition);
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom("event", "friend", "at", "match"), fc.anything({ maxDepth: 3 })), (facts) => {
        for (const one of sources) {
          const answer = one.evaluate(facts);
          expect(typeof answer === "boolean" || answer.error.length > 0).toBe(true);
        }
      }),
    );
  });

  test("whole-number arithmetic is that of 64-bit integers, or has no value", () => {
    const int = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
    const sum = condition("event.properties.seats + friend.purchases > 0");
    fc.assert(
      fc.property(int, int, (a, b) => {
        const facts = { event: { properties: { seats: a } }, friend: { purchases: b } };
        const exact = a + b;
        if (BigInt.asIntN(64, exact) === exact) expect(sum.evaluate(facts)).toBe(exact > 0n);
        else expect(sum.evaluate(facts)).toMatchObject({ error: "overflow" });
      }),
    );
  });
});
