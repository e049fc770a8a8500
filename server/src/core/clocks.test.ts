import { describe, expect, test } from "vitest";
import { dateStrike, periodStrike, silenceStrike } from "./clocks.js";
import { parseMoment } from "./time.js";

const zone = (timeZone: string) => ({ timeZone, weekStart: "monday" as const });
const at = (text: string, timeZone = "Europe/Berlin") => parseMoment(text, timeZone) as number;

describe("a period", () => {
  test("comes at its boundary in the zone, over a change of the clocks too; its end belongs to it", () => {
    const month = { kind: "period", name: "", period: "month" } as const;
    const end = periodStrike({ ...month, at: "end" }, at("2026-03-29T05:00"), zone("Europe/Berlin"));
    expect(end).toEqual({ at: at("2026-04-01"), slot: "2026-03", occurredAt: at("2026-04-01") - 1 });
    const start = periodStrike({ ...month, at: "start" }, at("2026-04-01") - 1, zone("Europe/Berlin"));
    expect(start).toEqual({ at: at("2026-04-01"), slot: "2026-04", occurredAt: at("2026-04-01") });
    expect(periodStrike({ ...month, at: "start" }, at("2026-04-01"), zone("Europe/Berlin")).slot).toBe("2026-05");
  });
});

describe("a date", () => {
  const yearly = { kind: "date", name: "", trait: "birthday", yearly: true } as const;
  const next = (date: string | number | undefined, after: string, timeZone = "Europe/Berlin") =>
    dateStrike(yearly, date, at(after, timeZone), zone(timeZone))?.at;
  test.each([
    ["1990-05-17", "2026-05-16T23:59", "2026-05-17"],
    ["1990-05-17", "2026-05-17", "2027-05-17"],
    ["05-17", "2026-12-31", "2027-05-17"],
    ["--05-17", "2026-01-01", "2026-05-17"],
    ["2000-02-29", "2026-01-01", "2026-02-28"],
    ["2000-02-29", "2027-12-01", "2028-02-29"],
    ["1990-05-17T09:00:00Z", "2026-01-01", "2026-05-17"],
  ])("%s after %s comes on %s", (date, after, day) => {
    expect(next(date, after)).toBe(at(day));
  });
  test("of an instant is its day in the zone", () => {
    expect(next(Date.UTC(1990, 4, 17, 23), "2026-01-01")).toBe(at("2026-05-18"));
  });
  test.each(["", "soon", "13-40", "1990-02-30", undefined])("%j is none and never comes", (date) => {
    expect(next(date, "2026-01-01")).toBeUndefined();
  });
  test("that is not yearly comes once, in its year", () => {
    const once = (date: string, after: string) => dateStrike({ ...yearly, yearly: false }, date, at(after), zone("Europe/Berlin"))?.at;
    expect(once("2026-05-17", "2026-01-01")).toBe(at("2026-05-17"));
    expect(once("2026-05-17", "2026-05-17")).toBeUndefined();
    expect(once("05-17", "2026-01-01")).toBeUndefined();
  });
});

test("a silence comes after each of its lengths, by the calendar where it says so", () => {
  const clock = { kind: "silence", name: "", for: { months: 1 }, of: null } as const;
  const start = at("2026-01-31T12:00");
  expect(silenceStrike(clock, start, start, zone("Europe/Berlin")).at).toBe(at("2026-02-28T12:00"));
  expect(silenceStrike(clock, start, at("2026-02-28T12:00"), zone("Europe/Berlin")).at).toBe(at("2026-03-28T12:00"));
});
