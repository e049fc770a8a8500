import Type, { type TSchema } from "typebox";
import { FIELDS } from "../../core/simulation/assumptions.js";
import { INDUSTRIES } from "../../core/simulation/industries.js";
import { STAGES } from "../../core/simulation/measure-run.js";
import { Decimal, Moment, namedObject, nullable, oneOf, Text, unitFields } from "./shapes.js";

const Count = Type.Number({ minimum: 0 });
const MaybeNumber = nullable(Type.Number());
const MaybeMonth = nullable(Type.Integer(), "From 1; null is not within the horizon.");

/** The tenth, the fiftieth and the ninetieth part of the runs, and their mean. */
function spreadOf(of: TSchema, description: string): TSchema {
  return Type.Object({ p10: of, p50: of, p90: of, mean: of }, { description });
}
const CountSpread = namedObject("CountSpread", "A tenth of the runs is below p10, half below p50, nine tenths below p90.", {
  p10: Count,
  p50: Count,
  p90: Count,
  mean: Count,
});
const MoneySpread = namedObject("MoneySpread", "As CountSpread, as decimal texts in major units of the currency or unit beside it.", {
  p10: Decimal,
  p50: Decimal,
  p90: Decimal,
  mean: Decimal,
});

const AssumptionsUsed = Type.Object(
  {
    industry: oneOf(INDUSTRIES),
    ...Object.fromEntries(
      FIELDS.map(({ publicName, kind, about }) => [
        publicName,
        kind === "money" ? { ...Decimal, description: about } : Type.Number({ description: about }),
      ]),
    ),
    seasonality: Type.Array(Type.Number(), { description: "A factor for each calendar month, January first." }),
    unitValues: Type.Record(Text, Decimal),
    optionShares: Type.Record(Text, Type.Number()),
  },
  { description: "What was assumed, defaults included." },
);
const Sampling = Type.Object(
  {
    membersPerRun: Type.Integer(),
    part: Type.Number({ description: "Of all members; what comes of them is scaled up." }),
    passivePart: Type.Number({
      description: "Of those among them who share nothing, where members' own events earn something; each stands for so many more.",
    }),
    newCustomersError: Type.Number({ description: "The standard error of the new customers of a run that this adds, as part of their mean." }),
    netError: Type.Number({ description: "The same of the net." }),
    cutRuns: Type.Number({ description: "The part of the runs that would have grown without end and were cut: their numbers are too low." }),
  },
  { description: "How much of the population was played in each run." },
);
const RewardForecast = Type.Object({
  rule: Text,
  grant: Text,
  kind: Type.String({ description: "credit, cash, points, units, coupon, badge, stamp, …" }),
  made: CountSpread,
  unit: nullable(unitFields.unit),
  amount: nullable(MoneySpread, "Less what was taken back and what expired; null without a unit."),
  cost: nullable(MoneySpread, "In the program's currency; null where nobody has said what the unit is worth."),
});
const DriverSide = Type.Object({
  value: Type.Union([Type.Number(), Decimal], { description: "A decimal text of money." }),
  net: Decimal,
  newCustomers: Count,
  cost: Decimal,
});

export const Forecast = namedObject("Forecast", "The forecast of a program before it runs. Money is in `currency`.", {
  program: Type.String({ description: "The handle." }),
  hash: Type.String({ description: "Of the document." }),
  currency: Text,
  startsOn: Moment,
  runs: Type.Integer(),
  seed: Type.Integer({ description: "With it, the same assumptions, document and start give the same forecast." }),
  sampling: Sampling,
  assumptions: AssumptionsUsed,
  stages: Type.Object(Object.fromEntries(STAGES.map((stage) => [stage, CountSpread])), {
    description: "People and things on the way, each counted once.",
  }),
  newCustomers: CountSpread,
  incrementalCustomers: CountSpread,
  kFactor: Type.Object(
    { windowDays: Type.Number(), p10: MaybeNumber, p50: MaybeNumber, p90: MaybeNumber, mean: MaybeNumber },
    { description: "Customers won within the window ÷ customers who had the whole window; null where nobody had." },
  ),
  revenue: MoneySpread,
  incrementalRevenue: MoneySpread,
  margin: MoneySpread,
  rewardCost: MoneySpread,
  fraudCost: MoneySpread,
  programCost: MoneySpread,
  net: MoneySpread,
  returnOnInvestment: nullable(spreadOf(Type.Number(), "(margin - program cost) ÷ program cost."), "Null where there was no cost."),
  costPerIncrementalCustomer: nullable(MoneySpread, "Null where nobody was won."),
  liability: MoneySpread,
  breakEvenMonth: Type.Object({
    p10: MaybeMonth,
    p50: MaybeMonth,
    p90: MaybeMonth,
    chance: Type.Number({ description: "That it comes within the horizon." }),
  }),
  chanceOverBudget: nullable(Type.Number(), "The part of the runs that cost more; null without a budget."),
  budget: nullable(Decimal),
  rewards: Type.Array(RewardForecast),
  units: Type.Array(Type.Object({ ...unitFields, pending: MoneySpread, available: MoneySpread, used: MoneySpread, unrecovered: MoneySpread }), {
    description: "What members hold and have used at the end, by unit.",
  }),
  months: Type.Array(
    Type.Object({
      month: Type.String({ description: "Year and month: 2026-09." }),
      newCustomers: CountSpread,
      revenue: MoneySpread,
      margin: MoneySpread,
      cost: MoneySpread,
      netSoFar: MoneySpread,
    }),
  ),
  drivers: Type.Array(Type.Object({ assumption: Text, low: DriverSide, high: DriverSide, swing: Decimal }), {
    description: "Each assumption a fifth lower and a fifth higher, the strongest first.",
  }),
  breakEvenReward: Type.Object(
    {
      kind: oneOf(
        ["at", "no_cost", "never", "beyond"],
        "at: found. no_cost: the rewards cost nothing in money. never: it loses without rewards too. beyond: it earns even at 64 times.",
      ),
      factor: nullable(Type.Number(), "By which all rewards can be multiplied until the return on investment is 0."),
      costPerIncrementalCustomer: nullable(Decimal, "What a customer may then cost."),
    },
    { description: "How large the rewards may be, if people act alike whatever they get." },
  ),
});
