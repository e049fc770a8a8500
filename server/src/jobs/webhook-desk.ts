/** The deliveries of one workspace in this process: its lanes, and the one transaction at a time that notes results and fetches what is next. */
import type { App } from "../app.js";
import { type Attempt, stepWebhooks, type WebhookStep, type WebhookWork } from "../commands/webhook-step.js";
import { emptyLane, enqueue, forget, isEmpty, type Lane, openLane } from "./webhook-lane.js";

export interface Desk {
  workspaceId: string;
  lanes: Map<string, Lane>;
  /** Attempts that are over and not yet noted. */
  attempts: Attempt[];
  /** There may be new facts, endpoints with something due, or leases to be renewed. */
  hasNews: boolean;
  /** Loads and notes, or is about to. */
  running: Promise<void> | undefined;
  /** Results that can wait a little, so that one transaction notes many. */
  noting: NodeJS.Timeout | undefined;
}

export interface DeskSettings {
  holder: string;
  leaseMs: number;
  /** The time that one attempt can take. */
  attemptMsMax: number;
  delaysMs: readonly number[] | undefined;
}

const NOTED_AT_ONCE = 100;
/** Loaded for an endpoint at once. */
const LOADED_MAX = 1000;
/** Loaded again when no more than so many wait: what is here already, or not yet noted, comes along once more, so it is not to be much. */
const WAITING_MIN = 200;

export function openDesk(workspaceId: string): Desk {
  return { workspaceId, lanes: new Map(), attempts: [], hasNews: false, running: undefined, noting: undefined };
}

/** True when a step would do something. */
export function needsStep(desk: Desk): boolean {
  return desk.attempts.length > 0 || needsStepNow(desk);
}
/** True when a step would do something that should not wait: results alone can, until there are many. */
export function needsStepNow(desk: Desk): boolean {
  return desk.hasNews || desk.attempts.length >= NOTED_AT_ONCE || [...desk.lanes.values()].some(isHungry);
}

/** Notes what is over and takes over what is next. When it rejects nothing was noted, and everything is still to be done. */
export async function takeStep(app: App, desk: Desk, settings: DeskSettings): Promise<void> {
  const looks = desk.hasNews;
  desk.hasNews = false;
  const begunMs = performance.now();
  try {
    const what = stepOf(desk, settings, looks);
    const work = await step(app, desk, what);
    takeOver(desk, work, new Set(what.full), begunMs + settings.leaseMs - settings.attemptMsMax);
    desk.hasNews ||= work.isMore;
  } catch (error) {
    desk.hasNews ||= looks;
    throw error;
  }
}

/** Notes what is over and gives the leases back. */
export async function closeDesk(app: App, desk: Desk, { holder, leaseMs, delaysMs }: DeskSettings): Promise<void> {
  const released = [...desk.lanes.keys()];
  const nothing = { looks: false, loads: false, kept: [], full: [], limit: 0 };
  await step(app, desk, { holder, leaseMs, delaysMs, released, ...nothing });
}

async function step(app: App, desk: Desk, what: Omit<WebhookStep, "attempts">): Promise<WebhookWork> {
  const workspace = await app.workspaces.load(desk.workspaceId);
  if (workspace === undefined) throw new Error(`There is no workspace ${desk.workspaceId}.`);
  const attempts = desk.attempts.splice(0);
  try {
    const work = await stepWebhooks(app, workspace, { ...what, attempts });
    for (const { delivery } of attempts) {
      const lane = desk.lanes.get(delivery.endpointId);
      if (lane !== undefined) forget(lane, delivery);
    }
    return work;
  } catch (error) {
    desk.attempts.unshift(...attempts);
    throw error;
  }
}

function stepOf(desk: Desk, { holder, leaseMs, delaysMs }: DeskSettings, looks: boolean): Omit<WebhookStep, "attempts"> {
  const idle = looks ? [...desk.lanes.values()].filter((lane) => lane.isIdle && isEmpty(lane)) : [];
  for (const { endpointId } of idle) desk.lanes.delete(endpointId);
  const lanes = [...desk.lanes.values()];
  const ids = (chosen: Lane[]): string[] => chosen.map(({ endpointId }) => endpointId);
  const isFull = looks ? (lane: Lane) => waitingIn(lane) > WAITING_MIN : (lane: Lane) => !isHungry(lane);
  const loads = looks || lanes.some(isHungry);
  return { holder, leaseMs, delaysMs, looks, loads, limit: LOADED_MAX, kept: ids(lanes), full: ids(lanes.filter(isFull)), released: ids(idle) };
}

function takeOver(desk: Desk, { endpoints, due }: WebhookWork, full: ReadonlySet<string>, sendUntilMs: number): void {
  if (endpoints !== undefined) {
    const leased = new Set(endpoints.map(({ id }) => id));
    for (const lane of desk.lanes.values()) if (!leased.has(lane.endpointId)) loseLane(desk, lane);
    for (const { id, url, secrets } of endpoints) {
      const lane = desk.lanes.get(id) ?? openLane(desk.workspaceId, id);
      desk.lanes.set(id, Object.assign(lane, { url, secrets, sendUntilMs, isIdle: isEmpty(lane) }));
    }
  }
  const byLane = new Map<string, typeof due>();
  for (const delivery of due) {
    const loaded = byLane.get(delivery.endpointId);
    if (loaded === undefined) byLane.set(delivery.endpointId, [delivery]);
    else loaded.push(delivery);
  }
  for (const lane of desk.lanes.values()) {
    const loaded = byLane.get(lane.endpointId) ?? [];
    // What was not asked for may have come to be due meanwhile.
    if (!full.has(lane.endpointId)) lane.mayHaveMore = loaded.length >= LOADED_MAX;
    else if (endpoints !== undefined) lane.mayHaveMore = true;
    enqueue(lane, loaded);
  }
}

/** The endpoint is disabled, on hold or somebody else's. What is in flight is noted all the same. */
function loseLane(desk: Desk, lane: Lane): void {
  emptyLane(lane);
  lane.sendUntilMs = 0;
  if (lane.sending.size === 0) desk.lanes.delete(lane.endpointId);
}

function isHungry(lane: Lane): boolean {
  return lane.mayHaveMore && waitingIn(lane) <= WAITING_MIN;
}

function waitingIn(lane: Lane): number {
  return lane.queue.length + lane.ready.length;
}
