/** What only the game gives: tickets for draws, boosters; and places on the waiting list. */
import Type, { type TProperties } from "typebox";
import { multiplying } from "../campaign.js";
import { about, closed, Duration, Id } from "../values.js";

export const Tickets = Type.Object(
  {
    draw: about(Id, "A draw of the document."),
    count: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000, default: 1, description: "How many." })),
  },
  { ...closed, description: "Tickets for a draw." },
);
const Booster = Type.Object(
  {
    ...multiplying,
    for: about(Duration, "So long."),
  },
  {
    ...closed,
    description:
      "From when it is available on, for a time, the recipient's amounts are larger, by when the trigger happened; with campaigns and other boosters it goes by `campaignStacking`.",
  },
);
export const Places = Type.Integer({ minimum: 1, maximum: 1_000_000, description: "So many places up on the waiting list." });

/** A booster, with further fields beside it. */
export function boosterWith<T extends TProperties>(fields: T) {
  return Type.Object({ ...fields, booster: Booster }, closed);
}
