/** Stamp cards: slots that are filled one by one, with something along the way and at the end. */
import Type from "typebox";
import { about, closed, Duration, Id, Text } from "../values.js";

export const StampCard = Type.Object(
  {
    id: about(Id, "The card's name; the same over versions."),
    name: Type.Optional(about(Text, "What people call it.")),
    slots: Type.Integer({ minimum: 1, maximum: 100, description: "How many stamps fill it." }),
    repeats: Type.Optional(
      Type.Boolean({ default: false, description: "The stamp after the last one begins the next card. Otherwise it is filled once." }),
    ),
    expiresAfter: Type.Optional(
      about(Duration, "So long after its first stamp a card that is not full is over, and the next stamp begins another; never when left out."),
    ),
  },
  { ...closed, title: "StampCard", description: "A card with slots for stamps." },
);
export const StampCardTrigger = Type.Object(
  {
    stampCard: about(Id, "A stamp card of the document."),
    stamps: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 99, description: "Along the way: when the card has so many stamps. Without it, when the card is full." }),
    ),
  },
  { ...closed, description: "The card is full, or has so many stamps." },
);
