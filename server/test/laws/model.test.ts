/** Random commands against the product on PostgreSQL and a small model of what it must do: balances, referrals and rewards agree after each. */
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { App } from "../../src/app.js";
import type { ProgramDocument } from "../../src/core/document/schema.js";
import { type TestDatabase, testDatabase } from "../database.js";
import { chance } from "./chance.js";
import { appOn, type LogShop, openLogShop } from "./log-app.js";
import { FRIENDS_MAX, Model, type Unit } from "./model.js";
import { PEOPLE } from "./steps.js";
import { DAY, PROGRAM, START } from "./story.js";

const document = {
  format: 1,
  handle: "shop",
  name: "Shop",
  destination: "https://shop.example/",
  attribution: { existingCustomer: "false" },
  goals: [{ id: "aim", steps: { event: "purchase" } }],
  rules: [
    {
      id: "thanks",
      on: { referral: "converted" },
      grants: [
        { id: "points", to: "friend", points: { amount: "50" } },
        {
          id: "credit",
          to: "referrer",
          credit: { amount: "5.00" },
          hold: { for: { days: 14 } },
          limits: [{ id: "few", measure: "rewards", max: String(FRIENDS_MAX) }],
        },
      ],
    },
  ],
} satisfies ProgramDocument;

type Command =
  | { do: "sign_up"; who: string; by: string }
  | { do: "purchase"; who: string; order: number }
  | { do: "refund"; who: string; order: number }
  | { do: "spend"; who: string; unit: Unit; amount: number }
  | { do: "cancel"; nth: number }
  | { do: "wait"; days: number };
const who = fc.constantFrom(...PEOPLE);
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("sign_up" as const), who, by: who }) },
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constantFrom("purchase" as const, "purchase" as const, "refund" as const), who, order: fc.nat({ max: 2 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("spend" as const),
      who,
      unit: fc.constantFrom("POINTS" as const, "credit:USD" as const),
      amount: fc.constantFrom(10, 50, 300),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("cancel" as const), nth: fc.nat({ max: 5 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("wait" as const), days: fc.constantFrom(1, 7, 15) }) },
);

let database: TestDatabase;
let app: App;
beforeAll(async () => {
  database = await testDatabase();
  app = appOn(database.db);
});
afterAll(() => database?.close());

test("L1 L2 L3 L6 L7 L11 L12 the product and the model agree after every command", async () => {
  const property = fc.asyncProperty(fc.array(command, { minLength: 15, maxLength: 35, size: "max" }), async (commands) => {
    const shop = await openLogShop(app, document);
    const model = new Model(START);
    for (const member of PEOPLE) {
      await shop.submit({ kind: "member", member, enrol: [PROGRAM] });
      model.join(member);
    }
    const redemptions: string[] = [];
    for (const each of commands) {
      await perform(shop, model, each, redemptions);
      expect(await seen(shop), JSON.stringify(each)).toEqual(expected(model));
    }
  });
  await fc.assert(property, chance(8));
}, 120_000);

async function perform(shop: LogShop, model: Model, command: Command, redemptions: string[]): Promise<void> {
  if (command.do === "sign_up") {
    const { outcome } = await shop.submit({ kind: "event", type: "sign_up", member: command.who, referrer: command.by });
    expect("referrals" in outcome).toBe(model.signUp(command.who, command.by));
  } else if (command.do === "purchase" || command.do === "refund") {
    const subject = `order-${command.order}`;
    // An order is bought once here, and what was refunded is not bought again; a refund before its purchase is another test's.
    if (command.do === "refund" ? !model.of(command.who).orders.has(subject) : model.of(command.who).refunded.has(subject)) return;
    await shop.submit({
      kind: "event",
      type: command.do,
      member: command.who,
      subject,
      ...(command.do === "purchase" && { currency: "USD", money: { total: "4000" } }),
    });
    model[command.do](command.who, subject);
  } else if (command.do === "spend") {
    const { outcome } = await shop.submit({ kind: "redeem", use: "spend", member: command.who, unit: command.unit, amount: String(command.amount) });
    expect(outcome.status === "done").toBe(model.spend(command.who, command.unit, command.amount));
    if (outcome.status === "done") redemptions.push(String(outcome.redemption));
  } else if (command.do === "cancel") {
    if (redemptions.length === 0) return;
    const index = command.nth % redemptions.length;
    const { outcome } = await shop.submit({ kind: "redemption.cancel", redemption: redemptions[index] as string });
    expect(outcome.status === "done").toBe(model.cancel(index));
  } else {
    model.wait(command.days * DAY);
    await shop.submit({ kind: "clock", to: model.now });
    await shop.submit({ kind: "due" });
  }
}

interface Seen {
  points: number;
  pointsDebt: number;
  pending: number;
  credit: number;
  creditDebt: number;
  referral: string | null;
  rewards: number;
}
/** What PostgreSQL holds of each person. */
async function seen(shop: LogShop): Promise<Record<string, Seen>> {
  const { rows } = await database.admin.query<{ name: string } & Record<keyof Seen, string | null>>(
    `select m.external_hash as name,
      coalesce(sum(a.balance) filter (where a.unit = 'POINTS' and a.kind = 'available'), 0)::text as points,
      coalesce(sum(a.balance) filter (where a.unit = 'POINTS' and a.kind = 'debt'), 0)::text as "pointsDebt",
      coalesce(sum(a.balance) filter (where a.unit = 'credit:USD' and a.kind = 'pending'), 0)::text as pending,
      coalesce(sum(a.balance) filter (where a.unit = 'credit:USD' and a.kind = 'available'), 0)::text as credit,
      coalesce(sum(a.balance) filter (where a.unit = 'credit:USD' and a.kind = 'debt'), 0)::text as "creditDebt",
      (select state from referrals f where f.workspace_id = m.workspace_id and f.friend_id = m.id) as referral,
      (select count(*) from rewards w where w.workspace_id = m.workspace_id and w.recipient_id = m.id)::text as rewards
    from members m left join accounts a on a.workspace_id = m.workspace_id and a.holder = m.id where m.workspace_id = $1 group by m.workspace_id, m.id, m.external_hash`,
    [shop.workspace.id],
  );
  return Object.fromEntries(rows.map(({ name, referral, ...amounts }) => [name, { ...numbers(amounts), referral } as Seen]));
}
function numbers(amounts: Record<string, string | null>): Record<string, number> {
  return Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, Number(amount)]));
}
function expected(model: Model): Record<string, Seen> {
  return Object.fromEntries(
    [...model.people].map(([name, { accounts, referrer, counted, rewards }]) => [
      name,
      {
        points: accounts.POINTS.available,
        pointsDebt: accounts.POINTS.debt,
        pending: model.pendingCredit(name),
        credit: accounts["credit:USD"].available,
        creditDebt: accounts["credit:USD"].debt,
        referral: referrer === undefined ? null : counted.size === 0 ? "signed_up" : "converted",
        rewards,
      },
    ]),
  );
}
