import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalAddress, type PostalAddress } from "./postal-address.js";

const SAME: [PostalAddress, PostalAddress][] = [
  [
    { line1: "12 Main Street", line2: "Apt. 5", city: "Springfield", region: "IL", postalCode: "62704", country: "US" },
    { line1: "12 MAIN ST., #5", city: "springfield", region: "il", postalCode: "62704-1234", country: "us" },
  ],
  [
    { line1: "21st Ave N, Unit 4B", city: "St. Paul", country: "US" },
    { line1: "21 Avenue North", line2: "Flat 4 b", city: "St Paul", country: "US" },
  ],
  [
    { line1: "Hauptstraße 12a", city: "München", postalCode: "80331", country: "DE" },
    { line1: "Hauptstr. 12 A", city: "Munchen", postalCode: "80331", country: "DE" },
  ],
  [
    { line1: "Berliner Str. 5", city: "Köln", country: "DE" },
    { line1: "Berliner Straße 5", city: "Köln", country: "DE" },
  ],
  [
    { line1: "ул. Королёва, д. 5, корп. 2, кв. 12", city: "г. Москва", postalCode: "127 427" },
    { line1: "улица Королева, дом 5 к2", line2: "квартира №12", city: "Москва", postalCode: "127427" },
  ],
  [
    { line1: "Ленинский пр-т, 30", city: "Москва" },
    { line1: "Ленинский проспект 30", city: "МОСКВА" },
  ],
  [
    { line1: "１０ Downing Street", city: "London", postalCode: "SW1A 2AA" },
    { line1: "10 Downing St", city: "London", postalCode: "sw1a2aa" },
  ],
];

const DIFFERENT: [PostalAddress, PostalAddress][] = [
  [
    { line1: "12 Main Street", city: "Springfield" },
    { line1: "12 Main Avenue", city: "Springfield" },
  ],
  [
    { line1: "1 2 Main Street", city: "Springfield" },
    { line1: "12 Main Street", city: "Springfield" },
  ],
  [
    { line1: "12 Main Street, apt 5", city: "Springfield" },
    { line1: "12 Main Street, apt 6", city: "Springfield" },
  ],
  [
    { line1: "ул. Ленина, 5, кв. 12", city: "Москва" },
    { line1: "ул. Ленина, 12, кв. 5", city: "Москва" },
  ],
  [
    { line1: "ул. Чайковского, 5", city: "Москва" },
    { line1: "ул. Чаиковского, 5", city: "Москва" },
  ],
  [
    { line1: "12 Main Street", city: "Springfield", postalCode: "62704" },
    { line1: "12 Main Street", city: "Springfield", postalCode: "62705" },
  ],
];

describe("canonicalAddress", () => {
  test.each(SAME)("%j is the place of %j", (one, other) => {
    expect(canonicalAddress(one)).toBeDefined();
    expect(canonicalAddress(one)).toBe(canonicalAddress(other));
  });

  test.each(DIFFERENT)("%j is another place than %j", (one, other) => {
    expect(canonicalAddress(one)).not.toBe(canonicalAddress(other));
  });

  test("as one text, it stands the same differences", () => {
    expect(canonicalAddress("12 Main St., Apt 5, Springfield")).toBe(canonicalAddress("12 main street #5 SPRINGFIELD"));
  });

  test.each([
    { city: "Moscow" },
    { line1: "12 Main Street" },
    { line1: "—", city: "Moscow" },
    {},
    "",
    "Moscow",
    "Moscow Russia Earth",
    "Main 12",
    `1 ${"a ".repeat(1000)}`,
    { line1: `1 ${"a ".repeat(1000)}`, city: "Moscow" },
  ])("%j names no single place", (address) => {
    expect(canonicalAddress(address)).toBeUndefined();
  });

  test("case, punctuation and blanks never matter", () => {
    const word = fc.stringMatching(/^[a-zа-я0-9]{1,8}$/);
    const separator = fc.constantFrom(" ", ", ", "  ", "; ", " / ");
    fc.assert(
      fc.property(fc.array(fc.tuple(word, separator), { minLength: 3, maxLength: 8 }), (words) => {
        const plain = words.map(([text]) => text).join(" ");
        const noisy = words.map(([text, after]) => text.toUpperCase() + after).join("");
        expect(canonicalAddress(noisy)).toBe(canonicalAddress(plain));
      }),
    );
  });
});
