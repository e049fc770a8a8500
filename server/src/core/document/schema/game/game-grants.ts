/** What only the game gives: tickets for draws, boosters, places on the waiting list. */
import Type, { type TProperties } from "typebox";
import { about, closed, Decimal, Duration, Id, oneOf } from "../values.js";

const Tickets = Type.Object(
  {
    draw: about(Id, "A draw of the document."),
    count: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000, default: 1, description: "How many." })),
  },
  { ...closed, description: "Tickets for a draw." },
);
const Booster = Type.Object(
  {
    multiplyBy: about(Decimal, 'Amounts of the recipient are multiplied by this: "2". Above 0, at most 100.'),
    for: about(Duration, "So long."),
    rules: Type.Optional(
      Type.Array(Id, { minItems: 1, maxItems: 300, description: "The rules whose amounts it multiplies; those of all rules unless said." }),
    ),
    kinds: Type.Optional(
      Type.Array(oneOf(["credit", "cash", "points", "units"], "A kind of reward."), {
        minItems: 1,
        maxItems: 4,
        description: "The kinds of rewards that it multiplies; all amounts unless said.",
      }),
    ),
  },
  { ...closed, description: "For a time the recipient's amounts are larger; with campaigns it goes by `campaignStacking`." },
);
const PLACES = Type.Integer({ minimum: 1, maximum: 1_000_000, description: "So many places up on the waiting list." });

/** One schema for each kind, with further fields beside it. */
export function gameGivingWith<T extends TProperties>(fields: T) {
  return [
    Type.Object({ ...fields, tickets: Tickets }, closed),
    Type.Object({ ...fields, booster: Booster }, closed),
    Type.Object({ ...fields, places: PLACES }, closed),
  ] as const;
}
