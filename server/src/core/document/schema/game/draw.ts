/** Draws: winners by chance among those who hold tickets, so that everybody can verify it. */
import Type from "typebox";
import { about, closed, Duration, Id, LocalMoment, oneOf, Text } from "../values.js";

export const Draw = Type.Object(
  {
    id: about(Id, "The draw's name; the same over versions."),
    name: about(Text, "What people call it."),
    at: Type.Optional(about(LocalMoment, "It is held once: tickets of what happened before this moment take part.")),
    every: Type.Optional(
      oneOf(["week", "month", "quarter", "year"], "It is held for each such period of the calendar, among the tickets of what happened in it."),
    ),
    grace: Type.Optional(
      about(Duration, "So long after that moment, or the period's end, late events still give tickets; then it is drawn.", {
        default: { hours: 24 },
      }),
    ),
    winners: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 1, description: "How many win each time; nobody twice." })),
  },
  {
    ...closed,
    title: "Draw",
    description: "A random choice of winners among the holders of tickets: each ticket has the same chance. Everybody can verify it.",
  },
);
export const DrawTrigger = Type.Object({ draw: about(Id, "A draw of the document.") }, { ...closed, description: "A member wins a draw." });
