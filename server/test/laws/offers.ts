/** Campaigns and entries of the catalogue by chance. */
import fc from "fast-check";
import { maybe } from "./amounts.js";

type Json = Record<string, unknown>;

/** Stories begin on 28 January 2026. */
export const campaign = fc.record({
  from: fc.constantFrom("2026-01-20", "2026-01-29T06:00"),
  until: fc.constantFrom("2026-02-02", "2026-02-20"),
  multiplyBy: fc.constantFrom("2", "1.5", "0.5"),
  kinds: maybe(fc.constant(["credit", "points"]), 1),
});

export const entry = fc.record({
  name: fc.constant("Something"),
  price: fc.record({ unit: fc.constantFrom("POINTS", "MB"), amount: fc.constantFrom("1", "3") }),
  gives: fc.constantFrom<Json>(
    { units: { unit: "MB", amount: "2" } },
    { credit: { amount: "1.00" } },
    { item: "mug" },
    { coupon: { discount: { percent: "10" } } },
    { access: "lounge" },
  ),
});
