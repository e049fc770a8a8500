/** Documents at the ends of what can be written: they are refused, or decided like all others. */
import { describe, expect, test } from "vitest";
import { brokenLaws } from "../../test/laws/memory-laws.js";
import { compileOnce, openShop, PROGRAM, play, publishing, type Shop, type Step, testKey, write } from "../../test/laws/story.js";
import type { ProgramDocument, Rule } from "./document/schema.js";
import { validateProgram } from "./document/validate.js";
import { MAX_AMOUNT } from "./money.js";
import { memoryLog } from "./rehearsal/memory-log.js";

function documentOf(rules: unknown[], more: object = {}): ProgramDocument {
  return { format: 1, handle: "shop", name: "Shop", destination: "https://shop.example/", rules: rules as Rule[], ...more } as ProgramDocument;
}
function problemsOf(document: object): string[] {
  const validation = validateProgram(document);
  return validation.ok ? [] : validation.problems.map(({ path, problem }) => `${path} | ${problem}`);
}
const bought = (order: number): Step => ({ do: "purchase", who: "boris", order, total: 5000, seats: 2, daysAgo: 0 });
const came: Step[] = [
  { do: "join", who: "anna", plan: "pro" },
  { do: "sign_up", who: "boris", by: "anna", with: "visits" },
];
const amounts = (shop: Shop) => [...shop.log.stored.rewards.values()].map(({ amount }) => amount);

test("the longest chain of rules that is allowed comes to its end, also where its last badge sets nothing off", () => {
  const badges = Array.from({ length: 9 }, (_, index) => ({ id: `b${index}`, name: `B${index}` }));
  const chain = (length: number) =>
    documentOf(
      Array.from({ length }, (_, index) => ({
        id: `r${index}`,
        on: index === 0 ? { event: "purchase" } : { badge: `b${index - 1}` },
        grants: [{ id: "g", to: "member", badge: `b${index}` }],
      })),
      { badges },
    );
  expect(problemsOf(chain(9))).toEqual([expect.stringContaining("The rule begins a chain of more than 8 rules")]);
  expect(problemsOf(chain(8))).toEqual([]);
  const shop = play(openShop(chain(8)), [...came, bought(1)]);
  expect(shop.log.stored.rewards.size).toBe(8);
});

test("no id is a name that is there before anything is kept under it", () => {
  const id = "constructor";
  const grants = [{ id, to: "member", badge: "b", limits: [{ id, measure: "rewards", max: "1" }] }];
  const document = documentOf([{ id, on: { event: "purchase" }, grants }], {
    badges: [{ id: "b", name: "B" }],
    goals: [{ id, steps: { event: "purchase" } }],
    stampCards: [{ id, slots: 2 }],
    tiers: [{ id, measure: { referrals: "signed_up" }, period: "month", steps: [{ id, atLeast: "1" }] }],
  });
  const places = ["/rules/0/id", "/rules/0/grants/0/id", "/rules/0/grants/0/limits/0/id", "/goals/0/id", "/stampCards/0/id", "/tiers/0/id"];
  expect(problemsOf(document).sort()).toEqual(
    [...places, "/tiers/0/steps/0/id"].map((place) => `${place} | The name "constructor" is reserved.`).sort(),
  );
  // What an event is called, and what it says of itself, is looked up by name as well.
  const named = documentOf([{ id: "r", on: { event: id }, grants: [{ id: "g", to: "member", points: { amount: "1" } }] }], { events: { [id]: {} } });
  expect(problemsOf(named)).toEqual([]);
  const shop = play(openShop(named), came);
  write(shop, { kind: "event", type: id, member: "boris", subject: id, channel: id });
  expect(amounts(shop)).toEqual([1n]);
});

test("L2 a program never gives more of a unit than its books can hold, however often", () => {
  const grant = (amount: string) => documentOf([{ id: "r", on: { event: "purchase" }, grants: [{ id: "g", to: "member", credit: { amount } }] }]);
  const most = "999999999999999.99";
  const shop = play(openShop(grant(most)), [...came, ...Array.from({ length: 60 }, (_, order) => bought(order))]);
  const given = amounts(shop);
  // 46 times fit into half of what an account holds: a debt is booked twice.
  expect([given.length, given.reduce((sum, each) => sum + each, 0n) <= MAX_AMOUNT / 2n]).toEqual([46, true]);
  const last = shop.log.records.at(-1)?.decision.trace.find(({ step }) => step === "grant.missed");
  expect(last).toMatchObject({ why: "amount_too_large" });
  const units = { BIG: { precision: 6 } };
  const tooMuch = documentOf(
    [{ id: "r", on: { event: "purchase" }, grants: [{ id: "g", to: "member", points: { unit: "BIG", amount: "9223372036854.775808" } }] }],
    { units },
  );
  expect(problemsOf(tooMuch)).toEqual(['/rules/0/grants/0/points/amount | "9223372036854.775808" is more than the books can hold of BIG.']);
});

