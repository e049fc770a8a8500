import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { base32, formatToken, isToken } from "./key-token.js";

test("tokens say their kind and mode, and are known as tokens", () => {
  const bytes = randomBytes(20);
  expect(formatToken("secret", "live", bytes)).toMatch(/^bw_live_[0-9a-hjkmnp-tv-z]{36}$/);
  expect(formatToken("publishable", "test", bytes)).toMatch(/^bw_pub_test_/);
  expect(formatToken("signing", "live", bytes)).toMatch(/^bw_sign_live_/);
  for (const kind of ["secret", "publishable", "signing"] as const) expect(isToken(formatToken(kind, "test", bytes))).toBe(true);
});

test("a token with a symbol changed is none", () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 20, maxLength: 20 }),
      fc.integer({ min: 8, max: 43 }),
      fc.constantFrom(..."0123456789abcdefghjkmnpqrstvwxyz"),
      (bytes, at, symbol) => {
        const token = formatToken("secret", "live", bytes);
        fc.pre(token[at] !== symbol);
        // Four check symbols: one of a million changes goes unseen, and then the look-up does not find it.
        return !isToken(token.slice(0, at) + symbol + token.slice(at + 1));
      },
    ),
    { numRuns: 300, seed: 7 },
  );
});

test("base32 is Crockford's", () => {
  expect(base32(Buffer.from([0xff, 0x00, 0xaa, 0x55, 0x01]))).toBe("zw0amn81");
  expect(base32(Buffer.from([1]))).toBe("04");
  expect(base32(Buffer.alloc(0))).toBe("");
});
