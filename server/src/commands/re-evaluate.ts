/** Re-evaluation: what rules that were added or mended would have given for what has happened, looked at first and then, if it is wanted, given. */
import type { App } from "../app.js";
import { canonicalJson } from "../core/document/hash.js";
import type { ProgramDocument, Rule } from "../core/document/schema.js";
import type { ReevaluatedFiring, ReevaluateInput } from "../core/reevaluate-input.js";
import type { ImaginedDecision, ImaginedInput } from "../core/rehearsal/imagined.js";
import { type Reevaluation, startReevaluation } from "../core/rehearsal/re-evaluation.js";
import { firingsIn, type ReevaluationReport, reportReevaluation } from "../core/rehearsal/re-evaluation-report.js";
import { emptyWorld } from "../core/world.js";
import { AppError, type RequestProblem } from "../errors.js";
import { inWorkspace } from "../store/db.js";
import { loadPrograms } from "../store/load-world.js";
import { loadPublishedPrograms } from "../store/published-programs.js";
import { inSnapshot, loadRulesOfVersions, readHead } from "../store/snapshot.js";
import { type Candidate, chooseCandidate } from "./candidate-document.js";
import { compileProgram } from "./compiled-programs.js";
import { decideLoading } from "./decide-loading.js";
import { submit } from "./log-writer.js";
import { peopleReader } from "./people-reader.js";
import { indexPrograms, type WorkspacePrograms } from "./program-directory.js";
import { assertPeriod, beginReplay, type Pace, type ReplayProgress, replayLog } from "./replay-log.js";
import type { Workspace } from "./workspace-directory.js";

export interface ReevaluationRequest {
  /** Ids of rules; unless said all that some earlier version lacks or has otherwise. */
  rules?: readonly string[];
  /** Epoch milliseconds: of what happened from then on, and before. All of it unless said. */
  from?: number;
  to?: number;
  /** Whether it is given; it is only looked at unless so. */
  apply: boolean;
  /** Whether members are told of what they are given. */
  tell: boolean;
}
/** Reading the log; then, where it is given, writing records. */
export type ReevaluationProgress = ReplayProgress | { written: number; of: number };
export interface ReevaluationResult extends ReplayProgress {
  candidate: Candidate;
  programs: WorkspacePrograms;
  rules: string[];
  from: number | null;
  to: number | null;
  /** What would be given when it began; where it was given, `written` tells what became of it. */
  report: ReevaluationReport;
  written: { records: number; rewards: number } | null;
  tell: boolean;
  externalIds: Map<string, string>;
}

/** So many occurrences go into one record: a batch holds the log's head for a moment only. */
const FIRINGS_MAX = 50;
/** So many are looked at beside the requests of a server: they are decided in one go. */
export const SERVED_FIRINGS_MAX = 10_000;
/** What these are set off by is in the log; what the calendar sets off is not. */
const TRIGGERS = ["event", "referral", "goal", "referrals", "stampCard", "badge", "level"];

/**
 * Yields how far it is, and returns what would be given, or was. It replays the log as it stood when it began, in short transactions, then decides in a
 * snapshot what its records would give now, and, where asked, writes those that give something, one after the other at the lowest priority. Ended on the way
 * it has given a part: the next one gives the rest, because no rule gives for an occurrence again. Throws `conflict` for a program that was never published,
 * `unprocessable` for a rule that there is not, or that the calendar sets off.
 */
export async function* reevaluate(
  app: App,
  workspace: Workspace,
  program: string,
  request: ReevaluationRequest,
  pace: Pace,
): AsyncGenerator<ReevaluationProgress, ReevaluationResult> {
  const { candidate, list, head, rules } = await prepare(app, workspace, program, request);
  const done = beginReplay(app, "re-evaluate", pace, head.number);
  try {
    const replay = startReplay(workspace, candidate, rules, request);
    const records = yield* replayLog(app.db, workspace.id, replay, { what: "re-evaluate", head: head.number, until: Number.POSITIVE_INFINITY, pace });
    replay.settle(Math.max(head.at, head.clock ?? head.now));
    const version = candidate.current as number;
    const inputs = inputsOf({ program, version, quiet: !request.tell }, replay.firings(), pace);
    const decided = await imagine(app, workspace, inputs);
    const report = reportReevaluation(decided, replay.differences());
    const written = request.apply ? yield* write(app, workspace, givingOnly(inputs, decided)) : null;
    const programs = indexPrograms(list);
    const externalIds = await externalIdsOf(app, workspace, report);
    const period = { from: request.from ?? null, to: request.to ?? null };
    return { candidate, programs, rules, ...period, records, of: head.number, report, written, tell: request.tell, externalIds };
  } finally {
    done();
  }
}

function prepare(app: App, workspace: Workspace, program: string, request: ReevaluationRequest) {
  assertPeriod(request);
  return inSnapshot(app.db, workspace.id, async (tx) => {
    const versions = await loadRulesOfVersions(tx, workspace.id, program);
    if (versions.length === 0) {
      throw new AppError("conflict", { detail: "The program was never published, so it has no rules that could be asked of what has happened." });
    }
    const [head, candidate, list] = await Promise.all([
      readHead(tx, workspace.id),
      chooseCandidate(tx, workspace.id, program, "current"),
      loadPublishedPrograms(tx, workspace.id, new Map()),
    ]);
    return { head, candidate, list, rules: rulesOf(candidate.document, versions, request.rules) };
  });
}

