/** What a coupon gives, and the terms of its use, in words. */
import type { CouponTerms } from "../../core/document/schema.js";
import type { AmountWords } from "./amount-words.js";
import { assortmentIn } from "./assortment-words.js";
import { moneyIn, nameIn, numberIn, quote, type Telling } from "./telling.js";

/** What it gives as a phrase, everything else as details. */
export function couponWords(telling: Telling, coupon: CouponTerms): AmountWords {
  const { minimumSpend, ceiling, onlyFor, combinable = true, boundAtFirstUse = false, pool } = coupon;
  const details = [
    ...(minimumSpend === undefined ? [] : [telling.say("coupon.minimumSpend", { amount: moneyIn(telling, minimumSpend) })]),
    ...(ceiling === undefined ? [] : [telling.say("coupon.ceiling", { amount: moneyIn(telling, ceiling) })]),
    ...(onlyFor === undefined ? [] : [telling.say("coupon.onlyFor", { name: assortmentIn(telling, onlyFor) })]),
    usesIn(telling, coupon),
    ...(combinable ? [] : [telling.say("coupon.notCombinable")]),
    ...(boundAtFirstUse ? [telling.say("coupon.boundAtFirstUse")] : []),
    ...(pool === undefined ? [] : [poolIn(telling, pool)]),
  ];
  return { phrase: discountIn(telling, coupon.discount), details };
}
function usesIn(telling: Telling, { uses = 1, payments }: CouponTerms): string {
  return payments === undefined ? telling.say("coupon.uses", { n: uses }) : telling.say("coupon.payments", { n: payments });
}
function poolIn(telling: Telling, pool: string): string {
  const { couponPools = [] } = telling.document;
  const { waiting = "" } = couponPools.find(({ id }) => id === pool) ?? {};
  return telling.say("coupon.pool", { name: nameIn(telling, couponPools, pool), waiting });
}
function discountIn(telling: Telling, discount: CouponTerms["discount"]): string {
  if ("percent" in discount) return telling.say("coupon.percent", { percent: numberIn(telling, discount.percent) });
  if ("amount" in discount) return telling.say("coupon.amount", { amount: moneyIn(telling, discount.amount) });
  if ("product" in discount) return telling.say("coupon.product", { name: quote(telling, discount.product) });
  return telling.say("coupon.freeShipping");
}
