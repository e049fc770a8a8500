/** What customers buy, send back and say about it. */
import type { Json } from "./demo-api.js";
import { type Customer, dayMs, decimal, isWeekend, plan, type Season } from "./season-state.js";

/** The customer orders once at the moment, and perhaps again and again. */
export function planOrder(season: Season, customer: Customer, at: number): void {
  const { chance } = season;
  // Weekdays are quieter: some of their orders wait for the weekend.
  const moment = isWeekend(at) || chance.isTrue(0.7) ? at : at + chance.between(1, 3) * dayMs;
  const subject = `${2000 + ++season.counts.orders}`;
  plan(season, {
    at: moment,
    event: () => orderOf(season, customer, subject),
    answered: () => {
      customer.hasOrdered = true;
      planAfterwards(season, customer, subject, moment);
      if (chance.isTrue(0.55)) planOrder(season, customer, moment + 9 * dayMs + chance.wait(16 * dayMs));
    },
  });
}

async function orderOf(season: Season, customer: Customer, subject: string): Promise<Json> {
  const { chance } = season;
  const { id, address, language } = customer.person;
  const isRussian = language === "ru";
  const goods = isRussian ? Math.round(chance.around(2100, 0.45)) * 100 : Math.round(chance.around(4400, 0.5));
  const discount = customer.hasOrdered ? 0 : await useCoupon(season, customer, subject, goods);
  const tax = isRussian ? 0 : Math.round((goods - discount) * 0.07);
  const shipping = isRussian ? 25_000 : goods < 6000 ? 490 : 0;
  return {
    type: "purchase",
    member: { id, address },
    subject,
    amount: decimal(goods - discount + tax + shipping),
    discount: decimal(discount),
    tax: decimal(tax),
    shipping: decimal(shipping),
    currency: isRussian ? "RUB" : "USD",
  };
}

/** What the welcome coupon takes off; most friends think of it. */
async function useCoupon({ api, chance, counts }: Season, { person, referredIn }: Customer, subject: string, goods: number): Promise<number> {
  if (referredIn === null || !chance.isTrue(0.8)) return 0;
  const { data } = await api.get(`/v1/rewards?member=${person.id}&type=coupon&state=available`);
  if (data[0] === undefined) return 0;
  const currency = person.language === "ru" ? "RUB" : "USD";
  const used = await api.tryPost("/v1/coupons/redeem", { code: data[0].coupon, orderTotal: decimal(goods), currency, member: person.id, subject });
  if (used === undefined) return 0;
  counts.couponsUsed++;
  return Math.round(Number(used.discount.amount) * 100);
}

/** Some orders come back, in part or whole; some are written about. */
function planAfterwards(season: Season, { person: { id, language }, links }: Customer, subject: string, orderedAt: number): void {
  const { chance, programs } = season;
  if (chance.isTrue(0.07)) {
    const back = chance.isTrue(0.6) ? {} : { amount: language === "ru" ? "500.00" : "12.50", currency: language === "ru" ? "RUB" : "USD" };
    plan(season, { at: orderedAt + 2 * dayMs + chance.wait(6 * dayMs), event: () => ({ type: "refund", member: { id }, subject, ...back }) });
  }
  if (chance.isTrue(0.12) && links.has(programs.stamps.handle)) {
    plan(season, {
      at: orderedAt + 3 * dayMs + chance.wait(3 * dayMs),
      event: () => ({ type: "review_posted", member: { id }, subject: `about-${subject}` }),
    });
  }
}
