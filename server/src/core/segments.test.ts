import { expect, test } from "vitest";
import { compileOnce, openShop, write } from "../../test/laws/story.js";
import { documentHash } from "./document/hash.js";
import type { ProgramDocument } from "./document/schema.js";
import { segmentsOf } from "./segments.js";

const document: ProgramDocument = {
  format: 1,
  handle: "shop",
  name: "Shop",
  destination: "https://shop.example/",
  traits: { plan: { type: "string" } },
  segments: [
    { id: "students", when: 'member.traits.plan == "student"' },
    { id: "buyers", when: "member.purchases >= 1" },
    { id: "vip", when: "member.segment.buyers && !member.segment.students" },
  ],
  rules: [
    { id: "vip", on: { event: "purchase" }, when: "member.segment.vip", grants: [{ id: "points", to: "member", points: { amount: "10" } }] },
    {
      id: "all",
      on: { event: "purchase" },
      grants: [{ id: "points", to: "member", points: { amount: { table: { by: "member.segment.students", rows: { true: "2", false: "1" } } } } }],
    },
  ],
};

function pointsOf(plan: string): bigint[] {
  const shop = openShop(document);
  write(shop, { kind: "member", member: "anna", enrol: ["prg_1"], traits: { plan } });
  for (const subject of ["one", "two"])
    write(shop, { kind: "event", type: "purchase", member: "anna", subject, currency: "USD", money: { total: "1000" } });
  return [...shop.log.stored.rewards.values()].map(({ amount }) => amount);
}

test("a segment is asked anew at each decision, and a table can go by it", () => {
  // The first purchase is decided before it makes a buyer.
  expect(pointsOf("pro")).toEqual([1n, 10n, 1n]);
  expect(pointsOf("student")).toEqual([2n, 2n]);
});

test("a condition of a segment that has no value means that the person is not in it", () => {
  const program = compileOnce(document, documentHash(document));
  expect({ ...segmentsOf(program, { member: {} }) }).toEqual({ students: false, buyers: false, vip: false });
});

test("segments that name each other twice are asked once each, however many there are", () => {
  const chain = Array.from({ length: 50 }, (_, index) => {
    const before = `member.segment.s${index - 1}`;
    return { id: `s${index}`, when: index === 0 ? "member.purchases > 0" : `${before} || ${before}` };
  });
  const program = compileOnce({ ...document, segments: chain, rules: [] }, "chain");
  const person = {
    purchases: 1,
    get segment() {
      segment ??= segmentsOf(program, { member: person });
      return segment;
    },
  };
  let segment: Readonly<Record<string, boolean>> | undefined;
  expect(person.segment.s49).toBe(true);
});
