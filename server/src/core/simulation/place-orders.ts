/** Orders, and all that comes with them: coupons, the events that the program waits for, returns. */
import type { ImaginedEvent } from "./imagined-events.js";
import { imaginedLines } from "./imagined-lines.js";
import { orderOf, type Person } from "./people.js";
import type { Played } from "./played.js";

/** A friend's order: the first makes a customer, who may `join` the program in turn. */
export function buy(played: Played, friend: Person, at: number, join: (played: Played, friend: Person, at: number) => void): void {
  const { assumptions, clock, agenda } = played;
  const order = orderOf(friend, assumptions);
  const isFirst = friend.customerAt === null;
  place(played, friend, order, at);
  if (friend.isFraud) return;
  if (isFirst) {
    friend.customerAt = at;
    if (friend.isReferred) played.won.push({ person: friend, at });
    join(played, friend, at);
  }
  if (friend.isReferred) played.orders.push({ at, valueMinor: order.valueMinor, isReturned: order.isReturned });
  if (order.isRepeated) agenda.put(clock.after(at, order.repeatDelayDays), (now) => buy(played, friend, now, join));
}

/** Orders of a member who was nobody's friend: as many a year as is assumed, without end. */
export function orderAgain(played: Played, person: Person, from: number): void {
  const { assumptions, clock, agenda } = played;
  if (assumptions.ordersPerYear === 0) return;
  agenda.put(clock.after(from, person.chance.exponential(365 / assumptions.ordersPerYear)), (at) => {
    place(played, person, orderOf(person, assumptions), at);
    orderAgain(played, person, at);
  });
}

/** Tells the log of an order and of all that comes with it: a coupon is used, and what is returned is corrected later. */
function place(played: Played, person: Person, order: ReturnType<typeof orderOf>, at: number): void {
  const { stage, clock, agenda } = played;
  const { currency } = stage.program;
  const number = person.nextOrder++;
  const subjectOf = ({ type }: ImaginedEvent, index: number) => `${type} ${number}.${index}`;
  const used = useCoupon(played, person, { number, minor: order.valueMinor }, at);
  const money = { total: String(order.valueMinor - used.off), discount: String(used.off) };
  const lines = imaginedLines(stage.program, BigInt(money.total));
  for (const [index, event] of stage.events.entries()) {
    const { correctedBy: _, ...told } = event;
    played.write(
      { kind: "event", member: person.name, subject: subjectOf(event, index), currency, money, ...(lines.length > 0 && { lines }), ...told },
      at,
    );
  }
  if (!order.isReturned) return;
  agenda.put(clock.after(at, order.returnDelayDays), (now) => {
    for (const [index, event] of stage.events.entries()) {
      if (event.correctedBy === null) continue;
      played.write({ kind: "event", type: event.correctedBy, member: person.name, subject: subjectOf(event, index) }, now);
    }
    if (used.redemption !== null) played.write({ kind: "redemption.cancel", redemption: used.redemption }, now);
  });
}
/** The first of the coupons kept for an order that can be used on it. */
function useCoupon(
  played: Played,
  person: Person,
  { number, minor }: { number: number; minor: number },
  at: number,
): { off: number; redemption: string | null } {
  const order = { currency: played.stage.program.currency, orderTotal: String(minor), subject: `${person.name} ${number}` };
  for (const code of person.coupons) {
    const { outcome } = played.write({ kind: "coupon.redeem", code, member: person.name, ...order }, at);
    if (outcome.status !== "done") continue;
    if (outcome.usesLeft === 0) person.coupons = person.coupons.filter((other) => other !== code);
    return { off: Number(outcome.discount), redemption: outcome.redemption as string };
  }
  return { off: 0, redemption: null };
}
