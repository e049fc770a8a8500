import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type ClaimedRun, type RunTickets, type VersionChance, verifyDraw, verifyRun, type WeighedOutcome } from "./draws.js";

interface Case extends VersionChance {
  message: string;
  outcomes: WeighedOutcome[];
  point: string;
  of: string;
  drawn: string;
}
const { cases } = JSON.parse(readFileSync(new URL("../../spec/vectors/draws.json", import.meta.url), "utf8")) as { cases: Case[] };
const [first] = cases as [Case];
const verified = (change: Partial<Case>) => {
  const { message, point, of, drawn, outcomes, ...chance } = { ...first, ...change };
  return verifyDraw({ message, point, of, drawn }, chance, outcomes);
};

describe("a draw", () => {
  test.each(cases)("is true as the vectors have it: $message", async (each) => {
    expect(await verified(each)).toEqual({ isTrue: true, drawn: each.drawn, point: each.point, of: each.of });
  });

  test.each<[string, Partial<Case>, string]>([
    ["another secret", { secret: "00".repeat(32) }, "secret"],
    ["a secret that is none", { secret: "secret" }, "secret"],
    ["other weights", { outcomes: [{ id: first.drawn, weight: "1" }] }, "weights"],
    ["another message", { message: `${first.message}0` }, "point"],
    ["another outcome", { drawn: "jackpot" }, "outcome"],
  ])("with %s is not", async (_what, change, fault) => {
    expect(await verified(change)).toEqual({ isTrue: false, fault });
  });
});

describe("a run of a draw among tickets", () => {
  interface RunCase extends ClaimedRun {
    tickets: RunTickets[];
  }
  const file = new URL("../../spec/vectors/draw-runs.json", import.meta.url);
  const runs = (JSON.parse(readFileSync(file, "utf8")) as { cases: RunCase[] }).cases;
  const [, second] = runs as [RunCase, RunCase];

  test.each(runs)("is true as the vectors have it: $commitment", async ({ tickets, ...run }) => {
    expect(await verifyRun(run, tickets)).toEqual({ isTrue: true, won: run.won.map(({ holder }) => holder) });
  });

  test.each<[string, Partial<RunCase>, string]>([
    ["another seed", { seed: "00".repeat(32) }, "seed"],
    ["no seed yet", { seed: null }, "seed"],
    ["tickets named twice", { tickets: [...second.tickets, second.tickets[0] as RunTickets] }, "tickets"],
    ["no number of tickets", { tickets: [{ reward: "rwd_1", holder: "anna", count: 0 }] }, "tickets"],
    ["another winner", { won: [{ holder: "nobody" }] }, "winners"],
    ["winners in another order", { won: [...second.won].reverse() }, "winners"],
  ])("with %s is not", async (_what, change, fault) => {
    const { tickets, ...run } = { ...second, ...change };
    expect(await verifyRun(run, tickets)).toEqual({ isTrue: false, fault });
  });
});
