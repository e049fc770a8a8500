/** What a rule gives: to whom, under which limits, when it becomes available, how long it lasts, how it is taken back. */
import Type from "typebox";
import { Rounding } from "./amount.js";
import { Choice } from "./choice.js";
import { Drawn } from "./drawn.js";
import { boosterWith, Places, Tickets } from "./game/game-grants.js";
import { givingWith } from "./giving.js";
import { orTable } from "./table.js";
import {
  about,
  Condition,
  closed,
  Decimal,
  Duration,
  EventName,
  Id,
  KeyText,
  oneOf,
  Percent,
  Period,
  PropertyName,
  ReferralStage,
} from "./values.js";

const FriendEvent = Type.Object(
  { event: about(EventName, "The type of the friend's event."), where: Type.Optional(about(Condition, "Only events for which this holds.")) },
  { ...closed, description: "An event of the friend." },
);
export const Hold = Type.Object(
  {
    for: Type.Optional(orTable(Duration, "So long after the trigger happened; of what is told late less is left.")),
    approval: Type.Optional(Type.Boolean({ default: false, description: "A person must approve the reward." })),
    until: Type.Optional(about(FriendEvent, "An event of the friend that must come.")),
    cancelOn: Type.Optional(
      Type.Array(FriendEvent, { minItems: 1, maxItems: 10, description: "Events of the friend that cancel the reward while it is held." }),
    ),
    ifStill: Type.Optional(about(Condition, "Must hold when the hold ends; otherwise the reward is cancelled.")),
  },
  {
    ...closed,
    title: "Hold",
    minProperties: 1,
    description: "What must pass before the reward is available: all that is named. Available at once when left out.",
  },
);

export const Validity = Type.Object(
  {
    from: Type.Optional(
      oneOf(
        ["made", "available", "claimed"],
        "Whether the time runs from the trigger, from when nothing holds the reward any more, or from when it was claimed or chosen.",
        { default: "available" },
      ),
    ),
    for: Type.Optional(orTable(Duration, "So long.")),
    untilEndOf: Type.Optional(oneOf(["month", "quarter", "year"], "To the end of this period.")),
    extends: Type.Optional(
      Type.Boolean({
        default: false,
        description: "Of an access: where the member has it already, the time runs from the end of that, so that it is added.",
      }),
    ),
    renewedByActivity: Type.Optional(
      Type.Boolean({
        default: false,
        description: "Whenever something is heard of the member the time begins anew: it expires so long after the member was last seen.",
      }),
    ),
  },
  { ...closed, title: "Validity", description: "How long the reward can be used: `for` or `untilEndOf`. Without end when left out." },
);

const Measure = Type.Union(
  [
    Type.Literal("rewards"),
    Type.Literal("amount"),
    Type.Literal("value"),
    Type.Literal("balance"),
    Type.Object({ property: about(PropertyName, "A declared money or int property of the event.") }, closed),
    Type.Object({ referrals: ReferralStage }, closed),
  ],
  {
    description:
      "What is measured: how many rewards, their amount, their declared value, the balance that the member holds of the unit (pending and available), a number of the event, or how many different referrals that have reached a stage were rewarded (in a rolling period counted once a day).",
  },
);
const LimitScope = Type.Union(
  [Type.Literal("member"), Type.Literal("referral"), Type.Literal("program"), Type.Object({ expression: KeyText }, closed)],
  {
    default: "member",
    description: "Whose limit it is: each recipient's, each referral's, the whole program's, or one for each name that the expression gives.",
  },
);
export const Limit = Type.Object(
  {
    id: about(Id, "The limit's name in traces; counts go on over versions as long as rule, grant and limit keep their names."),
    measure: Measure,
    per: Type.Optional(LimitScope),
    period: Type.Optional(about(Period, "In which period it is measured; in all unless said.", { default: "lifetime" })),
    max: orTable(Decimal, "The highest that is allowed."),
    cut: Type.Optional(
      oneOf(["to_remainder", "to_nothing"], "What happens to an amount that does not fit: it is cut to what is left, or to nothing.", {
        default: "to_remainder",
      }),
    ),
    returnsOnExpiry: Type.Optional(Type.Boolean({ default: false, description: "Whether an expired reward gives its space back." })),
    pace: Type.Optional(
      Type.Object(
        {
          period: oneOf(["day", "week", "month", "quarter"], "The period of the calendar."),
          share: about(Percent, "At most so much of the limit, in percent."),
        },
        { ...closed, description: "Of a limit of the whole program: how much of it can be used in one period. What is left over is not carried on." },
      ),
    ),
    alarmAt: Type.Optional(
      Type.Array(about(Percent, "In percent of the limit."), {
        minItems: 1,
        maxItems: 5,
        description: "Of a limit of the whole program: when so much of it is used, limit.alarm is told.",
      }),
    ),
  },
  {
    ...closed,
    title: "Limit",
    description: "A ceiling. Cancelling or reversing a reward gives its space back to its own period; expiry does so only if said.",
  },
);

