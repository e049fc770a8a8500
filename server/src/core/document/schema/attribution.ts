/** Attribution: how it is found out who referred a friend. */
import Type from "typebox";
import { about, Condition, closed, Duration, oneOf, PropertyName } from "./values.js";

const Method = oneOf(
  ["referrer", "code", "coupon", "link"],
  "referrer: named by the event. code: typed by the friend. coupon: of the referrer. link: a visit.",
);
export const Attribution = Type.Object(
  {
    order: Type.Optional(
      Type.Array(Method, {
        minItems: 1,
        maxItems: 4,
        default: ["referrer", "code", "coupon", "link"],
        description: "Which ways count, the strongest first; what is not named does not count.",
      }),
    ),
    touch: Type.Optional(oneOf(["last", "first"], "Of several visits the last or the first wins.", { default: "last" })),
    window: Type.Optional(about(Duration, "How long before the sign-up a visit counts.", { default: { days: 30 } })),
    claimWithin: Type.Optional(about(Duration, "How long after joining a friend can still name the referrer; not at all when left out.")),
    existingCustomer: Type.Optional(
      about(Condition, "Who is a customer already and cannot be referred, asked at the sign-up.", { default: "friend.isCustomer" }),
    ),
    uniqueBy: Type.Optional(
      about(
        PropertyName,
        "A text property that sign-ups, claims and other events tell, such as product: a friend can be referred once for each of its values, by different referrers. Once for all when left out. It can be added later, and then stays.",
      ),
    ),
  },
  { ...closed, description: "How it is found out who referred a friend." },
);
