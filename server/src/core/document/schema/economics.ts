/** What the owner knows of the business, for warnings and forecasts alone: no promise, and never told to members. */
import Type from "typebox";
import { about, closed, Decimal, Duration, Percent } from "./values.js";

export const Economics = Type.Object(
  {
    margin: Type.Optional(about(Percent, "What an order leaves of its goods when they are paid for, in percent; at most 100.")),
    orderValue: Type.Optional(about(Decimal, "What the goods of a usual order come to, in the program's currency.")),
    returnWindow: Type.Optional(about(Duration, "How long an order can be sent back.")),
  },
  {
    ...closed,
    description:
      "What an order is worth to the business. Validation warns by it, and simulations assume it; nothing is decided by it, and members are never told.",
  },
);
