/** The owner's own part of the terms; all else in them is generated from the document. */
import Type from "typebox";
import { about, closed, Text } from "./values.js";

export const OwnTerms = Type.Object(
  {
    heading: Type.Optional(about(Text, "The heading above the own clauses.")),
    clauses: Type.Optional(
      Type.Array(Text, { minItems: 1, maxItems: 100, description: "Own clauses, shown after the generated ones in this order, to the letter." }),
    ),
    contact: Type.Optional(about(Text, "Whom to ask about the program, and how.")),
  },
  { ...closed, description: "What the owner adds to the terms that are generated from the document." },
);
