import Type from "typebox";
import type { App } from "../../app.js";
import { externalHash } from "../../commands/identities.js";
import { type OrderLineRequest, parseOrderLines, parseOrderTotal, redeemCoupon } from "../../commands/redeem-coupon.js";
import { canonicalCode } from "../../core/code.js";
import { discountOf } from "../../core/coupon.js";
import { refusalOfCoupon } from "../../core/coupon-refusal.js";
import { paidForLines } from "../../core/lines.js";
import { exponentOf, formatDecimal } from "../../core/money.js";
import type { Refusal } from "../../core/reasons.js";
import type { EventLine } from "../../core/record.js";
import { type CouponView, loadCoupon } from "../../queries/coupon.js";
import { say } from "../../words/format.js";
import { accepted } from "../accepted.js";
import { Amount, Closed, Code, Currency, ExternalId, LINES_MAX, OrderLine } from "../fields.js";
import type { Language } from "../language.js";
import type { Http } from "../route.js";
import { CouponCheck, CouponUse } from "../schemas/coupons.js";
import { instant } from "../views.js";

const OrderBody = Closed({
  code: Code,
  orderTotal: Amount,
  currency: Currency,
  member: Type.Optional(ExternalId),
  subject: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: "The order it is used for; some coupons need it." })),
  lines: Type.Optional(
    Type.Array(OrderLine, {
      minItems: 1,
      maxItems: LINES_MAX,
      description: "Its products, for coupons that are only for some: what each line costs without the coupon.",
    }),
  ),
});
interface Order {
  orderTotal: string;
  currency: string;
  lines?: OrderLineRequest[];
}

export function couponRoutes(http: Http, app: App): void {
  http.route({
    method: "POST",
    url: "/v1/coupons/validate",
    access: { roles: ["secret"], scope: "coupons:write" },
    schema: {
      summary: "What a coupon would take off an order",
      description: "Changes nothing: the answer says whether the coupon can be used now, and the discount. Use it with /v1/coupons/redeem.",
      tags: ["Coupons"],
      body: OrderBody,
      response: { 200: CouponCheck },
    },
    example: { code: "7KQX-M2P4-XW9R", orderTotal: "45.00", currency: "EUR" },
    async handler({ caller: { workspace }, body, language }) {
      const { code, currency, member, subject } = body;
      const order = orderOf(body);
      const asked = { ...(member !== undefined && { member: externalHash(workspace, member) }), ...(subject !== undefined && { subject }) };
      const coupon = await loadCoupon(app.db, workspace.id, canonicalCode(code) ?? "?", asked);
      if (coupon === undefined) return refused("coupon_unknown", language);
      const refusal = refusalOf(coupon, currency, member !== undefined);
      if (refusal !== undefined) return refused(refusal, language);
      return couponReply(coupon, order, language);
    },
  });

  http.route({
    method: "POST",
    url: "/v1/coupons/redeem",
    access: { roles: ["secret"], scope: "coupons:write" },
    takesKey: true,
    schema: {
      summary: "Use a coupon",
      description: "Uses it once, for one order; of two calls at the same time one is told that it is used up. The answer has the discount.",
      tags: ["Coupons"],
      body: OrderBody,
      response: { 200: CouponUse },
    },
    example: { code: "7KQX-M2P4-XW9R", orderTotal: "45.00", currency: "EUR", subject: "1001" },
    async handler({ caller: { workspace }, body, key, language, reply }) {
      const order = orderOf(body);
      const details = accepted(await redeemCoupon(app, workspace, body, key), reply, language);
      const coupon = await loadCoupon(app.db, workspace.id, canonicalCode(body.code) ?? "?");
      if (coupon === undefined) throw new Error("A coupon was used and is not there.");
      // A repeated call is answered with what was left then, not now.
      return { redemption: details.redemption ?? null, ...couponReply({ ...coupon, usesLeft: Number(details.usesLeft) }, order, language) };
    },
  });
}

/** Why the coupon cannot be used now, as its use would be refused. */
function refusalOf(coupon: CouponView & { now: number }, currency: string, isMemberTold: boolean): Refusal | undefined {
  const isOver = coupon.expiresAt !== null && coupon.expiresAt <= coupon.now;
  const refusal = refusalOfCoupon({ ...coupon, state: isOver ? "expired" : coupon.state, isMemberTold });
  return refusal ?? (currency === coupon.currency ? undefined : "currency_mismatch");
}

function refused(reason: Refusal, language: Language) {
  return { valid: false, reason, sentence: say(language, `refusal.${reason}`) };
}

interface ParsedOrder {
  total: bigint;
  lines: EventLine[];
}
function orderOf({ orderTotal, currency, lines = [] }: Order): ParsedOrder {
  return { total: parseOrderTotal(orderTotal, currency), lines: parseOrderLines(lines, currency) };
}

function couponReply(coupon: CouponView, { total, lines }: ParsedOrder, language: Language) {
  const { currency, terms, assortment } = coupon;
  const precision = exponentOf(currency) ?? 0;
  const meant = assortment === undefined ? null : paidForLines(lines, assortment);
  const discount = discountOf(terms, { total, meant }, precision);
  if (discount.kind === "not_for_order") return refused("coupon_not_for_order", language);
  if (discount.kind === "below_minimum")
    return { ...refused("minimum_spend_not_reached", language), minimumSpend: formatDecimal(discount.minimum, precision), currency };
  const value = discount.kind === "amount" ? { amount: formatDecimal(discount.off, precision) } : discount;
  return {
    valid: true,
    code: coupon.display,
    program: coupon.programId,
    reward: coupon.rewardId,
    discount: value,
    currency,
    usesLeft: coupon.usesLeft,
    expiresAt: instant(coupon.expiresAt),
  };
}
