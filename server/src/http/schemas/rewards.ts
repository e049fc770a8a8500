import Type from "typebox";
import { REWARD_KINDS } from "../../core/reward-kinds.js";
import { Decimal, EventId, Id, MaybeMoment, MemberId, Moment, namedObject, nullable, oneOf, Text, unitFields } from "./shapes.js";

const Hold = namedObject("Hold", "What a pending reward waits for.", {
  until: MaybeMoment,
  waitsFor: Type.Array(oneOf(["approval", "event", "review"])),
});

const DrawnReward = namedObject("RewardDraw", "How chance chose the reward, so that it can be verified.", {
  drawn: Type.String({ description: "The outcome that was drawn." }),
  outcome: Type.String({ description: "The outcome that was given: another one where the one that was drawn had run out." }),
  version: Type.Integer({ description: "The version of the program with whose secret it was drawn." }),
  message: Type.String({ description: "What the secret was applied to." }),
  point: Type.String({ description: "The point that was drawn." }),
  of: Type.String({ description: "The sum of all weights." }),
});

const Waiting = namedObject("RewardClaim", "What a waiting reward asks of its recipient.", {
  until: MaybeMoment,
  options: Type.Optional(
    Type.Array(
      Type.Object({
        id: Text,
        type: oneOf(["credit", "cash", "points", "units", "coupon", "item", "access"]),
        unit: Type.Optional(unitFields.unit),
        kind: unitFields.kind,
        accruing: unitFields.accruing,
        amount: Type.Optional(Decimal),
        item: Type.Optional(Text),
      }),
      { description: "What can be chosen; without them it is claimed as it is." },
    ),
  ),
});

export const Reward = namedObject("Reward", "One grant to one person.", {
  id: Id,
  program: Id,
  version: Type.Integer({ description: "The program's version that decided it." }),
  rule: Text,
  grant: Text,
  ordinal: Type.Integer(),
  member: MemberId,
  side: oneOf(["referrer", "friend", "member", "referrers_referrer"]),
  referral: nullable(Id),
  type: oneOf(REWARD_KINDS),
  unit: Type.Optional(unitFields.unit),
  kind: unitFields.kind,
  accruing: unitFields.accruing,
  amount: Type.Optional(Decimal),
  remaining: Type.Optional(Decimal),
  coupon: Type.Optional(Type.String({ description: "Its code." })),
  code: Type.Optional(
    Type.Object(
      { code: Type.String(), usesLeft: Type.Integer() },
      { description: "Of a code with uses: as it is shown, and how many friends can still come by it." },
    ),
  ),
  item: Type.Optional(Type.String({ description: "Of a badge, stamp, item or access: which one." })),
  places: Type.Optional(Type.Integer({ description: "So many places up on the waiting list." })),
  tickets: Type.Optional(
    Type.Object(
      { draw: Id, run: Type.String({ description: "The draw's run for which they are." }), count: Type.Integer() },
      { description: "Tickets for a draw." },
    ),
  ),
  draw: Type.Optional(DrawnReward),
  claim: Type.Optional(Waiting),
  awaitsStock: Type.Optional(Type.Boolean({ description: "It waits until there are more of its item." })),
  chosen: Type.Optional(Type.String({ description: "Of a choice: the option that it has become." })),
  state: oneOf(["waiting", "pending", "available", "redeemed", "cancelled", "expired", "reversed"]),
  fulfilment: oneOf(["none", "queued", "sent", "failed"]),
  hold: nullable(Hold),
  madeAt: Moment,
  availableAt: MaybeMoment,
  expiresAt: MaybeMoment,
  event: EventId,
  reevaluated: Type.Optional(
    Type.Object({ occurredAt: Moment }, { description: "It was made by a re-evaluation, for what had happened then: limits count it there." }),
  ),
});
