/** A program that has something of most kinds to show to its members, and how they come in. */
import { randomUUID } from "node:crypto";
import { call, enrol, publishProgram, type Shop, theShop } from "./shop.js";

/** A friend who orders brings the member a coupon, a stamp and points; two stamps fill the card, which brings a badge. */
const document = {
  name: { en: "Tea with friends", ru: "Чай с друзьями" },
  locales: ["en", "ru"],
  events: { sign_up: {}, purchase: { name: { en: "A first order", ru: "Первый заказ" } } },
  goals: [{ id: "order", name: { en: "First order", ru: "Первый заказ" }, steps: { event: "purchase" } }],
  stampCards: [{ id: "friends", name: { en: "Friends card", ru: "Карта друзей" }, slots: 2 }],
  badges: [
    {
      id: "host",
      name: { en: "The Host", ru: "Душа компании" },
      description: { en: "Brought two friends to tea", ru: "Двое друзей за чаем" },
      rarity: "rare",
      look: { shape: "shield", icon: "coffee", colour: "#0F766E" },
    },
  ],
  items: [{ id: "pot", name: { en: "Pot", ru: "Чайник" } }],
  catalogue: [{ id: "pot", name: { en: "A pot of tea", ru: "Чайник чая" }, price: { amount: "30" }, gives: { item: "pot" } }],
  socialProof: { testimonials: true },
  leaderboards: [{ id: "friends", name: { en: "Most friends", ru: "Больше всего друзей" }, score: { referrals: "qualified" } }],
  rules: [
    { id: "welcome", on: { referral: "signed_up" }, grants: [{ id: "for-friend", to: "friend", coupon: { discount: { percent: "10" } } }] },
    {
      id: "thanks",
      name: { en: "Your friend has ordered", ru: "Ваш друг сделал заказ" },
      on: { goal: "order" },
      grants: [
        { id: "coupon", to: "referrer", coupon: { discount: { amount: "5.00" } } },
        { id: "stamp", to: "referrer", stamp: "friends" },
        { id: "points", to: "referrer", points: { amount: { overTime: { pieces: [{ until: { days: 7 }, amount: "20" }], afterwards: "10" } } } },
      ],
    },
    { id: "full", on: { stampCard: "friends" }, grants: [{ id: "badge", to: "member", badge: "host" }] },
  ],
};

export interface Member {
  shop: Shop;
  handle: string;
  id: string;
  code: string;
  link: string;
}

/** A member of a program of their own. */
export async function member(destination: string): Promise<Member> {
  const shop = theShop();
  const handle = `tea-${randomUUID().slice(0, 8)}`;
  await publishProgram(shop, { handle, destination, ...document });
  const id = `anna-${handle}`;
  return { shop, handle, id, ...(await enrol(shop, handle, id)) };
}

/** A link by which the member is signed in, once. */
export async function signInLink({ shop, handle, id }: Member): Promise<string> {
  return (await call<{ link: string }>(shop, "POST", `/v1/members/${id}/sign-in-links`, { program: handle })).link;
}

/** A friend comes by the member's code; and orders, if they do. */
export async function befriend({ shop, handle, code }: Member, name: string, { orders }: { orders: boolean }): Promise<void> {
  const friend = { id: `${name}-${handle}`, name };
  await call(shop, "POST", "/v1/events", { key: `join-${friend.id}`, type: "sign_up", program: handle, member: friend, code });
  if (orders)
    await call(shop, "POST", "/v1/events", { key: `order-${friend.id}`, type: "purchase", program: handle, member: friend, subject: friend.id });
}

/** The shop looks at what the member says, and does not show it. */
export async function refuseTestimonial({ shop, handle, id }: Member, reason: string): Promise<void> {
  const { data } = await call<{ data: { member: string; event: string }[] }>(shop, "GET", `/v1/programs/${handle}/testimonials?state=waiting`);
  const event = data.find(({ member }) => member === id)?.event;
  await call(shop, "POST", `/v1/programs/${handle}/testimonials/${id}/review`, { event, answer: "refuse", reason });
}
/** The shop answers what the member has asked. */
export async function answerQuestion({ shop, handle, id }: Member, text: string): Promise<void> {
  const { data } = await call<{ data: { member: string; id: string }[] }>(shop, "GET", `/v1/programs/${handle}/feedback?state=open`);
  const asked = data.find(({ member }) => member === id)?.id;
  await call(shop, "POST", `/v1/programs/${handle}/feedback/${asked}/answer`, { text, state: "answered" });
}
