/** Things that somebody sends, and what members are let into. */
import Type from "typebox";
import { about, closed, Id, oneOf, Text } from "./values.js";

export const Item = Type.Object(
  {
    id: about(Id, "The item's name; the same over versions."),
    name: about(Text, "What people call it."),
    stock: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 10_000_000,
        description:
          "How many there are in all. Who comes after the last one gets none; one that is cancelled, taken back or expires is there again.",
      }),
    ),
    tellAt: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 10_000_000,
        description: "When no more than so many are left you are told (the fact `item.low`), and once more when none is; not at all when left out.",
      }),
    ),
    waiting: Type.Optional(
      oneOf(
        ["event_time", "log_order"],
        "Rewards that come after the last one wait until there are more, and are served by when their event happened, or in the order of the log. When left out there is none for them. What is drawn, chosen or exchanged never waits.",
      ),
    ),
  },
  { ...closed, description: "A thing that is given and sent: a mug, a gift card." },
);
export const Access = Type.Object(
  { id: about(Id, "The name; the same over versions."), name: about(Text, "What people call it.") },
  { ...closed, description: "Something that a member may see or do as long as the reward stands." },
);
