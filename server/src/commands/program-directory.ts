/** The published programs of a workspace as this process remembers them: what events may say, what units are called and how precise they are. */
import { BoundedMap } from "../bounded-map.js";
import type { ProgramDocument, Text } from "../core/document/schema.js";
import { type Database, inWorkspace } from "../store/db.js";
import { loadPublishedPrograms, type PublishedProgram } from "../store/published-programs.js";

export type { PublishedProgram } from "../store/published-programs.js";

export interface Property {
  type: "string" | "int" | "bool" | "money" | "timestamp";
  personal: boolean;
}

export interface WorkspacePrograms {
  /** All published ones, ended ones too, oldest first. */
  readonly list: readonly PublishedProgram[];
  /** By id or by handle. */
  find(idOrHandle: string): PublishedProgram | undefined;
  /** How the programs declare the property of the event type: personal where one of them says so; more than one where they differ. None: undeclared. */
  propertyOf(eventType: string, name: string): readonly Property[];
  traitOf(name: string): readonly Property[];
  /** The decimals of a named unit; 0 where no program declares it. */
  precisionOf(unit: string): number;
  unitName(unit: string): Text | undefined;
  /** True when a program has the named unit, or reckons in the currency. */
  knowsUnit(unit: string): boolean;
  /** The currency that all programs share. */
  readonly currency: string | undefined;
  /** Properties by whose values a friend can be referred more than once, of all programs. */
  readonly uniqueBy: ReadonlySet<string>;
}

export interface ProgramDirectory {
  /** At most a second old, and never older than this process's own last publication. */
  of(workspaceId: string): Promise<WorkspacePrograms>;
  /** As the database has it now: before it is said that there is no such program. */
  fresh(workspaceId: string): Promise<WorkspacePrograms>;
  /** Something was published or changed its status: the next question is put to the database. */
  forget(workspaceId: string): void;
}

const FRESH_MS = 1000;
const MOST_WORKSPACES = 1000;

interface Entry {
  loadedAt: number;
  programs: Promise<WorkspacePrograms>;
  documents: Map<string, ProgramDocument>;
}

export function createProgramDirectory({ db, now }: { db: Database; now(): number }): ProgramDirectory {
  const entries = new BoundedMap<string, Entry>(MOST_WORKSPACES);

  function load(workspaceId: string): Promise<WorkspacePrograms> {
    const known = entries.get(workspaceId)?.documents ?? new Map<string, ProgramDocument>();
    const loading = inWorkspace(db, workspaceId, (tx) => loadPublishedPrograms(tx, workspaceId, known));
    const programs = loading.then((list) => {
      entry.documents = new Map(list.map(({ hash, document }) => [hash, document]));
      return indexPrograms(list);
    });
    const entry: Entry = { loadedAt: now(), programs, documents: known };
    entries.set(workspaceId, entry);
    // A failed look-up is answered to who asked and asked again by the next.
    programs.catch(() => entries.get(workspaceId) === entry && entries.delete(workspaceId));
    return programs;
  }

  return {
    of(workspaceId) {
      const entry = entries.get(workspaceId);
      return entry !== undefined && now() - entry.loadedAt < FRESH_MS ? entry.programs : load(workspaceId);
    },
    fresh: load,
    forget(workspaceId) {
      const entry = entries.get(workspaceId);
      if (entry !== undefined) entry.loadedAt = Number.NEGATIVE_INFINITY;
    },
  };
}

/** Programs by what they are asked for. */
export function indexPrograms(list: PublishedProgram[]): WorkspacePrograms {
  const byName = new Map<string, PublishedProgram>();
  for (const program of list) byName.set(program.handle, program);
  for (const program of list) byName.set(program.id, program);
  const events = new Map<string, Map<string, Property[]>>();
  const traits = new Map<string, Property[]>();
  const units = new Map<string, { precision: number; name: Text | undefined }>();
  const currencies = new Set<string>();
  for (const { document } of list) {
    currencies.add(document.currency ?? "USD");
    addProperties(traits, document.traits);
    for (const [type, { properties }] of Object.entries(document.events ?? {})) addProperties(mapIn(events, type), properties);
    for (const [unit, { precision = 0, name }] of Object.entries(document.units ?? {})) {
      if (!units.has(unit)) units.set(unit, { precision, name });
    }
  }
  const none: readonly Property[] = [];
  return {
    list,
    find: (idOrHandle) => byName.get(idOrHandle),
    propertyOf: (eventType, name) => events.get(eventType)?.get(name) ?? none,
    traitOf: (name) => traits.get(name) ?? none,
    precisionOf: (unit) => units.get(unit)?.precision ?? 0,
    unitName: (unit) => units.get(unit)?.name,
    // Points need no declaration: they are the unit of a points grant that names none.
    knowsUnit: (unit) => units.has(unit) || currencies.has(unit) || unit === "POINTS",
    currency: currencies.size === 1 ? [...currencies][0] : undefined,
    uniqueBy: new Set(list.flatMap(({ document }) => document.attribution?.uniqueBy ?? [])),
  };
}

function mapIn(maps: Map<string, Map<string, Property[]>>, name: string): Map<string, Property[]> {
  let map = maps.get(name);
  if (map === undefined) {
    map = new Map();
    maps.set(name, map);
  }
  return map;
}

/** Personal for one program is personal for all: what is personal must not reach the log. */
function addProperties(into: Map<string, Property[]>, declared: Record<string, { type: Property["type"]; personal?: boolean }> | undefined): void {
  for (const [name, { type, personal = false }] of Object.entries(declared ?? {})) {
    const known = into.get(name) ?? [];
    const isPersonal = personal || known.some((property) => property.personal);
    const types = new Set([...known.map((property) => property.type), type]);
    into.set(
      name,
      [...types].map((one) => ({ type: one, personal: isPersonal })),
    );
  }
}
