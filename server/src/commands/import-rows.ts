/** Importing a table of members or of past referrals: row by row through the same commands as single calls, each under a key that follows from what the row says. */
import type { App } from "../app.js";
import { sha256Hex } from "../core/hash.js";
import type { Outcome } from "../core/record.js";
import { formatInstant } from "../core/time.js";
import { AppError } from "../errors.js";
import type { PublishedProgram } from "../store/published-programs.js";
import { addCode } from "./add-code.js";
import { enterReferral } from "./enter-referral.js";
import { type ImportKind, type ImportPlan, mapRow, readMoment } from "./import-plan.js";
import type { ImportRow } from "./import-table.js";
import { putMember } from "./put-members.js";
import type { Workspace } from "./workspace-directory.js";
import type { Written } from "./write-batch.js";

export interface Import {
  kind: ImportKind;
  plan: ImportPlan;
  program: PublishedProgram;
  /** Of referrals: why they are entered. */
  reason: string;
}
export interface ImportCounts {
  rows: number;
  done: number;
  /** Rows that say what was imported before. */
  repeated: number;
  refused: number;
}
/** Why a row was refused: in words, or as the log declined it. */
export type ImportProblem = string | Declined;
type Declined = Extract<Outcome, { status: "declined" }>;
/** How far an import is, and what was refused since the step before. */
export interface ImportStep {
  counts: ImportCounts;
  refused: { row: ImportRow; problem: ImportProblem }[];
}

export const NOTHING_IMPORTED: ImportCounts = { rows: 0, done: 0, repeated: 0, refused: 0 };

/** So many rows travel at once. */
const ROWS_AT_ONCE = 200;

/**
 * Imports the rows, and tells every 200 of them how far it is. One that cannot be done is told and does not hold up the others; one that was done before is done
 * no second time, so an import that broke off is simply run again.
 */
export async function* importRows(app: App, workspace: Workspace, what: Import, rows: AsyncIterable<ImportRow>): AsyncGenerator<ImportStep, void> {
  let counts = NOTHING_IMPORTED;
  for await (const chunk of inChunks(rows, ROWS_AT_ONCE)) {
    const results = await Promise.all(chunk.map((row) => importRow(app, workspace, what, row)));
    const refused = results.flatMap((result, index) =>
      typeof result === "string" ? [] : [{ row: chunk[index] as ImportRow, problem: result.problem }],
    );
    counts = {
      rows: counts.rows + chunk.length,
      done: counts.done + results.filter((result) => result === "done").length,
      repeated: counts.repeated + results.filter((result) => result === "repeated").length,
      refused: counts.refused + refused.length,
    };
    yield { counts, refused };
  }
}

async function* inChunks<T>(items: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let chunk: T[] = [];
  for await (const item of items) {
    chunk.push(item);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

type Result = "done" | "repeated" | { problem: ImportProblem };

async function importRow(app: App, workspace: Workspace, what: Import, { record }: ImportRow): Promise<Result> {
  const mapped = mapRow(what.kind, what.plan, record);
  if (!mapped.ok) return mapped;
  const { values } = mapped;
  const key = `import:${what.kind}:${sha256Hex(JSON.stringify([what.program.id, values]))}`;
  try {
    return what.kind === "members" ? await importMember(app, workspace, what, values, key) : await importReferral(app, workspace, what, values, key);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    // What the server cannot do now is no fault of the row: the import stops, to be run again.
    if (error.status >= 500) throw error;
    const [first] = error.errors ?? [];
    return { problem: first === undefined ? error.message : `${error.message} (${first.path}: ${first.problem})` };
  }
}

async function importMember(app: App, workspace: Workspace, { program }: Import, values: Record<string, string>, key: string): Promise<Result> {
  const { id = "", code, ...person } = values;
  const put = await putMember(app, workspace, { id, ...person, programs: [program.id] }, key);
  if (code === undefined || put.outcome.status === "declined") return resultOf(put);
  const added = await addCode(app, workspace, program.id, id, { code, first: true }, `${key}:code`);
  return resultOf({ outcome: added.outcome, replayed: put.replayed });
}

async function importReferral(app: App, workspace: Workspace, what: Import, values: Record<string, string>, key: string): Promise<Result> {
  const { program, reason } = what;
  const { referrer = "", friend = "", occurredAt, referredFor } = values;
  const at = occurredAt === undefined ? undefined : readMoment(occurredAt, program.document.timeZone ?? "UTC");
  if (occurredAt !== undefined && at === undefined) {
    return { problem: `${occurredAt} is not a moment; write 2026-03-01, 2026-03-01 14:30 or 01.03.2026.` };
  }
  const entry = {
    program: program.id,
    referrer,
    friend,
    reason,
    ...(at !== undefined && { occurredAt: formatInstant(at) }),
    ...(referredFor !== undefined && { referredFor }),
  };
  return resultOf(await enterReferral(app, workspace, entry, key));
}

function resultOf({ outcome, replayed }: Pick<Written, "outcome" | "replayed">): Result {
  if (outcome.status === "declined") return { problem: outcome };
  return replayed ? "repeated" : "done";
}
