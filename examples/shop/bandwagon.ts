/** Everything that the shop asks of Bandwagon, and everything that it tells. The browser tracker is in layout.ts, the webhook receiver in webhooks.ts. */
import { BandwagonError, createBandwagon, type EventResult, type KeyedEvent, type Schemas } from "@bandwagon/sdk";
import { signMemberToken } from "@bandwagon/sdk/member-token";
import { centsOf, currency, decimalOf } from "./money.js";
import type { Settings } from "./settings.js";

/** What the outbox brings. Each can be told again and again, and happens once: its keys follow from the customer's or the order's number. */
export type Message =
  | { kind: "event"; event: KeyedEvent }
  | { kind: "member"; id: string; name: string; email: string }
  | { kind: "give_back"; payment: Payment; coupon: boolean; credit: boolean };

/** What of an order is paid with a coupon and with credit. */
export interface Payment {
  order: string;
  customer: string;
  goodsCents: number;
  coupon?: string;
  discountCents: number;
  creditCents: number;
}

export type Referrals = ReturnType<typeof openReferrals>;

export type Account = Awaited<ReturnType<Referrals["account"]>>;

/** Bandwagon as this shop uses it. A page must not wait long: what has to arrive goes through the outbox, which tries again. */
export function openReferrals({ bandwagonUrl, bandwagonKey, program, signing }: Settings) {
  const bandwagon = createBandwagon({ url: bandwagonUrl, key: bandwagonKey, timeoutMs: 4000, retries: 1 });

  const useCoupon = ({ order, customer, goodsCents, coupon = "" }: Payment) =>
    bandwagon.coupons.redeem(
      { code: coupon, orderTotal: decimalOf(goodsCents), currency, member: customer, subject: order },
      { key: `order-${order}-coupon` },
    );
  const useCredit = ({ order, customer, goodsCents, discountCents, creditCents }: Payment) =>
    bandwagon.wallets.redeem(
      customer,
      { unit: currency, kind: "credit", amount: decimalOf(creditCents), subject: order, orderTotal: decimalOf(goodsCents - discountCents) },
      { key: `order-${order}-credit` },
    );
  /** Asks for the redemption with the key that made it. If nobody knows whether it was made, it is made now, so that it can be given back. */
  const giveBack = async (redeem: () => Promise<string | null>, key: string): Promise<void> => {
    try {
      const redemption = await redeem();
      if (redemption !== null) await bandwagon.redemptions.cancel(redemption, { reason: "The order was not carried out.", key });
    } catch (error) {
      // Refused means that nothing was taken, or that it has been given back.
      if (!isRefusal(error)) throw error;
    }
  };

  return {
    /** Tells one message of the outbox. For events the answer says what came of it. */
    tell: async (message: Message): Promise<EventResult | undefined> => {
      if (message.kind === "event") return bandwagon.events.send(message.event);
      if (message.kind === "member") {
        const { id, name, email } = message;
        await bandwagon.members.put(id, { name, email, programs: [program] }, { key: `member-${id}` });
        return undefined;
      }
      const { payment, coupon, credit } = message;
      if (coupon) await giveBack(async () => (await useCoupon(payment)).redemption, `order-${payment.order}-coupon-back`);
      if (credit) await giveBack(async () => (await useCredit(payment)).id, `order-${payment.order}-credit-back`);
      return undefined;
    },

    /** What the coupon would take off, in cents, or why it does not. */
    checkCoupon: async (code: string, customer: string | undefined, goodsCents: number) => {
      const check = await bandwagon.coupons.validate({ code, orderTotal: decimalOf(goodsCents), currency, member: customer });
      if (!check.valid) return { reason: check.reason, minimumCents: check.minimumSpend && centsOf(check.minimumSpend) };
      return { code: check.code, discountCents: discountOf(check, goodsCents) };
    },

    /** Uses the coupon for the order, once; the discount in cents. */
    useCoupon: async (payment: Payment): Promise<number> => discountOf(await useCoupon(payment), payment.goodsCents),

    /** Takes the credit, whole or not at all. */
    useCredit: async (payment: Payment): Promise<void> => void (await useCredit(payment)),

    /** What the customer has to spend, in cents. */
    credit: async (customer: string): Promise<number> => {
      const { units } = await bandwagon.wallets.get(customer);
      return walletOf(units).availableCents;
    },

    /** All that the customer's page shows. */
    account: async (customer: string) => {
      const [member, summary, referrals, coupons] = await Promise.all([
        bandwagon.members.get(customer),
        bandwagon.members.summary(customer),
        bandwagon.referrals.list({ referrer: customer, program, limit: 20 }),
        bandwagon.rewards.list({ member: customer, program, type: "coupon", limit: 10 }),
      ]);
      const enrolment = member.enrolments.find(({ handle }) => handle === program);
      const progress = summary.programs.find(({ handle }) => handle === program);
      return {
        code: enrolment?.code,
        link: enrolment?.linkTemplate.replace("{channel}", "share").replace("{placement}", "account") ?? "",
        wallet: walletOf(summary.wallet),
        rewards: summary.rewards,
        coupons: coupons.data,
        friends: referrals.data,
        stamps: progress?.cards.friends?.stamps ?? 0,
        isCardDone: progress?.cards.friends?.done ?? false,
        badges: progress?.badges ?? [],
      };
    },

    /** What proves to Bandwagon's elements in the page who the customer is, for some minutes; undefined where the shop has no signing key. */
    memberToken: async (customer: string): Promise<string | undefined> => signing && signMemberToken({ member: customer, ...signing }),

    /** The QR of the customer's link, as PNG. The key stays on the server: the page asks the shop for the picture. */
    qr: async (customer: string): Promise<Uint8Array> => {
      const query = { program, c: "qr", p: "account", size: 480, margin: 4, correction: "Q" } as const;
      return bandwagon.request("GET", "/v1/members/{externalId}/qr.png", { params: { externalId: customer }, query });
    },

    /** Who came by whom, newest first, for the owner. */
    everybody: async () => (await bandwagon.referrals.list({ program, limit: 100 })).data,
  };
}

/** Bandwagon has understood and said no: asking again changes nothing. Anything else may do later: no answer, too much to do, a key that was replaced. */
export function isRefusal(error: unknown): error is BandwagonError {
  return error instanceof BandwagonError && error.status >= 400 && error.status < 500 && ![401, 403, 408, 429].includes(error.status);
}

/** The member is not known to Bandwagon yet. */
export function isUnknown(error: unknown): boolean {
  return error instanceof BandwagonError && error.status === 404;
}

function discountOf({ discount }: { discount: { amount?: string } }, goodsCents: number): number {
  return Math.min(goodsCents, discount.amount === undefined ? 0 : centsOf(discount.amount));
}

function walletOf(units: readonly Schemas["Purse"][]) {
  const credit = units.find(({ unit, kind }) => unit === currency && kind === "credit");
  const { available = "0", pending = "0", debt = "0" } = credit ?? {};
  return { availableCents: centsOf(available), pendingCents: centsOf(pending), debtCents: centsOf(debt) };
}
