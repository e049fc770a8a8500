import type { App } from "../app.js";
import { sweepSessionsEverywhere } from "../commands/member-sessions.js";
import { sweepPicturesEverywhere } from "../commands/pictures.js";
import { prepareVisits } from "../commands/prepare-visits.js";
import { runDueWorkEverywhere } from "../commands/run-due-work.js";
import { tellNotedVisits, tellVisitsEverywhere } from "../commands/tell-visits.js";
import { every } from "./every.js";

export interface Housekeeping {
  /** No further round begins; one that runs is waited for. */
  stop(): Promise<void>;
}

const settleEveryMs = 1000;
const tellEveryMs = 1000;
const tellAllEveryMs = 60_000;
const flushEveryMs = 30_000;
const sweepEveryMs = 60 * 60 * 1000;
const prepareEveryMs = 24 * 60 * 60 * 1000;
const failed = "Housekeeping failed; it is tried again.";

/** What a server does now and then: settles what has become due in live workspaces, tells the log of visits to which rules listen, notes when keys were used, sweeps pictures that nothing names and sessions that are over, and makes room for the visits of coming months. A round that fails is logged and made up for by the next. */
export async function startHousekeeping(app: App): Promise<Housekeeping> {
  await prepareVisits(app);
  const rounds = [
    every(app, settleEveryMs, failed, () => runDueWorkEverywhere(app)),
    every(app, tellEveryMs, failed, () => tellNotedVisits(app)),
    every(app, tellAllEveryMs, failed, () => tellVisitsEverywhere(app)),
    every(app, flushEveryMs, failed, () => app.keys.flush()),
    every(app, sweepEveryMs, failed, () => sweepPicturesEverywhere(app)),
    every(app, sweepEveryMs, failed, () => sweepSessionsEverywhere(app)),
    every(app, prepareEveryMs, failed, () => prepareVisits(app)),
  ];
  return {
    stop: async () => {
      await Promise.all(rounds.map((stop) => stop()));
    },
  };
}