test("L6 a limit for each name counts also where names are longer than keys of the database can be", () => {
  const limits = [{ id: "one", measure: "rewards", per: { expression: "event.properties.text" }, max: "1" }];
  const document = documentOf([{ id: "r", on: { event: "note" }, grants: [{ id: "g", to: "member", points: { amount: "1" }, limits }] }], {
    events: { note: { properties: { text: { type: "string" } } } },
  });
  const shop = play(openShop(document), came);
  const long = "я".repeat(3000);
  for (const text of [long, long, `${long}!`, "short", "short"]) write(shop, { kind: "event", type: "note", member: "boris", properties: { text } });
  expect(amounts(shop).length).toBe(3);
  for (const { counter } of shop.log.stored.counters.values()) expect(counter.length).toBeLessThan(500);
  expect(brokenLaws(shop.log)).toEqual([]);
});

const years = { years: 10 };
const points = (id: string, more: object, to = "member") => ({ id, to, points: { amount: "5" }, ...more });
/** Everything that lasts, as long as it can be written. */
const longest = (timeZone: string) =>
  documentOf(
    [
      {
        id: "r",
        on: { event: "purchase" },
        grants: [
          points("held", { hold: { for: years }, claim: { within: years }, validity: { for: years, untilEndOf: "year", from: "claimed" } }),
          points("made", {
            validity: { for: years, from: "made" },
            limits: [{ id: "l", measure: "rewards", period: { rollingDays: 400 }, max: "5" }],
          }),
          points("renewed", { validity: { for: years, renewedByActivity: true } }),
          points("shares", { accrual: { period: "year" } }),
          points(
            "line",
            { points: { amount: { overTime: { since: "visit", pieces: [{ until: years, amount: { from: "5", to: "9" } }] } } } },
            "referrer",
          ),
        ],
      },
      ...[{ period: "year" }, { period: "week", at: "start" }, { date: "member.joinedAt" }, { silence: years }, { tier: "t", lost: "s" }].map(
        (on, index) => ({ id: `by-itself-${index}`, on, grants: [points("p", {})] }),
      ),
    ],
    {
      timeZone,
      lateness: years,
      referral: { expiresAfter: years, begins: "visit" },
      attribution: { window: years, claimWithin: years, existingCustomer: "false" },
      goals: [
        { id: "rolling", steps: { event: "purchase" }, window: { rolling: years }, hold: years },
        { id: "always", steps: { event: "purchase" }, window: { after: "1970-01-02", before: "9999-12-31" } },
      ],
      tiers: [{ id: "t", measure: { referrals: "signed_up" }, period: "year", keptFor: 3, steps: [{ id: "s", atLeast: "1" }] }],
      campaigns: [{ id: "c", from: "1970-01-02", until: "9999-12-31", multiplyBy: "100" }],
    },
  );
describe("all that lasts as long as it can", () => {
  test.each([
    ["from the first moment there is", 0, "America/New_York"],
    ["over a day that was left out", Date.UTC(2011, 11, 28), "Pacific/Apia"],
    ["where the day begins first", Date.UTC(1994, 11, 29), "Pacific/Kiritimati"],
    ["to the end of time", Date.UTC(9999, 11, 30), "Africa/Casablanca"],
  ])("is decided %s", (_when, at, zone) => {
    const document = longest(zone);
    expect(problemsOf(document)).toEqual([]);
    const shop: Shop = { log: memoryLog({ id: "ws_1", mode: "test", codeKey: testKey }, compileOnce), at };
    shop.log.write(publishing(document), at);
    const wait = (hours: number): Step => ({ do: "wait", hours, settles: true });
    play(shop, [...came, bought(1), { ...bought(2), daysAgo: 4 } as Step, wait(30), { do: "refund", who: "boris", order: 1, part: 700 }, wait(9000)]);
    play(shop, [bought(3), wait(88_000), { do: "refund", who: "boris", order: 2, part: null }, bought(4)]);
    expect(shop.log.stored.programs.has(PROGRAM) && brokenLaws(shop.log)).toEqual([]);
  });
});
