import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { open, seal, unwrap, wrap } from "./secrets.js";

const key = Buffer.alloc(32, 1);

describe("sealed bytes", () => {
  test("come back with the same key and context", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.string(), (bytes, context) => {
        expect([...unwrap(key, wrap(key, bytes, context), context)]).toEqual([...bytes]);
      }),
    );
    expect(open(key, seal(key, { name: "Анна" }, "ws_a mem_a"), "ws_a mem_a")).toEqual({ name: "Анна" });
  });

  test("do not open with another key, in another place, or with any bit changed", () => {
    const sealed = wrap(key, Buffer.from("secret"), "ws_a mem_a");
    expect(() => unwrap(Buffer.alloc(32, 2), sealed, "ws_a mem_a")).toThrow("do not open");
    expect(() => unwrap(key, sealed, "ws_b mem_a")).toThrow("do not open");
    expect(() => unwrap(key, sealed.subarray(0, 20), "ws_a mem_a")).toThrow("known form");
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => unwrap(key, changed, "ws_a mem_a")).toThrow();
    }
  });

  test("are different each time", () => {
    expect(wrap(key, Buffer.from("x"), "c").equals(wrap(key, Buffer.from("x"), "c"))).toBe(false);
  });
});
