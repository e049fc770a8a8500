import Type from "typebox";
import { Decimal, EventId, Id, MaybeMoment, MaybeText, Moment, namedObject, nullable, oneOf, Text, unitFields } from "./shapes.js";

const purseFields = {
  ...unitFields,
  pending: Decimal,
  available: Decimal,
  debt: Decimal,
  nextExpiry: nullable(Type.Object({ at: Moment, amount: Decimal }), "All that expires at the next moment at which something does."),
};
export const Purse = namedObject("Purse", "What a member has of one unit, without its lots.", purseFields);

export const WalletUnit = namedObject("WalletUnit", "What a member has of one unit.", {
  ...purseFields,
  lots: Type.Array(
    Type.Object({ reward: Id, remaining: Decimal, availableAt: MaybeMoment, expiresAt: MaybeMoment, minimumSpend: nullable(Decimal) }),
    { description: "In the order in which they are spent." },
  ),
});

export const Wallet = Type.Object({ member: Text, units: Type.Array(WalletUnit) });

export const WalletEntry = namedObject("WalletEntry", "One transfer that touched a member's accounts.", {
  id: Text,
  at: Moment,
  ...unitFields,
  amount: Decimal,
  from: Text,
  to: Text,
  reward: nullable(Id),
  reason: Text,
  event: EventId,
});

export const Redemption = namedObject("Redemption", "A use of value.", {
  id: Id,
  use: oneOf(["spend", "payout", "coupon", "exchange"]),
  unit: Type.Optional(unitFields.unit),
  kind: unitFields.kind,
  accruing: unitFields.accruing,
  amount: Type.Optional(Decimal),
  subject: MaybeText,
  state: oneOf(["done", "cancelled"]),
  at: Moment,
  lots: Type.Array(Type.Object({ reward: Id, amount: Type.Optional(Decimal) })),
});

export const DuePayout = namedObject("DuePayout", "Cash that one member can be paid out now.", {
  member: MaybeText,
  name: MaybeText,
  payout: nullable(Text, "Where it is paid to."),
  currency: Text,
  amount: Decimal,
});
