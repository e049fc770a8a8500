/** Judged contests in decisions: who hands in, judges and wins, and that a run closes once. */
import { expect, test } from "vitest";
import { brokenLaws } from "../../test/laws/memory-laws.js";
import { openShop, PROGRAM, type Shop, write } from "../../test/laws/story.js";
import type { ContestEntryRow } from "./contest-rows.js";
import type { Contest, ProgramDocument } from "./document/schema.js";
import type { Outcome, RecordInput } from "./record.js";

const DAY = 86_400_000;
type Judged = NonNullable<Contest["judged"]>;
const documentOf = (judged: Partial<Judged> = {}): ProgramDocument => ({
  format: 1,
  handle: "club",
  name: "Club",
  destination: "https://club.example/",
  contests: [{ id: "post", name: "Best post", judged: { submit: ["link"], by: "owner", from: "2026-02-01", until: "2026-02-08", ...judged } }],
  rules: [
    { id: "first", on: { contest: "post", place: 1 }, grants: [{ id: "p", to: "member" as const, points: { amount: "30" } }] },
    { id: "next", on: { contest: "post", place: 2, toPlace: 3 }, grants: [{ id: "p", to: "member" as const, points: { amount: "10" } }] },
  ],
});
const MEMBERS = ["anna", "boris", "clara", "dora", "emil"];
function clubOf(judged?: Partial<Judged>): Shop {
  const shop = openShop(documentOf(judged));
  for (const member of MEMBERS) write(shop, { kind: "member", member, enrol: [PROGRAM] });
  return shop;
}
function tell(shop: Shop, input: RecordInput): string {
  write(shop, input);
  const outcome = shop.log.records.at(-1)?.decision.outcome as Outcome & { reason?: string; entry?: string };
  return outcome.status === "done" ? (outcome.entry ?? "done") : `${outcome.reason}`;
}
const about = { program: PROGRAM, contest: "post" };
const enter = (shop: Shop, member: string, by: "link" | "text" = "link") => tell(shop, { kind: "contest.enter", ...about, member, by });
const review = (shop: Shop, entry: string, answer: "accept" | "refuse", written = shop.log.stored.contestEntries.get(entry)?.recordNumber ?? 0) =>
  tell(shop, { kind: "contest.review", ...about, entry, written, answer });
const mark = (shop: Shop, entry: string, value: number, judge = "owner") => tell(shop, { kind: "contest.mark", ...about, entry, judge, mark: value });
const vote = (shop: Shop, member: string, entry: string) => tell(shop, { kind: "contest.vote", ...about, member, entry });
const moveTo = (shop: Shop, day: number) => write(shop, { kind: "clock", to: Math.max(shop.at, Date.parse("2026-02-01") + day * DAY) });
function accepted(shop: Shop, ...members: string[]): string[] {
  moveTo(shop, 0);
  return members.map((member) => {
    const entry = enter(shop, member);
    expect(review(shop, entry, "accept")).toBe(entry);
    return entry;
  });
}
function close(shop: Shop): void {
  moveTo(shop, 14);
  for (let times = 0; times < 2; times++) write(shop, { kind: "due" });
}
const nameOf = ({ log: { world } }: Shop, id: string) => [...world.externals].find(([, member]) => member === id)?.[0] ?? id;
const placesOf = (shop: Shop) =>
  [...shop.log.stored.contestEntries.values()]
    .filter((entry): entry is ContestEntryRow & { place: number } => entry.place !== null)
    .sort((a, b) => a.place - b.place)
    .map(({ memberId }) => nameOf(shop, memberId));
const given = (shop: Shop) => [...shop.log.stored.rewards.values()].map(({ recipientId, amount }) => `${nameOf(shop, recipientId)} ${amount}`).sort();

test("entries come until the end, one of each member, and take part once they are accepted", () => {
  const shop = clubOf();
  expect(enter(shop, "anna")).toBe("contest_not_open");
  moveTo(shop, 0);
  expect(enter(shop, "anna", "text")).toBe("contest_entry_not_wanted");
  const entry = enter(shop, "anna");
  const first = shop.log.records.length;
  expect(enter(shop, "anna")).toBe(entry);
  expect(review(shop, entry, "accept", first)).toBe("contest_entry_changed");
  expect(mark(shop, entry, 7)).toBe("contest_not_open");
  expect(review(shop, entry, "accept")).toBe(entry);
  moveTo(shop, 7);
  expect([enter(shop, "boris"), mark(shop, entry, 7), mark(shop, "ent_x", 7)]).toEqual(["contest_not_open", entry, "contest_entry_unknown"]);
  moveTo(shop, 14);
  expect([mark(shop, entry, 9), review(shop, entry, "refuse")]).toEqual(["contest_not_open", "contest_not_open"]);
});

