import { measureReplay } from "../measure-replay.js";
import type { Row } from "../row.js";

export const backtest: Row = {
  id: "backtest",
  what: "the log of a shop decided and folded again with another document, a second of one core; against 20,000. Beside it with what comes of it compared with what happened",
  unit: "/s",
  goal: 1,
  better: "higher",
  measure: (bench) => measureReplay(bench, "backtest"),
};
