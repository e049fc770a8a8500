/** Draws in decisions: who takes part, that late events and takings back are in until a run is over and not after, and that it is drawn once. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { brokenLaws } from "../../test/laws/memory-laws.js";
import { compileOnce, openShop, PROGRAM, type Shop, testKey, write } from "../../test/laws/story.js";
import type { Draw, ProgramDocument } from "./document/schema.js";
import type { DrawTicketRow } from "./draw-rows.js";
import { luckiest } from "./draws.js";
import type { EventInput } from "./record.js";
import { addIndex, addLoaded, emptyWorld, Miss, setRow, type World } from "./world.js";
import type { Index } from "./world-parts.js";

const DAY = 86_400_000;
const FEBRUARY = Date.parse("2026-02-01");
const documentOf = (draw: Partial<Draw> = {}, hold?: { days: number }): ProgramDocument => ({
  format: 1,
  handle: "club",
  name: "Club",
  destination: "https://club.example/",
  events: { trip: {}, trip_cancelled: { corrects: "trip" } },
  draws: [{ id: "car", name: "The car", every: "week", ...draw }],
  rules: [
    {
      id: "trip",
      on: { event: "trip" },
      grants: [{ id: "t", to: "member", tickets: { draw: "car", count: 3 }, ...(hold && { hold: { for: hold } }) }],
    },
    { id: "won", on: { draw: "car" }, grants: [{ id: "p", to: "member", points: { amount: "100" } }] },
  ],
});
const MEMBERS = ["anna", "boris", "clara", "dora", "emil"];
function clubOf(draw?: Partial<Draw>, hold?: { days: number }): Shop {
  const shop = openShop(documentOf(draw, hold));
  for (const member of MEMBERS) write(shop, { kind: "member", member, enrol: [PROGRAM] });
  return shop;
}
const moveTo = (shop: Shop, day: number) => write(shop, { kind: "clock", to: Math.max(shop.at, FEBRUARY + day * DAY) });
const due = (shop: Shop) => write(shop, { kind: "due" });
function tell(shop: Shop, member: string, type: string, subject: string, day?: number): void {
  const occurred = day === undefined ? {} : { occurredAt: FEBRUARY + day * DAY };
  write(shop, { kind: "event", type, member, subject, ...occurred } as EventInput);
}
const nameOf = ({ log: { world } }: Shop, id: string) => [...world.externals].find(([, member]) => member === id)?.[0] ?? id;
const runs = (shop: Shop) =>
  [...shop.log.stored.drawRuns.values()].map(
    ({ run, won }) =>
      `${run}: ${
        won
          ?.map(({ member }) => nameOf(shop, member))
          .sort()
          .join(" ") ?? "open"
      }`,
  );
const given = (shop: Shop) =>
  [...shop.log.stored.rewards.values()]
    .filter(({ kind }) => kind === "points")
    .map(({ recipientId }) => nameOf(shop, recipientId))
    .sort();
const lawful = (shop: Shop) => expect(brokenLaws(shop.log)).toEqual([]);

test("the run of a moment is drawn once, behind its grace, however many winners there are to be", () => {
  const shop = clubOf({ winners: 3 });
  moveTo(shop, 1);
  for (const member of ["anna", "boris", "boris"]) tell(shop, member, "trip", `${member}-${shop.log.records.length}`);
  moveTo(shop, 8.5);
  tell(shop, "clara", "trip", "late", 7.9);
  tell(shop, "dora", "trip", "next");
  due(shop);
  expect(runs(shop)).toEqual([expect.stringMatching(/: open$/), expect.stringMatching(/: open$/)]);
  moveTo(shop, 9);
  for (let times = 0; times < 2; times++) due(shop);
  expect(runs(shop)[0]).toContain("anna boris clara");
  expect(given(shop)).toEqual(["anna", "boris", "clara"]);
  const drawn = shop.log.records.flatMap(({ decision: { facts } }) => facts.filter(({ kind }) => kind === "draw.drawn"));
  expect(drawn).toMatchObject([{ draw: "car", winners: 3 }]);
  lawful(shop);
});

test("what is taken back before a run is over is out of it; behind it nothing changes in it, and nothing comes", () => {
  const shop = clubOf();
  moveTo(shop, 1);
  for (const member of ["anna", "boris", "clara"]) tell(shop, member, "trip", `trip-${member}`);
  tell(shop, "anna", "trip_cancelled", "trip-anna");
  // A week ends with its Sunday; the grace is over with the Monday behind it.
  moveTo(shop, 9);
  tell(shop, "boris", "trip_cancelled", "trip-boris");
  tell(shop, "dora", "trip", "trip-dora", 2);
  const late = shop.log.records.at(-1)?.decision.trace.find(({ step }) => step === "grant.missed");
  expect(late).toMatchObject({ rule: "trip", why: "draw_over" });
  const states = () => [...shop.log.stored.drawTickets.values()].map(({ memberId, state }) => `${nameOf(shop, memberId)} ${state}`);
  expect(states()).toEqual(["anna out", "boris in", "clara in"]);
  due(shop);
  expect([states(), runs(shop)[0]]).toEqual([["anna out", "boris in", "clara in"], expect.stringMatching(/: (boris|clara)$/)]);
  lawful(shop);
});

test("tickets that are held take part if nothing holds them any more when the run is over", () => {
  const shop = clubOf({ every: undefined, at: "2026-02-20", winners: 5 } as unknown as Partial<Draw>, { days: 5 });
  moveTo(shop, 14.5);
  tell(shop, "anna", "trip", "held-out");
  moveTo(shop, 18.9);
  tell(shop, "boris", "trip", "too-late");
  tell(shop, "clara", "trip", "once-over", 19.1);
  moveTo(shop, 60);
  for (let times = 0; times < 3; times++) due(shop);
  expect([runs(shop), given(shop)]).toEqual([["2026-02-20: anna"], ["anna"]]);
  lawful(shop);
});

test("two members who are one before it is over hold their tickets together, and win once", () => {
  const shop = clubOf({ winners: 5 });
  moveTo(shop, 1);
  for (const member of ["anna", "boris", "clara", "dora"]) tell(shop, member, "trip", `trip-${member}`);
  write(shop, { kind: "member.merge", member: "boris", into: "anna", reason: "one person" });
  moveTo(shop, 9);
  write(shop, { kind: "member.merge", member: "dora", into: "clara", reason: "one person" });
  due(shop);
  const winners = [...shop.log.stored.drawRuns.values()][0]?.won ?? [];
  // Who became one with another when the run was over had won as two, and is given one prize.
  expect(winners.map(({ member }) => nameOf(shop, member)).sort()).toEqual(["anna", "clara", "dora"]);
  expect(given(shop)).toEqual(["anna", "clara"]);
  lawful(shop);
});

test("a program that is paused when a run is drawn has winners and gives nothing; a run nobody has tickets for is none", () => {
  const shop = clubOf();
  moveTo(shop, 1);
  tell(shop, "anna", "trip", "trip-anna");
  write(shop, { kind: "program.status", program: PROGRAM, status: "paused" });
  moveTo(shop, 40);
  due(shop);
  expect([runs(shop).map((run) => run.split(": ")[1]), given(shop)]).toEqual([["anna"], []]);
});

test("the luckiest are the same whatever of the run was changed since it was stored", () => {
  const RUN = "drw_1";
  const row = fc.record({ holder: fc.constantFrom("a", "b", "c", "d", "e"), luck: fc.integer({ min: 10, max: 99 }).map(String) });
  const change = fc.record({
    nth: fc.nat({ max: 30 }),
    memberId: fc.constantFrom("a", "b", "c", "f"),
    state: fc.constantFrom("in" as const, "out" as const),
  });
  const property = fc.property(
    fc.array(row, { maxLength: 25 }),
    fc.array(change, { maxLength: 6 }),
    fc.integer({ min: 1, max: 4 }),
    (rows, changes, winners) => {
      const stored = rows.map(({ holder, luck }, nth) => ticket(nth, holder, luck));
      const world = emptyWorld({ id: "ws_1", mode: "test", codeKey: testKey }, compileOnce);
      for (const { nth, memberId, state } of changes) {
        const before = stored[nth] ?? ticket(nth, memberId, String(40 + nth));
        if (stored[nth] !== undefined) addLoaded(world, "drawTickets", before.rewardId, before);
        setRow(world, "drawTickets", before.rewardId, { ...before, memberId, state });
      }
      const found = withMisses(world, stored, () => luckiest(world, RUN, winners));
      const now = new Map([...stored.map((each) => [each.rewardId, each] as const), ...world.draft.drawTickets]);
      const expected: DrawTicketRow[] = [];
      for (const each of [...now.values()].filter(({ state }) => state === "in").sort((a, b) => (a.luck + a.rewardId < b.luck + b.rewardId ? -1 : 1)))
        if (expected.length < winners && !expected.some(({ memberId }) => memberId === each.memberId)) expected.push(each);
      expect(found).toEqual(expected);
    },
  );
  fc.assert(property, { numRuns: 200 });
  function ticket(nth: number, memberId: string, luck: string): DrawTicketRow {
    return { rewardId: `rwd_${String(nth).padStart(2, "0")}`, runId: RUN, memberId, count: 1, luck, state: "in", recordNumber: 1 };
  }
});
/** Loads what is missed as the store does: of the run holder by holder, each by the luckiest of their tickets, and no more than was asked for. */
function withMisses<T>(world: World, stored: readonly DrawTicketRow[], work: () => T): T {
  const sorted = stored.toSorted((a, b) => (a.luck + a.rewardId < b.luck + b.rewardId ? -1 : 1));
  const first = sorted.filter((row, index) => sorted.findIndex(({ memberId }) => memberId === row.memberId) === index);
  for (;;) {
    try {
      return work();
    } catch (miss) {
      if (!(miss instanceof Miss)) throw miss;
      for (const { from, key } of miss.wants) {
        const [, asked] = key.split("\n");
        const rows = from === "luckiestOf" ? first.slice(0, Number(asked)) : stored.filter(({ memberId }) => memberId === asked);
        for (const row of rows) addLoaded(world, "drawTickets", row.rewardId, row);
        addIndex(world, from as Index, key);
      }
    }
  }
}
