import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { compileOnce, openShop, PROGRAM, play, publishing, type Step, testKey, write } from "../../test/laws/story.js";
import type { ProgramDocument } from "./document/schema.js";
import { commitmentOf, drawWith, versionSecret, WEIGHT_DECIMALS, weightText } from "./draw.js";
import { parseDecimal } from "./money.js";

interface Case {
  secret: string;
  commitment: string;
  message: string;
  outcomes: { id: string; weight: string }[];
  point: string;
  drawn: string;
}
const { cases } = JSON.parse(readFileSync(new URL("../../../spec/vectors/draws.json", import.meta.url), "utf8")) as { cases: Case[] };

test.each(cases)("a draw is as the vectors have it: $message", ({ secret, commitment, message, outcomes, point, drawn }) => {
  const found = drawWith(
    secret,
    message,
    outcomes.map(({ weight }) => parseDecimal(weight, WEIGHT_DECIMALS) as bigint),
  );
  expect([commitmentOf(secret), weightText(found.point), outcomes[found.index]?.id]).toEqual([commitment, point, drawn]);
});

type Outcomes = Extract<NonNullable<ProgramDocument["rules"]>[number]["grants"][number], { drawn: unknown }>["drawn"]["outcomes"];
const shopWith = (outcomes: Outcomes, more: Partial<ProgramDocument> = {}): ProgramDocument => ({
  format: 1,
  handle: "shop",
  name: "Shop",
  destination: "https://shop.example/",
  items: [{ id: "mug", name: "Mug", stock: 2 }],
  rules: [{ id: "spin", on: { event: "purchase" }, grants: [{ id: "wheel", to: "member", drawn: { outcomes } }] }],
  ...more,
});
const joined: Step = { do: "join", who: "anna", plan: "pro" };
const bought = (order: number): Step => ({ do: "purchase", who: "anna", order, total: 3000, seats: 1, daysAgo: 0 });
const points = (id: string, weight: string, substitute?: string) => ({ id, weight, points: { amount: "1" }, ...(substitute && { substitute }) });

describe("what is drawn", () => {
  test("comes as often as its weight says, within four standard deviations", () => {
    const draws = 400;
    const shop = play(openShop(shopWith([points("rare", "1"), points("often", "3")])), [joined]);
    for (let order = 0; order < draws; order++) play(shop, [bought(order)]);
    const rare = [...shop.log.stored.rewards.values()].filter(({ details }) => details.draw?.outcome === "rare").length;
    expect(Math.abs(rare - draws / 4)).toBeLessThan(4 * Math.sqrt((draws * 3) / 16));
  });

  test("follows from secret and message: a reward tells all that it is verified by", () => {
    const shop = play(openShop(shopWith([points("a", "1"), points("b", "1.5")])), [joined, bought(1)]);
    const [reward] = [...shop.log.stored.rewards.values()];
    const { draw } = reward?.details ?? {};
    const found = drawWith(versionSecret(testKey, PROGRAM, 1), draw?.message ?? "", [1_000_000n, 1_500_000n]);
    expect(draw).toMatchObject({
      drawn: ["a", "b"][found.index],
      outcome: ["a", "b"][found.index],
      version: 1,
      point: weightText(found.point),
      of: "2.5",
    });
    expect(draw?.message).toBe(`draw\nspin\nwheel\n${reward?.recipientId}\n1\n${reward?.occurrence}`);
  });

  test("that has run out has its substitute, in log order, and nothing is drawn anew", () => {
    const mug = { id: "mug", weight: "1000000", item: "mug", substitute: "half" } as const;
    const shop = play(openShop(shopWith([mug, points("half", "0.000001", "none"), { id: "none", weight: "0.000001", nothing: true }])), [joined]);
    for (const order of [1, 2, 3]) play(shop, [bought(order)]);
    const given = [...shop.log.stored.rewards.values()].map(({ details, kind }) => [kind, details.draw?.drawn, details.draw?.outcome]);
    expect(given).toEqual([
      ["item", "mug", "mug"],
      ["item", "mug", "mug"],
      ["points", "mug", "half"],
    ]);
  });

  test("of nothing gives nothing and says so", () => {
    const shop = play(openShop(shopWith([{ id: "none", weight: "1000000", nothing: true }, points("a", "0.000001")])), [joined, bought(1)]);
    expect(shop.log.stored.rewards.size).toBe(0);
    const missed = shop.log.records.at(-1)?.decision.trace.find(({ step }) => step === "grant.missed");
    expect(missed).toMatchObject({ grant: "wheel", why: "drawn_nothing" });
  });

  test("is drawn with the secret of the version in force: that of a replaced one is known", () => {
    const document = shopWith([points("a", "1"), points("b", "1")]);
    const shop = play(openShop(document), [joined, bought(1)]);
    write(shop, publishing({ ...document, name: "Another" }));
    play(shop, [bought(2)]);
    expect([...shop.log.stored.rewards.values()].map(({ details }) => details.draw?.version)).toEqual([1, 2]);
    const committed = shop.log.records.flatMap(({ decision }) => decision.trace.filter(({ step }) => step === "chance.committed"));
    const [one, two, three] = [1, 2, 3].map((version) => commitmentOf(versionSecret(testKey, PROGRAM, version)));
    expect(committed).toEqual([
      { step: "chance.committed", version: 1, hash: one, next: two },
      { step: "chance.committed", version: 2, hash: two, next: three },
    ]);
  });
});

test("a program without draws commits to nothing", () => {
  const document = shopWith([], { rules: [] });
  expect(compileOnce(document, "none").rules.size).toBe(0);
  expect(openShop(document).log.records[0]?.decision.trace).toEqual([]);
});
