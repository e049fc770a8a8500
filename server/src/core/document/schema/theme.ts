/** How a program looks and what it answers where people see it; it promises nothing. */
import Type from "typebox";
import { about, closed, oneOf, Text } from "./values.js";

const Colour = Type.String({ pattern: "^#[0-9A-Fa-f]{6}$" });

export const Theme = Type.Object(
  {
    brand: Type.Optional(
      about(Colour, "The program's colour, as #RRGGBB. On pages it is darkened or lightened as far as text on it needs.", { default: "#C2410C" }),
    ),
    brandDark: Type.Optional(about(Colour, "The colour on dark pages, as #RRGGBB. A lighter one of the same unless said.")),
    scheme: Type.Optional(oneOf(["auto", "light", "dark"], "Light or dark pages; auto is as the reader's device is set.", { default: "auto" })),
    font: Type.Optional(oneOf(["system", "serif", "rounded"], "The letters of pages, of those that devices have.", { default: "system" })),
    radius: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 24,
        default: 12,
        description: "How round the corners of cards are, in pixels; buttons and sheets follow.",
      }),
    ),
    logo: Type.Optional(
      about(
        Type.String({ pattern: "^pic_[0-9a-hjkmnp-tv-z]{20}$" }),
        "Your own picture above pages, by the id that its upload gave (POST /v1/pictures).",
      ),
    ),
  },
  { ...closed, description: "How the program looks where people see it: pages, posters and cards." },
);

export const Faq = Type.Array(
  Type.Object(
    { question: about(Text, "As a member would ask it."), answer: about(Text, "In a few sentences.") },
    { ...closed, description: "A question and its answer." },
  ),
  { maxItems: 30, description: "What people ask about the program, shown to friends and members. It promises nothing: what holds is in the terms." },
);
