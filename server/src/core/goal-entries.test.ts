import { describe, expect, test } from "vitest";
import { brokenLaws } from "../../test/laws/memory-laws.js";
import { DAY, openShop, play, type Shop, START, type Step, write } from "../../test/laws/story.js";
import type { Goal, ProgramDocument } from "./document/schema.js";
import { validateProgram } from "./document/validate.js";
import { ENTRIES_MAX, OPENING, withEntry, withoutPart } from "./goal-entries.js";
import type { GoalEntry } from "./rows.js";

function documentOf(goal: Omit<Goal, "id">): ProgramDocument {
  return {
    format: 1,
    handle: "shop",
    name: "Shop",
    destination: "https://shop.example/",
    attribution: { claimWithin: { days: 20 }, existingCustomer: "false" },
    events: { ride: { properties: { city: { type: "string" } } }, ride_cancelled: { corrects: "ride" }, trial: {} },
    goals: [{ id: "aim", ...goal }],
    rules: [{ id: "thanks", on: { goal: "aim" }, grants: [{ id: "credit", to: "referrer", credit: { amount: "5.00" } }] }],
  };
}
const friendOf = (goal: Omit<Goal, "id">): Shop =>
  play(openShop(documentOf(goal)), [
    { do: "join", who: "anna", plan: "pro" },
    { do: "sign_up", who: "boris", by: "anna", with: "code" },
  ]);
interface Told {
  type?: string;
  /** Days after the story began; told when it is written all the same. */
  day: number;
  number?: number;
  city?: string;
}
/** Each event is told as the shop's next record, whenever it happened. */
function tell(shop: Shop, ...events: Told[]): Shop {
  for (const { type = "ride", day, number, city } of events) {
    const subject = number === undefined ? {} : { subject: `ride-${number}` };
    const properties = city === undefined ? {} : { properties: { city } };
    write(shop, { kind: "event", type, member: "boris", occurredAt: START + day * DAY, ...subject, ...properties });
  }
  expect(brokenLaws(shop.log)).toEqual([]);
  return shop;
}
const later = (shop: Shop, days: number): Shop => play(shop, [{ do: "wait", hours: 24 * days, settles: false } as Step]);
const isReached = (shop: Shop): boolean => [...shop.log.stored.referrals.values()].some(({ stage }) => stage === "converted");
const gathered = (shop: Shop) => [...shop.log.stored.referrals.values()][0]?.goals.aim?.steps[0];

describe("a step of different values", () => {
  const goal = { steps: { event: "ride", distinct: "event.properties.city", count: 2 } } as const;

  test("counts each value once, and nothing where the event does not tell it", () => {
    const shop = tell(friendOf(goal), { day: 0, city: "Riga" }, { day: 0, city: "Riga" }, { day: 0 });
    expect([gathered(shop), isReached(shop)]).toEqual(["1", false]);
    expect(isReached(tell(shop, { day: 0, city: "Oslo" }))).toBe(true);
  });

  test("is net of corrections: a value stays as long as one of its events does", () => {
    const shop = tell(friendOf(goal), { day: 0, number: 1, city: "Riga" }, { day: 0, number: 2, city: "Riga" }, { day: 0, number: 3, city: "Oslo" });
    expect(isReached(tell(shop, { type: "ride_cancelled", day: 0, number: 1 }))).toBe(true);
    expect(isReached(tell(shop, { type: "ride_cancelled", day: 0, number: 2 }))).toBe(false);
    expect(gathered(shop)).toBe("1");
  });

  test("takes the latest telling of one matter", () => {
    const shop = tell(friendOf(goal), { day: 0, number: 1, city: "Riga" }, { day: 0, number: 2, city: "Oslo" });
    expect(isReached(tell(shop, { day: 0, number: 2, city: "Riga" }))).toBe(false);
  });
});

