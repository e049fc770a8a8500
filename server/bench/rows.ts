/** All rows, in the order in which they are measured. A new one is a file in `rows/` and a line here. */
import type { Row } from "./row.js";
import { backtest } from "./rows/backtest.js";
import { backtestWriters } from "./rows/backtest-writers.js";
import { boardGrowth } from "./rows/board-growth.js";
import { boardPlace } from "./rows/board-place.js";
import { boardTop } from "./rows/board-top.js";
import { boardUpdate } from "./rows/board-update.js";
import { decide } from "./rows/decide.js";
import { eventAlone } from "./rows/event-alone.js";
import { eventBatch } from "./rows/event-batch.js";
import { eventBudget } from "./rows/event-budget.js";
import { eventSingle } from "./rows/event-single.js";
import { rebuild } from "./rows/rebuild.js";
import { redeemBusy } from "./rows/redeem-busy.js";
import { rules200 } from "./rows/rules-200.js";
import { sharePicture } from "./rows/share-picture.js";
import { simulate } from "./rows/simulate.js";
import { summary } from "./rows/summary.js";
import { summaryGrowth } from "./rows/summary-growth.js";
import { visit } from "./rows/visit.js";
import { webhook } from "./rows/webhook.js";
import { webhookSlow } from "./rows/webhook-slow.js";

export const rows: readonly Row[] = [
  visit,
  eventSingle,
  eventBatch,
  eventAlone,
  eventBudget,
  redeemBusy,
  decide,
  rules200,
  webhook,
  webhookSlow,
  backtestWriters,
  backtest,
  rebuild,
  simulate,
  sharePicture,
  boardUpdate,
  boardTop,
  boardPlace,
  boardGrowth,
  summary,
  summaryGrowth,
];
