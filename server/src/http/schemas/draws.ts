import Type from "typebox";
import { Id, MaybeMoment, Moment, namedObject, nullable, oneOf, Text } from "./shapes.js";

const run = {
  run: Type.String({ description: "Its name: 2026-09, 2026-W36, or the day of a draw that is held once.", examples: ["2026-09"] }),
  state: oneOf(["open", "closing", "drawn"], "Tickets are given; those for what is told late still come; it has been drawn."),
  from: nullable(Type.String({ format: "date-time" }), "Null: whatever happened before its end."),
  until: Moment,
  drawsAt: Type.String({ format: "date-time", description: "When it is drawn, or was." }),
  drawnAt: MaybeMoment,
  winners: Type.Integer({ description: "How many are to win." }),
  commitment: Type.String({ description: "SHA-256 of the 32 bytes of its seed, as 64 hexadecimal digits: known from its beginning." }),
  seed: nullable(Type.String(), "Its seed, as 64 hexadecimal digits; null before it has been drawn."),
};
const Holder = Type.String({ description: "Tells the holders of this run apart, and leads to nobody." });

export const DrawList = namedObject("DrawList", "The draws of a program.", {
  data: Type.Array(
    Type.Object({
      draw: Id,
      name: Text,
      runs: Type.Array(Type.Object(run), { description: "The present one, and the latest for which there were tickets, the latest first." }),
    }),
  ),
});
export const DrawRun = namedObject("DrawRun", "A run of a draw.", {
  draw: Id,
  name: Text,
  ...run,
  tickets: Type.Integer({ description: "How many take part." }),
  holders: Type.Integer({ description: "How many different members hold them." }),
  won: Type.Array(
    Type.Object({
      reward: Type.String({ description: "The reward whose ticket was drawn." }),
      holder: Holder,
      name: Type.String({ description: "As the member agreed, else a pseudonym." }),
    }),
    { description: "The first one drawn first; empty before it has been drawn." },
  ),
});
export const DrawTickets = Type.Object({
  reward: Type.String({ description: "The reward that they are." }),
  holder: Holder,
  count: Type.Integer({ description: "How many tickets." }),
});
export const MemberDraws = namedObject("MemberDraws", "A member's tickets.", {
  data: Type.Array(
    Type.Object({
      program: Id,
      handle: Text,
      draw: Id,
      name: Text,
      ...run,
      tickets: Type.Integer({ description: "The member's own." }),
      holder: Holder,
      hasWon: nullable(Type.Boolean(), "Null before it has been drawn."),
    }),
  ),
});
