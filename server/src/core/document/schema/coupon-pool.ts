/** Pools of codes that somebody else has made: the shop, a partner. */
import Type from "typebox";
import { about, closed, Id, oneOf, Text } from "./values.js";

export const CouponPool = Type.Object(
  {
    id: about(Id, "The pool's name; the same over versions."),
    name: Type.Optional(about(Text, "What people call these codes.")),
    tellAt: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 10_000_000,
        description:
          "When no more than so many codes are left for further coupons you are told (the fact `coupon_pool.low`), and once more when none is; not at all when left out.",
      }),
    ),
    waiting: Type.Optional(
      oneOf(
        ["event_time", "log_order"],
        "Coupons that come after the last code wait until there are more, and are served by when their event happened, or in the order of the log. When left out there is none for them. What is drawn, chosen or exchanged never waits.",
      ),
    ),
  },
  { ...closed, description: "Codes that are given to you, and taken one after the other by coupons. A code that somebody has seen never returns." },
);
