import Type from "typebox";
import { Decimal, EventId, Id, MaybeMoment, MemberId, Moment, namedObject, nullable, oneOf, Text, unitFields } from "./shapes.js";

const Hold = namedObject("Hold", "What a pending reward waits for.", {
  until: MaybeMoment,
  waitsFor: Type.Array(oneOf(["approval", "event", "review"])),
});

export const Reward = namedObject("Reward", "One grant to one person.", {
  id: Id,
  program: Id,
  version: Type.Integer({ description: "The program's version that decided it." }),
  rule: Text,
  grant: Text,
  ordinal: Type.Integer(),
  member: MemberId,
  side: oneOf(["referrer", "friend", "member"]),
  referral: nullable(Id),
  type: oneOf(["credit", "cash", "points", "units", "coupon", "badge", "stamp", "item", "access"]),
  unit: Type.Optional(unitFields.unit),
  kind: unitFields.kind,
  amount: Type.Optional(Decimal),
  remaining: Type.Optional(Decimal),
  coupon: Type.Optional(Type.String({ description: "Its code." })),
  item: Type.Optional(Type.String({ description: "Of a badge, stamp, item or access: which one." })),
  state: oneOf(["waiting", "pending", "available", "redeemed", "cancelled", "expired", "reversed"]),
  fulfilment: oneOf(["none", "queued", "sent", "failed"]),
  hold: nullable(Hold),
  madeAt: Moment,
  availableAt: MaybeMoment,
  expiresAt: MaybeMoment,
  event: EventId,
});
