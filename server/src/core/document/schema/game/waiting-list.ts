/** The waiting list: members in the order of joining, moved up by what they do. */
import Type from "typebox";
import { about, closed, Text } from "../values.js";

export const WaitingList = Type.Object(
  {
    name: Type.Optional(about(Text, "What people call it.")),
    startAt: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000, default: 1, description: "The joining number of who comes first." })),
  },
  {
    ...closed,
    title: "WaitingList",
    description:
      "Who enrols waits, by joining number less the places gained; ties go to the earlier record. Grants of `places` move members up; you admit the first so many.",
  },
);
