/** Leaderboards: what counts, until when, for whom, and who is ahead of whom. */
import { describe, expect, test } from "vitest";
import { DAY, openShop, PROGRAM, publishing, type Shop, START, write } from "../../test/laws/story.js";
import type { Leaderboard, ProgramDocument } from "./document/schema.js";
import type { EventInput } from "./record.js";

type Score = Leaderboard["score"];
const POINTS: Score = { earned: "POINTS" };
const ORDERS: Score = { event: "purchase", sum: "total" };

function documentOf(board: Partial<Leaderboard>, more: Partial<ProgramDocument> = {}): ProgramDocument {
  return {
    format: 1,
    handle: "shop",
    name: "Shop",
    destination: "https://shop.example/",
    traits: { club: { type: "string" } },
    events: { check_in: { properties: {} }, check_in_removed: { corrects: "check_in" } },
    leaderboards: [{ id: "board", name: "Board", score: ORDERS, ...board } as Leaderboard],
    rules: [
      { id: "points", on: { event: "purchase" }, grants: [{ id: "points", to: "member", points: { amount: { percent: "100", of: "total" } } }] },
    ],
    ...more,
  } as ProgramDocument;
}
const join = (shop: Shop, member: string, traits: Record<string, string> = {}) => write(shop, { kind: "member", member, traits, enrol: [PROGRAM] });
function shopOf(board: Partial<Leaderboard>, more: Partial<ProgramDocument> = {}): Shop {
  const shop = openShop(documentOf(board, more));
  for (const name of ["anna", "boris", "clara"]) join(shop, name);
  return shop;
}
function tell(shop: Shop, type: string, member: string, subject: string, dollars: number | null, more: Partial<EventInput> = {}) {
  const money = dollars === null ? {} : { currency: "USD", money: { total: String(dollars * 100) } };
  return write(shop, { kind: "event", type, member, subject, ...money, ...more });
}
const buys = (shop: Shop, member: string, order: string, dollars: number, more: Partial<EventInput> = {}) =>
  tell(shop, "purchase", member, order, dollars, more);
const returns = (shop: Shop, member: string, order: string, dollars: number | null) => tell(shop, "refund", member, order, dollars);
function wait(shop: Shop, days: number, settles = true): void {
  write(shop, { kind: "clock", to: shop.at + days * DAY });
  while (settles && Number((write(shop, { kind: "due" }).outcome as { settled?: number }).settled) > 0);
}

/** Who is in the ranking of each run, the best first, as "name score". */
function rankings({ log }: Shop): Record<string, string[]> {
  const names = new Map([...log.world.externals].map(([name, id]) => [id, name]));
  const shown: Record<string, string[]> = {};
  for (const run of log.stored.boardRuns.values()) {
    const rows = [...log.stored.boardScores.values()].filter(({ runId, state }) => runId === run.id && state === "in");
    rows.sort((a, b) => Number(b.score - a.score) || a.reached - b.reached || (a.memberId < b.memberId ? -1 : 1));
    for (const { partition, memberId, score } of rows) {
      const ranking = partition === "" ? run.run : `${run.run}/${partition}`;
      shown[ranking] = [...(shown[ranking] ?? []), `${names.get(memberId)} ${score}`];
    }
  }
  return shown;
}

