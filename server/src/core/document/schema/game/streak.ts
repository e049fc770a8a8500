/** Streaks: so many days or weeks in a row with an event. */
import Type from "typebox";
import { about, Condition, closed, EventName, Id, oneOf, PropertyName, Text } from "../values.js";

export const Streak = Type.Object(
  {
    id: about(Id, "The streak's name; the same over versions."),
    name: Type.Optional(about(Text, "What people call it.")),
    event: about(EventName, "The type of event that each day or week must have."),
    where: Type.Optional(about(Condition, "Only events for which this holds.")),
    each: oneOf(["day", "week"], "A day or week of the calendar."),
    timeZone: Type.Optional(
      about(
        PropertyName,
        "The trait that names the member's time zone (Asia/Tokyo); the program's where there is none. A day that is lost by travelling to a zone that is ahead is forgiven.",
      ),
    ),
    freezes: Type.Optional(
      Type.Object(
        {
          earnedEvery: Type.Integer({ minimum: 1, maximum: 365, description: "One is earned with every so many in a row." }),
          max: Type.Integer({ minimum: 1, maximum: 10, description: "At most so many are kept." }),
        },
        {
          ...closed,
          description:
            "Days or weeks that may be missed without ending the streak, nor making it longer; each is used up by one, and they end with the streak.",
        },
      ),
    ),
  },
  { ...closed, title: "Streak", description: "Days or weeks in a row in each of which the member has an event." },
);
export const StreakTrigger = Type.Object(
  {
    streak: about(Id, "A streak of the document."),
    length: Type.Integer({
      minimum: 1,
      maximum: 1000,
      description: "So many in a row. A streak that ended and grows again reaches it again; one that is shorter after a correction takes it back.",
    }),
  },
  { ...closed, description: "A streak reaches a length." },
);
