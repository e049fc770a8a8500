import type { Foundation } from "../app.js";
import { derivedId, keyedHash } from "../core/hash.js";
import { periodOf } from "../core/time.js";
import { AppError } from "../errors.js";
import { inWorkspace, type Tx } from "../store/db.js";
import { saveUntoldVisits, type UntoldVisit } from "../store/untold-visits.js";
import { saveVisits, type VisitRow } from "../store/visits.js";
import type { LinkCode, LinkProgram } from "./link-directory.js";

/** What tells one visitor from another, without keeping who it is. */
export interface Visitor {
  ip: string;
  userAgent: string;
}

export interface VisitRequest {
  program: LinkProgram;
  code: LinkCode;
  /** From the address and browser, or what the browser's tracker calls its visitor. */
  visitor: Visitor | string;
  channel: string | undefined;
  placement: string | undefined;
}

export interface VisitWriter {
  /**
   * The visit's id; the visit is committed when the promise resolves. The same visitor, program and code within a half-hour are one visit.
   * Rejects with `overloaded` when more wait than can be written soon.
   */
  record(request: VisitRequest): Promise<string>;
  /** The workspaces of which visits have been noted for the log since this was asked last. */
  takeNoted(): string[];
  /** Resolves when nothing waits any more. */
  drain(): Promise<void>;
}

const bucketMs = 30 * 60 * 1000;
const rowsPerInsert = 1000;
const waitingMax = 20_000;
const recentMax = 25_000;

interface WaitingVisit {
  row: VisitRow;
  untold: UntoldVisit[];
  resolve(id: string): void;
  reject(error: unknown): void;
}

interface Queue {
  waiting: WaitingVisit[];
  written: Promise<void>;
}

/**
 * Group commit: one insert in flight a workspace, and what arrives meanwhile is the next one, so that under load a commit carries many visits and an idle
 * server adds no wait.
 */
export function makeVisitWriter({ db, now }: Pick<Foundation, "db" | "now">): VisitWriter {
  const queues = new Map<string, Queue>();
  let noted = new Set<string>();
  /** Visits that are committed, in two generations: a reload costs nothing. */
  let recent = new Set<string>();
  let older = new Set<string>();

  /** Never rejects: every failure reaches those who wait. */
  async function drainQueue(workspaceId: string, queue: Queue): Promise<void> {
    // A turn of the event loop later: requests that were read together travel together.
    await new Promise((turn) => setImmediate(turn));
    while (queue.waiting.length > 0) {
      const batch = queue.waiting.splice(0, rowsPerInsert);
      try {
        const rows = batch.map(({ row }) => row);
        const untold = batch.flatMap((visit) => visit.untold);
        const save = (tx: Tx) => saveVisits(tx, workspaceId, rows);
        const saveBoth = (tx: Tx) => Promise.all([saveUntoldVisits(tx, workspaceId, untold), save(tx)]);
        await inWorkspace<unknown>(db, workspaceId, untold.length === 0 ? save : saveBoth);
        if (untold.length > 0) noted.add(workspaceId);
        for (const { row, resolve } of batch) {
          remember(row.id);
          resolve(row.id);
        }
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    queues.delete(workspaceId);
  }

  function enqueue(workspaceId: string, visit: WaitingVisit): void {
    const known = queues.get(workspaceId);
    if (known !== undefined) known.waiting.push(visit);
    else {
      const queue: Queue = { waiting: [visit], written: Promise.resolve() };
      queues.set(workspaceId, queue);
      queue.written = drainQueue(workspaceId, queue);
    }
  }

  function remember(id: string): void {
    recent.add(id);
    if (recent.size < recentMax) return;
    older = recent;
    recent = new Set();
  }

  return {
    record(request) {
      const workspaceId = request.program.workspace.id;
      const row = visitRow(request, now());
      if (recent.has(row.id) || older.has(row.id)) return Promise.resolve(row.id);
      const queue = queues.get(workspaceId);
      if (queue !== undefined && queue.waiting.length >= waitingMax) {
        return Promise.reject(
          new AppError("overloaded", { detail: "More visits arrive than can be written; try again shortly.", retryAfterSeconds: 1 }),
        );
      }
      return new Promise((resolve, reject) => enqueue(workspaceId, { row, untold: untoldOf(request, row), resolve, reject }));
    },
    takeNoted() {
      const workspaces = [...noted];
      noted = new Set();
      return workspaces;
    },
    async drain() {
      while (queues.size > 0) await Promise.all([...queues.values()].map(({ written }) => written));
    },
  };
}

/** The id follows from visitor, code and half-hour under a secret of the workspace: the primary key itself removes repeats, and nobody can test who a visitor was. */
function visitRow({ program, code, visitor, channel, placement }: VisitRequest, realNow: number): VisitRow {
  const at = program.clock ?? realNow;
  const bucketAt = at - (at % bucketMs);
  const parts = partsOf(visitor);
  return {
    id: derivedId("vis", keyedHash(program.workspace.secrets.visits, ...parts, program.id, code.code, String(bucketAt))),
    bucketAt,
    at,
    programId: program.id,
    code: code.code,
    memberId: code.memberId,
    channel: channel ?? code.channel ?? null,
    placement: placement ?? code.placement ?? null,
  };
}
function partsOf(visitor: VisitRequest["visitor"]): string[] {
  return typeof visitor === "string" ? ["tracker", visitor] : ["browser", visitor.ip, visitor.userAgent];
}

/** What the log is to be told. Who came is a hash that holds for this member and period alone: nobody can follow a visitor from one to the next. */
function untoldOf({ program, code, visitor }: VisitRequest, { id: visit, at, channel, placement }: VisitRow): UntoldVisit[] {
  const { timeZone, weekStart } = program.calendar;
  return program.visitPeriods.map((oncePer) => {
    const period = periodOf(at, oncePer, timeZone, weekStart).key;
    const about = ["counted", ...partsOf(visitor), program.id, code.memberId, oncePer, period];
    const hash = keyedHash(program.workspace.secrets.visits, ...about);
    const where = { ...(channel !== null && { channel }), ...(placement !== null && { placement }) };
    return { key: `visit:${hash}`, input: { kind: "visit", program: program.id, code: code.code, visit, visitor: hash, oncePer, at, ...where } };
  });
}
