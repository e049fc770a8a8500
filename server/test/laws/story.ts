/** Shops in memory, stories of what happens in them, and the inputs that their steps become. */
import type fc from "fast-check";
import { compileProgram } from "../../src/core/document/compile.js";
import { documentHash } from "../../src/core/document/hash.js";
import type { ProgramDocument } from "../../src/core/document/schema.js";
import { deriveKey } from "../../src/core/hash.js";
import type { EventInput, EventLine, RecordInput } from "../../src/core/record.js";
import { type MemoryLog, memoryLog } from "../../src/core/rehearsal/memory-log.js";
import type { World } from "../../src/core/world.js";
import { anySteps, PEOPLE, type Step } from "./steps.js";
import { claimOf, codeOf, competed, couponUse, evidence, pick, proved, redemption, said, teamedUp, visitOf } from "./story-inputs.js";
import { foundOther, migrateAll, publishAgain, reevaluateFrom } from "./versions.js";

export type { Step };
export const DAY = 86_400_000;
export const START = Date.UTC(2026, 0, 28, 12);
export const PROGRAM = "prg_1";
export const OTHER = "prg_2";

/** Everybody is a member and somebody has been referred, so that most stories have something to tell. */
const opening: Step[] = [
  ...PEOPLE.map((name, index): Step => ({ do: "join", who: name, plan: index % 2 === 0 ? "pro" : "basic" })),
  { do: "sign_up", who: "boris", by: "anna", with: "code" },
  { do: "sign_up", who: "clara", by: "anna", with: "referrer" },
  { do: "sign_up", who: "dmitri", by: "boris", with: "code" },
  { do: "codes", from: 0 },
];
export function anyStory(maxLength = 40): fc.Arbitrary<Step[]> {
  return anySteps(maxLength).map((steps) => [...opening, ...steps]);
}
/** Of one program, under one version from the first day to the last. */
export function storyOfOneVersion(maxLength = 40): fc.Arbitrary<Step[]> {
  return anyStory(maxLength).map((steps) => steps.filter((step) => step.do !== "publish" && step.do !== "found"));
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
          enrol: [PROGRAM, OTHER].filter((program) => program === PROGRAM || stored.programs.has(program)),
          // A day that comes soon, every year or this year alone.
          traits: { plan: step.plan, day: step.plan === "pro" ? "2026-02-03" : "01-31" },
          identities: { email: `email-${step.who}`, address: `address-${step.who.length % 2}` },
          accepted: { program: PROGRAM, version: 1 },
        },
      ];
    case "sign_up":
    case "claim":
      return [
        { kind: "event", type: step.do, member: step.who, ...evidence(shop, step), ...(step.product && { properties: { product: step.product } }) },
      ];
    case "enter":
      return [
        {
          kind: "referral.enter",
          program: PROGRAM,
          member: step.who,
          referrer: step.by,
          reason: "told at the till",
          ...(step.product && { referredFor: step.product }),
        },
      ];
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
    case "show":
      return [{ kind: "member.show", member: step.who, shown: { named: step.on, onBoards: !step.on } }];
    case "take_up":
      return [{ kind: "challenge.join", member: step.who, program: PROGRAM, challenge: "friends" }];
    case "team_up":
      return teamedUp(shop, step, PROGRAM);
    case "prove":
      return proved(shop, step, PROGRAM);
    case "compete":
      return competed(shop, step, PROGRAM);
    case "share":
      return pick(stored.rewards, step.nth, ({ id, recipientId }) => ({
        kind: "badge.share",
        member: stored.members.get(recipientId)?.externalHash ?? "",
        reward: id,
        shared: step.on,
      }));
    case "say":
      return said(shop, step, PROGRAM);
    case "visit":
      return visitOf(shop, step);
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
    case "board":
      return [
        {
          kind: "board.settings",
          program: PROGRAM,
          member: step.who,
          takesPart: step.takesPart,
          ...(step.board !== undefined && { board: step.board }),
        },
      ];
    case "admit":
      return [{ kind: "waiting_list.admit", program: PROGRAM, count: step.count }];
    case "publish":
      return publishAgain(shop, step);
    case "found":
      return stored.programs.has(OTHER) ? [] : [foundOther(shop)];
    case "migrate":
      return migrateAll(shop);
    case "reevaluate":
      return reevaluateFrom(shop, step);
    default:
      return step satisfies never;
  }
}
function purchaseOf(
  shop: Shop,
  { who: member, order: number, total: cents, seats, daysAgo, lines, currency = "USD", product }: Extract<Step, { do: "purchase" }>,
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
    properties: { seats, fee: String(150 * seats), ...(product && { product }) },
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
