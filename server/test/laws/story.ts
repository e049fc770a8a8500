/** What happens in a shop, by chance: steps that name people, orders and earlier things by small numbers, and the inputs that they become. */
import fc from "fast-check";
import { compileProgram } from "../../src/core/document/compile.js";
import { documentHash } from "../../src/core/document/hash.js";
import type { ProgramDocument } from "../../src/core/document/schema.js";
import { deriveKey } from "../../src/core/hash.js";
import type { EventInput, EventLine, RecordInput } from "../../src/core/record.js";
import { type MemoryLog, memoryLog } from "../../src/core/rehearsal/memory-log.js";
import type { World } from "../../src/core/world.js";
import { claimOf, codeOf, couponUse, pick, redemption } from "./story-inputs.js";

export const DAY = 86_400_000;
export const START = Date.UTC(2026, 0, 28, 12);
export const PROGRAM = "prg_1";
export const PEOPLE = ["anna", "boris", "clara", "dmitri", "elif"];

/** One thing that happens. `nth` picks among what there is, whatever its number. */
export type Step =
  | { do: "join"; who: string; plan: string }
  | { do: "sign_up" | "claim"; who: string; by: string; with: "referrer" | "code" }
  | { do: "enter"; who: string; by: string }
  | { do: "correct"; nth: number; by: string }
  | { do: "merge"; who: string; into: string }
  | { do: "purchase"; who: string; order: number; total: number; seats: number; daysAgo: number; lines?: boolean; currency?: string }
  | { do: "refund"; who: string; order: number; part: number | null; line?: string; currency?: string }
  | { do: "rate"; from: string; rate: string; daysAgo: number }
  | { do: "review_posted" | "review_removed"; who: string; order: number | null }
  | { do: "redeem"; nth: number; part: "one" | "half" | "all" | "more"; use: "spend" | "payout" }
  | { do: "cancel" | "coupon" | "approve" | "deny" | "reverse" | "send"; nth: number }
  | { do: "answer"; nth: number; side: "friend" | "referrer"; answer: "honour" | "refuse" }
  | { do: "restock"; add: number }
  | { do: "codes"; from: number }
  | { do: "take"; nth: number; option: number }
  | { do: "wait"; hours: number; settles: boolean }
  | { do: "exchange"; who: string; entry: number }
  | { do: "pause" | "run" };

const who = fc.constantFrom(...PEOPLE);
const order = fc.integer({ min: 0, max: 3 });
const nth = fc.nat({ max: 40 });
const total = fc.constantFrom(1999, 3000, 4550, 10_000, 17_777);
const purchase = fc.record({
  do: fc.constant("purchase" as const),
  who,
  order,
  total,
  seats: fc.integer({ min: 1, max: 3 }),
  daysAgo: fc.constantFrom(0, 0, 0, 1, 4),
  lines: fc.constantFrom(true, true, false),
  currency: fc.constantFrom("USD", "USD", "EUR", "JPY"),
});

