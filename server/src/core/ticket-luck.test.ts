import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { commitmentOf } from "./draw.js";
import { sha256Hex } from "./hash.js";
import { faultOfRun, luckOf, seedOfRun, type TicketRow, winnersOf } from "./ticket-luck.js";

const KEY = new Uint8Array(32).fill(7);
/** Ten tickets of four holders; dora's are of two rewards. */
const TICKETS: TicketRow[] = [
  { reward: "rew_a", holder: "anna", count: 1 },
  { reward: "rew_b", holder: "boris", count: 2 },
  { reward: "rew_c", holder: "clara", count: 3 },
  { reward: "rew_d", holder: "dora", count: 3 },
  { reward: "rew_e", holder: "dora", count: 1 },
];
const COUNTS: Record<string, number> = { anna: 1, boris: 2, clara: 3, dora: 4 };
const HOLDERS = Object.keys(COUNTS);
const seedOf = (n: number) => sha256Hex(`seed ${n}`);

test("runs have seeds of their own, which are the same whenever they are asked for", () => {
  const seed = seedOfRun(KEY, "prg_1", "car", "2026-03");
  expect(seed).toMatch(/^[0-9a-f]{64}$/);
  expect(seedOfRun(KEY, "prg_1", "car", "2026-03")).toBe(seed);
  const others = [seedOfRun(KEY, "prg_1", "car", "2026-04"), seedOfRun(KEY, "prg_1", "trip", "2026-03"), seedOfRun(KEY, "prg_2", "car", "2026-03")];
  expect(new Set([seed, ...others]).size).toBe(4);
});

test("each ticket has the same chance: who wins first and second is as often as tickets without those of the first winner say", () => {
  const RUNS = 3000;
  const seen = new Map<string, number>();
  for (let n = 0; n < RUNS; n++) {
    const pair = winnersOf(seedOf(n), TICKETS, 2).map(({ holder }) => holder);
    seen.set(pair.join(" "), (seen.get(pair.join(" ")) ?? 0) + 1);
  }
  const pairs = HOLDERS.flatMap((first) => HOLDERS.filter((second) => second !== first).map((second) => [first, second] as const));
  const squares = pairs.map(([first, second]) => {
    const a = COUNTS[first] as number;
    const expected = RUNS * (a / 10) * ((COUNTS[second] as number) / (10 - a));
    return ((seen.get(`${first} ${second}`) ?? 0) - expected) ** 2 / expected;
  });
  // Chi-square with 11 degrees of freedom passes 31.26 once in a thousand times; the seeds are the same in each run of this test.
  expect(squares.reduce((sum, each) => sum + each, 0)).toBeLessThan(31.26);
});

const rows = fc
  .array(fc.record({ holder: fc.constantFrom(...HOLDERS), count: fc.integer({ min: 1, max: 5 }) }), { maxLength: 8 })
  .map((all) => all.map((row, n) => ({ ...row, reward: `rew_${n}` })));
const seeds = fc.nat().map(seedOf);

test("winners are different holders, as many as can be, whatever the order of the tickets", () => {
  fc.assert(
    fc.property(seeds, rows, fc.integer({ min: 1, max: 5 }), (seed, tickets, count) => {
      const won = winnersOf(seed, tickets, count);
      const holders = new Set(tickets.map(({ holder }) => holder));
      expect(new Set(won.map(({ holder }) => holder)).size).toBe(won.length);
      expect(won.length).toBe(Math.min(count, holders.size));
      expect(winnersOf(seed, [...tickets].reverse(), count)).toEqual(won);
    }),
    { numRuns: 50 },
  );
});
test("the winner stays when tickets of all others are taken back", () => {
  fc.assert(
    fc.property(seeds, rows, (seed, tickets) => {
      const [first] = winnersOf(seed, tickets, 1);
      const own = tickets.filter(({ holder }) => holder === first?.holder);
      expect(winnersOf(seed, own, 1)).toEqual(first === undefined ? [] : [first]);
    }),
    { numRuns: 50 },
  );
});
test("fewer tickets are never luckier, and no tickets are none", () => {
  const seed = seedOf(1);
  for (let count = 2; count <= 20; count++) expect(luckOf(seed, "rew_a", count - 1) >= luckOf(seed, "rew_a", count)).toBe(true);
  expect(() => luckOf(seed, "rew_a", 0)).toThrow("rew_a is 0 tickets");
});

test("a run is true only with its own seed, its own tickets and its own winners in their order", () => {
  const seed = seedOf(2);
  const run = { commitment: commitmentOf(seed), seed, winners: 2 };
  const won = winnersOf(seed, TICKETS, 2).map(({ holder }) => holder);
  expect(faultOfRun(run, TICKETS, won)).toBeUndefined();
  expect(faultOfRun({ ...run, seed: seedOf(3) }, TICKETS, won)).toBe("seed");
  expect(faultOfRun(run, [...TICKETS, TICKETS[0] as TicketRow], won)).toBe("tickets");
  expect(faultOfRun(run, TICKETS, [...won].reverse())).toBe("winners");
  expect(faultOfRun(run, TICKETS, won.slice(0, 1))).toBe("winners");
  const beaten = TICKETS.filter(({ holder }) => holder !== won[0]);
  expect(faultOfRun(run, beaten, won)).toBe("winners");
});

test("runs are as the vectors have them, for whoever writes it anew", () => {
  const { cases } = JSON.parse(readFileSync(new URL("../../../spec/vectors/draw-runs.json", import.meta.url), "utf8"));
  for (const { seed, commitment, winners, tickets, won } of cases) {
    expect(tickets.map(({ reward, count }: TicketRow) => luckOf(seed, reward, count))).toEqual(tickets.map(({ luck }: { luck: string }) => luck));
    expect(
      faultOfRun(
        { commitment, seed, winners },
        tickets,
        won.map(({ holder }: { holder: string }) => holder),
      ),
    ).toBeUndefined();
  }
});
