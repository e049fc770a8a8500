/** What can be given: value in a unit, a coupon, a thing, an access. */
import Type, { type TProperties } from "typebox";
import { Amount, Coupon } from "./amount.js";
import { about, closed, Decimal, Id, UnitName } from "./values.js";

const Credit = Type.Object(
  { amount: Amount, minimumSpend: Type.Optional(about(Decimal, "It can be spent on orders of at least so much.")) },
  { ...closed, description: "Store credit in the program's currency." },
);
const Cash = Type.Object({ amount: Amount }, { ...closed, description: "Money that is paid out, in the program's currency." });
const Points = Type.Object(
  { amount: Amount, unit: Type.Optional(about(UnitName, "A unit of the document, or POINTS.", { default: "POINTS" })) },
  { ...closed, description: "Points." },
);
const Units = Type.Object(
  { unit: about(UnitName, "A unit of the document."), amount: Amount },
  { ...closed, description: "An amount of any declared unit." },
);

const ITEM = about(Id, "An item of the document, which somebody sends.");
const ACCESS = about(Id, "An access of the document.");
/** One schema for each kind of what is given, with further fields beside it. */
export function givingWith<T extends TProperties>(fields: T) {
  return [
    Type.Object({ ...fields, credit: Credit }, closed),
    Type.Object({ ...fields, cash: Cash }, closed),
    Type.Object({ ...fields, points: Points }, closed),
    Type.Object({ ...fields, units: Units }, closed),
    Type.Object({ ...fields, coupon: Coupon }, closed),
    Type.Object({ ...fields, item: ITEM }, closed),
    Type.Object({ ...fields, access: ACCESS }, closed),
  ] as const;
}
