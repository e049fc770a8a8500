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
export interface ImportRow {
  /** Of the file, the heading being line 1. */
  line: number;
  record: Readonly<Record<string, string>>;
}
/** Why a row was refused: in words, or as the log declined it. */
export type ImportProblem = string | Declined;
type Declined = Extract<Outcome, { status: "declined" }>;
export interface ImportEvents {
  onRefused(row: ImportRow, problem: ImportProblem): void;
  onProgress(counts: ImportCounts): void;
}

/** So many rows travel at once. */
const ROWS_AT_ONCE = 200;

/**
 * Imports the rows. One that cannot be done is told and does not hold up the others; one that was done before is done no second time, so an import that broke
 * off is simply run again.
 */
export async function importRows(
  app: App,
  workspace: Workspace,
  what: Import,
  rows: AsyncIterable<ImportRow>,
  { onRefused, onProgress }: ImportEvents,
): Promise<ImportCounts> {
  const counts: ImportCounts = { rows: 0, done: 0, repeated: 0, refused: 0 };
  const importOne = async (row: ImportRow): Promise<void> => {
    const result = await importRow(app, workspace, what, row);
    if (result === "done" || result === "repeated") counts[result]++;
    else {
      counts.refused++;
      onRefused(row, result.problem);
    }
  };
  let chunk: ImportRow[] = [];
  const flush = async (): Promise<void> => {
    counts.rows += chunk.length;
    await Promise.all(chunk.map(importOne));
    chunk = [];
    onProgress(counts);
  };
  for await (const row of rows) {
    chunk.push(row);
    if (chunk.length === ROWS_AT_ONCE) await flush();
  }
  if (chunk.length > 0) await flush();
  return counts;
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
  const { referrer = "", friend = "", occurredAt } = values;
  const at = occurredAt === undefined ? undefined : readMoment(occurredAt, program.document.timeZone ?? "UTC");
  if (occurredAt !== undefined && at === undefined) {
    return { problem: `${occurredAt} is not a moment; write 2026-03-01, 2026-03-01 14:30 or 01.03.2026.` };
  }
  const entry = { program: program.id, referrer, friend, reason, ...(at !== undefined && { occurredAt: formatInstant(at) }) };
  return resultOf(await enterReferral(app, workspace, entry, key));
}

function resultOf({ outcome, replayed }: Pick<Written, "outcome" | "replayed">): Result {
  if (outcome.status === "declined") return { problem: outcome };
  return replayed ? "repeated" : "done";
}