export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ do: fc.constant("join" as const), who, plan: fc.constantFrom("pro", "basic", "other") }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant("sign_up" as const), who, by: who, with: fc.constantFrom("referrer" as const, "code" as const) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("claim" as const), who, by: who, with: fc.constant("code" as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("enter" as const), who, by: who }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("correct" as const), nth, by: who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("merge" as const), who, into: who }) },
  { weight: 8, arbitrary: purchase },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("refund" as const),
      who,
      order,
      part: fc.option(fc.constantFrom(700, 1500, 2000), { nil: null }),
      line: fc.option(fc.constantFrom("tea", "cup", "unknown"), { nil: undefined }),
      currency: fc.constantFrom("USD", "USD", "EUR"),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("rate" as const),
      from: fc.constantFrom("EUR", "JPY"),
      rate: fc.constantFrom("1.0837", "0.00654321", "2"),
      daysAgo: fc.constantFrom(0, 5),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom("review_posted" as const, "review_removed" as const), who, order: fc.option(order, { nil: null }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("redeem" as const),
      nth,
      part: fc.constantFrom("one" as const, "half" as const, "half" as const, "all" as const, "more" as const),
      use: fc.constantFrom("spend" as const, "payout" as const),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom("cancel" as const, "coupon" as const, "approve" as const, "deny" as const, "reverse" as const, "send" as const),
      nth,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("answer" as const),
      nth,
      side: fc.constantFrom("friend" as const, "referrer" as const),
      answer: fc.constantFrom("honour" as const, "refuse" as const),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("wait" as const), hours: fc.constantFrom(1, 24, 72, 240, 800), settles: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("restock" as const), add: fc.constantFrom(1, 2) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("codes" as const), from: fc.nat({ max: 9 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("take" as const), nth, option: fc.nat({ max: 3 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("exchange" as const), who, entry: fc.nat({ max: 1 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom("pause" as const, "run" as const, "run" as const) }) },
);

/** Everybody is a member and somebody has been referred, so that most stories have something to tell. */
const opening: Step[] = [
  ...PEOPLE.map((name, index): Step => ({ do: "join", who: name, plan: index % 2 === 0 ? "pro" : "basic" })),
  { do: "sign_up", who: "boris", by: "anna", with: "code" },
  { do: "sign_up", who: "clara", by: "anna", with: "referrer" },
];
export function anyStory(maxLength = 40): fc.Arbitrary<Step[]> {
  return fc.array(anyStep, { minLength: 5, maxLength, size: "max" }).map((steps) => [...opening, ...steps]);
}

export interface Shop {
  log: MemoryLog;
  /** The time of the next record. */
  at: number;
}
export const testKey = deriveKey(Buffer.alloc(32, 1), "codes");

const compiled = new Map<string, ReturnType<typeof compileProgram>>();
export const compileOnce: World["compile"] = (document, hash) => {
  const known = compiled.get(hash) ?? compileProgram(document as ProgramDocument);
  if (compiled.size > 50) compiled.clear();
  compiled.set(hash, known);
  return known;
};

export function publishing(document: ProgramDocument, program = PROGRAM): RecordInput {
  return { kind: "program.publish", program, hash: documentHash(document), document };
}
/** A shop in memory with the program published. */
export function openShop(
  document: ProgramDocument,
  workspace: World["workspace"] = { id: "ws_1", mode: "test", codeKey: testKey },
  decide?: Parameters<typeof memoryLog>[2],
): Shop {
  const shop = { log: memoryLog(workspace, compileOnce, decide), at: START };
  shop.log.write(publishing(document), shop.at);
  return shop;
}

/** The inputs of a step as the shop now stands, none where there is nothing to act on. A wait moves the shop's time. */
export function inputsOf(shop: Shop, step: Step): RecordInput[] {
  const { stored } = shop.log;
  switch (step.do) {
    case "join":
      return [
        {
          kind: "member",
          member: step.who,
          enrol: [PROGRAM],
          // A day that comes soon, every year or this year alone.
          traits: { plan: step.plan, day: step.plan === "pro" ? "2026-02-03" : "01-31" },
          identities: { email: `email-${step.who}`, address: `address-${step.who.length % 2}` },
          accepted: { program: PROGRAM, version: 1 },
        },
      ];
    case "sign_up":
    case "claim":
      return [{ kind: "event", type: step.do, member: step.who, ...evidence(shop, step) }];
    case "enter":
      return [{ kind: "referral.enter", program: PROGRAM, member: step.who, referrer: step.by, reason: "told at the till" }];
    case "correct":
      return pick(stored.referrals, step.nth, ({ id }) => ({
        kind: "referral.correct",
        referral: id,
        referrer: step.by,
        reason: "it was somebody else",
      }));
    case "merge":
      return [{ kind: "member.merge", member: step.who, into: step.into, reason: "one person with two accounts" }];
    case "purchase":
      return [purchaseOf(shop, step)];
    case "refund":
      return [
        {
          kind: "event",
          type: "refund",
          member: step.who,
          subject: `order-${step.order}`,
          ...(step.part !== null && { currency: step.currency ?? "USD", money: { total: String(step.part) } }),
          ...(step.part !== null && step.line !== undefined && { lines: [{ id: "#1", product: step.line, amount: String(step.part - 100) }] }),
        },
      ];
    case "review_posted":
    case "review_removed":
      return [
        { kind: "event", type: step.do, member: step.who, ...(step.order !== null && { subject: `review-${step.order}` }), properties: { seats: 2 } },
      ];
    case "redeem":
      return redemption(shop, step);
    case "cancel":
      return pick(stored.redemptions, step.nth, ({ id }) => ({ kind: "redemption.cancel", redemption: id }));
    case "coupon":
      return couponUse(shop, step);
    case "approve":
    case "deny":
    case "reverse":
      return pick(stored.rewards, step.nth, ({ id }) => ({ kind: `reward.${step.do as "approve"}`, reward: id }));
    case "send":
      return pick(stored.rewards, step.nth, ({ id }) => ({ kind: "reward.fulfil", reward: id, fulfilment: "sent" }));
    case "restock":
      return [{ kind: "stock.add", program: PROGRAM, item: "mug", add: step.add }];
    case "codes":
      return [{ kind: "codes.add", program: PROGRAM, pool: "given", codes: [0, 1].map((n) => codeOf(step.from + n)) }];
    case "take":
      return claimOf(shop, step);
    case "rate":
      return [{ kind: "rates.set", rates: [{ from: step.from, to: "USD", rate: step.rate, inForceFrom: shop.at - step.daysAgo * DAY }] }];
    case "exchange":
      return [{ kind: "exchange", program: PROGRAM, member: step.who, entry: `entry-${step.entry}` }];
    case "answer":
      return pick(stored.referrals, step.nth, ({ id }) => ({ kind: "referral.review", referral: id, [step.side]: step.answer, reason: "looked at" }));
    case "wait":
      return [{ kind: "clock", to: shop.at + step.hours * 3_600_000 }, ...(step.settles ? [{ kind: "due" as const }] : [])];
    case "pause":
    case "run":
      return [{ kind: "program.status", program: PROGRAM, status: step.do === "run" ? "running" : "paused" }];
    default:
      return step satisfies never;
  }
}
function purchaseOf(
  shop: Shop,
  { who: member, order: number, total: cents, seats, daysAgo, lines, currency = "USD" }: Extract<Step, { do: "purchase" }>,
): EventInput {
  const money = { total: String(cents), tax: "300", shipping: "200", discount: "500" };
  const occurredAt = daysAgo === 0 ? {} : { occurredAt: shop.at - daysAgo * DAY };
  return {
    kind: "event",
    type: "purchase",
    member,
    subject: `order-${number}`,
    currency,
    money,
    ...(lines !== false && { lines: linesOf(cents) }),
    properties: { seats },
    channel: seats === 3 ? "till" : "web",
    ...occurredAt,
  };
}
/** What is not shipping: a box of tea and two cups, with the tax in them. */
function linesOf(cents: number): EventLine[] {
  const tea = Math.floor(((cents - 200) * 6) / 10);
  return [
    { id: "1", product: "tea", categories: ["tea", "food"], amount: String(tea), tax: "200" },
    { id: "2", product: "cup", quantity: 2, amount: String(cents - 200 - tea), tax: "100" },
  ];
}
function evidence(shop: Shop, { by, with: method }: { by: string; with: "referrer" | "code" }): { referrer: string } | { code: string } {
  const id = shop.log.world.externals.get(by);
  const code = [...shop.log.stored.codes.values()].find(({ memberId }) => memberId === id)?.code;
  return method === "referrer" || code === undefined ? { referrer: by } : { code };
}
/** Writes an input as the shop's next record. */
export function write(shop: Shop, input: RecordInput) {
  const decision = shop.log.write(input, shop.at);
  if (input.kind === "clock" && decision.outcome.status === "done") shop.at = input.to;
  return decision;
}
export function play(shop: Shop, steps: Step[]): Shop {
  for (const step of steps) for (const input of inputsOf(shop, step)) write(shop, input);
  return shop;
}
