/** A friend who can be referred once for each value of a property: which referral it is that something belongs to. */
import { beforeEach, describe, expect, test } from "vitest";
import { brokenLaws } from "../../test/laws/memory-laws.js";
import { DAY, openShop, PROGRAM, publishing, type Shop, write } from "../../test/laws/story.js";
import type { ProgramDocument } from "./document/schema.js";
import type { EventInput, RecordInput } from "./record.js";

const product = { properties: { product: { type: "string" } } } as const;
const document: ProgramDocument = {
  format: 1,
  handle: "plans",
  name: "Plans",
  destination: "https://telecom.example/",
  attribution: { uniqueBy: "product", claimWithin: { days: 20 }, existingCustomer: "false" },
  events: { sign_up: product, claim: product, purchase: product },
  rules: [
    { id: "each", on: { event: "purchase" }, grants: [{ id: "points", to: "referrer", points: { amount: "10" } }] },
    {
      id: "phone",
      on: { referral: "signed_up" },
      when: 'referral.referredFor == "phone"',
      grants: [{ id: "welcome", to: "friend", points: { amount: "1" } }],
    },
  ],
};

let shop: Shop;
beforeEach(() => {
  shop = openShop(document);
  for (const member of ["anna", "ben", "clara"]) write(shop, { kind: "member", member, enrol: [PROGRAM] });
});
const told = (product: string | undefined) => (product === undefined ? {} : { properties: { product } });
const write1 = (input: RecordInput) => write(shop, input).outcome;
const signUp = (referrer: string, product?: string, more: Partial<EventInput> = {}) =>
  write1({ kind: "event", type: "sign_up", member: "dina", referrer, ...told(product), ...more });
const buy = (order: string, product?: string, more: Partial<EventInput> = {}) =>
  write1({ kind: "event", type: "purchase", member: "dina", subject: order, currency: "USD", money: { total: "5000" }, ...told(product), ...more });
const idOf = (member: string) => shop.log.world.externals.get(member) as string;
/** "referrer for what" of the friend's referrals, in the order in which they began. */
const referrals = () =>
  [...shop.log.stored.referrals.values()].map(({ referrerId, referredFor }) => `${nameOf(referrerId)} for ${referredFor ?? "anything"}`);
const nameOf = (id: string) => ["anna", "ben", "clara", "dina", "dina-2"].find((name) => idOf(name) === id);
/** How often each referrer's purchases were rewarded. */
const rewarded = () => {
  const recipients = [...shop.log.stored.rewards.values()].filter(({ ruleId, state }) => ruleId === "each" && state === "available");
  return Object.fromEntries(
    ["anna", "ben", "clara"].map((name) => [name, recipients.filter(({ recipientId }) => recipientId === idOf(name)).length]),
  );
};

test("L12 one referral for each value, each with a referrer of its own; a second for the same value is refused", () => {
  signUp("anna", "phone");
  expect(signUp("ben", "insurance").status).toBe("recorded");
  expect(signUp("clara", "phone")).toMatchObject({ status: "refused", reason: "already_referred" });
  expect(referrals()).toEqual(["anna for phone", "ben for insurance"]);
  expect(brokenLaws(shop.log)).toEqual([]);
});

test("without a value only who was not referred at all begins a referral, and later ones may be for something", () => {
  signUp("anna");
  expect(signUp("ben")).toMatchObject({ reason: "already_referred" });
  signUp("clara", "phone");
  expect(signUp("ben")).toMatchObject({ reason: "already_referred" });
  expect(referrals()).toEqual(["anna for anything", "clara for phone"]);
});

test("L12 nobody stands above themselves, whatever for", () => {
  write1({ kind: "event", type: "sign_up", member: "ben", referrer: "anna", ...told("phone") });
  expect(write1({ kind: "event", type: "claim", member: "anna", referrer: "ben", ...told("insurance") })).toMatchObject({ reason: "cycle" });
  write1({ kind: "event", type: "claim", member: "clara", referrer: "ben", ...told("insurance") });
  write1({ kind: "event", type: "claim", member: "clara", referrer: "anna", ...told("phone") });
  expect(write1({ kind: "event", type: "claim", member: "anna", referrer: "clara", ...told("tv") })).toMatchObject({ reason: "cycle" });
  expect(brokenLaws(shop.log)).toEqual([]);
});

