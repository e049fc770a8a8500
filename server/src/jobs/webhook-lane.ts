/** One endpoint that this process delivers to: what waits for it here, and how much it can take at once. */
import type { DueDelivery } from "../commands/webhook-step.js";

export interface ReadyDelivery {
  delivery: DueDelivery;
  body: string;
  /** When its body was made, by the process's monotonic clock. */
  renderedMs: number;
}

export interface Lane {
  workspaceId: string;
  endpointId: string;
  url: string;
  secrets: string[];
  /** No attempt begins after this moment of the monotonic clock: the lease must outlast it. */
  sendUntilMs: number;
  queue: DueDelivery[];
  ready: ReadyDelivery[];
  isRendering: boolean;
  /** How often the lane was emptied: bodies that were begun before are of no use. */
  emptied: number;
  /** Keys of what is in flight, or was and is not yet noted. */
  sending: Set<string>;
  inFlight: number;
  /** How many may be in flight: fewer while attempts fail, so that an endpoint that hangs does not take the room of others. */
  window: number;
  /** Keys of all deliveries that are here, `sending` among them: what is loaded again meanwhile is left out. */
  known: Set<string>;
  /** The database had as many due deliveries as were asked for, so there may be more. */
  mayHaveMore: boolean;
  /** Nothing has been here since the last look. */
  isIdle: boolean;
}

/** Requests to one endpoint at the same time, from one process. */
export const LANE_IN_FLIGHT_MAX = 8;

export function openLane(workspaceId: string, endpointId: string): Lane {
  return {
    ...{ workspaceId, endpointId, url: "", secrets: [], sendUntilMs: 0 },
    ...{
      queue: [],
      ready: [],
      isRendering: false,
      emptied: 0,
      sending: new Set(),
      inFlight: 0,
      window: LANE_IN_FLIGHT_MAX,
      known: new Set(),
      mayHaveMore: false,
      isIdle: false,
    },
  };
}

export function keyOf({ recordNumber, index }: DueDelivery): string {
  return `${recordNumber}.${index}`;
}

/** Puts loaded deliveries behind those that wait, without what is here already. */
export function enqueue(lane: Lane, due: readonly DueDelivery[]): void {
  for (const delivery of due) {
    const key = keyOf(delivery);
    if (lane.known.has(key)) continue;
    lane.known.add(key);
    lane.queue.push(delivery);
  }
  if (due.length > 0) lane.isIdle = false;
}

/** Forgets what was not begun: it is in the database, and somebody else may have the lease. */
export function emptyLane(lane: Lane): void {
  lane.known = new Set(lane.sending);
  lane.emptied++;
  lane.queue = [];
  lane.ready = [];
  lane.mayHaveMore = false;
}

/** Halved by each failure, one more with each success: an endpoint that works has its full width at once again. */
export function fitWindow(lane: Lane, hasSucceeded: boolean): void {
  lane.window = hasSucceeded ? Math.min(LANE_IN_FLIGHT_MAX, lane.window + 1) : Math.max(1, lane.window >> 1);
}

/** Bodies that are older are made again: they tell how things are when they are sent. */
const BODY_MS_MAX = 1000;

/** The next delivery with its body; undefined if there is none, or none that is fresh. */
export function takeReady(lane: Lane, nowMs: number): ReadyDelivery | undefined {
  const next = lane.ready.shift();
  if (next === undefined || nowMs - next.renderedMs <= BODY_MS_MAX) return next;
  lane.queue.unshift(next.delivery, ...lane.ready.map((each) => each.delivery));
  lane.ready = [];
  return undefined;
}

/** True when the lane could send one more if the process can. */
export function canSend(lane: Lane, nowMs: number): boolean {
  return lane.ready.length > 0 && lane.inFlight < lane.window && nowMs < lane.sendUntilMs;
}

/** The result of a delivery is noted: from now on it is as the database says. */
export function forget(lane: Lane, delivery: DueDelivery): void {
  lane.known.delete(keyOf(delivery));
  lane.sending.delete(keyOf(delivery));
}

export function isEmpty(lane: Lane): boolean {
  return lane.queue.length === 0 && lane.ready.length === 0 && lane.inFlight === 0 && !lane.isRendering && lane.known.size === 0;
}
