/**
 * The one way into a workspace's log. What arrives while a batch is being written forms the next one, so an idle server adds no wait and
 * a busy one commits many records at once. One transaction is in flight a workspace and process; inside it the head is held, records are
 * numbered and decided one after the other, and everything is written together.
 */

import type { App } from "../app.js";
import { type HashKey, keyedHash } from "../core/hash.js";
import { AppError } from "../errors.js";
import { CommitUnknownError } from "../store/db.js";
import { isWorthRetrying } from "../store/retry.js";
import { decideAhead, decideAtOnce } from "./decide-ahead.js";
import type { Workspace } from "./workspace-directory.js";
import {
  type DecidedBatch,
  emptyKept,
  type KeptWorld,
  type Keyed,
  type OnItsWay,
  startBeingWary,
  type Submission as Unqueued,
  type Written,
  writeBatch,
  writeDecided,
} from "./write-batch.js";

/** Who goes first: redemptions and coupons, then events, then background work. */
export type Lane = "redemption" | "event" | "background";
/** What is to be written, and how urgently. */
export interface Submission extends Unqueued {
  lane: Lane;
}
const LANES: Lane[] = ["redemption", "event", "background"];

/** At most so many records wait for a workspace in a process; more are turned away with 503. */
export const QUEUE_MAX = 20_000;
/** At most so many records a batch. */
export const BATCH_MAX = 500;
/** A batch should hold the head no longer. */
const BATCH_MS_MAX = 50;
const BATCH_MIN = 64;
/** So many go together, however few are on their way. */
const HALVED_MIN = 16;
const ATTEMPTS_MAX = 5;

interface Pending extends Keyed {
  resolve(written: Written): void;
  reject(error: unknown): void;
}
interface Writer {
  queues: Record<Lane, Pending[]>;
  isRunning: boolean;
  kept: KeptWorld;
  /** Batches that failed and are being decided anew, each in its turn: until they have landed nothing is decided ahead on the world that they share. */
  troubled: Set<Launch>;
  /** Who wants to know when so many wait. */
  onWaiting: { count: number; resolve(): void } | null;
  /** How many records a batch may have now: it shrinks while batches take too long, and grows while they do not. */
  batchSize: number;
}
export type LogWriters = Map<string, Writer>;

/** Resolves when the record is committed, or was before under the same key. Rejects with key_reused, overloaded or outcome_unknown. */
export async function submit(app: App, workspaceId: string, submission: Submission): Promise<Written> {
  const workspace = await app.workspaces.load(workspaceId);
  if (workspace === undefined) throw new AppError("not_found", { detail: `There is no workspace ${workspaceId}.` });
  const writer = writerOf(app.writers, workspaceId);
  if (waitingIn(writer) >= QUEUE_MAX) {
    throw new AppError("overloaded", {
      detail: "More is waiting for this workspace than can be written now; send it again with the same key.",
      retryAfterSeconds: 1,
    });
  }
  return new Promise((resolve, reject) => {
    writer.queues[submission.lane].push({ submission, key: hashKey(workspace.secrets.records, submission), resolve, reject });
    if (!writer.isRunning) void run(app, workspace, writer);
    else if (writer.onWaiting !== null && waitingIn(writer) >= writer.onWaiting.count) {
      writer.onWaiting.resolve();
      writer.onWaiting = null;
    }
  });
}

function writerOf(writers: LogWriters, workspaceId: string): Writer {
  const known = writers.get(workspaceId);
  if (known !== undefined) return known;
  const writer: Writer = {
    queues: { redemption: [], event: [], background: [] },
    isRunning: false,
    kept: emptyKept(),
    troubled: new Set(),
    onWaiting: null,
    batchSize: BATCH_MAX,
  };
  writers.set(workspaceId, writer);
  return writer;
}
function hashKey(secret: HashKey, { key, body, input }: Submission): Pending["key"] {
  if (key === undefined) return undefined;
  return { keyHash: keyedHash(secret, "key", key), bodyHash: keyedHash(secret, "body", input.kind, JSON.stringify(body ?? input)) };
}

/**
 * Batch after batch, until nothing waits. While one is in flight the next is decided ahead, so that the database and this process work side by side, and
 * sent as soon as the one before holds the head: it then waits inside the database. Never rejects: every failure reaches those who wait.
 */
async function run(app: App, workspace: Workspace, writer: Writer): Promise<void> {
  writer.isRunning = true;
  let flight: Flight | undefined;
  for (;;) {
    if (flight !== undefined) await Promise.race([flight.landed, enough(writer, flight.size)]);
    const isUp = flight !== undefined && !flight.isDown;
    const batch = takeBatch(writer, isUp ? (flight?.size ?? 0) : 0);
    if (batch.length === 0) {
      if (flight === undefined) break;
      await flight.landed;
      flight = undefined;
      continue;
    }
    const ahead = await decideEarly(app, workspace, writer, batch, isUp);
    await (ahead === undefined ? flight?.landed : flight?.headHeld);
    flight = await launch(app, workspace, writer, { batch, ahead, before: flight?.landed });
  }
  writer.isRunning = false;
}

async function decideEarly(app: App, workspace: Workspace, writer: Writer, batch: Pending[], isUp: boolean): Promise<DecidedBatch | undefined> {
  if (writer.troubled.size > 0) return undefined;
  return isUp ? decideAhead(app, workspace, writer.kept, batch).catch(() => undefined) : decideAtOnce(writer.kept, batch);
}

