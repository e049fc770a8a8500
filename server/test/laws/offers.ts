/** Coupons, campaigns and entries of the catalogue by chance. */
import fc from "fast-check";
import { maybe } from "./amounts.js";

type Json = Record<string, unknown>;

export const coupon: fc.Arbitrary<Json> = fc.oneof(
  fc.integer({ min: 1, max: 2 }).map((uses) => ({ coupon: { discount: { percent: "10" }, uses } })),
  fc.constantFrom<Json>({ freeShipping: true }, { product: "mug-red" }).map((discount) => ({ coupon: { discount } })),
  fc.constantFrom("tea", "rest").map((onlyFor) => ({ coupon: { discount: { amount: "4.00" }, onlyFor } })),
  fc
    .record({
      payments: maybe(fc.constant(2)),
      minimumSpend: maybe(fc.constantFrom("10.00", "90.00"), 1),
      ceiling: maybe(fc.constant("2.00"), 1),
      combinable: maybe(fc.constant(false)),
      boundAtFirstUse: maybe(fc.constant(true)),
      pool: maybe(fc.constant("given")),
    })
    .map((terms) => ({ coupon: { discount: { percent: "5" }, ...terms } })),
);

/** Stories begin on 28 January 2026. */
export const campaign = fc.record({
  from: fc.constantFrom("2026-01-20", "2026-01-29T06:00"),
  until: fc.constantFrom("2026-02-02", "2026-02-20"),
  multiplyBy: fc.constantFrom("2", "1.5", "0.5"),
  kinds: maybe(fc.constant(["credit", "points"]), 1),
  rules: maybe(fc.constant(["rule-0"]), 1),
});

export const entry = fc.record({
  name: fc.constant("Something"),
  validity: maybe(fc.constantFrom<Json>({ for: { days: 2 } }, { untilEndOf: "month" }), 1),
  limits: maybe(fc.constant([{ id: "few", measure: "rewards", per: "member", period: "month", max: "1" }]), 1),
  price: fc.record({ unit: fc.constantFrom("POINTS", "MB"), amount: fc.constantFrom("1", "3") }),
  gives: fc.constantFrom<Json>(
    { units: { unit: "MB", amount: "2" } },
    { credit: { amount: "1.00" } },
    { item: "mug" },
    { coupon: { discount: { percent: "10" } } },
    { coupon: { discount: { percent: "10" }, pool: "given" } },
    { access: "lounge" },
  ),
});
