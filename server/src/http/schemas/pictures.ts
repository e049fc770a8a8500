import Type from "typebox";
import { namedObject, Text } from "./shapes.js";

const Side = Type.Integer({ description: "In pixels." });

export const Picture = namedObject("Picture", "A picture that was uploaded, as it is kept.", {
  id: { ...Text, description: "Name it where the picture is wanted." },
  width: Side,
  height: Side,
});
