/** Challenges in decisions: what completes them, what late, corrected and repeated events change of it, and progress against a slow recount. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { brokenLaws } from "../../test/laws/memory-laws.js";
import { compileOnce, openShop, PROGRAM, type Shop, write } from "../../test/laws/story.js";
import { doneOf, NO_STATE } from "./challenge-state.js";
import type { Challenge, ProgramDocument } from "./document/schema.js";
import { PARTS } from "./exact.js";
import type { RecordInput } from "./record.js";

const DAY = 86_400_000;
const visits: Challenge["steps"][number] = { event: "visited", of: "friends", differentFriends: true, count: 2 };
const bring = (more: Partial<Challenge> = {}): Challenge => ({ id: "bring", name: "Bring two", every: "month", steps: [visits], ...more });
const documentOf = (challenges: Challenge[] = [bring()]): ProgramDocument => ({
  format: 1,
  handle: "club",
  name: "Club",
  destination: "https://club.example/",
  lateness: { days: 90 },
  events: { visited: { properties: { km: { type: "int" }, room: { type: "string" } } }, left: { corrects: "visited" } },
  challenges,
  eligibility: [
    {
      id: "look",
      when: 'event.status == "odd"', // biome-ignore lint/suspicious/noThenProperty: the document's own word
      then: "review",
      sides: ["referrer"],
      at: ["visited"],
    },
  ],
  rules: challenges.map(({ id }) => ({ id, on: { challenge: id }, grants: [{ id: "p", to: "member" as const, points: { amount: "1" } }] })),
});
const FRIENDS = ["ben", "carl", "dora"];
function clubOf(document = documentOf(), referrers: string[] = ["anna", "anna", "anna"]): Shop {
  const shop = openShop(document);
  for (const member of ["anna", "emil"]) write(shop, { kind: "member", member, enrol: [PROGRAM] });
  for (const [index, member] of FRIENDS.entries()) write(shop, { kind: "event", type: "sign_up", member, referrer: referrers[index] as string });
  return shop;
}
function visit(shop: Shop, member: string, subject: string, more: Partial<Extract<RecordInput, { kind: "event" }>> = {}): void {
  write(shop, { kind: "event", type: "visited", member, subject, occurredAt: shop.at, ...more });
}
function leave(shop: Shop, member: string, subject: string): void {
  write(shop, { kind: "event", type: "left", member, subject });
}
function wait(shop: Shop, days: number): void {
  write(shop, { kind: "clock", to: shop.at + days * DAY });
}
function pointsOf({ log: { stored, world } }: Shop, member: string): number {
  const id = world.externals.get(member);
  return [...stored.rewards.values()].filter(({ state, recipientId }) => state === "available" && recipientId === id).length;
}

test("different friends complete it once, in each of its times anew", () => {
  const shop = clubOf();
  visit(shop, "ben", "b1");
  visit(shop, "ben", "b2");
  expect(pointsOf(shop, "anna")).toBe(0);
  visit(shop, "carl", "c1");
  visit(shop, "dora", "d1");
  expect(pointsOf(shop, "anna")).toBe(1);
  wait(shop, 31);
  visit(shop, "ben", "b3");
  // Told late, in the month before: it counts there, where it was completed already.
  visit(shop, "carl", "c2", { occurredAt: shop.at - 31 * DAY });
  expect(pointsOf(shop, "anna")).toBe(1);
  visit(shop, "carl", "c3");
  expect(pointsOf(shop, "anna")).toBe(2);
  expect(brokenLaws(shop.log)).toEqual([]);
});

test("what is taken back takes the reward along; completing it again gives it again, and what is told again changes nothing", () => {
  const shop = clubOf();
  visit(shop, "ben", "b1");
  visit(shop, "carl", "c1");
  visit(shop, "carl", "c1");
  expect(pointsOf(shop, "anna")).toBe(1);
  leave(shop, "carl", "c1");
  expect(pointsOf(shop, "anna")).toBe(0);
  visit(shop, "dora", "d1");
  expect(pointsOf(shop, "anna")).toBe(1);
  expect([...shop.log.stored.rewards.values()].map(({ occurrence }) => occurrence.split(":").at(-2))).toEqual(["1", "2"]);
});

test("L11: an event and its correction leave what there was, in whichever order they come", () => {
  const end = (...steps: ((shop: Shop) => void)[]) => {
    const shop = clubOf();
    visit(shop, "ben", "b1");
    for (const step of steps) step(shop);
    return pointsOf(shop, "anna");
  };
  const [comes, goes] = [(shop: Shop) => visit(shop, "carl", "c1"), (shop: Shop) => leave(shop, "carl", "c1")];
  expect([end(comes), end(comes, goes), end(goes, comes), end(comes, goes, comes)]).toEqual([1, 0, 0, 1]);
});

test("only for those who join: what was done before counts, and not in times that were over", () => {
  const shop = clubOf(documentOf([bring({ optIn: true })]));
  for (const friend of ["ben", "carl"]) visit(shop, friend, "first");
  wait(shop, 31);
  for (const friend of ["ben", "carl"]) visit(shop, friend, "second");
  expect(pointsOf(shop, "anna")).toBe(0);
  const join: RecordInput = { kind: "challenge.join", member: "anna", program: PROGRAM, challenge: "bring" };
  write(shop, join);
  write(shop, join);
  expect(pointsOf(shop, "anna")).toBe(1);
});

test("joining is declined where there is nothing to join", () => {
  const over = bring({ id: "over", every: undefined, from: "2025-01-01", until: "2025-02-01", optIn: true } as Partial<Challenge>);
  const shop = clubOf(documentOf([bring(), over, bring({ id: "open", optIn: true })]));
  const answers = (["bring", "over", "none", "open"] as const).map(
    (challenge) => write(shop, { kind: "challenge.join", member: "anna", program: PROGRAM, challenge }).outcome,
  );
  expect(answers).toMatchObject([
    { status: "declined", reason: "challenge_not_to_be_joined", why: "for_all" },
    { status: "declined", reason: "challenge_not_to_be_joined", why: "over" },
    { status: "declined", reason: "challenge_unknown" },
    { status: "done" },
  ]);
});

test("friends of a referral in review do not count until it is honoured; those of another referrer go over with the correction", () => {
  const shop = clubOf();
  visit(shop, "ben", "b1");
  visit(shop, "carl", "c1", { status: "odd" });
  expect(pointsOf(shop, "anna")).toBe(0);
  const carl = [...shop.log.stored.referrals.values()].find(({ friendId }) => friendId === shop.log.world.externals.get("carl"));
  write(shop, { kind: "referral.review", referral: carl?.id as string, referrer: "honour", reason: "fine" });
  expect(pointsOf(shop, "anna")).toBe(1);
  write(shop, { kind: "referral.correct", referral: carl?.id as string, referrer: "emil", reason: "it was Emil" });
  expect([pointsOf(shop, "anna"), pointsOf(shop, "emil")]).toEqual([0, 0]);
  const ben = [...shop.log.stored.referrals.values()].find(({ friendId }) => friendId === shop.log.world.externals.get("ben"));
  write(shop, { kind: "referral.correct", referral: ben?.id as string, referrer: "emil", reason: "it was Emil" });
  expect([pointsOf(shop, "anna"), pointsOf(shop, "emil")]).toEqual([0, 1]);
});

test("two members who are one have done it together", () => {
  const shop = clubOf(documentOf(), ["anna", "emil", "emil"]);
  visit(shop, "ben", "b1");
  visit(shop, "carl", "c1");
  expect([pointsOf(shop, "anna"), pointsOf(shop, "emil")]).toEqual([0, 0]);
  write(shop, { kind: "member.merge", member: "emil", into: "anna", reason: "one person" });
  expect(pointsOf(shop, "anna")).toBe(1);
  leave(shop, "carl", "c1");
  expect(pointsOf(shop, "anna")).toBe(0);
});

test("an event without a subject that came before the referral counts once for the member and once for the referrer", () => {
  const own = bring({ id: "own", steps: [{ event: "visited", count: 2 }] });
  const shop = openShop(documentOf([own, bring({ steps: [{ event: "visited", of: "friends", count: 1 }] })]));
  for (const member of ["anna", "ben"]) write(shop, { kind: "member", member, enrol: [PROGRAM] });
  write(shop, { kind: "event", type: "visited", member: "ben" });
  write(shop, { kind: "event", type: "sign_up", member: "ben", referrer: "anna" });
  expect([pointsOf(shop, "ben"), pointsOf(shop, "anna")]).toEqual([0, 1]);
});

/** One event or correction by a person: of one of few subjects, in this month or the one before. */
interface Told {
  who: string;
  subject: string;
  km: number;
  room: string;
  status: string;
  daysAgo: number;
  left: boolean;
}
const told: fc.Arbitrary<Told> = fc.record({
  who: fc.constantFrom("anna", "ben", "carl", "dora"),
  subject: fc.constantFrom("s1", "s2", "s3"),
  km: fc.integer({ min: 1, max: 9 }),
  room: fc.constantFrom("red", "blue"),
  status: fc.constantFrom("done", "done", "cancelled"),
  daysAgo: fc.constantFrom(0, 0, 20, 40),
  left: fc.boolean(),
});
const STEPS: Challenge["steps"] = [
  { event: "visited", of: "friends", differentFriends: true, count: 2 },
  { event: "visited", count: 3, where: 'event.status != "cancelled"' },
  { event: "visited", of: "friends", distinct: "event.properties.room", count: 2 },
  { event: "visited", sum: { property: "km" }, atLeast: "10", where: "event.properties.km > 2" },
];

