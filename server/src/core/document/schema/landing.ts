/** The page that a friend sees first. */
import Type from "typebox";
import { about, closed, Text } from "./values.js";

export const Landing = Type.Object(
  {
    headline: Type.Optional(about(Text, "The offer in one sentence. Who invites to what is said anyway.")),
    claimByEmail: Type.Optional(
      Type.Boolean({
        default: false,
        description:
          "Whether friends can have the invitation sent to their own address, for another device or another time. Only where the server sends mail.",
      }),
    ),
    text: Type.Optional(about(Text, "What the friend should know, in a few sentences. The program's description unless said.")),
  },
  {
    ...closed,
    title: "Landing",
    description:
      "A link opens a page of ours that says who invites, what the friend gets and until when, and leads on from there. Without it a link leads straight to the destination.",
  },
);
