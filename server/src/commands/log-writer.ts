/**
 * The one way into a workspace's log. What arrives while a batch is being written forms the next one, so an idle server adds no wait and
 * a busy one commits many records at once. One transaction is in flight a workspace and process; inside it the head is held, records are
 * numbered and decided one after the other, and everything is written together.
 */

import type { App } from "../app.js";
import { decide } from "../core/decide.js";
import { type HashKey, keyedHash } from "../core/hash.js";
import { likelyWants } from "../core/likely-wants.js";
import type { Decision, LogRecord, Outcome, RecordInput } from "../core/record.js";
import { emptyWorld, isLoaded, Miss, resetWorld, settleWorld, type Want, type World } from "../core/world.js";
import { AppError } from "../errors.js";
import { CommitUnknownError, inWorkspace, type Tx } from "../store/db.js";
import { loadPrograms, loadWants } from "../store/load-world.js";
import { type Appended, appendRecords, findTwins, type Head, takeHead } from "../store/log.js";
import { type PersonalWrite, savePersonal } from "../store/personal.js";
import { isWorthRetrying } from "../store/retry.js";
import { saveWorld } from "../store/save-decisions.js";
import { compileProgram } from "./compiled-programs.js";
import type { Workspace } from "./workspace-directory.js";

/** Who goes first: redemptions and coupons, then events, then background work. */
export type Lane = "redemption" | "event" | "background";
const LANES: Lane[] = ["redemption", "event", "background"];

export interface Submission {
  lane: Lane;
  input: RecordInput;
  /** The key that stands for this record for ever; every request from outside has one. */
  key?: string;
  /** What the key was used for: the same key with another body is refused. */
  body?: unknown;
  personal?: Omit<PersonalWrite, "member" | "record">;
}
export interface Written {
  number: number;
  at: number;
  outcome: Outcome;
  replayed: boolean;
}

/** At most so many records wait for a workspace in a process; more are turned away with 503. */
export const QUEUE_MAX = 20_000;
/** At most so many records a batch. */
export const BATCH_MAX = 500;
/** A batch should hold the head no longer. */
const BATCH_MS_MAX = 50;
const BATCH_MIN = 16;
/** A decision that misses rows is taken again with them; more rounds than this are a fault. */
const ROUNDS_MAX = 60;
const ATTEMPTS_MAX = 5;
/** A world kept between batches is dropped above this many rows. */
const WORLD_ROWS_MAX = 200_000;

interface Pending {
  submission: Submission;
  key?: { keyHash: string; bodyHash: string };
  resolve(written: Written): void;
  reject(error: unknown): void;
}
interface Writer {
  queues: Record<Lane, Pending[]>;
  isRunning: boolean;
  /** The world as of record `worldNumber`: good as long as no other process has appended. */
  world: World | null;
  worldNumber: number;
  msPerRecord: number;
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
  const writer: Writer = { queues: { redemption: [], event: [], background: [] }, isRunning: false, world: null, worldNumber: -1, msPerRecord: 0.2 };
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
    writer.msPerRecord = writer.msPerRecord * 0.8 + ((performance.now() - begun) / batch.length) * 0.2;
  }
  writer.isRunning = false;
}

function takeBatch(writer: Writer): Pending[] {
  const size = Math.min(BATCH_MAX, Math.max(BATCH_MIN, Math.floor(BATCH_MS_MAX / writer.msPerRecord)));
  const batch: Pending[] = [];
  for (const lane of LANES) {
    const queue = writer.queues[lane];
    // Background work is chunky: one record of it a batch, and only when nothing else waits.
    const most = lane === "background" ? (batch.length === 0 ? 1 : 0) : size - batch.length;
    batch.push(...queue.splice(0, most));
  }
  return batch;
}

