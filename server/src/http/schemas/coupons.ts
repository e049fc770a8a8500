import Type from "typebox";
import { Decimal, Id, MaybeMoment, named, nullable, oneOf, Text } from "./shapes.js";

const Discount = Type.Object({
  amount: Type.Optional(Decimal),
  kind: Type.Optional(oneOf(["freeShipping", "product"])),
  product: Type.Optional(Text),
});
const validFields = {
  code: Text,
  program: Id,
  reward: Id,
  discount: Discount,
  currency: Text,
  usesLeft: Type.Integer(),
  expiresAt: MaybeMoment,
};
const refusedFields = {
  valid: Type.Literal(false),
  reason: Type.String({ description: "A code of docs/reference/errors.md." }),
  sentence: Text,
  minimumSpend: Type.Optional(Decimal),
  currency: Type.Optional(Text),
};

export const CouponCheck = named(
  "CouponCheck",
  Type.Union([Type.Object({ valid: Type.Literal(true), ...validFields }), Type.Object(refusedFields)], {
    description: "What the coupon would take off, or why it cannot be used now.",
  }),
);
export const CouponUse = named(
  "CouponUse",
  Type.Object({ redemption: nullable(Id), valid: Type.Literal(true), ...validFields }, { description: "A coupon that was used." }),
);
