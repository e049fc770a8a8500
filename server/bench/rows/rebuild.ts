import { measureReplay } from "../measure-replay.js";
import type { Row } from "../row.js";

export const rebuild: Row = {
  id: "rebuild",
  what: "the log of a shop decided and folded again, a second of one core; against 20,000. Beside it with each decision compared with the recorded one, byte for byte",
  unit: "/s",
  goal: 1,
  better: "higher",
  measure: (bench) => measureReplay(bench, "rebuild"),
};
