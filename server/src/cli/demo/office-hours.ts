/** Mondays: the shop's people answer reviews, approve bonuses and pay them out; members use what they have earned. */
import type { Json } from "./demo-api.js";
import { dayMs, decimal, type Season } from "./season-state.js";

const reviewAnswers = [
  { friend: "honour", referrer: "honour", reason: "Two flats in one house, two orders." },
  { friend: "honour", referrer: "honour", reason: "Checked by mail: a colleague." },
  { friend: "honour", referrer: "refuse", reason: "One household." },
  { friend: "honour", referrer: "refuse", reason: "The same kitchen table." },
  { friend: "refuse", referrer: "refuse", reason: "One person with two accounts." },
];

export async function keepOfficeHours(season: Season): Promise<void> {
  await answerReviews(season);
  await decideBonuses(season);
  await payOut(season);
  await spendCredit(season);
  await spendPoints(season);
}

/** What came in during the last three days waits until next week. */
async function answerReviews({ api, chance, now }: Season): Promise<void> {
  const waiting = await api.list("/v1/referrals?state=in_review");
  for (const { id, signedUpAt } of waiting.sort(by("friend"))) {
    if (now - Date.parse(signedUpAt) < 3 * dayMs || chance.isTrue(0.15)) continue;
    const { friend, referrer, reason } = chance.pick(reviewAnswers);
    await answerSides(api, id, { friend, referrer }, reason);
  }
}

/** Of a side that waits for nothing nothing is asked. */
async function answerSides(api: Season["api"], id: string, answers: { friend: string; referrer: string }, reason: string): Promise<void> {
  const { friendSide, referrerSide } = await api.get(`/v1/referrals/${id}`);
  const body = {
    ...(friendSide === "in_review" ? { friend: answers.friend } : {}),
    ...(referrerSide === "in_review" ? { referrer: answers.referrer } : {}),
    reason,
  };
  await api.post(`/v1/referrals/${id}/review`, body);
}

async function decideBonuses({ api, chance }: Season): Promise<void> {
  const bonuses = await api.list("/v1/rewards?state=pending&type=cash");
  for (const { id, hold } of bonuses.sort(by("member"))) {
    if (!hold.waitsFor.includes("approval") || chance.isTrue(0.3)) continue;
    if (chance.isTrue(0.85)) await api.post(`/v1/rewards/${id}/approve`, { reason: "Five good friends." });
    else await api.post(`/v1/rewards/${id}/deny`, { reason: "The orders came from one office." });
  }
}

async function payOut({ api, chance, counts }: Season): Promise<void> {
  const due = await api.list("/v1/payouts");
  for (const { member, currency, amount } of due.sort(by("member"))) {
    if (chance.isTrue(0.25)) continue;
    await api.post("/v1/payouts", { member, currency, amount, subject: `transfer-${++counts.payouts}` });
  }
}

async function spendCredit(season: Season): Promise<void> {
  for (const { member, unit, minor } of await holdings(season, "credit")) {
    if (!season.chance.isTrue(0.3)) continue;
    const amount = decimal(season.chance.isTrue(0.5) ? minor : Math.ceil(minor / 2));
    const redemption = await redeem(season, member, { unit, kind: "credit", amount, orderTotal: decimal(minor * 4) });
    if (redemption !== undefined && season.chance.isTrue(0.04))
      await season.api.post(`/v1/redemptions/${redemption.id}/cancel`, { reason: "The order was cancelled." });
  }
}

async function spendPoints(season: Season): Promise<void> {
  for (const { member, unit, minor } of await holdings(season, "points")) {
    if (minor >= 10_000 && season.chance.isTrue(0.4)) await redeem(season, member, { unit, amount: "100" });
  }
}

async function redeem({ api, counts }: Season, member: string, body: Json): Promise<Json | undefined> {
  const redemption = await api.tryPost(`/v1/wallets/${member}/redeem`, { ...body, subject: `basket-${counts.redemptions + 1}` });
  if (redemption !== undefined) counts.redemptions++;
  return redemption;
}

interface Holding {
  member: string;
  unit: string;
  /** Hundredths. */
  minor: number;
}

/** What members have available of the type, in the order of their ids. */
async function holdings({ api }: Season, type: string): Promise<Holding[]> {
  const held = new Map<string, Holding>();
  for (const { member, unit, remaining } of await api.list(`/v1/rewards?state=available&type=${type}`)) {
    const name = `${member} ${unit}`;
    const minor = (held.get(name)?.minor ?? 0) + Math.round(Number(remaining) * 100);
    held.set(name, { member, unit, minor });
  }
  return [...held.values()].sort(by("member"));
}

function by(field: string): (a: Json, b: Json) => number {
  return (a, b) => (a[field] < b[field] ? -1 : a[field] > b[field] ? 1 : 0);
}
