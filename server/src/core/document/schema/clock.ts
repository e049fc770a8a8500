/** Triggers that come by themselves, for every member: a period's start or end, a date of the member, a silence. */
import Type from "typebox";
import { about, closed, Duration, EventName, oneOf } from "./values.js";

export const PeriodTrigger = Type.Object(
  {
    period: oneOf(["day", "week", "month", "quarter", "year"], "The period of the calendar, in the program's time zone."),
    at: Type.Optional(oneOf(["start", "end"], "At its first moment or when it is over.", { default: "end" })),
  },
  { ...closed, description: "A period begins or ends: once for each member." },
);
export const DateTrigger = Type.Object(
  {
    date: Type.String({
      pattern: "^member\\.(joinedAt|traits\\.[a-zA-Z][a-zA-Z0-9_]{0,59})$",
      maxLength: 80,
      description:
        'The member\'s date: member.joinedAt, or a trait that is a timestamp or a text such as "1990-05-17" or, without the year, "05-17". It comes when that day begins.',
    }),
    yearly: Type.Optional(
      Type.Boolean({ default: true, description: "Every year on that day, 29 February on the 28th where there is none; or only at the very date." }),
    ),
  },
  { ...closed, description: "A date of the member comes: a birthday, the day of joining." },
);
export const SilenceTrigger = Type.Object(
  {
    silence: about(Duration, "So long nothing was heard of the member: at least a day. It comes once a silence."),
    of: Type.Optional(about(EventName, "Only events of this type break the silence; any unless said.")),
  },
  { ...closed, description: "Nothing was heard of a member for a time." },
);
