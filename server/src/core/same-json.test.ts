import fc from "fast-check";
import { expect, test } from "vitest";
import { hasJsonOf } from "./same-json.js";

/** What a text gives when it is read again, and its comparison by texts. */
function compared(of: unknown, value: unknown) {
  const parsed: unknown = JSON.parse(JSON.stringify(of));
  return { structure: hasJsonOf(parsed, value), texts: JSON.stringify(parsed) === JSON.stringify(value) };
}

/** Few names and values, so that two are often nearly the same; undefined, NaN and -0 are written as other things or not at all. */
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(null, true, 0, -0, 1, "", "1", "a", undefined, Number.NaN, new Date(0), new Map([["a", 1]])),
    fc.array(tie("any"), { maxLength: 3 }),
    fc
      .uniqueArray(fc.tuple(fc.constantFrom("a", "b", "1", "0", "__proto__", "toJSON"), tie("any")), { maxLength: 3, selector: ([name]) => name })
      .map(objectOf),
  ),
})).any;
/** With the properties in the order given; "__proto__" is one as any other. */
function objectOf(properties: [string, unknown][]): object {
  const object = {};
  for (const [name, of] of properties) Object.defineProperty(object, name, { value: of, enumerable: true, writable: true, configurable: true });
  return object;
}

test("two values are the same exactly if their JSON texts are, byte for byte", () => {
  const wrapped = value.map((each) => [each]);
  fc.assert(
    fc.property(wrapped, wrapped, (one, other) => {
      const { structure, texts } = compared(one, other);
      expect(structure).toBe(texts);
      expect(compared(one, one)).toEqual({ structure: true, texts: true });
    }),
    { numRuns: 1000 },
  );
});

test("another order of the same properties is another text; what is undefined is none", () => {
  expect(compared({ a: 1, b: 2 }, { b: 2, a: 1 })).toEqual({ structure: false, texts: false });
  expect(compared({ a: 1 }, { a: 1, b: undefined })).toEqual({ structure: true, texts: true });
  expect(compared({ a: 1, b: 2 }, { a: 1 })).toEqual({ structure: false, texts: false });
});

test("what becomes JSON by its own method is compared by what it becomes", () => {
  expect(compared({}, { toJSON: () => ({}) }).structure).toBe(true);
  expect(compared([new Date(0)], [new Date(0)]).structure).toBe(true);
  expect(compared([{}], [new Date(0)]).structure).toBe(false);
});
