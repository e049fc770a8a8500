import { expect, test } from "vitest";
import { makeRateLimiter, subscriberOf } from "./rate-limit.js";

test("lets through as many a second as it says, by name", () => {
  const limiter = makeRateLimiter(2);
  expect([limiter.take("a", 1000), limiter.take("a", 1500), limiter.take("a", 1999)]).toEqual([1, 0, -1]);
  expect(limiter.take("b", 1999)).toBe(1);
  expect(limiter.take("a", 2000)).toBe(1);
});

test("a clock that goes back begins anew rather than locking out", () => {
  const limiter = makeRateLimiter(1);
  limiter.take("a", 60_000);
  expect(limiter.take("a", 1000)).toBe(0);
});

test("0 is no limit", () => {
  expect(makeRateLimiter(0).take("a", 0)).toBeGreaterThan(0);
});

test.each([
  ["203.0.113.7", "203.0.113.7"],
  ["::ffff:203.0.113.7", "203.0.113.7"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
  ["2001:db8:1:2::1", "2001:db8:1:2"],
  ["2001:db8::1", "2001:db8:0:0"],
  ["::1", "0:0:0:0"],
])("the subscriber of %s is %s", (ip, subscriber) => {
  expect(subscriberOf(ip)).toBe(subscriber);
});
