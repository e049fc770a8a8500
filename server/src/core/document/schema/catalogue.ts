/** The catalogue: what members can have for what they have gathered. */
import Type from "typebox";
import { givingWith } from "./giving.js";
import { Limit, Validity } from "./grant.js";
import { about, closed, Decimal, Id, Text, UnitName } from "./values.js";

const Gives = Type.Union([...givingWith({})], {
  description: "What the member gets: exactly one of credit, cash, points, units, coupon, item, access.",
});

export const CatalogueEntry = Type.Object(
  {
    id: about(Id, "The entry's name; the same over versions."),
    name: about(Text, "What people call it."),
    price: Type.Object(
      { unit: Type.Optional(about(UnitName, "A unit of the document, or POINTS.", { default: "POINTS" })), amount: about(Decimal, "So much of it.") },
      { ...closed, description: "What it costs." },
    ),
    gives: Gives,
    validity: Type.Optional(Validity),
    limits: Type.Optional(Type.Array(Limit, { maxItems: 20, description: "Ceilings; all of them hold." })),
  },
  { ...closed, title: "CatalogueEntry", description: "Something that members exchange points or another unit for." },
);
