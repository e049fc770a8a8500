/** Draws: winners by chance among those who hold tickets, so that everybody can verify it. */
import Type from "typebox";
import { about, closed, Id, LocalMoment, oneOf, Text } from "../values.js";

export const Draw = Type.Object(
  {
    id: about(Id, "The draw's name; the same over versions."),
    name: about(Text, "What people call it."),
    at: Type.Optional(about(LocalMoment, "It is drawn once, at this moment.")),
    every: Type.Optional(
      oneOf(["week", "month", "quarter", "year"], "It is drawn when each such period of the calendar is over, among the tickets of the period."),
    ),
    winners: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 1, description: "How many win; nobody twice." })),
  },
  { ...closed, title: "Draw", description: "A random choice of winners among the holders of tickets. More tickets, more chance." },
);
export const DrawTrigger = Type.Object({ draw: about(Id, "A draw of the document.") }, { ...closed, description: "A member wins a draw." });