/** A batch on its way. */
interface Flight {
  /** Settles when it holds the head, or is down. */
  headHeld: Promise<void>;
  /** Settles when everyone in it and in those before it has been answered. */
  landed: Promise<void>;
  isDown: boolean;
  size: number;
}
interface Launch {
  batch: Pending[];
  ahead: DecidedBatch | undefined;
  /** When the flight before has landed. */
  before: Promise<void> | undefined;
}

/** Resolves when the batch has been sent, or has already failed. */
async function launch(app: App, workspace: Workspace, writer: Writer, what: Launch): Promise<Flight> {
  const { batch, before } = what;
  const begun = performance.now();
  let onHead = (): void => {};
  const headHeld = new Promise<void>((resolve) => {
    onHead = resolve;
  });
  const flight: Flight = { headHeld, landed: Promise.resolve(), isDown: false, size: batch.length };
  await new Promise<void>((onSent) => {
    flight.landed = writeAll(app, workspace, writer, what, { onSent, onHead }).then(() => {
      flight.isDown = true;
      writer.troubled.delete(what);
      fitBatchSize(writer, batch.length, performance.now() - begun);
      onHead();
      onSent();
      return before;
    });
  });
  return flight;
}

/** Resolves when so many wait that a batch of them is worth its while: half as many as the one in flight. */
function enough(writer: Writer, inFlight: number): Promise<void> {
  const wanted = Math.ceil(inFlight / 2);
  if (waitingIn(writer) >= wanted) return Promise.resolve();
  return new Promise((resolve) => {
    writer.onWaiting = { count: wanted, resolve };
  });
}
function waitingIn(writer: Writer): number {
  return LANES.reduce((sum, lane) => sum + writer.queues[lane].length, 0);
}

function fitBatchSize(writer: Writer, size: number, ms: number): void {
  if (ms > BATCH_MS_MAX) writer.batchSize = Math.max(BATCH_MIN, Math.floor(Math.min(writer.batchSize, size) * 0.8));
  else if (size === writer.batchSize) writer.batchSize = Math.min(BATCH_MAX, Math.ceil(writer.batchSize * 1.1));
}

/** Half of all that are on their way, so that two batches take turns; a few all at once. */
function takeBatch(writer: Writer, inFlight: number): Pending[] {
  const batch: Pending[] = [];
  const size = Math.min(writer.batchSize, Math.max(HALVED_MIN, Math.ceil((waitingIn(writer) + inFlight) / 2)));
  for (const lane of LANES) {
    const queue = writer.queues[lane];
    // Background work is chunky: one record of it a batch, and only when nothing else waits.
    const most = lane === "background" ? (batch.length === 0 ? 1 : 0) : size - batch.length;
    batch.push(...queue.splice(0, most));
  }
  return batch;
}

/** Writes the batch; when something in it breaks, each alone, so that a bad one fails alone. */
async function writeAll(app: App, workspace: Workspace, writer: Writer, what: Launch, way: OnItsWay): Promise<void> {
  const { batch } = what;
  try {
    const written = (await writeAhead(app, workspace, writer, what, way)) ?? (await writeInTurn(app, workspace, writer, what, way));
    batch.forEach((pending, index) => {
      const result = written[index];
      if (result instanceof Error) pending.reject(result);
      else if (result !== undefined) pending.resolve(result);
    });
    app.factBell.ring(workspace.id);
  } catch (error) {
    writer.kept.world = null;
    if (batch.length === 1 || error instanceof AppError) {
      for (const pending of batch) pending.reject(error);
      return;
    }
    writer.troubled.add(what);
    for (const pending of batch) await writeAll(app, workspace, writer, { ...what, batch: [pending], ahead: undefined }, way);
  }
}

/** Writes what was decided ahead, if that still holds; undefined when the batch is to be written in its turn, which also finds out what became of it. */
async function writeAhead(app: App, workspace: Workspace, writer: Writer, what: Launch, way: OnItsWay): Promise<(Written | Error)[] | undefined> {
  const { kept } = writer;
  const { ahead } = what;
  if (ahead === undefined || ahead.world !== kept.world || ahead.head.batch !== kept.batch) return undefined;
  try {
    return await writeDecided(app, workspace, kept, ahead, way);
  } catch {
    kept.world = null;
    startBeingWary(kept);
    writer.troubled.add(what);
    return undefined;
  }
}

/** Two that were not decided ahead would read the same kept world, so each waits for those before it. */
async function writeInTurn(app: App, workspace: Workspace, writer: Writer, { batch, before }: Launch, way: OnItsWay): Promise<(Written | Error)[]> {
  await before;
  return withRetries(writer, () => writeBatch(app, workspace, writer.kept, batch, way));
}

/**
 * A transaction that failed for a passing reason is written again; so is one whose COMMIT was not answered: the keys, looked up under the
 * head, then tell what became of it.
 */
async function withRetries<T>(writer: Writer, write: () => Promise<T>): Promise<T> {
  let isUnknown = false;
  for (let attempt = 1; ; attempt++) {
    try {
      return await write();
    } catch (error) {
      writer.kept.world = null;
      isUnknown ||= error instanceof CommitUnknownError;
      if (!isUnknown && !isWorthRetrying(error)) throw error;
      if (attempt >= ATTEMPTS_MAX) {
        if (isUnknown)
          throw new AppError("outcome_unknown", {
            detail: "The database went away while this was written; send it again with the same key.",
            retryAfterSeconds: 1,
            cause: error,
          });
        throw new AppError("overloaded", {
          detail: "The database cannot take this now; nothing was written. Send it again with the same key.",
          retryAfterSeconds: 1,
          cause: error,
        });
      }
      await new Promise((resolve) => setTimeout(resolve, 50 * 2 ** attempt));
    }
  }
}
