/** Segments: members of whom something is so, by a name that conditions can say. */
import Type from "typebox";
import { about, Condition, closed, Text, Word } from "./values.js";

export const Segment = Type.Object(
  {
    id: about(Word, "The segment's name in conditions, the same over versions: member.segment.<id>, friend.segment.<id>, referrer.segment.<id>."),
    name: Type.Optional(about(Text, "What people call it.")),
    when: about(Condition, "Who is in it: a condition on `member`, asked anew at each decision. It can name segments that stand before it."),
  },
  { ...closed, title: "Segment", description: "Members of whom something is so." },
);