test("conditions read what the friend was referred for", () => {
  expect([signUp("anna", "phone"), signUp("ben", "insurance")].map(({ status }) => status)).toEqual(["rewarded", "recorded"]);
});

describe("an event belongs to", () => {
  test("the referral of its value; for another value to none", () => {
    signUp("anna", "phone");
    signUp("ben", "insurance");
    for (const [order, what] of [
      ["1", "phone"],
      ["2", "insurance"],
      ["3", "phone"],
      ["4", "tv"],
    ] as const)
      buy(order, what);
    expect(rewarded()).toEqual({ anna: 2, ben: 1, clara: 0 });
  });

  test("the referral without a value, if it has none of its own", () => {
    signUp("anna");
    buy("1", "phone");
    signUp("ben", "phone");
    buy("2", "phone");
    buy("3", "tv");
    buy("4");
    expect(rewarded()).toEqual({ anna: 3, ben: 1, clara: 0 });
  });

  test("the latest referral, if it tells no value and none is without", () => {
    signUp("anna", "phone");
    buy("1");
    signUp("ben", "insurance");
    buy("2");
    expect(rewarded()).toEqual({ anna: 1, ben: 1, clara: 0 });
  });

  test("the referral for which it was decided first, when it is told again with another value or after another sign-up", () => {
    signUp("anna", "phone");
    buy("1", "phone", { status: "placed" });
    buy("2");
    signUp("ben", "insurance");
    buy("1", "insurance", { status: "paid" });
    buy("2", undefined, { status: "paid" });
    buy("1", "insurance", { status: "sent" });
    expect(rewarded()).toEqual({ anna: 2, ben: 0, clara: 0 });
    expect(brokenLaws(shop.log)).toEqual([]);
  });

  test("the first referral that it can, if it came before all", () => {
    write1({ kind: "member", member: "dina", enrol: [PROGRAM] });
    buy("1", "insurance");
    buy("2");
    buy("3", "tv");
    write1({ kind: "event", type: "claim", member: "dina", referrer: "anna", ...told("phone") });
    expect(rewarded()).toEqual({ anna: 1, ben: 0, clara: 0 });
    write1({ kind: "event", type: "claim", member: "dina", referrer: "ben", ...told("insurance") });
    expect(rewarded()).toEqual({ anna: 1, ben: 1, clara: 0 });
  });

  test("its referral also after that got another referrer, who is given what is its own alone", () => {
    signUp("anna", "phone");
    signUp("ben", "insurance");
    buy("1", "phone");
    buy("2", "insurance");
    buy("3");
    const [phone] = shop.log.stored.referrals.keys();
    write1({ kind: "referral.correct", referral: phone as string, referrer: "clara", reason: "it was her" });
    expect(rewarded()).toEqual({ anna: 0, ben: 2, clara: 1 });
  });

  test("its referral also after that went over to a later version", () => {
    const goal = (count: number): ProgramDocument => ({ ...document, goals: [{ id: "aim", steps: { event: "purchase", count } }] });
    write1(publishing(goal(5)));
    signUp("anna", "phone");
    signUp("ben", "insurance");
    for (const [order, what] of [
      ["1", "phone"],
      ["2", "insurance"],
      ["3", "insurance"],
    ] as const)
      buy(order, what);
    write1(publishing(goal(2)));
    write1({ kind: "program.migrate", program: PROGRAM, version: 3, referrals: [...shop.log.stored.referrals.keys()] });
    expect([...shop.log.stored.referrals.values()].map(({ stage }) => stage)).toEqual(["signed_up", "converted"]);
  });
});

test("L11 a refund takes back what its order earned for its own referral, in either order", () => {
  const refund = (subject: string) => write1({ kind: "event", type: "refund", member: "dina", subject, ...told("insurance") });
  signUp("anna", "phone");
  signUp("ben", "insurance");
  buy("1", "phone");
  refund("1");
  refund("2");
  buy("2", "phone");
  buy("3", "insurance");
  expect(rewarded()).toEqual({ anna: 0, ben: 1, clara: 0 });
  expect(brokenLaws(shop.log)).toEqual([]);
});

describe("entered by hand", () => {
  const enter = (referrer: string, referredFor?: string) =>
    write1({ kind: "referral.enter", program: PROGRAM, member: "dina", referrer, reason: "told", ...(referredFor && { referredFor }) });
  test("it is for what the person says, once for each", () => {
    enter("anna", "phone");
    enter("ben", "insurance");
    expect(enter("clara", "phone")).toMatchObject({ reason: "referral_not_possible", why: "already_referred" });
    expect(enter("clara")).toMatchObject({ reason: "referral_not_possible", why: "already_referred" });
    expect(referrals()).toEqual(["anna for phone", "ben for insurance"]);
  });
});