describe("who is ahead", () => {
  test("the higher score, and of equal ones the one that was reached first", () => {
    const shop = shopOf({});
    buys(shop, "boris", "1", 10);
    buys(shop, "anna", "2", 10);
    buys(shop, "clara", "3", 20);
    expect(rankings(shop)).toEqual({ lifetime: ["clara 2000", "boris 1000", "anna 1000"] });
  });

  test("what was taken back leaves the score as reached when it stood there before, in whichever order the two came (L11)", () => {
    const after = (...steps: ((shop: Shop) => unknown)[]) => {
      const shop = shopOf({});
      buys(shop, "boris", "1", 10);
      buys(shop, "anna", "2", 10);
      for (const step of steps) step(shop);
      return rankings(shop);
    };
    const more = (shop: Shop) => buys(shop, "boris", "3", 5);
    const back = (shop: Shop) => returns(shop, "boris", "3", null);
    const expected = { lifetime: ["boris 1000", "anna 1000"] };
    expect([after(more, back), after(back, more)]).toEqual([expected, expected]);
  });

  test("an order that is told again keeps its place; told with less it counts with less, from then on", () => {
    const shop = shopOf({});
    buys(shop, "anna", "1", 10);
    buys(shop, "boris", "2", 10);
    buys(shop, "anna", "1", 10);
    expect(rankings(shop)).toEqual({ lifetime: ["anna 1000", "boris 1000"] });
    buys(shop, "boris", "2", 4);
    buys(shop, "anna", "1", 4);
    expect(rankings(shop)).toEqual({ lifetime: ["boris 400", "anna 400"] });
  });

  test("a refund in part takes the share of a sum, all of a count, and points that were earned with it", () => {
    for (const [score, left] of [
      [ORDERS, ["anna 600"]],
      [POINTS, ["anna 6"]],
      [{ event: "purchase" }, ["anna 1"]],
    ] as [Score, string[]][]) {
      const shop = shopOf({ score });
      buys(shop, "anna", "1", 10);
      returns(shop, "anna", "1", 4);
      expect(rankings(shop)).toEqual({ lifetime: left });
      returns(shop, "anna", "1", null);
      expect(rankings(shop)).toEqual({});
    }
  });

  test("referrals count for their referrer, and for another one who is entered instead", () => {
    const shop = shopOf({ score: { referrals: "signed_up" } });
    write(shop, { kind: "event", type: "sign_up", member: "friend", referrer: "anna" });
    expect(rankings(shop)).toEqual({ lifetime: ["anna 1"] });
    const [referral] = [...shop.log.stored.referrals.keys()];
    write(shop, { kind: "referral.correct", referral: referral as string, referrer: "boris", reason: "told by both" });
    expect(rankings(shop)).toEqual({ lifetime: ["boris 1"] });
  });
});

describe("which run", () => {
  const weekly: Partial<Leaderboard> = { period: "week", grace: { days: 1 } };
  // START is a Wednesday: the week ends on Monday at midnight.
  test("what happened in a week counts there also when it is told late, until the grace is over; then the run is frozen", () => {
    const shop = shopOf(weekly);
    buys(shop, "anna", "1", 10);
    wait(shop, 5);
    buys(shop, "boris", "2", 30, { occurredAt: START });
    expect(rankings(shop)).toEqual({ "2026-W05": ["boris 3000", "anna 1000"] });
    wait(shop, 1);
    buys(shop, "clara", "3", 90, { occurredAt: START });
    returns(shop, "boris", "2", null);
    buys(shop, "clara", "4", 20);
    expect(rankings(shop)).toEqual({ "2026-W05": ["boris 3000", "anna 1000"], "2026-W06": ["clara 2000"] });
    const frozen = [...shop.log.stored.boardRuns.values()].map(({ run, frozenAt }) => [run, frozenAt !== null]);
    expect(frozen).toEqual([
      ["2026-W05", true],
      ["2026-W06", false],
    ]);
  });

  test("one large step of the clock ends as many small ones do: what fell due before the end of the grace counts", () => {
    const held: Partial<ProgramDocument> = {
      rules: [
        {
          id: "points",
          on: { referral: "converted" },
          grants: [{ id: "points", to: "referrer", points: { amount: "7" }, hold: { for: { hours: 12 } } }],
        },
      ],
      goals: [{ id: "aim", steps: { event: "purchase" }, hold: { days: 4 } }],
    };
    const ends = [Array.from({ length: 40 }, () => 0.25), [10]].map((steps) => {
      const shop = shopOf({ ...weekly, score: POINTS }, held);
      write(shop, { kind: "event", type: "sign_up", member: "friend", referrer: "anna" });
      buys(shop, "friend", "1", 10);
      for (const days of steps) wait(shop, days);
      return [rankings(shop), [...shop.log.stored.boardRuns.values()].map(({ run, frozenAt }) => [run, frozenAt])];
    });
    expect(ends[0]).toEqual(ends[1]);
    expect(ends[0]?.[0]).toEqual({ "2026-W05": ["anna 7"] });
  });

  test("a window counts what lies in it; a new version may let it end later, as long as it is not frozen", () => {
    const window = { from: "2026-01-28", until: "2026-01-30", grace: { hours: 1 } };
    const shop = shopOf(window);
    buys(shop, "anna", "1", 10);
    buys(shop, "anna", "0", 50, { occurredAt: START - DAY });
    write(shop, publishing(documentOf({ ...window, until: "2026-02-03" })));
    wait(shop, 4);
    buys(shop, "boris", "2", 20);
    expect(rankings(shop)).toEqual({ "2026-01-28": ["boris 2000", "anna 1000"] });
    wait(shop, 4);
    write(shop, publishing(documentOf({ ...window, until: "2026-03-01" })));
    buys(shop, "anna", "3", 90);
    expect(rankings(shop)).toEqual({ "2026-01-28": ["boris 2000", "anna 1000"] });
  });
});

