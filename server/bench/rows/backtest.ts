import { measureReplay } from "../measure-replay.js";
import type { Row } from "../row.js";

export const backtest: Row = {
  id: "backtest",
  what: "the log of a shop decided again with another document and compared with what happened: decide and fold, a second of one core; against 20,000",
  unit: "/s",
  goal: 1,
  better: "higher",
  measure: (bench) => measureReplay(bench, "backtest"),
};
