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
import type { Workspace } from "./workspace-directory.js";
import { type KeptWorld, type Keyed, type Submission as Unqueued, type Written, writeBatch } from "./write-batch.js";

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
const ATTEMPTS_MAX = 5;

interface Pending extends Keyed {
  resolve(written: Written): void;
  reject(error: unknown): void;
}
interface Writer {
  queues: Record<Lane, Pending[]>;
  isRunning: boolean;
  kept: KeptWorld;
  /** How many records a batch may have now: it shrinks while batches take too long, and grows while they do not. */
  batchSize: number;
}
export type LogWriters = Map<string, Writer>;

/** Resolves when the record is committed, or was before under the same key. Rejects with key_reused, overloaded or outcome_unknown. */
export async function submit(app: App, workspaceId: string, submission: Submission): Promise<Written> {
  const workspace = await app.workspaces.load(workspaceId);
  if (workspace === undefined) throw new AppError("not_found", { detail: `There is no workspace ${workspaceId}.` });
  const writer = writerOf(app.writers, workspaceId);
  if (LANES.reduce((sum, lane) => sum + writer.queues[lane].length, 0) >= QUEUE_MAX) {
    throw new AppError("overloaded", {
      detail: "More is waiting for this workspace than can be written now; send it again with the same key.",
      retryAfterSeconds: 1,
    });
  }
  return new Promise((resolve, reject) => {
    writer.queues[submission.lane].push({ submission, key: hashKey(workspace.secrets.records, submission), resolve, reject });
    if (!writer.isRunning) void run(app, workspace, writer);
  });
}

function writerOf(writers: LogWriters, workspaceId: string): Writer {
  const known = writers.get(workspaceId);
  if (known !== undefined) return known;
  const writer: Writer = {
    queues: { redemption: [], event: [], background: [] },
    isRunning: false,
    kept: { world: null, number: -1 },

    batchSize: BATCH_MAX,
  };
  writers.set(workspaceId, writer);
  return writer;
}
function hashKey(secret: HashKey, { key, body, input }: Submission): Pending["key"] {
  if (key === undefined) return undefined;
  return { keyHash: keyedHash(secret, "key", key), bodyHash: keyedHash(secret, "body", input.kind, JSON.stringify(body ?? input)) };
}

/** Never rejects: every failure reaches those who wait. */
async function run(app: App, workspace: Workspace, writer: Writer): Promise<void> {
  writer.isRunning = true;
  for (let batch = takeBatch(writer); batch.length > 0; batch = takeBatch(writer)) {
    const begun = performance.now();
    await writeAll(app, workspace, writer, batch);
    if (performance.now() - begun > BATCH_MS_MAX) writer.batchSize = Math.max(BATCH_MIN, Math.floor(Math.min(writer.batchSize, batch.length) * 0.8));
    else if (batch.length === writer.batchSize) writer.batchSize = Math.min(BATCH_MAX, Math.ceil(writer.batchSize * 1.1));
  }
  writer.isRunning = false;
}

function takeBatch(writer: Writer): Pending[] {
  const batch: Pending[] = [];
  for (const lane of LANES) {
    const queue = writer.queues[lane];
    // Background work is chunky: one record of it a batch, and only when nothing else waits.
    const most = lane === "background" ? (batch.length === 0 ? 1 : 0) : writer.batchSize - batch.length;
    batch.push(...queue.splice(0, most));
  }
  return batch;
}

/** Writes the batch; when something in it breaks, each alone, so that a bad one fails alone. */
async function writeAll(app: App, workspace: Workspace, writer: Writer, batch: Pending[]): Promise<void> {
  try {
    const written = await withRetries(writer, () => writeBatch(app, workspace, writer.kept, batch));
    batch.forEach((pending, index) => {
      const result = written[index];
      if (result instanceof Error) pending.reject(result);
      else if (result !== undefined) pending.resolve(result);
    });
  } catch (error) {
    writer.kept.world = null;
    if (batch.length === 1 || error instanceof AppError) for (const pending of batch) pending.reject(error);
    else for (const pending of batch) await writeAll(app, workspace, writer, [pending]);
  }
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
