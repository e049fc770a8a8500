/**
 * The world: what a decision may see. It is a part of the workspace's derived rows, all of them as of the log's head.
 *
 * Reading what was not loaded is never "absent": it throws a Miss, the store loads what was missed, and the batch is decided again.
 * So the loader may fetch too little or too much and the result is the same. Rows are values: a change puts a new row, never mutates one.
 */

import { TABLES } from "./columns.js";
import type { CompiledProgram } from "./document/compiled-program.js";
import type { HashKey } from "./hash.js";
import type { KeyRing } from "./keys.js";
import type { EventInput } from "./record.js";
import type { ReferralRow, RewardRow, Rows, Table } from "./rows.js";
import { INDEXES, type Index, KEPT_TABLES, OWNERS, PASSING_INDEXES, PASSING_TABLES } from "./world-parts.js";

export interface Want {
  from: Table | Index;
  key: string;
}

/** Signals that the decision needs rows that were not loaded. Never escapes the batch; no Error, because it needs no stack and stacks are dear. */
export class Miss {
  readonly wants: Want[];
  constructor(wants: Want[]) {
    this.wants = wants;
  }
}

/** An event of the log, as a later decision about the same person may see it. */
export interface EarlierEvent {
  number: number;
  at: number;
  input: EventInput;
}

type RowMaps = { [T in Table]: Map<string, Rows[T] | null> };

/** How a world holds what it was given. */
export interface Holding {
  /** Maps in which nothing was put yet. */
  rows: <T extends Table>(table: T) => Map<string, Rows[T] | null>;
  index: (index: Index) => Map<string, unknown>;
  /** Tables of which what was changed is kept between batches. */
  kept: ReadonlySet<Table>;
  /** Tables of which what was loaded is not. */
  passing: readonly Table[];
}

export interface World {
  workspace: { id: string; mode: "live" | "test"; codeKey: HashKey };
  /** Documents of versions, compiled once; keyed by program and version. */
  compile: (document: unknown, hash: string) => CompiledProgram;
  /** Loaded rows; null is "known to be absent". */
  base: RowMaps;
  /** What the batch has changed so far, put there by `setRow` alone. */
  draft: { [T in Table]: Map<string, Rows[T]> };
  /** Tables of which the batch has changed something: few of the many. */
  changed: Table[];
  /** Loaded indexes by their keys, some with their content. */
  loaded: { [I in Index]: Map<string, unknown> };
  holding: Holding;
  /** The log's last record when nothing was loaded yet; infinite where rows come from elsewhere too. What belongs to anybody who came later was seen whole. */
  since: number;
  clock: number | null;
  /** Versions by program, as they were compiled. */
  compiled: Map<string, CompiledProgram[]>;
  /** Programs with the version in force, by their ids in order; null when that may have changed. */
  inForce: { programId: string; version: number; program: CompiledProgram; referralId: null }[] | null;
  /** Ids of loaded and changed referrals for which something is due, by referrer. */
  dueReferrals: Map<string, Set<string>>;
  externals: Map<string, string>;
  keys: KeyRing;
  /** "kind\nhash" by member. */
  identities: Map<string, Set<string>>;
  /** Events of the batch that were decided, by member: their records are not stored yet. */
  decidedEvents: Map<string, EarlierEvent[]>;
}

const OF_A_BATCH: Holding = {
  rows: () => new Map(),
  index: () => new Map(),
  kept: new Set(KEPT_TABLES),
  passing: PASSING_TABLES,
};
/** A world in which nothing is loaded; `since` only where every change of the log from there on is made in it. */
export function emptyWorld(
  workspace: World["workspace"],
  compile: World["compile"],
  { holding = OF_A_BATCH, since = Number.POSITIVE_INFINITY }: { holding?: Holding; since?: number } = {},
): World {
  return {
    workspace,
    compile,
    base: Object.fromEntries(TABLES.map((table) => [table, holding.rows(table)])) as unknown as RowMaps,
    draft: Object.fromEntries(TABLES.map((table) => [table, new Map()])) as unknown as World["draft"],
    changed: [],
    loaded: Object.fromEntries(INDEXES.map((index) => [index, holding.index(index)])) as World["loaded"],
    holding,
    since,
    clock: null,
    compiled: new Map(),
    inForce: null,
    dueReferrals: new Map(),
    externals: new Map(),
    keys: new Map(),
    identities: new Map(),
    decidedEvents: new Map(),
  };
}

