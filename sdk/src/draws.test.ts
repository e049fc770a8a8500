import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type VersionChance, verifyDraw, type WeighedOutcome } from "./draws.js";

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
