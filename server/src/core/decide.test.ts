import { expect, test } from "vitest";
import { compileProgram } from "./document/compile.js";
import { documentHash } from "./document/hash.js";
import type { ProgramDocument } from "./document/schema.js";
import { deriveKey } from "./hash.js";
import { balanceOf } from "./ledger.js";
import type { EventInput, RecordInput } from "./record.js";
import { memoryLog } from "./rehearsal/memory-log.js";

const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 1);

function shop(document: Partial<ProgramDocument>) {
  const whole = { format: 1, handle: "shop", name: "Shop", destination: "https://shop.example/", ...document } as ProgramDocument;
  const compiled = new Map<string, ReturnType<typeof compileProgram>>();
  const log = memoryLog({ id: "ws_1", mode: "test", codeKey: deriveKey(Buffer.alloc(32), "codes") }, (each, hash) => {
    const known = compiled.get(hash) ?? compileProgram(each as ProgramDocument);
    compiled.set(hash, known);
    return known;
  });
  log.write({ kind: "program.publish", program: "prg_1", hash: documentHash(whole), document: whole }, START);
  let at = START;
  const write = (input: RecordInput) => log.write(input, at);
  const member = (name: string) => write({ kind: "member", member: name, enrol: ["prg_1"] });
  const event = (type: string, name: string, more: Partial<EventInput> = {}) => write({ kind: "event", type, member: name, ...more });
  const paid = (name: string, order: string, total: string, more: Partial<EventInput> = {}) =>
    event("purchase", name, { subject: order, currency: "USD", money: { total }, ...more });
  const idOf = (name: string) => log.world.externals.get(name) as string;
  const balance = (name: string, unit: string, kind: "pending" | "available" | "debt") => {
    const row = log.stored.accounts.get(`${idOf(name)}\n${unit}\n${kind}`);
    return row?.balance ?? 0n;
  };
  const wait = (days: number) => {
    at += days * DAY;
    write({ kind: "due" });
  };
  return { log, write, member, event, paid, idOf, balance, wait };
}

const credit: Partial<ProgramDocument> = {
  attribution: { existingCustomer: "friend.isCustomer" },
  goals: [{ id: "first", steps: { event: "purchase", where: 'event.goodsBeforeDiscount >= money("30.00")' } }],
  rules: [
    {
      id: "welcome",
      on: { referral: "signed_up" },
      grants: [{ id: "coupon", to: "friend", coupon: { discount: { percent: "10" }, minimumSpend: "30.00" } }],
    },
    {
      id: "thanks",
      on: { goal: "first" },
      grants: [
        {
          id: "credit",
          to: "referrer",
          hold: { for: { days: 14 } },
          credit: { amount: { percent: "10", of: "goods", floor: "2.00", ceiling: "25.00" } },
        },
      ],
    },
  ],
};

test("a purchase becomes rewards, a half refund halves what was given, a whole one leaves nothing", () => {
  const s = shop(credit);
  s.member("anna");
  const joined = s.event("sign_up", "boris", { referrer: "anna" });
  expect(joined.outcome).toMatchObject({ status: "rewarded" });
  const bought = s.paid("boris", "o1", "10000");
  expect(bought.outcome).toMatchObject({ status: "rewarded" });
  expect(s.balance("anna", "credit:USD", "pending")).toBe(1000n);
  s.event("refund", "boris", { subject: "o1", currency: "USD", money: { total: "5000" } });
  expect(s.balance("anna", "credit:USD", "pending")).toBe(500n);
  s.wait(14);
  expect(s.balance("anna", "credit:USD", "pending")).toBe(0n);
  expect(s.balance("anna", "credit:USD", "available")).toBe(500n);
  s.event("refund", "boris", { subject: "o1" });
  expect(s.balance("anna", "credit:USD", "available")).toBe(0n);
  const again = s.paid("boris", "o2", "4000");
  expect(again.outcome).toMatchObject({ status: "rewarded" });
  expect(s.balance("anna", "credit:USD", "pending")).toBe(400n);
});

test("the same order under another key is rewarded once", () => {
  const s = shop({ rules: [{ id: "each", on: { event: "purchase" }, grants: [{ id: "points", to: "referrer", points: { amount: "5" } }] }] });
  s.member("anna");
  s.event("sign_up", "boris", { referrer: "anna" });
  s.paid("boris", "o1", "1000");
  s.paid("boris", "o1", "1000");
  expect(s.balance("anna", "POINTS", "available")).toBe(5n);
});

