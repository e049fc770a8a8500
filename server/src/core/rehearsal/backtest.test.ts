/** A backtest against the log that it was made from, and against what the other document would have done. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chance } from "../../../test/laws/chance.js";
import { anyDocument } from "../../../test/laws/documents.js";
import { compileOnce, openShop, PROGRAM, play, type Shop, type Step, storyOfOneVersion, testKey } from "../../../test/laws/story.js";
import { compileProgram } from "../document/compile.js";
import { documentHash } from "../document/hash.js";
import type { Grant, ProgramDocument } from "../document/schema.js";
import { type Backtest, documentInPlace, startBacktest } from "./backtest.js";
import { type BacktestReport, reportBacktest } from "./backtest-report.js";

const period = { from: 0, until: Number.MAX_SAFE_INTEGER, timeZone: "UTC" };

/** The log as the database would give it: through JSON. */
function replay(shop: Shop, document: ProgramDocument, { from, until } = period): { backtest: Backtest; report: BacktestReport } {
  const compiled = compileOnce(document, documentHash(document));
  const workspace = { id: "ws_1", mode: "test" as const, codeKey: testKey };
  const backtest = startBacktest({ workspace, ...documentInPlace(PROGRAM, document, compiled, compileOnce), from, until });
  for (const record of JSON.parse(JSON.stringify(shop.log.records))) if (record.at < until) backtest.add(record);
  backtest.settle(Math.min(shop.at, until));
  return { backtest, report: reportBacktest(backtest, { ...period, from, until }) };
}

test("a backtest of the very version that ran gives every reward to the last unit, whatever the document and the story", () => {
  const property = fc.property(anyDocument, storyOfOneVersion(), (document, story) => {
    const shop = play(openShop(document), story);
    const { report, backtest } = replay(shop, document);
    expect(report.identical).toBe(true);
    expect(report.examples).toEqual([]);
    expect(report.uses.declined).toBe(0);
    expect(backtest.candidate.rewards.size).toBe(shop.log.stored.rewards.size);
    for (const { recorded, candidate } of [...report.totals, ...report.rules, ...report.months]) expect(candidate).toEqual(recorded);
    for (const { gaining, losing } of report.members) expect([gaining, losing]).toEqual([0, 0]);
  });
  fc.assert(property, chance(60));
});

/** Votes are cast when a contest's time is over. */
function takesNoTime(step: Step): boolean {
  return step.do !== "wait" && (step.do !== "compete" || step.how === "enter" || step.how === "withdraw");
}

test("a backtest of another document gives what that document would have given, whatever the two and the story", () => {
  const property = fc.property(anyDocument, anyDocument, storyOfOneVersion(25), (document, other, story) => {
    // Without waits, and with events told at once, nothing is due between two records, which a log in memory would settle only when somebody comes.
    const atOnce = story.filter(takesNoTime).map((step) => (step.do === "purchase" ? { ...step, daysAgo: 0 } : step));
    const shop = play(openShop(document), atOnce);
    const { backtest } = replay(shop, other);
    const would = openShop(other);
    for (const { input, at } of shop.log.records.slice(1)) would.log.write(input, at);
    const brief = (rewards: Iterable<{ id: string; amount: bigint; state: string }>) =>
      [...rewards].map(({ id, amount, state }) => [id, amount, state]).sort();
    expect(brief(backtest.candidate.rewards.values())).toEqual(brief(would.log.stored.rewards.values()));
  });
  fc.assert(property, chance(60));
});

const documentOf = (grant: Partial<Grant>, more: Partial<ProgramDocument> = {}): ProgramDocument => ({
  format: 1,
  handle: "shop",
  name: "Shop",
  destination: "https://shop.example/",
  goals: [{ id: "first", steps: { event: "purchase" } }],
  rules: [{ id: "thanks", on: { referral: "converted" }, grants: [{ id: "credit", to: "referrer", credit: { amount: "5.00" }, ...grant } as Grant] }],
  ...more,
});
const joined: Step = { do: "join", who: "anna", plan: "pro" };
const comes: Step = { do: "sign_up", who: "boris", by: "anna", with: "code" };
const buys: Step = { do: "purchase", who: "boris", order: 0, total: 3000, seats: 1, daysAgo: 0 };
const waits = (hours: number): Step => ({ do: "wait", hours, settles: false });
const sumOf = ({ totals }: BacktestReport) => totals.map(({ unit, recorded, candidate }) => [unit, recorded.amount, candidate.amount]);