describe("two members who are one", () => {
  const other = (referrer: string, product?: string) => write1({ kind: "event", type: "sign_up", member: "dina-2", referrer, ...told(product) });
  const merge = () => write1({ kind: "member.merge", member: "dina-2", into: "dina", reason: "one person" });
  test("have the referrals of both, and what they do belongs to them", () => {
    signUp("anna", "phone");
    other("ben", "insurance");
    expect(merge()).toMatchObject({ status: "done" });
    buy("1", "insurance");
    buy("2", "phone");
    expect(signUp("clara", "insurance")).toMatchObject({ reason: "already_referred" });
    expect(rewarded()).toEqual({ anna: 1, ben: 1, clara: 0 });
    expect(brokenLaws(shop.log)).toEqual([]);
  });
  test("cannot be one if both were referred for the same", () => {
    signUp("anna", "phone");
    other("ben", "phone");
    expect(merge()).toMatchObject({ reason: "merge_not_possible", why: "already_referred" });
  });
  test("cannot be one if somebody would stand above themselves", () => {
    signUp("anna", "phone");
    other("ben", "insurance");
    write1({ kind: "member", member: "dina", enrol: [PROGRAM] });
    write1({ kind: "event", type: "claim", member: "ben", referrer: "dina", ...told("tv") });
    expect(merge()).toMatchObject({ reason: "merge_not_possible", why: "cycle" });
  });
});

describe("a version that says it otherwise", () => {
  test("may add it: who was referred before goes on, and can be referred for something", () => {
    const { attribution: { uniqueBy: _, ...attribution } = {}, ...rest } = document;
    shop = openShop({ ...rest, attribution, rules: (rest.rules ?? []).slice(0, 1) });
    for (const member of ["anna", "ben"]) write(shop, { kind: "member", member, enrol: [PROGRAM] });
    signUp("anna", "phone");
    buy("1", "phone");
    write1(publishing(document));
    buy("2", "phone");
    signUp("ben", "phone");
    buy("3", "phone");
    expect(referrals()).toEqual(["anna for anything", "ben for phone"]);
    expect(rewarded()).toEqual({ anna: 2, ben: 1, clara: 0 });
  });
  test.each([undefined, "role"])("cannot change it to %s", (uniqueBy) => {
    const properties = { product: { type: "string" }, role: { type: "string" } } as const;
    const next = { ...document, events: { sign_up: { properties } }, attribution: { existingCustomer: "false", ...(uniqueBy && { uniqueBy }) } };
    expect(write1(publishing(next))).toMatchObject({ status: "declined", reason: "unique_by_stays", uniqueBy: "product" });
    expect(shop.log.stored.programs.get(PROGRAM)?.version).toBe(1);
  });
});

test("a group of programs lets a friend count in one of them only, whatever for", () => {
  const inGroup = (handle: string) => publishing({ ...document, handle, group: "telecom" }, `prg_${handle}`);
  for (const handle of ["one", "two"]) write1(inGroup(handle));
  for (const member of ["anna", "ben"]) write1({ kind: "member", member, enrol: ["prg_one", "prg_two"] });
  signUp("anna", "phone", { program: "prg_one" });
  expect(signUp("ben", "insurance", { program: "prg_two" })).toMatchObject({ reason: "already_referred" });
  expect(signUp("ben", "insurance", { program: "prg_one" })).toMatchObject({ referrals: [expect.any(String)] });
});

test("what waited for a rate of exchange belongs to the referral that it was told for", () => {
  shop = openShop({ ...document, currencies: ["EUR"] });
  for (const member of ["anna", "ben"]) write(shop, { kind: "member", member, enrol: [PROGRAM] });
  signUp("anna", "phone");
  buy("1", undefined, { currency: "EUR" });
  buy("2", "phone", { currency: "EUR" });
  signUp("ben", "insurance");
  write1({ kind: "rates.set", rates: [{ from: "EUR", to: "USD", rate: "1.1", inForceFrom: shop.at - DAY }] });
  expect(rewarded()).toEqual({ anna: 2, ben: 0, clara: 0 });
});
