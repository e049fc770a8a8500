/**
 * Placing an order. The order is written down before a coupon or credit is touched, and both are used with keys that follow from its number: after a crash,
 * or when an answer never came, whatever was taken is found again by those keys and given back.
 */
import { isRefusal, type Referrals } from "./bandwagon.js";
import { type Cart, orderLinesOf } from "./cart.js";
import type { Customer, DataFile, Order, ShopData } from "./data.js";
import { currency, decimalOf } from "./money.js";
import { linesOf, paidCentsOf, paymentOf } from "./orders.js";
import { type Outbox, post } from "./outbox.js";

export interface CheckoutForm {
  /** Made with the page that shows the form. */
  checkout: string;
  coupon: string | undefined;
  usesCredit: boolean;
}

/** The order; or why the coupon or the credit could not be used, in which case nothing was bought. */
export type Placed = { order: Order } | { problem: string; of: "coupon" | "credit" };

interface Shop {
  data: DataFile;
  referrals: Referrals;
  outbox: Outbox;
}

/** Buys what is in the cart. Without coupon and credit Bandwagon need not be there: the purchase is told when it is. */
export async function placeOrder(shop: Shop, customer: Customer, cart: Cart, form: CheckoutForm): Promise<Placed> {
  const { order, isNew } = await shop.data.change((next) => beginOrder(next, customer, cart, form));
  if (!isNew) return { order };
  let step: "coupon" | "credit" = "coupon";
  try {
    if (form.coupon !== undefined) await takeCoupon(shop, order);
    step = "credit";
    if (form.usesCredit) await takeCredit(shop, order);
  } catch (error) {
    await shop.data.change((next) => abandon(next, order.number));
    void shop.outbox.flush();
    return { problem: isRefusal(error) ? error.code : "unreachable", of: step };
  }
  const placed = await shop.data.change((next) => finish(next, order.number));
  void shop.outbox.flush();
  return { order: placed };
}

/** At the start: orders that a crash cut short are given up, with what they took. */
export async function abandonUnfinished(data: DataFile): Promise<void> {
  await data.change((next) => {
    for (const { number, status } of next.orders) if (status === "placing") abandon(next, number);
  });
}

function beginOrder(data: ShopData, customer: Customer, cart: Cart, { checkout, coupon }: CheckoutForm): { order: Order; isNew: boolean } {
  const before = data.orders.find((known) => known.checkout === checkout && known.customer === customer.id);
  if (before !== undefined) return { order: before, isNew: false };
  const order: Order = {
    number: `${data.mark}-${data.nextOrder++}`,
    checkout,
    customer: customer.id,
    at: new Date().toISOString(),
    lines: orderLinesOf(cart),
    coupon,
    discountCents: 0,
    creditCents: 0,
    status: "placing",
    refunds: [],
    isTold: false,
  };
  data.orders.push(order);
  return { order, isNew: true };
}

async function takeCoupon({ data, referrals }: Shop, { number }: Order): Promise<void> {
  const discountCents = await referrals.useCoupon(paymentOf(orderIn(data.now, number)));
  await data.change((next) => {
    orderIn(next, number).discountCents = discountCents;
  });
}

/** How much is written down before it is taken, so that the same can be asked for again. */
async function takeCredit({ data, referrals }: Shop, { number, customer }: Order): Promise<void> {
  const availableCents = await referrals.credit(customer);
  const order = await data.change((next) => {
    const found = orderIn(next, number);
    found.creditCents = Math.min(availableCents, paidCentsOf(found));
    return found;
  });
  if (order.creditCents > 0) await referrals.useCredit(paymentOf(order));
}

/** The order counts from here on, and in the same change the purchase is in the outbox. */
function finish(data: ShopData, number: string): Order {
  const order = orderIn(data, number);
  order.status = "placed";
  const event = {
    key: `order-${number}-placed`,
    type: "purchase",
    member: { id: order.customer },
    occurredAt: order.at,
    subject: number,
    amount: decimalOf(paidCentsOf(order)),
    discount: decimalOf(order.discountCents),
    lines: linesOf(order),
    currency,
  };
  post(data, { kind: "event", event });
  return order;
}

function abandon(data: ShopData, number: string): void {
  const order = orderIn(data, number);
  order.status = "failed";
  const payment = paymentOf(order);
  post(data, { kind: "give_back", payment, coupon: order.coupon !== undefined, credit: order.creditCents > 0 });
}

function orderIn({ orders }: Readonly<ShopData>, number: string): Order {
  const order = orders.find((known) => known.number === number);
  if (order === undefined) throw new Error(`There is no order ${number}.`);
  return order;
}