function rulesOf({ rules = [] }: ProgramDocument, versions: readonly unknown[], named: readonly string[] | undefined): string[] {
  if (named === undefined) {
    return rules.filter((rule) => canBeAsked(rule) && versions.some((each) => !hasSame(each, rule))).map(({ id }) => id);
  }
  const problems = named.flatMap((id, index): RequestProblem[] => {
    const path = `/rules/${index}`;
    const rule = rules.find((each) => each.id === id);
    if (rule === undefined) return [{ path, problem: `There is no rule “${id}” in the version in force.`, remedy: "Name a rule by its id." }];
    if (canBeAsked(rule)) return [];
    return [
      {
        path,
        problem: `The rule “${id}” is set off by the calendar, a tier, a streak or a challenge, not by what happened.`,
        remedy: "Leave it out.",
      },
    ];
  });
  if (problems.length > 0) throw new AppError("unprocessable", { detail: `${problems[0]?.problem} ${problems[0]?.remedy}`, errors: problems });
  return [...named];
}
function canBeAsked({ on }: Rule): boolean {
  return TRIGGERS.some((trigger) => trigger in on);
}
function hasSame(rules: unknown, rule: Rule): boolean {
  const other = Array.isArray(rules) ? (rules as Rule[]).find(({ id }) => id === rule.id) : undefined;
  return other !== undefined && canonicalJson(other) === canonicalJson(rule);
}

function startReplay(workspace: Workspace, { program, document, hash }: Candidate, rules: string[], request: ReevaluationRequest): Reevaluation {
  const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = request;
  return startReevaluation({
    workspace: { id: workspace.id, mode: workspace.mode, codeKey: workspace.secrets.codes },
    program,
    newest: compileProgram(document, hash),
    rules: new Set(rules),
    compile: compileProgram,
    from,
    until: to,
  });
}

type Asking = Pick<ReevaluateInput, "program" | "version" | "quiet">;
function inputsOf({ program, version, quiet }: Asking, firings: readonly ReevaluatedFiring[], pace: Pace): ReevaluateInput[] {
  if (pace === "beside requests" && firings.length > SERVED_FIRINGS_MAX) {
    throw new AppError("unprocessable", {
      detail:
        `The rules would give for ${firings.length} occurrences, and a server looks at no more than ${SERVED_FIRINGS_MAX} beside its requests. ` +
        "Name a shorter period or fewer rules, or run bandwagon re-evaluate at the command line.",
    });
  }
  const inputs: ReevaluateInput[] = [];
  for (let first = 0; first < firings.length; first += FIRINGS_MAX) {
    inputs.push({ kind: "program.reevaluate", program, version, ...(quiet && { quiet }), firings: firings.slice(first, first + FIRINGS_MAX) });
  }
  return inputs;
}

/** What the records would give if they were written now. */
function imagine(app: App, workspace: Workspace, inputs: readonly ReevaluateInput[]): Promise<ImaginedDecision[]> {
  if (inputs.length === 0) return Promise.resolve([]);
  return inSnapshot(app.db, workspace.id, async (tx) => {
    const head = await readHead(tx, workspace.id);
    const world = emptyWorld({ id: workspace.id, mode: workspace.mode, codeKey: workspace.secrets.codes }, compileProgram);
    await loadPrograms(tx, world);
    const at = Math.max(head.at, head.clock ?? head.now);
    return decideLoading(
      tx,
      world,
      head.number,
      inputs.map((input): ImaginedInput => ({ input, at })),
    );
  });
}

const CHANGING = new Set(["reward.made", "level.reached", "level.counted"]);
/** The records again, without what would change nothing. */
function givingOnly(inputs: readonly ReevaluateInput[], decided: readonly ImaginedDecision[]): ReevaluateInput[] {
  const [first] = inputs;
  if (first === undefined) return [];
  const giving = inputs.flatMap(({ firings }, index) => {
    const parts = firingsIn(decided[index]?.decision.trace ?? []);
    return firings.filter((_, place) => parts[place]?.some(({ step }) => CHANGING.has(step)));
  });
  return inputsOf({ quiet: false, ...first }, giving, "alone");
}

async function* write(
  app: App,
  workspace: Workspace,
  inputs: readonly ReevaluateInput[],
): AsyncGenerator<ReevaluationProgress, { records: number; rewards: number }> {
  let records = 0;
  let rewards = 0;
  for (const input of inputs) {
    const { outcome } = await submit(app, workspace.id, { lane: "background", input });
    records++;
    if (outcome.status === "done") rewards += Number(outcome.rewards);
    yield { written: records, of: inputs.length };
  }
  return { records, rewards };
}

function externalIdsOf(app: App, workspace: Workspace, { gains, examples }: ReevaluationReport): Promise<Map<string, string>> {
  const ids = new Set(gains.flatMap(({ most }) => most.map(({ member }) => member)));
  for (const { trace } of examples) {
    for (const value of trace.flatMap((item) => Object.values(item))) if (typeof value === "string" && value.startsWith("mem_")) ids.add(value);
  }
  return readExternalIds(app, workspace, [...ids]);
}
/** The business's own ids of members, of those that are known still. */
export async function readExternalIds(app: App, workspace: Workspace, ids: string[]): Promise<Map<string, string>> {
  const people = await inWorkspace(app.db, workspace.id, (tx) => peopleReader(workspace)(tx, ids));
  return new Map([...people].flatMap(([id, { externalId }]) => (typeof externalId === "string" ? [[id, externalId]] : [])));
}
