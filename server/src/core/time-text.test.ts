import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDuration, END_OF_TIME, formatInstant, isTimeZone, parseInstant, parseMoment } from "./time.js";

const iso = (text: string) => Date.parse(text);

describe("parseInstant", () => {
  test("what is formatted is parsed back, as the language's own text", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: END_OF_TIME - 1 }), (at) => {
        expect(formatInstant(at)).toBe(new Date(at).toISOString());
        expect(parseInstant(formatInstant(at))).toBe(at);
      }),
    );
  });

  test.each([
    ["2026-03-01T12:00:00+03:00", "2026-03-01T09:00:00.000Z"],
    ["2026-03-01T12:00:00-03:30", "2026-03-01T15:30:00.000Z"],
    ["2026-03-01t12:00:00z", "2026-03-01T12:00:00.000Z"],
    ["2026-03-01T12:00:00-00:00", "2026-03-01T12:00:00.000Z"],
    ["2026-03-01T12:00:00.5Z", "2026-03-01T12:00:00.500Z"],
    ["2026-03-01T12:00:00.123999999Z", "2026-03-01T12:00:00.123Z"],
    ["1970-01-01T00:00:00Z", "1970-01-01T00:00:00.000Z"],
    ["9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"],
    ["2024-02-29T00:00:00Z", "2024-02-29T00:00:00.000Z"],
  ])("%s is %s", (text, expected) => {
    expect(formatInstant(parseInstant(text) ?? Number.NaN)).toBe(expected);
  });

  test.each([
    "2026-03-01T12:00:00",
    "2026-03-01",
    "2026-03-01 12:00:00Z",
    "2026-03-01T12:00Z",
    "2026-03-01T12:00:60Z",
    "2026-06-30T23:59:60Z",
    "2026-03-01T24:00:00Z",
    "2026-03-01T12:60:00Z",
    "2026-02-29T12:00:00Z",
    "2026-13-01T12:00:00Z",
    "2026-00-01T12:00:00Z",
    "2026-03-01T12:00:00+24:00",
    "2026-03-01T12:00:00+03:60",
    "2026-03-01T12:00:00+0300",
    "2026-03-01T12:00:00.Z",
    "2026-03-01T12:00:00.1234567890Z",
    "1969-12-31T23:59:59Z",
    "1970-01-01T00:00:00+00:01",
    "9999-12-31T23:59:59-00:01",
    "+010000-01-01T00:00:00Z",
    "2026-03-01T12:00:00Z\n",
    "２０２６-03-01T12:00:00Z",
    "1772366400000",
    "",
  ])("%j is refused", (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });

  test.each([-1, END_OF_TIME, 0.5, Number.NaN, Number.POSITIVE_INFINITY])("formatInstant(%d) throws", (at) => {
    expect(() => formatInstant(at)).toThrow();
  });
});

describe("parseMoment", () => {
  test.each([
    ["2026-03-01", "Europe/Moscow", "2026-02-28T21:00:00.000Z"],
    ["2026-03-01T00:00", "Europe/Moscow", "2026-02-28T21:00:00.000Z"],
    ["2026-03-01T10:30:15", "Asia/Kathmandu", "2026-03-01T04:45:15.000Z"],
    ["2026-03-01T10:30:15Z", "Asia/Kathmandu", "2026-03-01T10:30:15.000Z"],
    ["2026-03-01T10:30+02:00", "Asia/Kathmandu", "2026-03-01T08:30:00.000Z"],
    ["2026-03-29T02:30", "Europe/Berlin", "2026-03-29T01:30:00.000Z"],
    ["2026-10-25T02:30", "Europe/Berlin", "2026-10-25T00:30:00.000Z"],
    ["2018-11-04", "America/Sao_Paulo", "2018-11-04T03:00:00.000Z"],
    ["2011-12-30", "Pacific/Apia", "2011-12-30T10:00:00.000Z"],
  ])("%s in %s is %s", (text, name, expected) => {
    expect(formatInstant(parseMoment(text, name) ?? Number.NaN)).toBe(expected);
  });

  test.each([
    "2026-02-29",
    "2026-3-1",
    "2026-03-01T",
    "2026-03-01T24:00",
    "2026-03-01T10",
    "2026-03-01Z",
    "2026-03-01T10:00:60",
    "tomorrow",
    "",
    "1969-12-31",
  ])("%j is refused", (text) => {
    expect(parseMoment(text, "UTC")).toBeUndefined();
  });

  test("an unknown zone is refused, even with an unclear text, and not needed where an offset is given", () => {
    expect(parseMoment("2026-03-01", "Mars/Olympus")).toBeUndefined();
    expect(parseMoment("2026-03-01T00:00Z", "Mars/Olympus")).toBe(iso("2026-03-01"));
  });
});

test.each([
  ["UTC", true],
  ["Europe/Kyiv", true],
  ["America/Argentina/Buenos_Aires", true],
  ["Etc/GMT+5", true],
  ["+03:00", false],
  ["Mars/Olympus", false],
  ["local", false],
  ["Z", false],
  ["", false],
  ["Europe/Berlin\n", false],
  ["__proto__", false],
])("the zone %j is known: %s", (name, known) => {
  expect(isTimeZone(name)).toBe(known);
});

test("a bare offset is no zone, also when it has been used as one", () => {
  addDuration(0, { months: 1 }, "+05:00");
  expect(isTimeZone("+05:00")).toBe(false);
});