describe("who is in it", () => {
  test("a member who leaves is not in the ranking, and is as before on coming back; frozen runs stay as they are", () => {
    const shop = shopOf({ period: "week", grace: { days: 1 } });
    const says = (takesPart: boolean) => write(shop, { kind: "board.settings", program: PROGRAM, member: "anna", takesPart });
    buys(shop, "anna", "1", 10);
    wait(shop, 7);
    says(false);
    buys(shop, "anna", "2", 10);
    buys(shop, "boris", "3", 5);
    expect(rankings(shop)).toEqual({ "2026-W05": ["anna 1000"], "2026-W06": ["boris 500"] });
    says(true);
    expect(rankings(shop)).toEqual({ "2026-W05": ["anna 1000"], "2026-W06": ["anna 1000", "boris 500"] });
    expect(write(shop, { kind: "board.settings", program: PROGRAM, member: "anna", board: "other", takesPart: true }).outcome).toMatchObject({
      status: "declined",
      reason: "board_unknown",
    });
  });

  test("whoever is not enrolled is not in it until then", () => {
    const shop = shopOf({});
    write(shop, { kind: "event", type: "sign_up", member: "friend", referrer: "anna" });
    buys(shop, "friend", "1", 10);
    expect(rankings(shop)).toEqual({});
    join(shop, "friend");
    expect(rankings(shop)).toEqual({ lifetime: ["friend 1000"] });
  });

  test("the trait by which it is parted is that of the first score of the run", () => {
    const shop = openShop(documentOf({ period: "week", partitionBy: "club" }));
    join(shop, "anna", { club: "north" });
    join(shop, "boris");
    buys(shop, "anna", "1", 10);
    buys(shop, "boris", "2", 10);
    join(shop, "anna", { club: "south" });
    buys(shop, "anna", "3", 10);
    expect(rankings(shop)).toEqual({ "2026-W05": ["boris 1000"], "2026-W05/north": ["anna 2000"] });
    wait(shop, 7);
    buys(shop, "anna", "4", 10);
    expect(rankings(shop)).toMatchObject({ "2026-W06/south": ["anna 1000"] });
  });

  test("in leagues those compete who did about as much in the run before, at most so many, and newcomers with newcomers", () => {
    const shop = openShop(documentOf({ period: "week", leagues: { size: 5 } }));
    const names = ["a", "b", "c", "d", "e", "f", "g"];
    for (const name of names) join(shop, name);
    for (const [index, name] of names.entries()) buys(shop, name, `first-${name}`, index < 2 ? 100 + index : 10);
    // All are newcomers; the sixth begins another league.
    expect(rankings(shop)).toEqual({ "2026-W05/0.1": ["b 10100", "a 10000", "c 1000", "d 1000", "e 1000"], "2026-W05/0.2": ["f 1000", "g 1000"] });
    wait(shop, 7);
    join(shop, "new");
    for (const name of [...names, "new"]) buys(shop, name, `second-${name}`, 20);
    buys(shop, "c", "third", 500);
    expect(rankings(shop)).toMatchObject({
      "2026-W06/14.1": ["a 2000", "b 2000"],
      "2026-W06/10.1": ["c 52000", "d 2000", "e 2000", "f 2000", "g 2000"],
      "2026-W06/0.1": ["new 2000"],
    });
  });

  test("of a segment only what its members do counts", () => {
    const segments = [{ id: "north", when: 'member.traits.club == "north"' }];
    const shop = openShop(documentOf({ segment: "north" }, { segments }));
    join(shop, "anna", { club: "north" });
    join(shop, "boris", { club: "south" });
    buys(shop, "anna", "1", 10);
    buys(shop, "boris", "2", 10);
    expect(rankings(shop)).toEqual({ lifetime: ["anna 1000"] });
  });

  test("two members who are one have the sum of both, and what is taken back later comes out of it", () => {
    const shop = shopOf({});
    buys(shop, "anna", "1", 10);
    buys(shop, "boris", "2", 5);
    write(shop, { kind: "member.merge", member: "anna", into: "boris", reason: "one person" });
    expect(
      Object.values(rankings(shop))
        .flat()
        .map((each) => each.split(" ")[1]),
    ).toEqual(["1500"]);
    returns(shop, "anna", "1", null);
    expect(
      Object.values(rankings(shop))
        .flat()
        .map((each) => each.split(" ")[1]),
    ).toEqual(["500"]);
  });
});
