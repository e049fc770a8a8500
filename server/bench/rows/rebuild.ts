import { measureReplay } from "../measure-replay.js";
import type { Row } from "../row.js";

export const rebuild: Row = {
  id: "rebuild",
  what: "the log of a shop decided again and each decision compared with the recorded one, byte for byte: decide and fold, a second of one core; against 20,000",
  unit: "/s",
  goal: 1,
  better: "higher",
  measure: (bench) => measureReplay(bench, "rebuild"),
};