test("progress is what a recount of the events that stand gives, whatever was told again, late or taken back", () => {
  const document = documentOf([bring({ steps: STEPS })]);
  const { challenges } = compileOnce(document, "challenges of the recount");
  const property = fc.property(fc.array(told, { maxLength: 25 }), (all) => {
    const shop = clubOf(document);
    wait(shop, 60);
    const standing = new Map<string, Told & { month: string }>();
    for (const each of all) {
      const { who, subject, km, room, status, daysAgo, left } = each;
      const occurredAt = shop.at - daysAgo * DAY;
      const month = new Date(occurredAt).toISOString().slice(0, 7);
      if (left && standing.has(`${who} ${subject}`)) {
        leave(shop, who, subject);
        standing.delete(`${who} ${subject}`);
      } else {
        visit(shop, who, subject, { occurredAt, status, properties: { km, room } });
        standing.set(`${who} ${subject}`, { ...each, month });
      }
    }
    const anna = shop.log.world.externals.get("anna");
    const state = shop.log.stored.challenges.get(`${PROGRAM}\n${anna}\nbring`)?.state ?? NO_STATE;
    const months = new Set([...Object.keys(state.times), ...[...standing.values()].map(({ month }) => month)]);
    for (const month of months) {
      const events = [...standing.values()].filter((each) => each.month === month);
      const [own, friends] = [events.filter(({ who }) => who === "anna"), events.filter(({ who }) => who !== "anna")];
      const expected = [
        new Set(friends.map(({ who }) => who)).size,
        own.filter(({ status }) => status !== "cancelled").length,
        new Set(friends.map(({ room }) => room)).size,
        own.reduce((sum, { km }) => sum + (km > 2 ? km : 0), 0),
      ];
      const time = state.times[month] ?? { gathered: {}, reachedAt: null };
      const done = challenges[0]?.steps.map((step) => Number(doneOf(step, time, state.out) / PARTS));
      expect(done).toEqual(expected);
      expect(time.reachedAt !== null).toBe([2, 3, 2, 10].every((need, index) => (expected[index] as number) >= need));
    }
    expect(pointsOf(shop, "anna")).toBe(Object.values(state.times).filter(({ reachedAt }) => reachedAt !== null).length);
    expect(brokenLaws(shop.log)).toEqual([]);
  });
  fc.assert(property, { numRuns: 60 });
});