test("self-referral, a second referrer and a cycle are refused by name", () => {
  const s = shop({ rules: [{ id: "each", on: { event: "purchase" }, grants: [{ id: "points", to: "referrer", points: { amount: "5" } }] }] });
  for (const name of ["anna", "boris", "clara"]) s.member(name);
  expect(s.event("sign_up", "anna", { referrer: "anna" }).outcome).toMatchObject({ status: "refused", reason: "self_referral" });
  s.event("sign_up", "boris", { referrer: "anna" });
  expect(s.event("sign_up", "boris", { referrer: "clara" }).outcome).toMatchObject({ status: "refused", reason: "already_referred" });
  expect(s.event("sign_up", "anna", { referrer: "boris" }).outcome).toMatchObject({ status: "refused", reason: "cycle" });
});

test("what was spent and is then taken back becomes a debt that the next reward pays off", () => {
  const s = shop({ rules: [{ id: "each", on: { event: "purchase" }, grants: [{ id: "points", to: "referrer", points: { amount: "10" } }] }] });
  s.member("anna");
  s.event("sign_up", "boris", { referrer: "anna" });
  s.paid("boris", "o1", "1000");
  expect(s.write({ kind: "redeem", use: "spend", member: "anna", unit: "POINTS", amount: "7" }).outcome).toMatchObject({ status: "done" });
  s.event("refund", "boris", { subject: "o1" });
  expect(s.balance("anna", "POINTS", "debt")).toBe(7n);
  s.paid("boris", "o2", "1000");
  expect(s.balance("anna", "POINTS", "debt")).toBe(0n);
  expect(s.balance("anna", "POINTS", "available")).toBe(3n);
  expect(balanceOf(s.log.world, "prg_1", "POINTS", "debts")).toBe(0n);
});

test("a friend who is referred late has the earlier orders counted that are not too old, however many they are", () => {
  const s = shop({
    attribution: { existingCustomer: "false" },
    lateness: { days: 30 },
    rules: [{ id: "each", on: { event: "purchase" }, grants: [{ id: "points", to: "referrer", points: { amount: "5" } }] }],
  });
  s.member("anna");
  s.paid("boris", "old", "1000");
  s.wait(24);
  for (let order = 1; order <= 300; order++) s.paid("boris", `order-${order}`, "1000");
  // Told again as it was: it is still the order of then.
  s.paid("boris", "old", "1000");
  s.wait(7);
  s.event("sign_up", "boris", { referrer: "anna" });
  expect(s.balance("anna", "POINTS", "available")).toBe(1500n);
});

test("an order that is told again keeps its time, unless it tells its own or another status", () => {
  const s = shop({ rules: [{ id: "each", on: { event: "purchase" }, grants: [{ id: "points", to: "member", points: { amount: "5" } }] }] });
  s.member("anna");
  const timeOf = (order: string) => s.log.stored.subjects.get(`${s.idOf("anna")}\n${order}`)?.facts.events[0]?.occurredAt;
  for (const order of ["same", "own", "status"]) s.paid("anna", order, "1000", { status: "placed" });
  s.wait(3);
  s.paid("anna", "same", "1000", { status: "placed" });
  s.paid("anna", "own", "1000", { status: "placed", occurredAt: START + DAY });
  s.paid("anna", "status", "1000", { status: "sent" });
  expect([timeOf("same"), timeOf("own"), timeOf("status")]).toEqual([START, START + DAY, START + 3 * DAY]);
});

test("what many hold or have used up is settled in one record", () => {
  const s = shop({
    rules: [
      {
        id: "each",
        on: { event: "purchase" },
        grants: [{ id: "points", to: "member", hold: { for: { days: 14 } }, points: { amount: "5" } }],
      },
      {
        id: "crowd",
        on: { referrals: { stage: "signed_up", count: 100, mode: "every" } },
        grants: [{ id: "bonus", to: "referrer", points: { amount: "1000" } }],
      },
    ],
  });
  s.member("anna");
  const friends = Array.from({ length: 100 }, (_, index) => `friend-${index}`);
  for (const name of friends) {
    s.event("sign_up", name, { referrer: "anna" });
    s.paid(name, "order", "1000");
  }
  expect(s.balance("anna", "POINTS", "available")).toBe(1000n);
  s.wait(14);
  for (const name of friends) expect(s.balance(name, "POINTS", "available")).toBe(5n);
});

test("an order that a rule pays to the referrer pays who referred the buyer; of a buyer whom nobody referred it pays nobody", () => {
  const { log, member, event, paid, idOf } = shop({
    rules: [{ id: "share", on: { event: "purchase" }, grants: [{ id: "cash", to: "referrer", cash: { amount: { percent: "10", of: "total" } } }] }],
  });
  member("anna");
  event("sign_up", "boris", { referrer: "anna" });
  paid("boris", "1", "1000");
  paid("anna", "2", "1000");
  expect([...log.stored.rewards.values()].map(({ recipientId, amount }) => [recipientId, amount])).toEqual([[idOf("anna"), 100n]]);
});
