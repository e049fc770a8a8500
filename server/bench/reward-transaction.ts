/**
 * The yardstick of events: what a careful shop would write by hand for one reward, one transaction a purchase. Referral and account are read for
 * update; the event with its decision, the reward, two entries, the balance and a row of the outbox are written. As simple as it can be: no
 * foreign keys, no unique keys but the primary ones.
 */

/** So many referrals and as many accounts. */
export const referralCount = 10_000;

export const yardstickSchema = `
  create table referrals (id integer primary key, referrer_id integer not null, state text not null, details json not null) with (fillfactor = 70);
  create table accounts (id integer primary key, unit text not null, balance bigint not null) with (fillfactor = 50);
  create table events (id bigint generated always as identity primary key, referral_id integer not null, at timestamptz not null, decision json not null);
  create table rewards (id bigint generated always as identity primary key, referral_id integer not null, account_id integer not null, rule text not null,
    amount bigint not null, state text not null, made_at timestamptz not null);
  create table entries (id bigint generated always as identity primary key, account_id integer not null, amount bigint not null, at timestamptz not null);
  create table outbox (id bigint generated always as identity primary key, at timestamptz not null, kind text not null, body json not null);
  insert into referrals select n, n % 1000, 'signed_up', '{"method":"code","code":"ABCD-EFGH"}' from generate_series(1, ${referralCount}) n;
  insert into accounts select n, 'POINTS', 0 from generate_series(1, ${referralCount}) n;
  vacuum analyze referrals, accounts;
`;

/** About 600 bytes, as a decision with its trace has. */
const decision = JSON.stringify({
  outcome: { status: "rewarded", rewards: ["rwd_0123456789abcdefghjk"] },
  trace: [
    { step: "event.accepted", type: "purchase", total: "6000", currency: "USD" },
    { step: "referral.found", referral: "ref_0123456789abcdefghjk", referrer: "mem_0123456789abcdefghjk" },
    { step: "rule.condition", rule: "purchase", condition: "event.amount >= 30.00", holds: true },
    { step: "reward.amount", grant: "points", basis: "goods", measured: "6000", percent: "5", amount: "3" },
    { step: "reward.made", reward: "rwd_0123456789abcdefghjk", state: "available", unit: "POINTS" },
  ],
  transfers: [{ unit: "POINTS", amount: "3", from: "program", to: "member", reason: "reward" }],
});

/** The statements in their order; `id` is the referral's number, or a placeholder for it. */
export function rewardStatements(id: number | string): string[] {
  return [
    "begin",
    `select referrer_id, state, details from referrals where id = ${id} for update`,
    `select balance from accounts where id = ${id} for update`,
    `insert into events (referral_id, at, decision) values (${id}, now(), '${decision}')`,
    `insert into rewards (referral_id, account_id, rule, amount, state, made_at) values (${id}, ${id}, 'purchase', 3, 'available', now())`,
    `insert into entries (account_id, amount, at) values (${id}, 3, now())`,
    "insert into entries (account_id, amount, at) values (0, -3, now())",
    `update accounts set balance = balance + 3 where id = ${id}`,
    `insert into outbox (at, kind, body) values (now(), 'reward.made', '{"reward":"rwd_0123456789abcdefghjk","amount":"3"}')`,
    "commit",
  ];
}