describe("what a backtest tells", () => {
  test("amounts by rule, month and unit, who gains, and an example with both explanations", () => {
    const shop = play(openShop(documentOf({})), [joined, comes, buys]);
    const { report } = replay(shop, documentOf({ credit: { amount: "7.50" } } as Partial<Grant>));
    expect(sumOf(report)).toEqual([["credit:USD", 500n, 750n]]);
    expect(report.rules).toMatchObject([
      { rule: "thanks", grant: "credit", recorded: { count: 1, amount: 500n }, candidate: { count: 1, amount: 750n } },
    ]);
    expect(report.months.map(({ month }) => month)).toEqual(["2026-01"]);
    const anna = shop.log.world.externals.get("anna");
    expect(report.members).toEqual([{ unit: "credit:USD", gaining: 1, losing: 0, most: [{ member: anna, by: 250n }], least: [] }]);
    expect(report.identical).toBe(false);
    expect(report.examples).toHaveLength(1);
    const [example] = report.examples;
    expect(example?.recorded.trace.find(({ step }) => step === "reward.made")).toMatchObject({ amount: "500" });
    expect(example?.candidate.trace.find(({ step }) => step === "reward.made")).toMatchObject({ amount: "750" });
  });

  test("referrals that would not have qualified", () => {
    const shop = play(openShop(documentOf({})), [joined, comes, buys]);
    const goals = [{ id: "first", steps: { event: "purchase", where: 'event.amount >= money("100.00")' } }];
    const { report } = replay(shop, documentOf({}, { goals }));
    expect(report.referrals).toMatchObject({
      recorded: { began: 1, qualified: 1, converted: 1 },
      candidate: { began: 1, qualified: 0, converted: 0 },
      lost: 1,
      gained: 0,
    });
    expect(report.referrals.examples).toMatchObject([{ recorded: "converted", candidate: "signed_up" }]);
    expect(sumOf(report)).toEqual([["credit:USD", 500n, 0n]]);
  });

  test("what is due for the candidate alone happens when it is due, though no record of the log settled it", () => {
    const shop = play(openShop(documentOf({})), [joined, comes, buys, waits(24 * 40), { do: "join", who: "clara", plan: "pro" }]);
    const held = documentOf({ credit: { amount: "5.00" }, hold: { for: { days: 14 } }, validity: { for: { days: 3 } } } as Partial<Grant>);
    const { backtest, report } = replay(shop, held);
    expect([...backtest.candidate.rewards.values()].map(({ state, lapsed }) => [state, lapsed])).toEqual([["expired", 500n]]);
    expect(report.identical).toBe(false);
  });

  test("only what was made in the period is counted, and nothing after it is read", () => {
    const later: Step = { do: "purchase", who: "anna", order: 1, total: 3000, seats: 1, daysAgo: 0 };
    const rules: ProgramDocument["rules"] = [
      { id: "each", on: { event: "purchase" }, grants: [{ id: "points", to: "member", points: { amount: "10" } }] },
    ];
    const shop = play(openShop(documentOf({}, { rules })), [joined, comes, buys, waits(24 * 10), later, waits(24 * 10), { ...later, order: 2 }]);
    const times = shop.log.records.filter(({ input }) => input.kind === "event" && input.type === "purchase").map(({ at }) => at);
    const { report } = replay(shop, documentOf({}, { rules }), { ...period, from: (times[0] as number) + 1, until: times[2] as number });
    expect(report.totals).toMatchObject([{ recorded: { count: 1, amount: 10n }, candidate: { count: 1, amount: 10n } }]);
    expect(report.identical).toBe(true);
  });

  test("value that members used and would not have had", () => {
    const shop = play(openShop(documentOf({})), [joined, comes, buys, { do: "redeem", nth: 0, part: "all", use: "spend" }]);
    expect(replay(shop, documentOf({ credit: { amount: "1.00" } } as Partial<Grant>)).report.uses).toEqual({ recorded: 1, declined: 1 });
  });

  test("several versions: the candidate stands for each, and referrals that began under any of them are decided by it", () => {
    const first = documentOf({});
    const second = documentOf({ credit: { amount: "6.00" } } as Partial<Grant>);
    const shop = play(openShop(first), [joined, comes]);
    shop.log.write({ kind: "program.publish", program: PROGRAM, hash: documentHash(second), document: second }, shop.at);
    play(shop, [buys, { do: "sign_up", who: "clara", by: "anna", with: "code" }, { ...buys, who: "clara", order: 1 }]);
    expect(sumOf(replay(shop, first).report)).toEqual([["credit:USD", 1100n, 1000n]]);
    expect(sumOf(replay(shop, second).report)).toEqual([["credit:USD", 1100n, 1200n]]);
    expect(compileProgram(second).hash).not.toBe(compileProgram(first).hash);
  });
});