describe("a window that an event of the friend opens", () => {
  const goal = { steps: { event: "ride", count: 2 }, window: { from: { event: "trial" }, for: { days: 10 } } } as const;

  test("holds what happens in it, its first moment included and its last not", () => {
    const shop = tell(later(friendOf(goal), 20), { type: "trial", day: 3 }, { day: 3 }, { day: 13 });
    expect([gathered(shop), isReached(shop)]).toEqual(["1", false]);
    expect(isReached(tell(shop, { day: 12.999 }))).toBe(true);
  });

  test("is the same in whichever order its events are told", () => {
    const events: Told[] = [{ type: "trial", day: 3 }, { day: 4 }, { day: 9 }, { type: "trial", day: 8 }, { day: 1 }];
    for (const order of [events, [...events].reverse()]) {
      const shop = tell(later(friendOf(goal), 20), ...order);
      expect([gathered(shop), isReached(shop)]).toEqual(["2", true]);
    }
  });

  test("counts nothing before it is open", () => {
    const shop = tell(later(friendOf(goal), 20), { day: 1 }, { day: 2 });
    expect([gathered(shop), isReached(shop)]).toEqual(["0", false]);
    expect(isReached(tell(shop, { type: "trial", day: 1 }))).toBe(true);
  });

  test("can open at the first of what is counted; when that is taken back, at the next", () => {
    const shop = later(friendOf({ ...goal, window: { from: { event: "ride" }, for: { days: 10 } } }), 25);
    tell(shop, { day: 1, number: 1 }, { day: 12, number: 2 }, { day: 14, number: 3 });
    expect(isReached(shop)).toBe(false);
    expect(isReached(tell(shop, { type: "ride_cancelled", day: 15, number: 1 }))).toBe(true);
  });
});

describe("a window that may lie anywhere", () => {
  const goal: Omit<Goal, "id"> = {
    steps: { all: [{ event: "ride", count: 2 }, { event: "trial" }], inOrder: true },
    window: { rolling: { days: 7 } },
  };

  test.each<[string, Told[], boolean]>([
    ["in seven days", [{ day: 1 }, { day: 2 }, { type: "trial", day: 7.9 }], true],
    ["in more than seven days", [{ day: 1 }, { day: 2 }, { type: "trial", day: 8 }], false],
    ["in the last seven of many", [{ day: 1 }, { day: 9 }, { day: 10 }, { type: "trial", day: 12 }], true],
    ["in the wrong order", [{ day: 1 }, { type: "trial", day: 2 }, { day: 3 }], false],
  ])("%s, however they are told", (_what, events, reached) => {
    for (const order of [events, [...events].reverse()]) expect(isReached(tell(later(friendOf(goal), 20), ...order))).toBe(reached);
  });

  test("forgets what nothing can be told beside any more", () => {
    const shop = later(tell(friendOf(goal), { day: 0 }), 60);
    tell(shop, { day: 59 });
    expect([...shop.log.stored.referrals.values()][0]?.goals.aim?.entries).toHaveLength(1);
  });
});

describe("a row beside different values", () => {
  const row = { event: "ride", count: 2, resetBy: [{ event: "trial" }] };
  const cities = { event: "ride", distinct: "event.properties.city", count: 2 };
  const beside = { steps: { any: [row, cities] } };

  test("counts what is told again once", () => {
    const shop = tell(friendOf(beside), { day: 0, number: 1 }, { day: 0, number: 1 });
    expect([gathered(shop), isReached(shop)]).toEqual(["1", false]);
  });

  test("loses what is taken back", () => {
    const shop = tell(friendOf(beside), { day: 0, number: 1 }, { type: "ride_cancelled", day: 0, number: 1 }, { day: 0, number: 2 });
    expect([gathered(shop), isReached(shop)]).toEqual(["1", false]);
    expect(isReached(tell(shop, { day: 0, number: 3 }))).toBe(true);
    expect(isReached(tell(shop, { type: "ride_cancelled", day: 0, number: 3 }))).toBe(false);
  });

  test("is set back by the events that it names", () => {
    const shop = tell(friendOf(beside), { day: 0, number: 1 }, { type: "trial", day: 0 }, { day: 0, number: 2 });
    expect([gathered(shop), isReached(shop)]).toEqual(["1", false]);
    expect(isReached(tell(shop, { day: 0, number: 3 }))).toBe(true);
  });

  test("comes in its place of a sequence, before them or behind", () => {
    const before = later(friendOf({ steps: { all: [row, cities], inOrder: true } }), 9);
    expect(isReached(tell(before, { day: 1, city: "Riga" }, { day: 2, city: "Oslo" }))).toBe(false);
    expect(isReached(tell(before, { day: 3, city: "Riga" }))).toBe(true);
    const behind = later(friendOf({ steps: { all: [cities, row], inOrder: true } }), 9);
    expect(isReached(tell(behind, { day: 1, city: "Riga" }, { day: 2, city: "Oslo" }))).toBe(false);
    expect(isReached(tell(behind, { day: 3 }))).toBe(true);
  });

  test("opens what comes behind it only as long as it stands", () => {
    const shop = friendOf({ steps: { all: [row, cities], inOrder: true } });
    tell(shop, { day: 0, number: 1 }, { day: 0, number: 2, city: "Riga" });
    tell(shop, { type: "ride_cancelled", day: 0, number: 2 }, { day: 0, number: 3, city: "Oslo" });
    expect([...shop.log.stored.referrals.values()][0]?.goals.aim?.steps).toEqual({ 0: "1", 1: "0" });
  });
});