/** Adds a loaded row, or that there is none. */
export function addLoaded<T extends Table>(world: World, table: T, key: string, row: Rows[T] | null): void {
  world.base[table].set(key, row);
  if (row !== null) remember(world, table, row);
}
/** Says that an index was loaded; its rows have been added. */
export function addIndex(world: World, index: Index, key: string, content: unknown = true): void {
  world.loaded[index].set(key, content);
}

/*
 * What is forgotten with each batch is in maps that are made anew, and never cleared: V8 chains the table of a map that is cleared to its next one, and as soon
 * as one of them has grown old the young generation keeps all that follow, and all rows that were ever in them.
 */

/** The batch is committed: what it changed becomes part of what is loaded, and what is not kept is forgotten. */
export function settleWorld(world: World): void {
  for (const table of world.holding.passing) forgetLoaded(world, table);
  for (const table of world.changed) {
    if (!world.holding.kept.has(table)) continue;
    const base = world.base[table] as Map<string, unknown>;
    for (const [key, row] of world.draft[table]) base.set(key, row);
  }
  forgetChanged(world);
  for (const member of world.loaded.dueRewardsOf.keys()) world.loaded.nextDueOf.delete(member);
  for (const index of PASSING_INDEXES) if (world.loaded[index].size > 0) world.loaded[index] = world.holding.index(index);
  if (world.dueReferrals.size > 0) world.dueReferrals = new Map();
}
/** Forgets what the batch changed. */
export function resetWorld(world: World): void {
  if (world.draft.programs.size > 0) world.inForce = null;
  forgetChanged(world);
}
function forgetChanged(world: World): void {
  for (const table of world.changed) world.draft[table] = new Map();
  world.changed = [];
  if (world.decidedEvents.size > 0) world.decidedEvents = new Map();
}
function forgetLoaded<T extends Table>(world: World, table: T): void {
  if (world.base[table].size > 0) (world.base as Record<Table, unknown>)[table] = world.holding.rows(table);
}

/** Tables of which every change, not only a new row, touches what is kept beside the rows. */
const REMEMBERED = new Set<Table>(["rewards", "referrals", "programs"]);
function group(index: Map<string, Set<string>>, key: string, id: string): void {
  const set = index.get(key);
  if (set === undefined) index.set(key, new Set([id]));
  else set.add(id);
}
/** The earliest moment at which something is due for a member: a lower bound, so that most decisions need not look for due work. */
function lowerNextDue(world: World, member: string, at: number | null): void {
  const known = world.loaded.nextDueOf.get(member) as number | undefined;
  if (at !== null && known !== undefined && at < known) world.loaded.nextDueOf.set(member, at);
}
function remember<T extends Table>(world: World, table: T, value: Rows[T]): void {
  if (table === "rewards") {
    const row = value as RewardRow;
    lowerNextDue(world, row.recipientId, row.dueAt);
  } else if (table === "referrals") {
    const row = value as ReferralRow;
    lowerNextDue(world, row.referrerId, row.dueAt);
    if (row.dueAt !== null) group(world.dueReferrals, row.referrerId, row.id);
  } else if (table === "members") {
    const row = value as Rows["members"];
    world.externals.set(row.externalHash, row.id);
  } else if (table === "identities") {
    const row = value as Rows["identities"];
    group(world.identities, row.memberId, `${row.kind}\n${row.hash}`);
  } else if (table === "programs") world.inForce = null;
}

