/** How much a grant gives, and what a coupon takes off. */
import Type from "typebox";
import { orTable, TableKey } from "./table.js";
import { about, Basis, closed, Decimal, Duration, Id, oneOf, Percent, Period, PropertyName, ReferralStage } from "./values.js";

export const Rounding = oneOf(["half_up", "half_even", "down", "up"], "How a part of the smallest unit is rounded.", { default: "half_up" });

const PercentAmount = Type.Object(
  {
    percent: about(Percent, 'The percentage of what is measured, both in major units: "100" of a price gives one point a unit of currency.'),
    of: Basis,
    floor: Type.Optional(orTable(Decimal, "At least so much.")),
    ceiling: Type.Optional(orTable(Decimal, "At most so much.")),
    rounding: Type.Optional(Rounding),
  },
  { ...closed, title: "PercentAmount", description: "A percentage of an amount of the event." },
);
const FixedAmount = about(Decimal, "The same amount every time.");
const WorthAmount = Type.Object(
  {
    worth: Type.Union([FixedAmount, PercentAmount], {
      description:
        "An amount of money in the program's currency, or a percentage of what is measured with floor and ceiling in the program's currency.",
    }),
  },
  {
    ...closed,
    title: "WorthAmount",
    description: "So many of the unit as are worth an amount of money, by the `price` that the document declares for the unit.",
  },
);
const SimpleAmount = Type.Union([FixedAmount, PercentAmount, WorthAmount], {
  title: "SimpleAmount",
  description: "A fixed amount, a percentage, or what is worth so much.",
});

const TableAmount = Type.Object(
  {
    table: Type.Object(
      {
        by: TableKey,
        rows: Type.Record(Type.String({ minLength: 1, maxLength: 100 }), SimpleAmount, {
          ...closed,
          minProperties: 1,
          maxProperties: 500,
          description: "The amount for each name.",
        }),
        otherwise: Type.Optional(
          Type.Union([SimpleAmount, Type.Literal("not_offered")], {
            default: "not_offered",
            description: "For any other name, or when there is none.",
          }),
        ),
      },
      { ...closed, description: "Amounts by name." },
    ),
  },
  { ...closed, title: "TableAmount", description: "An amount that depends on a name, such as the friend's plan." },
);
const TierStep = Type.Object(
  {
    upTo: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000, description: "The last referral of this step; the last step has none." })),
    amount: SimpleAmount,
  },
  { ...closed, description: "One step." },
);
const TieredAmount = Type.Object(
  {
    tiers: Type.Object(
      {
        by: ReferralStage,
        period: Type.Optional(about(Period, "In which period the referrals are counted; in all unless said.", { default: "lifetime" })),
        steps: Type.Array(TierStep, { minItems: 1, maxItems: 50, description: "Steps in rising order." }),
      },
      {
        ...closed,
        description: "By how many of the referrer's referrals have reached the stage, this one included. Frozen when this one reached it.",
      },
    ),
  },
  { ...closed, title: "TieredAmount", description: "An amount that depends on the referrer's how-many-eth referral it is." },
);
const Line = Type.Object(
  { from: about(Decimal, "At the piece's beginning."), to: about(Decimal, "At its end.") },
  { ...closed, title: "Line", description: "An amount that moves in a straight line over the piece, up or down, second by second." },
);
const HalfLife = Type.Object(
  {
    from: about(Decimal, "At the piece's beginning."),
    halfLife: about(Duration, "In each such time it loses half of what it was. A fixed length: minutes, hours or days."),
    atLeast: Type.Optional(about(Decimal, "Never less than so much.")),
  },
  { ...closed, title: "HalfLife", description: "An amount that halves again and again." },
);
const TimePiece = Type.Object(
  {
    until: about(Duration, "The piece ends so long after the beginning of the whole. Its last moment is not part of it."),
    amount: Type.Union([FixedAmount, PercentAmount, Line, HalfLife], { description: "What it is worth in this piece." }),
  },
  { ...closed, description: "A stretch of time, from the end of the one before." },
);
const Since = Type.Union(
  [
    Type.Literal("sign_up"),
    Type.Literal("visit"),
    Type.Object(
      { goal: about(Id, "A goal of the document: from when it was reached.") },
      { ...closed, description: "From when a goal was reached." },
    ),
  ],
  { default: "sign_up", description: "Where the time begins: at the friend's sign-up, at the visit that led to it, or when a goal was reached." },
);
const TimedAmount = Type.Object(
  {
    overTime: Type.Object(
      {
        since: Type.Optional(Since),
        pieces: Type.Array(TimePiece, { minItems: 1, maxItems: 50, description: "Pieces in the order of time." }),
        afterwards: Type.Optional(
          Type.Union([SimpleAmount, Type.Literal("not_offered")], { default: "not_offered", description: "What it is worth after the last piece." }),
        ),
        rounding: Type.Optional(Rounding),
      },
      { ...closed, description: "Pieces of time. What counts is when the trigger happened; the amount is frozen then." },
    ),
  },
  { ...closed, title: "TimedAmount", description: "An amount that depends on how long ago the friend joined, or a goal was reached." },
);
const TopUpAmount = Type.Object(
  { topUpTo: about(Decimal, "The balance that the recipient has afterwards, what is held included, if there was less.") },
  {
    ...closed,
    title: "TopUpAmount",
    description: "What the recipient's balance of the unit lacks of a target; nothing where it is reached. Campaigns do not multiply it.",
  },
);
export const Amount = Type.Union([FixedAmount, PercentAmount, WorthAmount, TableAmount, TieredAmount, TimedAmount, TopUpAmount], {
  title: "Amount",
  description:
    "A fixed amount, a percentage, what is worth so much, a table by a name, tiers by the referrer's own count, pieces over time, or what a balance lacks of a target.",
});

