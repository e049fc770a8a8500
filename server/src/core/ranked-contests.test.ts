/** Contests that a leaderboard ranks: until when places change, who is given what, and that a run closes once. */
import { describe, expect, test } from "vitest";
import { brokenLaws } from "../../test/laws/memory-laws.js";
import { openShop, PROGRAM, publishing, type Shop, write } from "../../test/laws/story.js";
import type { Contest, Leaderboard, ProgramDocument } from "./document/schema.js";

const documentOf = (
  board: Partial<Leaderboard> = {},
  contest: Partial<Contest> = {},
  prize: object = { points: { amount: "30" } },
): ProgramDocument =>
  ({
    format: 1,
    handle: "club",
    name: "Club",
    destination: "https://club.example/",
    traits: { town: { type: "string" } },
    leaderboards: [{ id: "buyers", name: "Buyers", score: { event: "purchase" }, period: "month", ...board }],
    contests: [{ id: "most", name: "Most orders", ranked: "buyers", ...contest }],
    rules: [
      { id: "first", on: { contest: "most", place: 1 }, grants: [{ id: "p", to: "member", ...prize }] },
      { id: "next", on: { contest: "most", place: 2, toPlace: 3 }, grants: [{ id: "p", to: "member", points: { amount: "10" } }] },
    ],
  }) as ProgramDocument;
const MEMBERS = ["anna", "boris", "clara", "dora"];
function clubOf(document = documentOf(), traits: (member: string) => Record<string, string> = () => ({})): Shop {
  const shop = openShop(document);
  for (const member of MEMBERS) write(shop, { kind: "member", member, traits: traits(member), enrol: [PROGRAM] });
  return shop;
}
/** That many orders, named by the member's letter and a number. */
function buys(shop: Shop, member: string, count: number): void {
  for (let nth = 1; nth <= count; nth++) write(shop, { kind: "event", type: "purchase", member, subject: `${member[0]}${nth}` });
}
const returns = (shop: Shop, member: string, order: string) => write(shop, { kind: "event", type: "refund", member, subject: order });
const settle = (shop: Shop) => {
  while (Number((write(shop, { kind: "due" }).outcome as { settled?: number }).settled) > 0);
};
const goTo = (shop: Shop, moment: string) => write(shop, { kind: "clock", to: Date.parse(moment) });
function moveTo(shop: Shop, moment: string): void {
  goTo(shop, moment);
  settle(shop);
}
const nameOf = ({ log: { world } }: Shop, id: string) => [...world.externals].find(([, member]) => member === id)?.[0] ?? id;
const given = (shop: Shop) => [...shop.log.stored.rewards.values()].map(({ recipientId, amount }) => `${nameOf(shop, recipientId)} ${amount}`).sort();
const factsOf = (shop: Shop, kind: string) => shop.log.records.flatMap(({ decision }) => decision.facts.filter((fact) => fact.kind === kind));
const placed = (shop: Shop) =>
  factsOf(shop, "contest.placed").map((fact) => {
    const { member, place } = fact as unknown as { member: string; place: number };
    return `${place} ${nameOf(shop, member)}`;
  });

test("a refund changes places until the deadline and not after it; the run closes once, with what rules give as of then", () => {
  const shop = clubOf();
  buys(shop, "anna", 3);
  buys(shop, "boris", 2);
  buys(shop, "clara", 2);
  buys(shop, "dora", 1);
  // The board's grace is over, the contest's time for corrections is not.
  moveTo(shop, "2026-02-03T12:00:00Z");
  expect(given(shop)).toEqual([]);
  returns(shop, "anna", "a1");
  returns(shop, "anna", "a2");
  goTo(shop, "2026-02-20T00:00:00Z");
  returns(shop, "boris", "b1");
  settle(shop);
  expect(placed(shop)).toEqual(["1 boris", "2 clara", "3 anna"]);
  expect(given(shop)).toEqual(["anna 10", "boris 30", "clara 10"]);
  expect(factsOf(shop, "contest.closed")).toEqual([{ kind: "contest.closed", program: PROGRAM, contest: "most", run: "2026-01", entries: 3 }]);
  const [run] = shop.log.stored.boardRuns.values();
  expect(run).toMatchObject({ frozenAt: Date.parse("2026-02-04T00:00:00Z"), dueAt: null, progress: { "contest:most": 3 } });
  returns(shop, "boris", "b2");
  settle(shop);
  expect([placed(shop).length, brokenLaws(shop.log)]).toEqual([3, []]);
});

