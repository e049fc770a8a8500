/** What a customer's pages show of what happens by itself. */
import type { Customer, Notice, ShopData } from "./data.js";

const noticesShown = 20;

/** The customer's notices, newest first by the numbers of their facts: messages may arrive in any order. */
export function noticesOf({ notices }: Readonly<ShopData>, { id }: Customer): Notice[] {
  const own = notices.filter(({ customer }) => customer === id);
  return own.sort((one, other) => compare(other.order, one.order)).slice(0, noticesShown);
}

/** Changes whenever there is something new to see. Pages have the one that they were made with, ask now and then, and bring themselves up to date. */
export function newsVersion({ notices, orders, outbox }: Readonly<ShopData>, { id }: Customer): string {
  const news = notices.filter(({ customer }) => customer === id).length;
  const states = orders
    .filter(({ customer }) => customer === id)
    .map(({ isTold, status, refunds }) => `${isTold ? "told" : ""}${status}${refunds.length}`);
  const isWaiting = outbox.some(({ message }) => message.kind === "member" && message.id === id);
  return [news, isWaiting ? "waiting" : "known", ...states].join(" ");
}

function compare([record = 0, fact = 0]: number[], [otherRecord = 0, otherFact = 0]: number[]): number {
  return record - otherRecord || fact - otherFact;
}
