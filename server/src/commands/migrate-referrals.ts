/** Referrals under way go over to the version in force: looked at first and then, if it is wanted, done. */
import type { App } from "../app.js";
import type { ProgramDocument } from "../core/document/schema.js";
import { type MigrationReport, reportMigration } from "../core/migration-report.js";
import type { MigrateInput } from "../core/reevaluate-input.js";
import type { ImaginedDecision, ImaginedInput } from "../core/rehearsal/imagined.js";
import { emptyWorld } from "../core/world.js";
import { AppError } from "../errors.js";
import { loadPrograms } from "../store/load-world.js";
import { loadPublishedPrograms } from "../store/published-programs.js";
import { loadDocumentsOf, loadReferralsBehind } from "../store/referrals-behind.js";
import { inSnapshot, readHead } from "../store/snapshot.js";
import { compileProgram } from "./compiled-programs.js";
import { decideLoading } from "./decide-loading.js";
import { submit } from "./log-writer.js";
import { indexPrograms, type WorkspacePrograms } from "./program-directory.js";
import type { Pace } from "./replay-log.js";
import type { Workspace } from "./workspace-directory.js";

export interface MigrationRequest {
  /** Whether it is done; it is only looked at unless so. */
  apply: boolean;
}
export interface MigrationProgress {
  written: number;
  of: number;
}
export interface MigrationResult {
  program: string;
  version: number;
  programs: WorkspacePrograms;
  /** Of every version that holds for a referral under way, and of the one in force. */
  documents: { before: Map<number, ProgramDocument>; after: ProgramDocument };
  report: MigrationReport;
  written: { records: number; referrals: number } | null;
}

/** So many go into one record: a batch holds the log's head for a moment only. */
const REFERRALS_MAX = 50;
/** So many are looked at beside the requests of a server: they are decided in one go. */
export const SERVED_REFERRALS_MAX = 10_000;

/**
 * Decides in a snapshot what would become of every referral under way for which an earlier version holds, and, where asked, writes it, record after record at
 * the lowest priority; yields how far that is. Ended on the way it has moved a part: the next one moves the rest. Throws `conflict` for a program that was
 * never published, `unprocessable` for more referrals than a server looks at.
 */
export async function* migrateReferrals(
  app: App,
  workspace: Workspace,
  program: string,
  { apply }: MigrationRequest,
  pace: Pace,
): AsyncGenerator<MigrationProgress, MigrationResult> {
  const { known, programs, documents, decided } = await imagine(app, workspace, program, pace);
  const report = reportMigration(decided);
  const migrating = decided.flatMap(({ decision }) =>
    decision.trace.filter(({ step }) => step === "referral.migrated").map(({ referral }) => referral as string),
  );
  const written = apply ? yield* write(app, workspace, inputsOf(program, known.version, migrating)) : null;
  return { program, version: known.version, programs, documents: { before: documents, after: known.document }, report, written };
}

function imagine(app: App, workspace: Workspace, program: string, pace: Pace) {
  return inSnapshot(app.db, workspace.id, async (tx) => {
    const [head, list] = await Promise.all([readHead(tx, workspace.id), loadPublishedPrograms(tx, workspace.id, new Map())]);
    const known = list.find(({ id }) => id === program);
    if (known === undefined) throw new AppError("conflict", { detail: "The program was never published, so there is nothing under way in it." });
    const behind = await loadReferralsBehind(tx, workspace.id, program, known.version);
    if (pace === "beside requests" && behind.length > SERVED_REFERRALS_MAX) {
      const detail =
        `${behind.length} referrals are under way in earlier versions, and a server looks at no more than ${SERVED_REFERRALS_MAX} beside its requests. ` +
        "Run bandwagon migrate-referrals at the command line.";
      throw new AppError("unprocessable", { detail });
    }
    const versions = [...new Set(behind.map(({ version }) => version))];
    const documents = (await loadDocumentsOf(tx, workspace.id, program, versions)) as Map<number, ProgramDocument>;
    const ids = behind.map(({ id }) => id);
    const inputs = inputsOf(program, known.version, ids);
    const world = emptyWorld({ id: workspace.id, mode: workspace.mode, codeKey: workspace.secrets.codes }, compileProgram);
    await loadPrograms(tx, world);
    const at = Math.max(head.at, head.clock ?? head.now);
    const asked = inputs.map((input): ImaginedInput => ({ input, at }));
    const decided: ImaginedDecision[] = asked.length === 0 ? [] : await decideLoading(tx, world, head.number, asked);
    return { known, programs: indexPrograms(list), documents, decided };
  });
}

function inputsOf(program: string, version: number, referrals: readonly string[]): MigrateInput[] {
  const inputs: MigrateInput[] = [];
  for (let first = 0; first < referrals.length; first += REFERRALS_MAX) {
    inputs.push({ kind: "program.migrate", program, version, referrals: referrals.slice(first, first + REFERRALS_MAX) });
  }
  return inputs;
}

async function* write(
  app: App,
  workspace: Workspace,
  inputs: readonly MigrateInput[],
): AsyncGenerator<MigrationProgress, { records: number; referrals: number }> {
  let records = 0;
  let referrals = 0;
  for (const input of inputs) {
    const { outcome } = await submit(app, workspace.id, { lane: "background", input });
    records++;
    if (outcome.status === "done") referrals += Number(outcome.migrated);
    yield { written: records, of: inputs.length };
  }
  return { records, referrals };
}
