/** One batch of a workspace's log: the head is taken, twins are answered, the rest is decided record after record and written together. */
import { randomUUID } from "node:crypto";
import type { App } from "../app.js";
import { decide } from "../core/decide.js";
import { likelyWants } from "../core/likely-wants.js";
import type { Decision, LogRecord, Outcome, RecordInput } from "../core/record.js";
import { emptyWorld, isLoaded, Miss, peek, resetWorld, settleWorld, type Want, type World } from "../core/world.js";
import { AppError } from "../errors.js";
import { loadFences } from "../store/board-fences.js";
import { inWorkspace, type Tx } from "../store/db.js";
import { loadPrograms, loadWants } from "../store/load-world.js";
import { type Appended, findTwins, type Head, takeHead } from "../store/log.js";
import { type PersonalWrite, savePersonal } from "../store/personal.js";
import { saveDecisions } from "../store/save-decisions.js";
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
 * The world as the batches that were sent leave it: good as long as no other process appends, and as long as none of those in flight fails.
 */
export interface KeptWorld {
  world: World | null;
  /** Where the head is then. */
  number: number;
  at: number;
  batch: string;
  /** What the batches in flight write: it cannot be read yet. */
  flying: Set<Flying>;
  /** The database's clock less `performance.now()`, as the last batch learnt it, and when that was. */
  clock: { lead: number; learntAt: number };
  /** For so many more batches keys and subjects are looked up before something is decided ahead: lately one was there. */
  wary: number;
}
/** Subjects and key hashes that a batch writes. */
export interface Flying {
  subjects: ReadonlySet<string>;
  keys: ReadonlySet<string>;
}
/** What a batch tells on its way. */
export interface OnItsWay {
  /** All has been sent and the COMMIT is about to be: the kept world is what the batch leaves. */
  onSent(): void;
  /** The head is held: a batch that is sent now comes behind this one. */
  onHead(): void;
}
/** How long `KeptWorld.wary` lasts. */
const WARY_BATCHES = 500;

export function emptyKept(): KeptWorld {
  const clock = { lead: 0, learntAt: Number.NEGATIVE_INFINITY };
  return { world: null, number: -1, at: 0, batch: "", flying: new Set(), clock, wary: 0 };
}

/** A decision that misses rows is taken again with them; more rounds than this are a fault. */
const ROUNDS_MAX = 60;
/** A world kept between batches is dropped above this many rows. */
const WORLD_ROWS_MAX = 200_000;

/**
 * Writes the batch in one transaction under the head; gives one answer each, in their order.
 * Rejects when nothing, or it is unknown what, was written; the kept world is then wrong.
 */
