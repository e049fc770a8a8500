/** Goals in windows of every kind, against a look at all that stands, anew after each event. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chance } from "../../test/laws/chance.js";
import { slowAdd } from "../../test/laws/slow-amounts.js";
import { openShop, PROGRAM, START, write } from "../../test/laws/story.js";
import type { Duration, EventStep, Goal, ProgramDocument, Step } from "./document/schema.js";
import { validateProgram } from "./document/validate.js";

const HOUR = 3_600_000;
const ZONE = "America/New_York";
const length = fc.constantFrom<Duration>({ hours: 30 }, { days: 3 }, { calendarDays: 2 }, { days: 9 }, { months: 1 });
const leaf: fc.Arbitrary<EventStep> = fc.oneof(
  fc.integer({ min: 1, max: 4 }).map((count) => ({ event: "purchase", count })),
  fc.integer({ min: 1, max: 3 }).map((count) => ({ event: "purchase", count, where: "event.properties.seats > 1" })),
  fc.constantFrom("40", "90.50", "200.01").map((atLeast) => ({ event: "purchase", sum: "total" as const, atLeast })),
  fc.integer({ min: 1, max: 3 }).map((count) => ({ event: "purchase", count, distinct: "event.properties.city" })),
  fc.integer({ min: 1, max: 2 }).map((count) => ({ event: "posted", count })),
);
const steps: fc.Arbitrary<Step> = fc.oneof(
  leaf,
  fc.tuple(leaf, leaf).map(([a, b]) => ({ all: [a, b] })),
  fc.tuple(leaf, leaf, leaf).map(([a, b, c]) => ({ any: [{ all: [a, b] }, c] })),
);
const window: fc.Arbitrary<Goal["window"]> = fc.oneof(
  fc.constant(undefined),
  length.map((span) => ({ from: "sign_up" as const, for: span })),
  length.map((span) => ({ from: "visit" as const, for: span })),
  length.map((span) => ({ from: { event: "posted" }, for: span })),
  length.map((span) => ({ from: { event: "purchase", where: "event.properties.seats > 2" }, for: span })),
  length.map((span) => ({ rolling: span })),
  fc.constant({ after: "2026-01-30T10:00", before: "2026-02-14" }),
);
/** Two months from the sign-up on, in the order in which they are told. */
const happens = fc.record({
  type: fc.constantFrom("purchase" as const, "purchase" as const, "purchase" as const, "posted" as const),
  hour: fc.oneof(fc.nat({ max: 200 }), fc.nat({ max: 1500 }), fc.constantFrom(0, 30, 72, 216)),
  total: fc.integer({ min: 1, max: 12_000 }),
  seats: fc.integer({ min: 1, max: 3 }),
  city: fc.option(fc.constantFrom("Riga", "Oslo", "Rome"), { nil: undefined }),
  back: fc.option(fc.oneof(fc.constant(null), fc.integer({ min: 1, max: 9000 })), { nil: undefined, freq: 2 }),
});
/** How long before the sign-up the link was opened; by no link where nothing is said. */
const openedAgo = fc.option(fc.oneof(fc.nat({ max: 700 }), fc.constantFrom(0, 30, 72, 216)), { nil: undefined });
const scene = fc.record({ steps, window, openedAgo, events: fc.array(happens, { minLength: 1, maxLength: 9 }) });

interface Stands {
  type: string;
  at: number;
  total: number;
  seats: number;
  city: string | undefined;
}
function isGathered(step: Step, all: readonly Stands[]): boolean {
  if ("all" in step) return step.all.every((each) => isGathered(each, all));
  if ("any" in step) return step.any.some((each) => isGathered(each, all));
  const meant = all.filter(({ type, seats }) => type === step.event && (step.where === undefined || seats > 1));
  if (step.sum !== undefined) return meant.reduce((sum, { total }) => sum + total, 0) >= Math.round(Number(step.atLeast) * 100);
  const cities = new Set(meant.flatMap(({ city }) => city ?? []));
  return (step.distinct === undefined ? meant.length : cities.size) >= ((step.count as number) ?? 1);
}
/** A moving window is tried from every event on. */
function isReached({ steps: needed, window: when }: Pick<Goal, "steps" | "window">, opened: number, all: readonly Stands[]): boolean {
  const within = (from: number, before: number) =>
    isGathered(
      needed,
      all.filter(({ at }) => at >= from && at < before),
    );
  const span = (from: number, duration: unknown) => within(from, slowAdd(from, duration, ZONE));
  if (when === undefined) return isGathered(needed, all);
  if ("rolling" in when) return all.some(({ at }) => span(at, when.rolling));
  if ("after" in when) return within(Date.parse("2026-01-30T15:00:00Z"), Date.parse("2026-02-14T05:00:00Z"));
  if (when.from === "sign_up") return span(START, when.for);
  if (when.from === "visit") return span(opened, when.for);
  const { event } = when.from as { event: string };
  const posted = all.filter(({ type, seats }) => type === event && (event === "posted" || seats > 2)).map(({ at }) => at);
  return posted.length > 0 && span(Math.min(...posted), when.for);
}

describe("a goal", () => {
  test("is reached when what stands says so, in windows of every kind, whatever comes back and in whichever order it is told", () => {
    const property = fc.property(scene, ({ steps: needed, window: when, openedAgo: hours, events }) => {
      const document: ProgramDocument = {
        format: 1,
        handle: "shop",
        name: "Shop",
        destination: "https://shop.example/",
        timeZone: ZONE,
        lateness: { years: 1 },
        attribution: { existingCustomer: "false" },
        events: { purchase: { properties: { seats: { type: "int" }, city: { type: "string" } } }, posted: {} },
        goals: [{ id: "aim", steps: needed, ...(when && { window: when }) }],
      };
      const validation = validateProgram(document);
      expect(validation.ok ? [] : validation.problems).toEqual([]);
      const shop = openShop(document);
      write(shop, { kind: "member", member: "anna", enrol: [PROGRAM] });
      const [own] = shop.log.stored.codes.values();
      const opened = START - (hours ?? 0) * HOUR;
      const visit = { id: "vis_1", program: PROGRAM, code: own?.code as string, member: own?.memberId as string, at: opened, version: 1 };
      write(shop, { kind: "event", type: "sign_up", member: "boris", ...(hours === undefined ? { referrer: "anna" } : { visits: [visit] }) });
      const end = START + 1600 * HOUR;
      write(shop, { kind: "clock", to: end });
      const standing: Stands[] = [];
      const agrees = () => {
        const [referral] = [...shop.log.stored.referrals.values()];
        expect((referral?.goals.aim?.reachedAt ?? null) !== null).toBe(isReached({ steps: needed, window: when }, opened, standing));
      };
      for (const [index, { type, hour, total, seats, city, back }] of events.entries()) {
        const at = START + hour * HOUR;
        const subject = `order-${index}`;
        const bought = { money: { total: `${total}` }, currency: "USD", properties: { seats, ...(city && { city }) } };
        write(shop, { kind: "event", type, member: "boris", subject, occurredAt: at, ...(type === "purchase" && bought) });
        standing.push({ type, at, total, seats, city });
        agrees();
        if (back === undefined || type === "posted") continue;
        write(shop, {
          kind: "event",
          type: "refund",
          member: "boris",
          subject,
          currency: "USD",
          ...(back !== null && { money: { total: `${back}` } }),
        });
        const left = back === null ? 0 : total - back;
        standing.pop();
        if (left > 0) standing.push({ type, at, total: left, seats, city });
        agrees();
      }
    });
    fc.assert(property, chance(100));
  });
});