/** The row, or undefined when there is none. Throws a Miss when it is not loaded. */
export function find<T extends Table>(world: World, table: T, key: string): Rows[T] | undefined {
  const changed = world.draft[table].get(key);
  if (changed !== undefined) return changed as Rows[T];
  const row = world.base[table].get(key);
  if (row === undefined) {
    if (isKnownAbsent(world, table, key)) return undefined;
    throw new Miss([{ from: table, key }]);
  }
  return (row ?? undefined) as Rows[T] | undefined;
}
/** The row if it happens to be loaded. For rows that an index has just named. */
export function peek<T extends Table>(world: World, table: T, key: string): Rows[T] | undefined {
  return (world.draft[table].get(key) ?? world.base[table].get(key) ?? undefined) as Rows[T] | undefined;
}
/** Throws one Miss for all that is not loaded yet, so that what a decision will surely need is fetched together. */
export function demand(world: World, wants: Want[]): void {
  if (wants.every((want) => isLoaded(world, want))) return;
  throw new Miss(wants.filter((want) => !isLoaded(world, want)));
}
/**
 * Works through all items and throws one Miss for what any of them misses: a Miss each would be a round each. What breaks after a miss is no fault: the
 * world is then not what it would be, and the decision is taken again.
 */
export function eachOrMiss<T>(items: Iterable<T>, work: (item: T) => void): void {
  const wants: Want[] = [];
  for (const item of items) {
    try {
      work(item);
    } catch (error) {
      if (error instanceof Miss) wants.push(...error.wants);
      else if (wants.length === 0) throw error;
    }
  }
  if (wants.length > 0) throw new Miss(wants);
}
const NAMES = new Set<string>(TABLES);
function isTable(from: string): from is Table {
  return NAMES.has(from);
}
export function isLoaded(world: World, { from, key }: Want): boolean {
  if (isTable(from)) return world.draft[from].has(key) || world.base[from].has(key) || isKnownAbsent(world, from, key);
  return world.loaded[from as Index].has(key);
}

/**
 * Whether there is no such row because whom it would belong to came into being in this world: whatever they have since would be here. Once they are more than a
 * draft, the answer is kept.
 */
function isKnownAbsent<T extends Table>(world: World, table: T, key: string): boolean {
  const parts = key.split("\n");
  for (const { part, of } of OWNERS.get(table) ?? []) {
    const owner = parts[part] as string;
    if ((peek(world, of, owner)?.recordNumber ?? 0) <= world.since) continue;
    if (world.base[of].get(owner) != null) world.base[table].set(key, null);
    return true;
  }
  return false;
}
/** What was loaded for an index; throws a Miss when it was not. */
export function demandIndex(world: World, index: Index, key: string): unknown {
  const content = world.loaded[index].get(key);
  if (content === undefined) throw new Miss([{ from: index, key }]);
  return content;
}

/** Folds a change into the world without recording it again: for replay. */
export function applyPatch<T extends Table>(world: World, table: T, key: string, patch: Partial<Rows[T]>): void {
  patchRow(world, table, key, peek(world, table, key), patch);
}
/** As `applyPatch`, where it is known what the row is before. Gives what it is then. */
export function patchRow<T extends Table>(world: World, table: T, key: string, before: Rows[T] | undefined, patch: Partial<Rows[T]>): Rows[T] {
  const row = (before === undefined ? patch : { ...before, ...patch }) as Rows[T];
  setRow(world, table, key, row);
  if (before === undefined || REMEMBERED.has(table)) remember(world, table, row);
  return row;
}
/** Puts a changed row in place of what it was. */
export function setRow<T extends Table>(world: World, table: T, key: string, row: Rows[T]): void {
  const draft = world.draft[table];
  if (draft.size === 0) world.changed.push(table);
  draft.set(key, row);
}