test("the best mean mark wins, of equals the one that was accepted earlier; what is refused or not judged has no place; it closes once", () => {
  const shop = clubOf({ by: "judges" });
  const [anna, boris, clara, dora, emil] = accepted(shop, ...MEMBERS) as [string, string, string, string, string];
  moveTo(shop, 7);
  for (const [entry, one, two] of [
    [anna, 6, 7],
    [boris, 9, 4],
    [clara, 10, 10],
    [dora, 10, 10],
  ] as const) {
    mark(shop, entry, 1, "one");
    mark(shop, entry, one, "one");
    mark(shop, entry, two, "two");
  }
  review(shop, dora, "refuse");
  expect(mark(shop, dora, 10, "three")).toBe("contest_entry_unknown");
  close(shop);
  expect(placesOf(shop)).toEqual(["clara", "anna", "boris"]);
  expect(given(shop)).toEqual(["anna 10", "boris 10", "clara 30"]);
  expect(shop.log.stored.contestEntries.get(emil)?.place).toBeNull();
  const closings = shop.log.records.flatMap(({ decision: { facts } }) => facts.filter(({ kind }) => kind === "contest.closed"));
  expect(closings).toMatchObject([{ run: "once", entries: 3 }]);
  expect(brokenLaws(shop.log)).toEqual([]);
});

test("members have one vote each, which may go over to another entry and is never for their own", () => {
  const shop = clubOf({ by: "members" });
  const [anna, boris] = accepted(shop, "anna", "boris") as [string, string];
  expect(vote(shop, "clara", anna)).toBe("contest_not_open");
  moveTo(shop, 7);
  expect([vote(shop, "anna", anna), mark(shop, anna, 10)]).toEqual(["contest_vote_not_wanted", "contest_vote_not_wanted"]);
  for (const voter of ["clara", "clara", "dora"]) vote(shop, voter, anna);
  vote(shop, "emil", boris);
  expect([...shop.log.stored.contestEntries.values()].map(({ votes }) => votes)).toEqual([2, 1]);
  vote(shop, "clara", boris);
  expect([...shop.log.stored.contestEntries.values()].map(({ votes }) => votes)).toEqual([1, 2]);
  close(shop);
  expect([placesOf(shop), given(shop)]).toEqual([
    ["boris", "anna"],
    ["anna 10", "boris 30"],
  ]);
});

test("two members who are one have one entry and one vote, and none for their own", () => {
  const shop = clubOf({ by: "members" });
  const [anna, boris, clara] = accepted(shop, "anna", "boris", "clara") as [string, string, string];
  moveTo(shop, 7);
  for (const [voter, entry] of [
    ["dora", anna],
    ["emil", anna],
    ["boris", anna],
    ["anna", clara],
  ] as const)
    vote(shop, voter, entry);
  write(shop, { kind: "member.merge", member: "dora", into: "emil", reason: "one person" });
  write(shop, { kind: "member.merge", member: "boris", into: "anna", reason: "one person" });
  const rows = shop.log.stored.contestEntries;
  expect([anna, boris, clara].map((id) => `${rows.get(id)?.state} ${rows.get(id)?.votes}`)).toEqual(["accepted 1", "withdrawn 0", "accepted 1"]);
  close(shop);
  expect(placesOf(shop)).toEqual(["anna", "clara"]);
  expect(brokenLaws(shop.log)).toEqual([]);
});

test("anew in each period: the last one is judged while the next one takes entries", () => {
  const shop = clubOf({ from: undefined, until: undefined, every: "week" } as unknown as Partial<Judged>);
  moveTo(shop, 1);
  const first = enter(shop, "anna");
  review(shop, first, "accept");
  moveTo(shop, 9);
  const second = enter(shop, "anna");
  expect(second).not.toBe(first);
  expect([mark(shop, first, 5), mark(shop, second, 5)]).toEqual([first, "contest_not_open"]);
  moveTo(shop, 16);
  write(shop, { kind: "due" });
  expect([placesOf(shop), given(shop)]).toEqual([["anna"], ["anna 30"]]);
});

test("a program that is paused when a contest closes has winners and gives nothing", () => {
  const shop = clubOf();
  const [anna] = accepted(shop, "anna") as [string];
  moveTo(shop, 7);
  mark(shop, anna, 3);
  write(shop, { kind: "program.status", program: PROGRAM, status: "paused" });
  close(shop);
  expect([placesOf(shop), given(shop)]).toEqual([["anna"], []]);
});

test("what was handed in can be withdrawn until the run's end, and handed in anew; what is judged stays", () => {
  const shop = clubOf();
  const withdraw = (member: string) => tell(shop, { kind: "contest.withdraw", ...about, member });
  moveTo(shop, 0);
  expect(withdraw("anna")).toBe("contest_entry_unknown");
  const [entry = ""] = accepted(shop, "anna");
  expect([withdraw("anna"), withdraw("anna"), review(shop, entry, "accept")]).toEqual([entry, "contest_entry_unknown", "contest_entry_unknown"]);
  const [again = "", other = ""] = accepted(shop, "anna", "boris");
  moveTo(shop, 7);
  expect([again, withdraw("anna"), mark(shop, again, 5), mark(shop, other, 4)]).toEqual([entry, expect.stringContaining("contest_"), again, other]);
  close(shop);
  expect(placesOf(shop)).toEqual(["anna", "boris"]);
  expect(brokenLaws(shop.log)).toEqual([]);
});
