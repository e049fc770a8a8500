/** What the owner takes back: lines of an order, the whole of it, or an order that was never sent. */
import type { KeyedEvent } from "@bandwagon/sdk";
import type { DataFile, Order, ShopData } from "./data.js";
import { currency, decimalOf } from "./money.js";
import { linesBack, paymentOf, refundCentsOf, returnedOf } from "./orders.js";
import { type Outbox, post } from "./outbox.js";

// So that the owner sees it told; if it takes longer, it is told all the same.
const tellMs = 2500;

/**
 * Takes back so many of each product; all that is left if the counts are `"all"`. Tells Bandwagon the amount, or that the whole order came back: then credit that
 * paid for it is given back as well. Money of a partial refund goes to the card. Counts beyond what was bought are cut; false if nothing remains to be done.
 */
export async function refundOrder(data: DataFile, outbox: Outbox, number: string, counts: Record<string, number> | "all"): Promise<boolean> {
  const isDone = await data.change((next) => {
    const order = placedOrder(next, number);
    if (order === undefined) return false;
    const left = Object.fromEntries(order.lines.map(({ product, count }) => [product, count - returnedOf(order, product)]));
    const wanted = counts === "all" ? left : cut(counts, left);
    if (!Object.values(wanted).some((count) => count > 0)) return false;
    const isWhole = Object.entries(left).every(([product, count]) => wanted[product] === count);
    const cents = refundCentsOf(order, wanted);
    order.refunds.push({ at: new Date().toISOString(), cents, counts: wanted });
    tellRefund(
      next,
      order,
      `order-${number}-refund-${order.refunds.length}`,
      isWhole ? undefined : { amount: decimalOf(cents), lines: linesBack(order, wanted, cents) },
    );
    if (isWhole) {
      order.status = "refunded";
      if (order.creditCents > 0) post(next, { kind: "give_back", payment: paymentOf(order), coupon: false, credit: true });
    }
    return true;
  });
  await outbox.flush(tellMs);
  return isDone;
}

/** Undoes an order of which nothing has come back yet. The customer has coupon and credit again. False if it cannot be cancelled. */
export async function cancelOrder(data: DataFile, outbox: Outbox, number: string): Promise<boolean> {
  const isDone = await data.change((next) => {
    const order = placedOrder(next, number);
    if (order === undefined || order.refunds.length > 0) return false;
    order.status = "cancelled";
    tellRefund(next, order, `order-${number}-cancelled`, undefined);
    post(next, { kind: "give_back", payment: paymentOf(order), coupon: order.coupon !== undefined, credit: order.creditCents > 0 });
    return true;
  });
  await outbox.flush(tellMs);
  return isDone;
}

function placedOrder(data: ShopData, number: string): Order | undefined {
  return data.orders.find((order) => order.number === number && order.status === "placed");
}

function cut(counts: Record<string, number>, left: Record<string, number>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(left).map(([product, most]) => [product, Math.min(Math.max(Math.trunc(counts[product] ?? 0) || 0, 0), most)]),
  );
}

/** A correction of the purchase with the same subject: by an amount and the products that came back, or wholly without them. */
function tellRefund(data: ShopData, { number, customer }: Order, key: string, part: Pick<KeyedEvent, "amount" | "lines"> | undefined): void {
  const member = { id: customer };
  post(data, { kind: "event", event: { key, type: "refund", member, occurredAt: new Date().toISOString(), subject: number, ...part, currency } });
}
