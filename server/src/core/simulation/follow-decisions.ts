/** What people do because of a decision: members use what they are given after a while, or never; a person answers reviews and approves. */
import type { Decision, RecordInput } from "../record.js";
import type { RewardRow } from "../rows.js";
import { currencyOfUnit } from "../unit.js";
import type { Assumptions } from "./assumptions.js";
import { chanceOf } from "./chance.js";
import { imaginedLines } from "./imagined-lines.js";
import { orderOf } from "./people.js";
import type { Played } from "./played.js";

/** Looks at what a decision gives others to do: rewards are used, reviews are answered. */
export function followDecision(played: Played, { changes, facts }: Decision, at: number): void {
  for (const [table, id] of changes) if (table === "rewards") followReward(played, id, at);
  for (const { kind, referral } of facts) if (kind === "referral.in_review") review(played, referral as string, at);
}
function review(played: Played, referral: string, at: number): void {
  const { clock, agenda, assumptions, rows } = played;
  agenda.put(clock.after(at, assumptions.reviewDelayDays), (now) => {
    const row = rows.stored.referrals.get(referral);
    const friend = played.people.get(rows.stored.members.get(row?.friendId ?? "")?.externalHash ?? "");
    const answer = friend?.isFraud ? "refuse" : "honour";
    const input: RecordInput = {
      kind: "referral.review",
      referral,
      reason: "simulated",
      ...(row?.friendSide === "in_review" && { friend: answer }),
      ...(row?.referrerSide === "in_review" && { referrer: answer }),
    };
    if (row?.state === "in_review") played.write(input, now);
  });
}

/** Looks at a reward that a decision has made or changed, and puts on the agenda what follows; each step once. */
function followReward(played: Played, id: string, at: number): void {
  const reward = played.rows.stored.rewards.get(id);
  if (reward === undefined) return;
  if (reward.state === "pending" && reward.details.hold?.approval) once(played, `${id} approval`, () => approve(played, reward, at));
  else if (reward.state === "waiting") once(played, `${id} claim`, () => claim(played, reward, at));
  else if (reward.state === "available" && reward.kind !== "accrual" && (reward.unit !== null || reward.kind === "coupon"))
    once(played, id, () => use(played, reward, at));
}
function once({ followed }: Played, step: string, act: () => void): void {
  if (followed.has(step)) return;
  followed.add(step);
  act();
}

/** A person looks at it, and sees fraud where there is some. */
function approve(played: Played, { id, referralId }: RewardRow, at: number): void {
  const { clock, agenda, assumptions, rows } = played;
  agenda.put(clock.after(at, assumptions.reviewDelayDays), (now) => {
    const friend = rows.stored.referrals.get(referralId ?? "")?.friendId ?? "";
    const isFraud = played.people.get(rows.stored.members.get(friend)?.externalHash ?? "")?.isFraud === true;
    if (rows.stored.rewards.get(id)?.details.hold?.approval) played.write({ kind: isFraud ? "reward.deny" : "reward.approve", reward: id }, now);
  });
}

/** Some claim what waits for them, and choose; for the others it expires, or becomes what it is unless chosen. */
function claim(played: Played, { id, recipientId, details: { choice } }: RewardRow, at: number): void {
  const { agenda, rows, people, assumptions } = played;
  const member = rows.stored.members.get(recipientId)?.externalHash ?? "";
  const person = people.get(member);
  const chance = person === undefined ? undefined : chanceOf(person.key, 7, person.nextReward++);
  if (chance?.happens(assumptions.claimRate) === false) return;
  const option = choice === undefined ? undefined : optionOf(choice.options, assumptions.optionShares, chance?.unit() ?? 0);
  agenda.put(at, (now) => {
    if (rows.stored.rewards.get(id)?.state !== "waiting") return;
    played.write({ kind: "reward.claim", member, reward: id, ...(option !== undefined && { option }) }, now);
  });
}
/** The option at a point between 0 and 1, by their shares; where nobody takes any the first is as good as another. */
function optionOf(options: readonly { id: string }[], shares: Assumptions["optionShares"], point: number): string {
  const weights = options.map(({ id }) => (Object.hasOwn(shares, id) ? (shares[id] as number) : 1));
  let left = point * weights.reduce((sum, weight) => sum + weight, 0);
  const index = weights.findIndex((weight) => {
    left -= weight;
    return left < 0;
  });
  return options[Math.max(index, 0)]?.id ?? "";
}

function use(played: Played, reward: RewardRow, at: number): void {
  const { clock, agenda, assumptions, rows } = played;
  const name = rows.stored.members.get(reward.recipientId)?.externalHash ?? "";
  const person = played.people.get(name);
  if (person === undefined) return;
  const chance = chanceOf(person.key, 6, person.nextReward++);
  const isUsed = chance.happens(assumptions.redemptionRate);
  const delayDays = chance.exponential(assumptions.redemptionDelayDays);
  if (!isUsed) return;
  // Kept for the order that a friend may make; whoever makes none uses none.
  if (reward.kind === "coupon" && (person.referrer !== null || played.stage.isForEverybody)) person.coupons.push(reward.details.item as string);
  else agenda.put(clock.after(reward.availableAt ?? at, delayDays), (now) => redeem(played, reward.id, name, now));
}

/** All that an order of usual worth takes: of a currency at most the order, of other units everything that the member has. */
function redeem(played: Played, id: string, name: string, at: number): void {
  const { rows, assumptions, stage, people } = played;
  const reward = rows.stored.rewards.get(id);
  const person = people.get(name);
  if (reward === undefined || person === undefined || reward.state !== "available") return;
  const { valueMinor } = orderOf(person, assumptions);
  const subject = `${name} ${person.nextOrder++}`;
  if (reward.kind === "coupon") {
    const { currency } = stage.program;
    const order = { currency, subject, orderTotal: String(valueMinor), lines: imaginedLines(stage.program, BigInt(valueMinor)) };
    played.write({ kind: "coupon.redeem", code: reward.details.item as string, member: name, ...order }, at);
    return;
  }
  const unit = reward.unit as string;
  const isCash = unit.startsWith("cash:");
  const bound = isCash || currencyOfUnit(unit) === undefined ? reward.remaining : BigInt(valueMinor);
  const amount = bound < reward.remaining ? bound : reward.remaining;
  if (amount <= 0n) return;
  played.write({ kind: "redeem", use: isCash ? "payout" : "spend", member: name, unit, amount: String(amount), orderTotal: String(valueMinor) }, at);
}
