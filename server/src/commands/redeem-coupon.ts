import type { App } from "../app.js";
import { canonicalCode } from "../core/code.js";
import { exponentOf, parseDecimal } from "../core/money.js";
import type { EventLine } from "../core/record.js";
import type { RedeemCouponInput } from "../core/redemption-inputs.js";
import { lineIdAt } from "../core/taken-lines.js";
import { AppError } from "../errors.js";
import { externalHash } from "./identities.js";
import type { LineRequest } from "./parse-lines.js";
import { submitCall } from "./submit-call.js";
import type { Workspace } from "./workspace-directory.js";
import type { Written } from "./write-batch.js";

export interface CouponUse {
  code: string;
  /** The business's own id of who uses it. */
  member?: string;
  subject?: string;
  currency?: string;
  orderTotal?: string;
  lines?: OrderLineRequest[];
}
/** A product of the order; its amount is a decimal. */
export type OrderLineRequest = Pick<LineRequest, "product" | "categories" | "quantity" | "amount">;

/** Uses the coupon once: of two that come at the same time one is told that it is used up. */
export function redeemCoupon(app: App, workspace: Workspace, use: CouponUse, key: string): Promise<Written> {
  const input: RedeemCouponInput = { kind: "coupon.redeem", code: canonicalCode(use.code) ?? "?" };
  if (use.member !== undefined) input.member = externalHash(workspace, use.member);
  if (use.subject !== undefined) input.subject = use.subject;
  if (use.currency !== undefined) input.currency = use.currency;
  if (use.orderTotal !== undefined) input.orderTotal = String(parseOrderTotal(use.orderTotal, use.currency));
  if (use.lines !== undefined) input.lines = parseOrderLines(use.lines, use.currency);
  return submitCall(app, workspace, { lane: "redemption", input, key });
}

/** The lines of an order, their amounts in minor units of its currency. Throws `invalid_request` as for the order's total. */
export function parseOrderLines(lines: readonly OrderLineRequest[], currency: string | undefined): EventLine[] {
  return lines.map(({ amount, ...line }, index) => ({
    ...line,
    id: lineIdAt(index),
    amount: String(parseOrderAmount(amount, currency, `/lines/${index}/amount`)),
  }));
}

/** An order's worth in minor units of its currency; both are needed, and the decimals must be the currency's. Throws `invalid_request`. */
export function parseOrderTotal(orderTotal: string, currency: string | undefined): bigint {
  return parseOrderAmount(orderTotal, currency, "/orderTotal");
}

function parseOrderAmount(amount: string, currency: string | undefined, path: string): bigint {
  const exponent = currency === undefined ? undefined : exponentOf(currency);
  if (exponent === undefined) {
    throw new AppError("invalid_request", {
      detail: "The order's total needs its currency.",
      errors: [
        { path: "/currency", problem: "The currency is missing or unknown.", remedy: "Send the ISO code of the order's currency, such as EUR." },
      ],
    });
  }
  const minor = parseDecimal(amount, exponent);
  if (minor === undefined) {
    const remedy = `Send a decimal text with at most ${exponent} decimals.`;
    throw new AppError("invalid_request", {
      detail: `${path} is not an amount of ${currency}.`,
      errors: [{ path, problem: `This is not an amount of ${currency}.`, remedy }],
    });
  }
  return minor;
}
