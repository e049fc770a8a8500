import type { Foundation } from "../app.js";
import { BoundedMap } from "../bounded-map.js";
import type { ProgramDocument, Text } from "../core/document/schema.js";
import type { VisitPeriod } from "../core/visit-input.js";
import { inInstallation, inWorkspace } from "../store/db.js";
import { type LinkCodeRow, loadHandle, loadLinkCodes, loadLinkProgram } from "../store/links.js";
import { type Destination, parseDestination } from "./link-destination.js";
import type { Workspace, WorkspaceDirectory } from "./workspace-directory.js";

/** A published program as its links need it. */
export interface LinkProgram {
  workspace: Workspace;
  id: string;
  handle: string;
  status: "running" | "paused" | "ended";
  name: Text;
  description: Text | undefined;
  theme: ProgramDocument["theme"];
  destination: Destination;
  /** Whether a link opens a page of ours first. */
  hasLanding: boolean;
  /** By the address exactly as the program registered it. */
  otherDestinations: ReadonlyMap<string, Destination>;
  /** The clock of a test workspace. */
  clock: number | undefined;
  /** In which periods a visitor counts once, for rules that listen to visits; none without such rules. */
  visitPeriods: readonly VisitPeriod[];
  /** What those periods go by. */
  calendar: { timeZone: string; weekStart: "monday" | "sunday" | "saturday" };
}

export interface LinkCode {
  code: string;
  display: string;
  memberId: string;
  status: "active" | "disabled";
  expiresAt: number | undefined;
  /** Where it is shown, for links that do not tell. */
  channel: string | undefined;
  placement: string | undefined;
}

export interface LinkDirectory {
  /** The published program with this handle; at most a second old. */
  findProgram(handle: string): LinkProgram | undefined | Promise<LinkProgram | undefined>;
  /** The code, in its canonical form, whatever its status; at most a second old. Codes that are asked for while a query runs share the next one. */
  findCode(program: LinkProgram, code: string): LinkCode | undefined | Promise<LinkCode | undefined>;
  /** What is remembered of the workspace's links is read again: after a change by this process. */
  forget(workspaceId: string): void;
}

/** A kill switch must work within a second; the query itself takes part of it. */
const ttlMs = 800;
const programsMax = 5_000;
const codesMax = 100_000;

interface Entry<T> {
  until: number;
  workspaceId: string | undefined;
  value: T | Promise<T>;
}

/** Handles, programs and codes, kept in the process for less than a second, so that a popular link costs no query a visit. */
export function makeLinkDirectory({ db, now }: Foundation, workspaces: WorkspaceDirectory): LinkDirectory {
  const programs = new BoundedMap<string, Entry<LinkProgram | undefined>>(programsMax);
  const codes = new BoundedMap<string, Entry<LinkCode | undefined>>(codesMax);
  const loadCode = makeCodeLoader({ db });

  async function loadProgram(handle: string): Promise<LinkProgram | undefined> {
    const row = await inInstallation(db, (tx) => loadHandle(tx, handle));
    if (row === undefined) return undefined;
    const workspace = await workspaces.load(row.workspace_id);
    const program = await inWorkspace(db, row.workspace_id, (tx) => loadLinkProgram(tx, row.workspace_id, row.program_id));
    if (workspace === undefined || program === undefined) return undefined;
    const { name, description, theme, destination, landing, otherDestinations = [] } = program.document;
    return {
      workspace,
      id: row.program_id,
      handle,
      status: program.status,
      name,
      description,
      theme,
      destination: parseDestination(destination),
      hasLanding: landing !== undefined,
      otherDestinations: new Map([destination, ...otherDestinations].map((address) => [address, parseDestination(address)])),
      clock: program.clock ?? undefined,
      visitPeriods: visitPeriodsOf(program.document),
      calendar: { timeZone: program.document.timeZone ?? "UTC", weekStart: program.document.weekStart ?? "monday" },
    };
  }

  return {
    findProgram: (handle) => remembered(programs, handle, now(), undefined, () => loadProgram(handle)),
    findCode: (program, code) =>
      remembered(codes, `${program.id} ${code}`, now(), program.workspace.id, () => loadCode(program.workspace.id, program.id, code)),
    forget(workspaceId) {
      // Programs are few, and their workspace is known only once they are loaded.
      programs.clear();
      for (const [name, entry] of codes) if (entry.workspaceId === workspaceId) codes.delete(name);
    },
  };
}

function visitPeriodsOf({ rules = [] }: ProgramDocument): VisitPeriod[] {
  return [...new Set(rules.flatMap(({ on }) => ("visit" in on ? [on.oncePer ?? "day"] : [])))];
}

/** The value that is remembered under the name, or the promise of a new one; the oldest name makes room. */
function remembered<T>(
  entries: BoundedMap<string, Entry<T>>,
  name: string,
  at: number,
  workspaceId: string | undefined,
  load: () => Promise<T>,
): T | Promise<T> {
  const known = entries.get(name);
  if (known !== undefined && at < known.until) return known.value;
  const value = load();
  const entry: Entry<T> = { until: at + ttlMs, workspaceId, value };
  entries.set(name, entry);
  value.then(
    (loaded) => {
      entry.value = loaded;
    },
    () => {
      if (entries.get(name) === entry) entries.delete(name);
    },
  );
  return value;
}

interface WantedCode {
  programId: string;
  code: string;
  resolve(code: LinkCode | undefined): void;
  reject(error: unknown): void;
}

const codesPerQuery = 1000;

/** Loads codes with one query in flight a workspace; what is wanted meanwhile goes into the next one. */
function makeCodeLoader({ db }: Pick<Foundation, "db">): (workspaceId: string, programId: string, code: string) => Promise<LinkCode | undefined> {
  const waiting = new Map<string, WantedCode[]>();

  async function drain(workspaceId: string, queue: WantedCode[]): Promise<void> {
    while (queue.length > 0) {
      const batch = queue.splice(0, codesPerQuery);
      try {
        const rows = await inWorkspace(db, workspaceId, (tx) => loadLinkCodes(tx, workspaceId, batch));
        const found = new Map(rows.map((row) => [`${row.program_id} ${row.code}`, row]));
        for (const { programId, code, resolve } of batch) resolve(linkCodeOf(found.get(`${programId} ${code}`)));
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    waiting.delete(workspaceId);
  }

  return (workspaceId, programId, code) =>
    new Promise((resolve, reject) => {
      const wanted = { programId, code, resolve, reject };
      const queue = waiting.get(workspaceId);
      if (queue !== undefined) {
        queue.push(wanted);
        return;
      }
      const started = [wanted];
      waiting.set(workspaceId, started);
      // Every failure reaches those who wait; drain itself does not reject.
      queueMicrotask(() => void drain(workspaceId, started));
    });
}

function linkCodeOf(row: LinkCodeRow | undefined): LinkCode | undefined {
  if (row === undefined) return undefined;
  const { code, display, member_id: memberId, status } = row;
  const known = { expiresAt: row.expires_at ?? undefined, channel: row.channel ?? undefined, placement: row.placement ?? undefined };
  return { code, display, memberId, status, ...known };
}
