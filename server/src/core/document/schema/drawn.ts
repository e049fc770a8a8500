/** One of several by chance: outcomes with their weights, and what stands in for one that has run out. */
import Type from "typebox";
import { givingWith } from "./giving.js";
import { about, closed, Decimal, Id, Text } from "./values.js";

const outcome = {
  id: about(Id, "The outcome's name within the grant; the same over versions."),
  name: Type.Optional(about(Text, "What people call it.")),
  weight: about(Decimal, 'How likely it is beside the others: "5" of "100" in all is one in twenty.'),
  value: Type.Optional(about(Decimal, "What it is worth in the program's currency, for limits by value; the grant's own value unless said.")),
  substitute: Type.Optional(
    about(
      Id,
      "The outcome that is given in its place when it has run out, because its item is gone or a limit is used up. Nothing unless said. Nothing is ever drawn anew.",
    ),
  ),
};
const Outcome = Type.Union(
  [...givingWith(outcome), Type.Object({ ...outcome, nothing: Type.Literal(true, { description: "Nothing is given." }) }, closed)],
  { title: "Outcome", description: "What can be drawn: exactly one of credit, cash, points, units, coupon, item, access, nothing." },
);

export const Drawn = Type.Object(
  { outcomes: Type.Array(Outcome, { minItems: 2, maxItems: 100, description: "What can be drawn, each with its weight." }) },
  {
    ...closed,
    title: "Drawn",
    description: "One of several by chance. The draw can be verified by everybody once the version has been replaced.",
  },
);
