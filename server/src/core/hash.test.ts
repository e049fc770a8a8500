import { createHash, createHmac, createSecretKey } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { derivedId, deriveKey, keyedBytes, keyedHash, sha256Hex } from "./hash.js";

const wellFormed = fc.string({ unit: "grapheme" });
const parts = fc.array(wellFormed, { maxLength: 5 });

describe("derivedId", () => {
  test("is the first 100 bits of SHA-256 in Crockford's base32", () => {
    fc.assert(
      fc.property(wellFormed, parts, (prefix, texts) => {
        const preimage = [prefix, ...texts].map((text) => `${text.length}:${text}`).join("");
        const bits = BigInt(`0x${createHash("sha256").update(preimage).digest("hex")}`) >> 156n;
        let expected = "";
        for (let shift = 95n; shift >= 0n; shift -= 5n) expected += "0123456789abcdefghjkmnpqrstvwxyz"[Number((bits >> shift) & 31n)];
        expect(derivedId(prefix, ...texts)).toBe(`${prefix}_${expected}`);
      }),
    );
  });

  test("stays the same over releases", () => {
    expect(derivedId("rwd", "prg_1", "welcome", 1)).toBe("rwd_cb16rjc04nkwj5jwsgm4");
  });

  test("is equal for equal parts only, whatever is in them", () => {
    fc.assert(
      fc.property(parts, parts, (one, other) => {
        const same = one.length === other.length && one.every((text, index) => text === other[index]);
        expect(derivedId("x", ...one) === derivedId("x", ...other)).toBe(same);
      }),
    );
    expect(derivedId("x", "ab", "c")).not.toBe(derivedId("x", "a", "bc"));
    expect(derivedId("x", "a", "")).not.toBe(derivedId("x", "a"));
    expect(derivedId("x", "1:a")).not.toBe(derivedId("x", "", "a"));
    expect(derivedId("x", "a").slice(2)).not.toBe(derivedId("y", "a").slice(2));
  });

  test("takes a number, a big number and their text as one part", () => {
    expect(derivedId("x", 12)).toBe(derivedId("x", "12"));
    expect(derivedId("x", 12n)).toBe(derivedId("x", "12"));
  });
});

describe("keyed hashes", () => {
  const key = Buffer.alloc(32, 7);

  test("are HMAC-SHA-256 over the parts with their lengths", () => {
    const full = createHmac("sha256", key).update("5:email16:anna@example.com").digest();
    expect(keyedBytes(key, "email", "anna@example.com")).toEqual(full);
    expect(keyedHash(key, "email", "anna@example.com")).toBe(full.toString("base64url").slice(0, 22));
  });

  test("do not depend on how the key is held, and do on the key and the cut between parts", () => {
    expect(keyedHash(createSecretKey(key), "a", "b")).toBe(keyedHash(key, "a", "b"));
    expect(keyedHash(Buffer.alloc(32, 8), "a", "b")).not.toBe(keyedHash(key, "a", "b"));
    expect(keyedHash(key, "ab")).not.toBe(keyedHash(key, "a", "b"));
  });

  test("derived keys are 32 bytes, one a purpose", () => {
    expect(deriveKey(key, "codes")).toHaveLength(32);
    expect(deriveKey(key, "codes")).toEqual(deriveKey(key, "codes"));
    expect(deriveKey(key, "codes")).not.toEqual(deriveKey(key, "identities"));
  });
});

test("sha256Hex is SHA-256 of the UTF-8 bytes", () => {
  expect(sha256Hex("")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  expect(sha256Hex("ё")).toBe(createHash("sha256").update(Buffer.from("ё", "utf8")).digest("hex"));
});
