import Type from "typebox";
import { Moment, namedObject, oneOf } from "./shapes.js";

export const Clock = namedObject("Clock", "The time that the next record would have.", {
  mode: oneOf(["live", "test"]),
  now: Moment,
  lastRecord: Type.Object({ number: Type.Integer(), at: Moment }),
});
