import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson, documentHash } from "./hash.js";

/** The same value with the members of every object in another order. */
function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== "object" || value === null) return value;
  const reversed = Object.entries(value).reverse();
  return Object.fromEntries(reversed.map(([key, member]) => [key, shuffled(member)]));
}

describe("the hash of a document", () => {
  test("is that of its canonical JSON", () => {
    expect(canonicalJson({ b: [1, { d: null, c: "é" }], a: true, gone: undefined })).toBe('{"a":true,"b":[1,{"c":"é","d":null}]}');
    expect(documentHash({})).toBe("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
  });

  test("does not depend on the order of keys", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(documentHash(shuffled(value))).toBe(documentHash(value));
      }),
    );
  });

  test("tells apart what differs as JSON, and only that", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        const [a, b] = [JSON.parse(JSON.stringify(one)), JSON.parse(JSON.stringify(other))];
        let equal = true;
        try {
          expect(a).toStrictEqual(b);
        } catch {
          equal = false;
        }
        expect(documentHash(a) === documentHash(b)).toBe(equal);
      }),
    );
  });
});