test("who has left the board, or has nothing that counts, has no place; equals are as they reached it", () => {
  const shop = clubOf();
  for (const member of ["boris", "anna", "clara"]) buys(shop, member, 1);
  buys(shop, "dora", 2);
  write(shop, { kind: "board.settings", program: PROGRAM, member: "dora", takesPart: false });
  returns(shop, "clara", "c1");
  moveTo(shop, "2026-02-10T00:00:00Z");
  expect(placed(shop)).toEqual(["1 boris", "2 anna"]);
});

test("each part of a board has its own places", () => {
  const towns: Record<string, string> = { anna: "Kazan", boris: "Kazan", clara: "Omsk", dora: "Omsk" };
  const shop = clubOf(documentOf({ partitionBy: "town" }), (member) => ({ town: towns[member] as string }));
  for (const [index, member] of MEMBERS.entries()) buys(shop, member, index + 1);
  moveTo(shop, "2026-02-10T00:00:00Z");
  expect(placed(shop)).toEqual(["1 dora", "1 boris", "2 clara", "2 anna"]);
  expect(given(shop)).toEqual(["anna 10", "boris 30", "clara 10", "dora 30"]);
});

test("one large step of the clock gives what many give, also where a prize counts on a board that ends later", () => {
  const earners = [
    ...(documentOf().leaderboards ?? []),
    { id: "earners", name: "Earners", score: { earned: "POINTS" }, from: "2026-02-01", until: "2026-02-06", grace: { hours: 1 } } as Leaderboard,
  ];
  const contests = [...(documentOf().contests ?? []), { id: "richest", name: "Richest", ranked: "earners" }];
  const document = { ...documentOf(), leaderboards: earners, contests } as ProgramDocument;
  const after = (...moments: string[]) => {
    const shop = clubOf(document);
    for (const [index, member] of MEMBERS.entries()) buys(shop, member, 4 - index);
    for (const moment of moments) moveTo(shop, moment);
    return placed(shop);
  };
  const many = after("2026-02-01T00:00:00Z", "2026-02-04T00:00:00Z", "2026-02-05T00:00:00Z", "2026-02-09T00:00:00Z");
  expect(many).toEqual(["1 anna", "2 boris", "3 clara", "1 anna", "2 boris", "3 clara"]);
  expect(after("2026-04-01T00:00:00Z")).toEqual(many);
});

describe("when it is over and not yet closed", () => {
  const shopAtDeadline = () => {
    const shop = clubOf();
    for (const [index, member] of MEMBERS.entries()) buys(shop, member, 4 - index);
    goTo(shop, "2026-02-05T00:00:00Z");
    return shop;
  };
  test("who leaves the board keeps the place", () => {
    const shop = shopAtDeadline();
    write(shop, { kind: "board.settings", program: PROGRAM, member: "anna", takesPart: false });
    settle(shop);
    expect(placed(shop)).toEqual(["1 anna", "2 boris", "3 clara"]);
  });
  test("who becomes one with another has the better of both places, and no other has a better one for it", () => {
    const shop = shopAtDeadline();
    write(shop, { kind: "member.merge", member: "anna", into: "boris", reason: "one person" });
    settle(shop);
    expect(placed(shop)).toEqual(["1 boris", "3 clara"]);
    expect(given(shop)).toEqual(["boris 30", "clara 10"]);
  });
});

test("a version that comes when the run is over changes no deadline that members know", () => {
  const shop = clubOf();
  buys(shop, "anna", 1);
  goTo(shop, "2026-02-02T12:00:00Z");
  settle(shop);
  write(shop, publishing(documentOf({}, { correctedWithin: { hours: 1 } })));
  settle(shop);
  expect(placed(shop)).toEqual([]);
  moveTo(shop, "2026-02-04T00:00:00Z");
  expect(placed(shop)).toEqual(["1 anna"]);
});