/** Writes the batch; when something in it breaks, each alone, so that a bad one fails alone. */
async function writeAll(app: App, workspace: Workspace, writer: Writer, batch: Pending[]): Promise<void> {
  try {
    const written = await withRetries(writer, () => writeBatch(app, workspace, writer, batch));
    batch.forEach((pending, index) => {
      const result = written[index];
      if (result instanceof Error) pending.reject(result);
      else if (result !== undefined) pending.resolve(result);
    });
  } catch (error) {
    writer.world = null;
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
      writer.world = null;
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

async function writeBatch(app: App, workspace: Workspace, writer: Writer, batch: Pending[]): Promise<(Written | Error)[]> {
  const keyHashes = batch.flatMap((pending) => pending.key?.keyHash ?? []);
  let world: World | undefined;
  let number = -1;
  const results = await inWorkspace(app.db, workspace.id, async (tx) => {
    // What the batch will probably need travels behind the head, in case the kept world is still the latest.
    const [head, twins] = await Promise.all([
      takeHead(tx, workspace.id),
      findTwins(tx, workspace.id, keyHashes),
      loadLikely(tx, writer.world, batch),
    ]);
    world = await worldAt(tx, workspace, writer, head);
    const { answers, fresh } = sortOut(batch, twins);
    if (fresh.length > 0) {
      const decided = await decideAll(tx, world, head, fresh);
      number = decided.at(-1)?.record.number ?? head.number;
      await Promise.all([
        appendRecords(tx, workspace.id, head, decided, world.clock),
        saveWorld(tx, world),
        savePersonal(tx, workspace.id, workspace.secrets.persons, personalOf(fresh, decided)),
      ]);
      decided.forEach(({ record, decision }, index) => {
        answers.set(fresh[index] as Pending, { number: record.number, at: record.at, outcome: decision.outcome, replayed: false });
      });
    } else number = head.number;
    return batch.map((pending) => answerOf(pending, answers, batch));
  });
  if (world !== undefined) keepWorld(writer, world, number);
  return results;
}

async function loadLikely(tx: Tx, world: World | null, batch: Pending[]): Promise<void> {
  if (world === null) return;
  const wants = batch.flatMap(({ submission }) => likelyWants(world, submission.input)).filter((want) => !isLoaded(world, want));
  await loadWants(tx, world, wants, 0);
}

async function worldAt(tx: Tx, workspace: Workspace, writer: Writer, head: Head): Promise<World> {
  if (writer.world !== null && writer.worldNumber === head.number) return writer.world;
  const world = emptyWorld({ id: workspace.id, mode: workspace.mode, codeKey: workspace.secrets.codes }, compileProgram);
  await loadPrograms(tx, world);
  return world;
}
function keepWorld(writer: Writer, world: World, number: number): void {
  settleWorld(world);
  const rows = Object.values(world.base).reduce((sum, table) => sum + table.size, 0);
  writer.world = rows > WORLD_ROWS_MAX ? null : world;
  writer.worldNumber = number;
}

/** Who is answered by an earlier record, and who is to be decided; of the same key in one batch only the first. */
function sortOut(batch: Pending[], twins: Awaited<ReturnType<typeof findTwins>>): { answers: Map<Pending, Written | Error>; fresh: Pending[] } {
  const answers = new Map<Pending, Written | Error>();
  const fresh: Pending[] = [];
  const taken = new Set<string>();
  for (const pending of batch) {
    const { key } = pending;
    const twin = key && twins.get(key.keyHash);
    if (key !== undefined && twin !== undefined) {
      answers.set(
        pending,
        twin.bodyHash === key.bodyHash ? { number: twin.number, at: twin.at, outcome: twin.outcome, replayed: true } : keyReused(),
      );
    } else if (key === undefined || !taken.has(key.keyHash)) {
      fresh.push(pending);
      if (key !== undefined) taken.add(key.keyHash);
    }
  }
  return { answers, fresh };
}
function answerOf(pending: Pending, answers: Map<Pending, Written | Error>, batch: Pending[]): Written | Error {
  const answer = answers.get(pending);
  if (answer !== undefined) return answer;
  const first = batch.find((other) => other.key?.keyHash === pending.key?.keyHash) as Pending;
  if (first.key?.bodyHash !== pending.key?.bodyHash) return keyReused();
  return { ...(answers.get(first) as Written), replayed: true };
}
function keyReused(): AppError {
  return new AppError("key_reused", {
    detail: "This key was used before for something else. Use a new key for a new request; repeat the very same request to get its answer again.",
  });
}

/** Decides the records in order, again and again with what was missed, until nothing is missed. */
async function decideAll(tx: Tx, world: World, head: Head, fresh: Pending[]): Promise<Appended[]> {
  for (let round = 0; round < ROUNDS_MAX; round++) {
    resetWorld(world);
    world.clock = head.clock;
    const { decided, wants } = decideOnce(world, head, fresh);
    if (wants.length === 0) return decided;
    resetWorld(world);
    await loadWants(
      tx,
      world,
      wants.filter((want) => !isLoaded(world, want)),
      latestMoment(head, fresh),
    );
  }
  throw new Error("A decision kept missing rows.");
}

/** Until when something may be due for the batch: a record of the clock moves the time for those behind it. */
function latestMoment({ at, clock, now }: Head, fresh: Pending[]): number {
  if (clock === null) return Math.max(at, now);
  return fresh.reduce((latest, { submission: { input } }) => (input.kind === "clock" ? Math.max(latest, input.to) : latest), Math.max(at, clock));
}

function decideOnce(world: World, head: Head, fresh: Pending[]): { decided: Appended[]; wants: Want[] } {
  const decided: Appended[] = [];
  const wants: Want[] = [];
  let { number, at } = head;
  for (const { submission, key } of fresh) {
    at = Math.max(at, world.clock ?? head.now);
    const record: LogRecord = { number: ++number, at, input: submission.input };
    try {
      decided.push({ record, decision: decide(world, record), key });
    } catch (error) {
      if (error instanceof Miss) wants.push(...error.wants, ...likelyWants(world, submission.input));
      // After a miss the world is not what it would be: what breaks then is no fault, the batch is decided again.
      else if (wants.length === 0) throw error;
    }
  }
  return { decided, wants };
}

function personalOf(fresh: Pending[], decided: Appended[]): PersonalWrite[] {
  return fresh.flatMap(({ submission }, index) => {
    const { record, decision } = decided[index] as { record: LogRecord; decision: Decision };
    const { outcome } = decision;
    const member = "member" in outcome && typeof outcome.member === "string" ? outcome.member : undefined;
    return submission.personal === undefined || member === undefined ? [] : [{ ...submission.personal, member, record: record.number }];
  });
}
