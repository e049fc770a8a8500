import Type from "typebox";
import { Moment, namedObject, Text } from "./shapes.js";

export const Rate = namedObject("ExchangeRate", "What one unit of a currency is worth in another, from a moment on until the next one.", {
  from: Text,
  to: Text,
  rate: Text,
  inForceFrom: Moment,
});
export const RatesAnswer = namedObject("RatesAnswer", "The rates that were kept.", {
  rates: Type.Array(Rate),
  decided: Type.Integer({ description: "Events that had waited for these rates and were decided now." }),
});
