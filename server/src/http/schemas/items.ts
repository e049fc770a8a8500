import Type from "typebox";
import { Id, namedObject, nullable } from "./shapes.js";

const Stock = namedObject("Stock", "Of an item of which there are only so many.", {
  declared: Type.Integer({ description: "How many the document has." }),
  added: Type.Integer({ description: "How many were added since." }),
  given: Type.Integer({ description: "How many rewards hold one." }),
  left: Type.Integer(),
  waiting: Type.Integer({ description: "How many rewards wait for more." }),
});
export const Item = namedObject("Item", "Something that a program gives away and somebody sends.", {
  id: Id,
  name: Type.Union([Type.String(), Type.Record(Type.String(), Type.String())], { description: "One text, or one for each language." }),
  stock: nullable(Stock, "Null where there is no end of it."),
});
export const Items = namedObject("Items", "The items of a program.", { data: Type.Array(Item) });
