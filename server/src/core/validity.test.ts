/** What holds a reward, until when it can be claimed, and until when it can be used: against Temporal and a few comparisons, looked at at any moments. */
import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { chance } from "../../test/laws/chance.js";
import { slowAdd } from "../../test/laws/slow-amounts.js";
import { openShop, PROGRAM, START, write } from "../../test/laws/story.js";
import type { Duration, ProgramDocument } from "./document/schema.js";
import { validateProgram } from "./document/validate.js";

const HOUR = 3_600_000;
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const length = fc.constantFrom<Duration>(
  { minutes: 90 },
  { hours: 30 },
  { days: 2 },
  { calendarDays: 2 },
  { calendarDays: 9 },
  { days: 20 },
  { months: 1 },
  { years: 1 },
);
const scene = fc.record({
  hold: maybe(length),
  claim: maybe(length),
  from: fc.constantFrom("made" as const, "available" as const, "claimed" as const),
  span: maybe(length),
  untilEndOf: maybe(fc.constantFrom("month" as const, "quarter" as const, "year" as const)),
  zone: fc.constantFrom("UTC", "America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo", "Asia/Kathmandu"),
  /** In hours, from 28 January on: over changes of the clocks. */
  bought: fc.nat({ max: 3000 }),
  toldLater: fc.oneof(fc.constant(0), fc.nat({ max: 100 })),
  looks: fc.array(fc.record({ hours: fc.oneof(fc.nat({ max: 60 }), fc.nat({ max: 900 })), claims: fc.boolean() }), { minLength: 1, maxLength: 6 }),
});

/** The first moment of the next period. */
function endOf(at: number, period: "month" | "quarter" | "year", zone: string): number {
  const { year, month } = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  const months = { month, quarter: Math.ceil(month / 3) * 3, year: 12 }[period];
  return new Temporal.PlainDate(year, months, 1).add({ months: 1 }).toZonedDateTime(zone).epochMilliseconds;
}

describe("a reward", () => {
  test("is pending, waiting, available or expired as the calendar says, however seldom it is looked at", () => {
    const property = fc.property(scene, ({ hold, claim, from, span, untilEndOf, zone, bought, toldLater, looks }) => {
      const hasValidity = span !== undefined || untilEndOf !== undefined;
      const runs = from === "claimed" && claim === undefined ? "available" : from;
      const document: ProgramDocument = {
        format: 1,
        handle: "shop",
        name: "Shop",
        destination: "https://shop.example/",
        timeZone: zone,
        rules: [
          {
            id: "each",
            on: { event: "purchase" },
            grants: [
              {
                id: "points",
                to: "member",
                points: { amount: "5" },
                ...(hold && { hold: { for: hold } }),
                ...(claim && { claim: { within: claim } }),
                ...(hasValidity && { validity: { from: runs, ...(span && { for: span }), ...(untilEndOf && { untilEndOf }) } }),
              },
            ],
          },
        ],
      };
      const validation = validateProgram(document);
      expect(validation.ok ? [] : validation.problems).toEqual([]);
      const shop = openShop(document);
      write(shop, { kind: "member", member: "anna", enrol: [PROGRAM] });
      const occurredAt = START + bought * HOUR;
      let at = occurredAt + toldLater * HOUR;
      write(shop, { kind: "clock", to: at });
      write(shop, { kind: "event", type: "purchase", member: "anna", occurredAt });

      const ready = hold === undefined ? at : slowAdd(at, hold, zone);
      const deadline = claim === undefined ? undefined : slowAdd(ready, claim, zone);
      let claimed: number | undefined;
      const expiry = () => {
        const begins = { made: occurredAt, available: ready, claimed }[runs];
        if (!hasValidity || begins === undefined) return Number.POSITIVE_INFINITY;
        const end = span === undefined ? begins : slowAdd(begins, span, zone);
        return untilEndOf === undefined ? end : endOf(end, untilEndOf, zone);
      };
      const state = () => {
        if (at < ready) return "pending";
        if (at >= expiry()) return "expired";
        if (deadline === undefined || claimed !== undefined) return "available";
        return at < deadline ? "waiting" : "expired";
      };
      for (const look of looks) {
        at += look.hours * HOUR;
        write(shop, { kind: "clock", to: at });
        write(shop, { kind: "due" });
        const stored = () => [...shop.log.stored.rewards.values()];
        expect(stored().map((reward) => reward.state)).toEqual([state()]);
        const [reward] = stored();
        if (!look.claims || reward === undefined) continue;
        const { outcome } = write(shop, { kind: "reward.claim", member: "anna", reward: reward.id });
        const isTheirs = state() === "waiting";
        expect(outcome.status === "done").toBe(isTheirs);
        if (isTheirs) claimed = at;
        expect(stored().map((each) => each.state)).toEqual([state()]);
      }
    });
    fc.assert(property, chance(40));
  });
});
