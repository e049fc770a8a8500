import Type from "typebox";
import { Id, namedObject, nullable } from "./shapes.js";

const fields = {
  id: Id,
  name: nullable(Type.Union([Type.String(), Type.Record(Type.String(), Type.String())]), "One text, or one for each language."),
  left: Type.Integer({ description: "How many codes are there for further coupons." }),
  promised: Type.Integer({ description: "How many are promised to coupons that cannot be used yet; one that is cancelled leaves its code there." }),
  given: Type.Integer({ description: "How many coupons have one." }),
  waiting: Type.Integer({ description: "How many coupons wait for more." }),
};
export const CouponPool = namedObject("CouponPool", "A pool of codes that somebody else has made.", fields);
export const CouponPools = namedObject("CouponPools", "The pools of codes of a program.", { data: Type.Array(CouponPool) });
export const AddedCodes = namedObject("AddedCodes", "A pool to which codes were added.", {
  ...fields,
  added: Type.Integer({ description: "How many of the codes are new." }),
  known: Type.Array(Type.String(), { description: "Those that a pool or a coupon had before: they changed nothing." }),
  served: Type.Integer({ description: "How many coupons that waited have one now." }),
});
