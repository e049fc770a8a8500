/** One batch of a workspace's log: the head is taken, twins are answered, the rest is decided record after record and written together. */
import type { App } from "../app.js";
import { decide } from "../core/decide.js";
import { likelyWants } from "../core/likely-wants.js";
import type { Decision, LogRecord, Outcome, RecordInput } from "../core/record.js";
import { emptyWorld, isLoaded, Miss, resetWorld, settleWorld, type Want, type World } from "../core/world.js";
import { AppError } from "../errors.js";
import { inWorkspace, type Tx } from "../store/db.js";
import { loadPrograms, loadWants } from "../store/load-world.js";
import { type Appended, appendRecords, findTwins, type Head, readClock, takeHead } from "../store/log.js";
import { type PersonalWrite, savePersonal } from "../store/personal.js";
import { saveWorld } from "../store/save-decisions.js";
import { compileProgram } from "./compiled-programs.js";
import type { Workspace } from "./workspace-directory.js";

export interface Submission {
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

/** A submission with the hashes of its key and body. */
export interface Keyed {
  submission: Submission;
  key?: { keyHash: string; bodyHash: string };
}
/**
 * The world as of record `number`, whose time was `at`: good as long as no other process appends, and as long as the batch that is in flight
 * does not fail. `flying` names what that batch wrote and its keys.
 */
export interface KeptWorld {
  world: World | null;
  number: number;
  at: number;
  flying: { subjects: ReadonlySet<string>; keys: ReadonlySet<string> };
}

/** A decision that misses rows is taken again with them; more rounds than this are a fault. */
const ROUNDS_MAX = 60;
/** A world kept between batches is dropped above this many rows. */
const WORLD_ROWS_MAX = 200_000;

/**
 * Writes the batch in one transaction under the head; gives one answer each, in their order. `onSent` is called when all has been sent and the COMMIT
 * is about to be: the kept world is then what the batch leaves. Rejects when nothing, or it is unknown what, was written; the kept world is then wrong.
 */
export function writeBatch(app: App, workspace: Workspace, kept: KeptWorld, batch: Keyed[], onSent: () => void): Promise<(Written | Error)[]> {
  const keyHashes = batch.flatMap((pending) => pending.key?.keyHash ?? []);
  return inWorkspace(app.db, workspace.id, async (tx) => {
    // What the batch will probably need travels behind the head, in case the kept world is still the latest.
    const [head, twins] = await Promise.all([takeHead(tx, workspace.id), findTwins(tx, workspace.id, keyHashes), loadLikely(tx, kept.world, batch)]);
    const world = await worldAt(tx, workspace, kept, head);
    const sorted = sortOut(batch, twins);
    const decided = await decideAll(tx, world, head, sorted.fresh);
    return send(tx, workspace, kept, { ...sorted, world, head, decided, batch }, onSent);
  });
}

/** A batch that is decided, and what it was decided on. */
export interface DecidedBatch {
  batch: Keyed[];
  answers: Map<Keyed, Written | Error>;
  fresh: Keyed[];
  decided: Appended[];
  world: World;
  head: Head;
}

/** Sends everything that a decided batch writes, and folds it into the kept world. Only the personal data is waited for: it is read before it is written. */
async function send(tx: Tx, workspace: Workspace, kept: KeptWorld, decidedBatch: DecidedBatch, onSent: () => void): Promise<(Written | Error)[]> {
  const { batch, answers, fresh, decided, world, head } = decidedBatch;
  const last = decided.at(-1)?.record;
  if (last !== undefined) {
    // Not awaited: the writes travel together with the COMMIT, which fails when one of them does.
    void appendRecords(tx, workspace.id, head, decided, world.clock);
    void saveWorld(tx, world);
    await savePersonal(tx, workspace.id, workspace.secrets.persons, personalOf(fresh, decided));
    decided.forEach(({ record, decision }, index) => {
      answers.set(fresh[index] as Keyed, { number: record.number, at: record.at, outcome: decision.outcome, replayed: false });
    });
  }
  kept.flying = { subjects: new Set(world.draft.subjects.keys()), keys: new Set(fresh.flatMap(({ key }) => key?.keyHash ?? [])) };
  keepWorld(kept, world, last?.number ?? head.number, last?.at ?? head.at);
  onSent();
  return batch.map((pending) => answerOf(pending, answers, batch));
}

/**
 * Decides a batch while the one before it is still in flight, on the world that that one will leave. What it needs besides must be readable now: rows
 * that no batch in flight has written. Undefined when it is not as simple as that; the batch is then to wait for its turn.
 */
export async function decideAhead(app: App, workspace: Workspace, kept: KeptWorld, batch: Keyed[]): Promise<DecidedBatch | undefined> {
  const { world, number, at, flying } = kept;
  if (world === null || !batch.every((each) => canBeAhead(each, flying))) return undefined;
  const wants = batch.flatMap(({ submission }) => likelyWants(world, submission.input)).filter((want) => !isLoaded(world, want));
  if (!wants.every((want) => isReadableNow(want, flying))) return undefined;
  const keyHashes = batch.flatMap(({ key }) => key?.keyHash ?? []);
  const [now, twins] = await inWorkspace(app.db, workspace.id, (tx) =>
    Promise.all([readClock(tx), findTwins(tx, workspace.id, keyHashes), loadWants(tx, world, wants, 0)]),
  );
  if (kept.world !== world || kept.number !== number) return undefined;
  const head: Head = { number, at, clock: world.clock, now };
  const sorted = sortOut(batch, twins);
  resetWorld(world);
  const { decided, wants: missed } = decideOnce(world, head, sorted.fresh);
  return missed.length > 0 ? undefined : { ...sorted, batch, decided, world, head };
}
function canBeAhead({ submission: { input, personal }, key }: Keyed, { keys }: KeptWorld["flying"]): boolean {
  return input.kind !== "clock" && input.kind !== "due" && personal === undefined && key !== undefined && !keys.has(key.keyHash);
}
/** Rows by their key that the batch in flight has not written: those that it has are part of the kept world, or seldom of use and named by it. */
function isReadableNow({ from, key }: Want, { subjects }: KeptWorld["flying"]): boolean {
  if (from === "subjects") return !subjects.has(key);
  return READABLE.has(from);
}
const READABLE = new Set<Want["from"]>([
  "members",
  "membersByExternal",
  "identitiesOfMember",
  "enrolments",
  "codes",
  "progress",
  "referrals",
  "accounts",
  "counters",
]);

/** Writes a batch that was decided ahead, in one flight. Rejects also when another process has appended meanwhile: it is then to be decided anew. */
export function writeDecided(
  app: App,
  workspace: Workspace,
  kept: KeptWorld,
  decided: DecidedBatch,
  onSent: () => void,
): Promise<(Written | Error)[]> {
  return inWorkspace(app.db, workspace.id, (tx) => send(tx, workspace, kept, decided, onSent));
}

async function loadLikely(tx: Tx, world: World | null, batch: Keyed[]): Promise<void> {
  if (world === null) return;
  const wants = batch.flatMap(({ submission }) => likelyWants(world, submission.input)).filter((want) => !isLoaded(world, want));
  await loadWants(tx, world, wants, 0);
}

async function worldAt(tx: Tx, workspace: Workspace, kept: KeptWorld, head: Head): Promise<World> {
  if (kept.world !== null && kept.number === head.number) return kept.world;
  const world = emptyWorld({ id: workspace.id, mode: workspace.mode, codeKey: workspace.secrets.codes }, compileProgram);
  await loadPrograms(tx, world);
  return world;
}
function keepWorld(kept: KeptWorld, world: World, number: number, at: number): void {
  settleWorld(world);
  const rows = Object.values(world.base).reduce((sum, table) => sum + table.size, 0);
  kept.world = rows > WORLD_ROWS_MAX ? null : world;
  kept.number = number;
  kept.at = at;
}

/** Who is answered by an earlier record, and who is to be decided; of the same key in one batch only the first. */
function sortOut(batch: Keyed[], twins: Awaited<ReturnType<typeof findTwins>>): { answers: Map<Keyed, Written | Error>; fresh: Keyed[] } {
  const answers = new Map<Keyed, Written | Error>();
  const fresh: Keyed[] = [];
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
function answerOf(pending: Keyed, answers: Map<Keyed, Written | Error>, batch: Keyed[]): Written | Error {
  const answer = answers.get(pending);
  if (answer !== undefined) return answer;
  const first = batch.find((other) => other.key?.keyHash === pending.key?.keyHash) as Keyed;
  if (first.key?.bodyHash !== pending.key?.bodyHash) return keyReused();
  return { ...(answers.get(first) as Written), replayed: true };
}
function keyReused(): AppError {
  return new AppError("key_reused", {
    detail: "This key was used before for something else. Use a new key for a new request; repeat the very same request to get its answer again.",
  });
}

/** Decides the records in order, again and again with what was missed, until nothing is missed. */
async function decideAll(tx: Tx, world: World, head: Head, fresh: Keyed[]): Promise<Appended[]> {
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
function latestMoment({ at, clock, now }: Head, fresh: Keyed[]): number {
  if (clock === null) return Math.max(at, now);
  return fresh.reduce((latest, { submission: { input } }) => (input.kind === "clock" ? Math.max(latest, input.to) : latest), Math.max(at, clock));
}

function decideOnce(world: World, head: Head, fresh: Keyed[]): { decided: Appended[]; wants: Want[] } {
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

function personalOf(fresh: Keyed[], decided: Appended[]): PersonalWrite[] {
  return fresh.flatMap(({ submission }, index) => {
    const { record, decision } = decided[index] as { record: LogRecord; decision: Decision };
    const { outcome } = decision;
    const member = "member" in outcome && typeof outcome.member === "string" ? outcome.member : undefined;
    return submission.personal === undefined || member === undefined ? [] : [{ ...submission.personal, member, record: record.number }];
  });
}