export function writeBatch(app: App, workspace: Workspace, kept: KeptWorld, batch: Keyed[], way: OnItsWay): Promise<(Written | Error)[]> {
  const keyHashes = batch.flatMap((pending) => pending.key?.keyHash ?? []);
  return inFlight(app, workspace, kept, async (tx, flying) => {
    // What the batch will probably need travels behind the head, in case the kept world is still the latest.
    const [head, twins] = await Promise.all([takeHead(tx, workspace.id), findTwins(tx, workspace.id, keyHashes), loadLikely(tx, kept.world, batch)]);
    const world = await worldAt(tx, workspace, kept, head);
    const sorted = sortOut(batch, twins);
    const decided = await decideAll(tx, world, head, sorted.fresh);
    noteRepetitions(kept, world, twins.size);
    return send(tx, workspace, kept, { ...sorted, world, head, decided, batch }, flying, way);
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

/** Writes a batch that was decided before its turn. Rejects also when the head is not where the decision saw it: it is then to be decided anew. */
export function writeDecided(app: App, workspace: Workspace, kept: KeptWorld, decided: DecidedBatch, way: OnItsWay): Promise<(Written | Error)[]> {
  return inFlight(app, workspace, kept, (tx, flying) => send(tx, workspace, kept, decided, flying, way));
}

async function inFlight<T>(
  app: App,
  workspace: Workspace,
  kept: KeptWorld,
  work: (tx: Tx, flying: { subjects: Set<string>; keys: Set<string> }) => Promise<T>,
): Promise<T> {
  const flying = { subjects: new Set<string>(), keys: new Set<string>() };
  kept.flying.add(flying);
  try {
    return await inWorkspace(app.db, workspace.id, (tx) => work(tx, flying));
  } finally {
    kept.flying.delete(flying);
  }
}

/** Sends everything that a decided batch writes, and folds it into the kept world. Only the personal data is waited for: it is read before it is written. */
async function send(
  tx: Tx,
  workspace: Workspace,
  kept: KeptWorld,
  { batch, answers, fresh, decided, world, head }: DecidedBatch,
  flying: { subjects: Set<string>; keys: Set<string> },
  way: OnItsWay,
): Promise<(Written | Error)[]> {
  const last = decided.at(-1)?.record;
  if (last === undefined) {
    keepWorld(kept, world, head);
    way.onHead();
  } else {
    const to = { number: last.number, at: last.at, clock: world.clock, batch: randomUUID() };
    // Not awaited: the writes travel together with the COMMIT, which fails when one of them does.
    const headMoved = saveDecisions(tx, world, head, to, decided);
    void headMoved.then(
      (now) => {
        learnClock(kept, now);
        way.onHead();
      },
      () => {},
    );
    await savePersonal(tx, workspace.id, workspace.secrets.persons, personalOf(world, fresh, decided));
    decided.forEach(({ record, decision }, index) => {
      answers.set(fresh[index] as Keyed, { number: record.number, at: record.at, outcome: decision.outcome, replayed: false });
    });
    for (const key of world.draft.subjects.keys()) flying.subjects.add(key);
    for (const { key } of fresh) if (key !== undefined) flying.keys.add(key.keyHash);
    keepWorld(kept, world, to);
  }
  way.onSent();
  return batch.map((pending) => answerOf(pending, answers, batch));
}

/** A key or a subject that was there already makes wary; a batch without any, less so. Rows of subjects are kept for one batch: these are of this one. */
export function noteRepetitions(kept: KeptWorld, world: World, twins: number): void {
  const isRepetitive = twins > 0 || [...world.base.subjects.values()].some((row) => row !== null);
  kept.wary = isRepetitive ? WARY_BATCHES : Math.max(0, kept.wary - 1);
}
/** What was taken for granted was not so. */
export function startBeingWary(kept: KeptWorld): void {
  kept.wary = WARY_BATCHES;
}

/** The answer was on its way for a while, so the clock that is reckoned from it is never ahead of the database's. */
function learnClock(kept: KeptWorld, now: number): void {
  const learntAt = performance.now();
  kept.clock = { lead: now - learntAt, learntAt };
}

async function loadLikely(tx: Tx, world: World | null, batch: Keyed[]): Promise<void> {
  if (world === null) return;
  const wants = batch.flatMap(({ submission }) => likelyWants(world, submission.input)).filter((want) => !isLoaded(world, want));
  await loadWants(tx, world, wants, 0);
}

async function worldAt(tx: Tx, workspace: Workspace, kept: KeptWorld, head: Head): Promise<World> {
  if (kept.world !== null && kept.batch === head.batch && kept.number === head.number) return kept.world;
  const world = emptyWorld({ id: workspace.id, mode: workspace.mode, codeKey: workspace.secrets.codes }, compileProgram, { since: head.number });
  await loadPrograms(tx, world);
  return world;
}
function keepWorld(kept: KeptWorld, world: World, { number, at, batch }: Pick<Head, "number" | "at" | "batch">): void {
  settleWorld(world);
  const rows = Object.values(world.base).reduce((sum, table) => sum + table.size, 0);
  kept.world = rows > WORLD_ROWS_MAX ? null : world;
  kept.number = number;
  kept.at = at;
  kept.batch = batch;
}

/** Who is answered by an earlier record, and who is to be decided; of the same key in one batch only the first. */
export function sortOut(batch: Keyed[], twins: Awaited<ReturnType<typeof findTwins>>): { answers: Map<Keyed, Written | Error>; fresh: Keyed[] } {
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
    if (wants.length === 0) {
      await loadFences(tx, world);
      return decided;
    }
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

/** Decides the records in order. What they miss is told; what was decided is then worth nothing. */
export function decideOnce(world: World, head: Head, fresh: Keyed[]): { decided: Appended[]; wants: Want[] } {
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

function personalOf(world: World, fresh: Keyed[], decided: Appended[]): PersonalWrite[] {
  return fresh.flatMap(({ submission: { input, personal } }, index) => {
    const { record, decision } = decided[index] as { record: LogRecord; decision: Decision };
    const { outcome } = decision;
    const member = "member" in outcome && typeof outcome.member === "string" ? outcome.member : undefined;
    if (member === undefined) return [];
    if (input.kind === "member.merge" && outcome.status === "done") return [{ member, record: record.number, merged: outcome.merged as string }];
    if (personal === undefined) return [];
    const isAnother = "member" in input && peek(world, "members", member)?.externalHash !== input.member;
    return [{ ...personal, ...(isAnother && { person: withoutId(personal.person) }), member, record: record.number }];
  });
}
/** Who is named by the id of somebody merged into them keeps the id that they have. */
function withoutId(person: PersonalWrite["person"]): PersonalWrite["person"] {
  const { externalId: _, ...fields } = person ?? {};
  return Object.keys(fields).length === 0 ? undefined : fields;
}