export const Claim = Type.Object(
  { within: about(Duration, "So long after nothing holds it any more it can be claimed.") },
  { ...closed, title: "Claim", description: "The recipient must claim the reward; what is not claimed in time expires." },
);

export const TakeBack = Type.Object(
  {
    debt: Type.Optional(
      oneOf(["owed", "forgiven"], "What was already spent becomes a debt that later rewards in the unit pay off, or is forgiven.", {
        default: "owed",
      }),
    ),
    keepIfSent: Type.Optional(Type.Boolean({ default: false, description: "An item that was sent is not asked back." })),
    keepIfUsed: Type.Optional(Type.Boolean({ default: false, description: "What was already used is not asked back and makes no debt." })),
  },
  { ...closed, title: "TakeBack", description: "What happens when the cause of the reward is taken back, by a refund for example." },
);

export const Accrual = Type.Object(
  {
    period: oneOf(["week", "month", "quarter", "year"], "What has been collected is paid when such a period of the calendar is over."),
    minimum: Type.Optional(about(Decimal, "Once it comes to so much; until then it is carried over.", { default: "0" })),
    rounding: Type.Optional(Rounding),
  },
  {
    ...closed,
    title: "Accrual",
    description:
      "The amounts are collected exactly, to the millionth of the smallest part of the unit, and paid as one, rounded once. Limits and validity are those of what is paid, hold and taking back those of each share.",
  },
);

const grantCommon = {
  id: about(Id, "The grant's name within its rule; the same over versions."),
  to: oneOf(
    ["referrer", "friend", "member", "referrers_referrer"],
    "Who gets it. `member` is the one whose event, card, badge or count of referrals it is; friend and referrer are the two sides of the referral. `referrers_referrer` is who referred the referrer in the same program: one level up, and never more.",
  ),
  when: Type.Optional(about(Condition, "Only if this holds as well.")),
  accrual: Type.Optional(Accrual),
  hold: Type.Optional(Hold),
  claim: Type.Optional(Claim),
  validity: Type.Optional(Validity),
  limits: Type.Optional(Type.Array(Limit, { maxItems: 20, description: "Ceilings; all of them hold." })),
  takeBack: Type.Optional(TakeBack),
  value: Type.Optional(about(Decimal, "What one reward is worth in the program's currency, for limits by value.")),
  boundWith: Type.Optional(
    Type.Array(Id, { minItems: 1, maxItems: 5, description: "Grants of the same rule that are made together with this one or not at all." }),
  ),
};

const CodeUses = Type.Object(
  { uses: Type.Integer({ minimum: 1, maximum: 1000, description: "So many friends can come by it; for further ones it is a code like any other." }) },
  { ...closed, description: "A further code of the program. Conditions know who came by it: `referral.invitation` is the grant's id." },
);

const branches = [
  ...givingWith(grantCommon),
  Type.Object({ ...grantCommon, badge: about(Id, "A badge of the document. A member earns each badge once.") }, closed),
  Type.Object({ ...grantCommon, stamp: about(Id, "A stamp card of the document.") }, closed),
  Type.Object({ ...grantCommon, code: CodeUses }, closed),
  Type.Object({ ...grantCommon, drawn: Drawn }, closed),
  Type.Object({ ...grantCommon, choice: Choice }, closed),
  boosterWith(grantCommon),
  Type.Object({ ...grantCommon, places: Places }, closed),
  Type.Object({ ...grantCommon, tickets: Tickets }, closed),
] as const;

export const Grant = Type.Union([...branches], {
  title: "Grant",
  description:
    "What is given: exactly one of credit, cash, points, units, coupon, item, access, code, badge, stamp, tickets, booster, places; or one of several: drawn by chance, choice by the recipient.",
});
