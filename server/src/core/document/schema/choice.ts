/** One of several by the recipient's choice, until a deadline; then a default. */
import Type from "typebox";
import { givingWith } from "./giving.js";
import { about, closed, Duration, Id, Text } from "./values.js";

const option = {
  id: about(Id, "The option's name within the grant; the same over versions."),
  name: Type.Optional(about(Text, "What people call it.")),
};
const Option = Type.Union([...givingWith(option)], {
  title: "Option",
  description: "What can be chosen: exactly one of credit, cash, points, units, coupon, item, access. Its worth is settled when the reward is made.",
});

export const Choice = Type.Object(
  {
    options: Type.Array(Option, { minItems: 2, maxItems: 20, description: "What can be chosen." }),
    within: about(Duration, "So long after nothing holds it any more the recipient can choose."),
    default: about(Id, "The option that is given when the time is over."),
  },
  { ...closed, title: "Choice", description: "One of several as the recipient chooses." },
);