describe("what is kept", () => {
  const entry = (record: number, at = record, value?: string): GoalEntry =>
    value === undefined ? [0, record, at, "1"] : [0, record, at, "1", value];
  const full = Array.from({ length: ENTRIES_MAX }, (_, index) => entry(index));

  test("is bounded: the earliest goes, or a value that comes again; of a goal that is reached what is new", () => {
    expect(withEntry(full, entry(999), false)).toEqual([...full.slice(1), entry(999)]);
    expect(withEntry(full, entry(999), true)).toEqual(full);
    const cities = full.map(([, record, at]) => entry(record, at, record === 7 ? "Oslo" : `city ${record}`));
    expect(withEntry(cities, entry(999, 999, "Oslo"), false)).toEqual([...cities.filter(([, record]) => record !== 7), entry(999, 999, "Oslo")]);
    const openings = Array.from({ length: 20 }, (_, index): GoalEntry => [OPENING, index, index, "1"]);
    expect(withEntry(openings, [OPENING, 999, 999, "1"], false)).toEqual(openings);
  });

  test("shrinks by what is taken back, and goes with the whole", () => {
    expect(withoutPart([[0, 1, 1, "30.5"]], 0, 1, 10_500_000n)).toEqual([[0, 1, 1, "20"]]);
    expect(withoutPart([[0, 1, 1, "30.5"]], 0, 1, 30_500_000n)).toEqual([]);
  });
});

test.each<[string, Omit<Goal, "id">, string]>([
  ["distinct of a sum", { steps: { event: "purchase", sum: "total", atLeast: "9.00", distinct: "event.channel" } }, "a sum has no different values"],
  ["distinct of somebody", { steps: { event: "purchase", distinct: "friend.isCustomer" } }, '"friend.isCustomer" is not told by the event'],
  [
    "distinct in a row",
    { steps: { event: "purchase", distinct: "event.channel", resetBy: [{ event: "trial" }] } },
    "different values do not come in a row",
  ],
  ["too many different values", { steps: { event: "purchase", distinct: "event.channel", count: 101 } }, "different values are counted up to 100"],
  [
    "a row in a window that moves",
    { steps: { event: "ride", resetBy: [{ event: "trial" }] }, window: { rolling: { days: 3 } } },
    "a row has no window that moves",
  ],
  [
    "too many in a window that moves",
    { steps: { all: [{ event: "ride", count: 101 }] }, window: { rolling: { days: 3 } } },
    "events in a window that moves are counted up to 100",
  ],
  [
    "a window opened by nothing known",
    { steps: { event: "ride" }, window: { from: { event: "rides" }, for: { days: 3 } } },
    'there is no type of event "rides"',
  ],
])("the validator refuses %s", (_what, goal, problem) => {
  const validation = validateProgram(documentOf(goal));
  expect(validation.ok ? [] : validation.problems.map((each) => each.problem.toLowerCase())).toContain(`${problem}.`.toLowerCase());
});
