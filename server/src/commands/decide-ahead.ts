/** Deciding a batch before its turn: while the one before it is in flight, on the world that that one will leave. */
import type { App } from "../app.js";
import { likelyWants } from "../core/likely-wants.js";
import { addLoaded, isLoaded, resetWorld, type Want, type World } from "../core/world.js";
import { lacksFences } from "../store/board-fences.js";
import { inWorkspace } from "../store/db.js";
import { loadWants } from "../store/load-world.js";
import { findTwins, type Head, readClock } from "../store/log.js";
import type { Workspace } from "./workspace-directory.js";
import { type DecidedBatch, decideOnce, type KeptWorld, type Keyed, noteRepetitions, sortOut } from "./write-batch.js";

/** What the last batch learnt of the database's clock is good for so long. */
const CLOCK_MS_MAX = 5_000;

/**
 * The batch, decided; it is to be written behind the batches that are in flight now, and nothing but those. Undefined when it must wait for its turn:
 * it has personal data, a record without a key, a key or subject of a batch in flight, or it needs something that cannot be read by itself now.
 */
export async function decideAhead(app: App, workspace: Workspace, kept: KeptWorld, batch: Keyed[]): Promise<DecidedBatch | undefined> {
  const { world } = kept;
  if (world === null || !batch.every((each) => canBeAhead(each, kept))) return undefined;
  const wants = missingOf(world, batch);
  if (!wants.every((want) => isReadableNow(want, kept))) return undefined;
  return canGuess(kept, wants) ? decideOnGuess(world, kept, batch, wants) : decideOnRead(app, workspace, world, kept, batch, wants);
}

/** The same for a batch with nothing in flight before it: only where nothing at all has to be read, for then it may as well be read under the head. */
export function decideAtOnce(kept: KeptWorld, batch: Keyed[]): DecidedBatch | undefined {
  const { world } = kept;
  if (world === null || !batch.every((each) => canBeAhead(each, kept))) return undefined;
  const wants = missingOf(world, batch);
  return canGuess(kept, wants) ? decideOnGuess(world, kept, batch, wants) : undefined;
}

function missingOf(world: World, batch: Keyed[]): Want[] {
  return batch.flatMap(({ submission }) => likelyWants(world, submission.input)).filter((want) => !isLoaded(world, want));
}

function canBeAhead({ submission: { input, personal }, key }: Keyed, { flying }: KeptWorld): boolean {
  if (input.kind === "clock" || input.kind === "due" || personal !== undefined || key === undefined) return false;
  for (const { keys } of flying) if (keys.has(key.keyHash)) return false;
  return true;
}
/** Rows by their key that no batch in flight has written: those that one has are part of the kept world, or seldom of use and named by it. */
function isReadableNow({ from, key }: Want, { flying }: KeptWorld): boolean {
  if (from !== "subjects") return READABLE.has(from);
  for (const { subjects } of flying) if (subjects.has(key)) return false;
  return true;
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
  "boardRuns",
  "boardScores",
  "boardSettings",
]);

/** Where all else is known, new keys and new subjects may be taken for granted. */
function canGuess({ wary, clock }: KeptWorld, wants: Want[]): boolean {
  return wary === 0 && performance.now() - clock.learntAt < CLOCK_MS_MAX && wants.every(({ from }) => from === "subjects");
}

/**
 * Keys and subjects are mostly new, and the database refuses those that are not. So nothing is looked up: what is wrong fails as a whole and is decided
 * in its turn. That a subject is new may be taken for granted only where the batch writes it.
 */
function decideOnGuess(world: World, kept: KeptWorld, batch: Keyed[], wants: Want[]): DecidedBatch | undefined {
  for (const { key } of wants) addLoaded(world, "subjects", key, null);
  const now = Math.floor(performance.now() + kept.clock.lead);
  const decided = decideOn(world, kept, batch, now, new Map());
  if (decided !== undefined && wants.every(({ key }) => world.draft.subjects.has(key))) return decided;
  resetWorld(world);
  for (const { key } of wants) world.base.subjects.delete(key);
  return undefined;
}

async function decideOnRead(
  app: App,
  workspace: Workspace,
  world: World,
  kept: KeptWorld,
  batch: Keyed[],
  wants: Want[],
): Promise<DecidedBatch | undefined> {
  const { number, batch: behind } = kept;
  const keyHashes = batch.flatMap(({ key }) => key?.keyHash ?? []);
  const [now, twins] = await inWorkspace(app.db, workspace.id, (tx) =>
    Promise.all([readClock(tx), findTwins(tx, workspace.id, keyHashes), loadWants(tx, world, wants, 0)]),
  );
  if (kept.world !== world || kept.number !== number || kept.batch !== behind) return undefined;
  noteRepetitions(kept, world, twins.size);
  return decideOn(world, kept, batch, now, twins);
}

function decideOn(
  world: World,
  { number, at, batch: behind }: KeptWorld,
  batch: Keyed[],
  now: number,
  twins: Awaited<ReturnType<typeof findTwins>>,
): DecidedBatch | undefined {
  const head: Head = { number, at, clock: world.clock, batch: behind, now };
  const sorted = sortOut(batch, twins);
  resetWorld(world);
  const { decided, wants } = decideOnce(world, head, sorted.fresh);
  return wants.length > 0 || lacksFences(world) ? undefined : { ...sorted, batch, decided, world, head };
}
