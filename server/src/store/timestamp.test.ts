import { expect, test } from "vitest";
import { parseTimestamp } from "./timestamp.js";

test.each([
  ["2026-03-01 10:20:30+00", Date.UTC(2026, 2, 1, 10, 20, 30)],
  ["2026-03-01 10:20:30.4+00", Date.UTC(2026, 2, 1, 10, 20, 30, 400)],
  ["2026-03-01 10:20:30.045+00", Date.UTC(2026, 2, 1, 10, 20, 30, 45)],
  ["2026-03-01 10:20:30.999999+00", Date.UTC(2026, 2, 1, 10, 20, 30, 999)],
  ["1969-12-31 23:59:59.5+00", -500],
  ["2026-03-01 10:20:30.123+03", Date.UTC(2026, 2, 1, 7, 20, 30, 123)],
  ["2026-03-01 10:20:30.123+05:30", Date.UTC(2026, 2, 1, 4, 50, 30, 123)],
  ["0099-01-01 00:00:00+00", Date.parse("0099-01-01T00:00:00Z")],
  ["infinity", Number.POSITIVE_INFINITY],
  ["-infinity", Number.NEGATIVE_INFINITY],
])("%s is %d", (text, milliseconds) => expect(parseTimestamp(text)).toBe(milliseconds));

test("refuses what is no time", () => expect(() => parseTimestamp("yesterday, more or less")).toThrow("cannot be read"));