const Discount = Type.Union(
  [
    Type.Object({ percent: about(Percent, 'Percent off, above 0 and at most 100: "10".') }, closed),
    Type.Object({ amount: about(Decimal, "So much off, in the program's currency.") }, closed),
    Type.Object({ freeShipping: Type.Literal(true, { description: "Shipping is free." }) }, closed),
    Type.Object(
      { product: Type.String({ minLength: 1, maxLength: 200, description: "A product that is given, by the shop's own name or number." }) },
      closed,
    ),
  ],
  { description: "What the coupon takes off or gives." },
);
export const Coupon = Type.Object(
  {
    discount: Discount,
    minimumSpend: Type.Optional(about(Decimal, "The order must be worth at least so much.")),
    ceiling: Type.Optional(about(Decimal, "At most so much off.")),
    onlyFor: Type.Optional(
      about(PropertyName, "An assortment of the document: only its lines of the order are made cheaper, and an order must have one of them."),
    ),
    uses: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 1000,
        default: 1,
        description: "How often it can be used. Never more than the order is worth is taken off.",
      }),
    ),
    payments: Type.Optional(
      Type.Integer({
        minimum: 2,
        maximum: 1000,
        description:
          "In place of `uses`: for so many payments, such as the first invoices of a subscription, each of which must be named and takes one.",
      }),
    ),
    combinable: Type.Optional(
      Type.Boolean({
        default: true,
        description: "Whether it can be used on an order on which another coupon is used. When it cannot, its order must be named.",
      }),
    ),
    boundAtFirstUse: Type.Optional(
      Type.Boolean({
        default: false,
        description: "It can be passed on: whoever uses it first, which must be told, is the only one who can use it from then on.",
      }),
    ),
    pool: Type.Optional(
      about(Id, "A pool of codes of the document: the coupon has the next of these as its code. It has a code of its own unless said."),
    ),
  },
  { ...closed, description: "A coupon with a code." },
);
