/** The forecast of a program before it runs: in turns, so that the process goes on serving, and one at a time, so that it has something left for that. */
import type { Foundation } from "../app.js";
import type { CompiledProgram } from "../core/document/compiled-program.js";
import type { ProgramDocument } from "../core/document/schema.js";
import { parseDecimal } from "../core/money.js";
import { type Forecast, forecast } from "../core/simulation/forecast.js";
import { type ForecastView, forecastView } from "../core/simulation/forecast-view.js";
import { parseAssumptions } from "../core/simulation/parse-assumptions.js";
import { saidByDocument } from "../core/simulation/said-by-document.js";
import { addDuration, parseMoment, periodOf } from "../core/time.js";
import { AppError, type RequestProblem } from "../errors.js";
import { inSnapshot } from "../store/snapshot.js";
import { chooseCandidate, type VersionChoice } from "./candidate-document.js";
import { compileProgram } from "./compiled-programs.js";
import type { Workspace } from "./workspace-directory.js";

export const RUNS_DEFAULT = 100;
export const RUNS_MAX = 1000;
/** About so many decisions unless said: some seconds of one core. */
export const DECISIONS_DEFAULT = 150_000;
export const DECISIONS_MIN = 1000;
export const DECISIONS_MAX = 5_000_000;
export const SEED_MAX = 4_294_967_295;
/** How long a turn may take. */
const TURN_MS = 8;
const RETRY_AFTER_SECONDS = 10;
const WITHOUT_END =
  "With these assumptions every customer brings more than one other, and the number of friends grows without end, to more than 10 times the customers who come " +
  "by themselves. Lower shareRate, invitationsPerSharer, visitRate, signUpRate or purchaseRate, or the months.";

export interface SimulationRequest {
  industry?: string;
  assumptions?: Readonly<Record<string, unknown>>;
  runs?: number;
  seed?: number;
  /** About so many decisions at most. */
  decisions?: number;
  /** A decimal text in the program's currency. */
  budget?: string;
  /** A date or moment in the program's time zone. */
  startsOn?: string;
}
export interface Simulation {
  view: ForecastView;
  tally: Forecast["tally"];
  /** Milliseconds that it took. */
  tookMs: number;
}

let isRunning = false;

/** Forecasts the document of the program that is chosen: see `chooseCandidate` and `simulateDocument`. */
export async function simulateProgram(
  app: Pick<Foundation, "db" | "now">,
  workspace: Workspace,
  program: string,
  { version, ...request }: SimulationRequest & { version?: VersionChoice },
  isStopped?: () => boolean,
): Promise<Simulation> {
  const candidate = await inSnapshot(app.db, workspace.id, (tx) => chooseCandidate(tx, workspace.id, program, version));
  return simulateDocument(app, candidate, request, isStopped);
}

/**
 * Forecasts the document, which is valid. Writes nothing and reads nothing but the document. Unless said it starts when friends can first join, else on the
 * first day of the coming month. Throws `invalid_request` with every bad assumption, `unprocessable` where people would grow without end, `rate_limited` while the process has another simulation,
 * and `overloaded` when `isStopped` says so.
 */
export async function simulateDocument(
  { now }: Pick<Foundation, "now">,
  { document, hash }: { document: ProgramDocument; hash: string },
  request: SimulationRequest,
  isStopped: () => boolean = () => false,
): Promise<Simulation> {
  const program = compileProgram(document, hash);
  const problems: RequestProblem[] = [];
  const parsed = parseAssumptions(
    { ...assumedOf(document, program, request), ...(request.industry !== undefined && { industry: request.industry }) },
    program,
  );
  if (!parsed.ok) {
    for (const { path, ...rest } of parsed.problems) problems.push({ path: path === "/industry" ? path : `/assumptions${path}`, ...rest });
  }
  const budget = request.budget === undefined ? null : parseDecimal(request.budget, program.precision);
  if (budget === undefined)
    problems.push({ path: "/budget", problem: "This is not an amount of money.", remedy: `Write it as a text in ${program.currency}: "5000.00".` });
  const startsAt =
    request.startsOn === undefined ? startOf(program.schedule.joinFrom, now(), program.timeZone) : parseMoment(request.startsOn, program.timeZone);
  if (startsAt === undefined) problems.push({ path: "/startsOn", problem: "This is not a date.", remedy: 'Write "2026-09-01".' });
  if (!parsed.ok || budget === undefined || startsAt === undefined) throw refusal(problems);
  const { runs = RUNS_DEFAULT, seed = 1, decisions = DECISIONS_DEFAULT } = request;
  const plan = { startsAt, runs, seed, decisionsMax: decisions, budgetMinor: budget === null ? null : Number(budget) };
  const begun = performance.now();
  const done = await inTurns(forecast(document, parsed.assumptions, plan), isStopped);
  if (done === undefined) throw new AppError("unprocessable", { detail: WITHOUT_END });
  return { view: forecastView(parsed.industry, done), tally: done.tally, tookMs: performance.now() - begun };
}

/** What the caller says, and what the document says where the caller does not. */
function assumedOf(document: ProgramDocument, program: CompiledProgram, { assumptions = {} }: SimulationRequest): Record<string, unknown> {
  const { unitValues, ...known } = saidByDocument(document, program);
  const said = assumptions.unitValues ?? {};
  const isSound = typeof said === "object" && !Array.isArray(said);
  return { ...known, ...assumptions, unitValues: isSound ? { ...unitValues, ...said } : said };
}
function refusal(problems: RequestProblem[]): AppError {
  const detail = problems.map(({ path, problem, remedy }) => `${path}: ${problem} ${remedy}`).join("\n");
  return new AppError("invalid_request", { detail, errors: problems });
}
function startOf(joinFrom: number | null, at: number, zone: string): number {
  return joinFrom ?? addDuration(periodOf(at, "month", zone).start, { months: 1 }, zone);
}

async function inTurns(steps: Generator<void, Forecast | undefined>, isStopped: () => boolean): Promise<Forecast | undefined> {
  if (isRunning) {
    const detail = "Another simulation is running in this process, and there is one at a time; ask again in some seconds.";
    throw new AppError("rate_limited", { detail, retryAfterSeconds: RETRY_AFTER_SECONDS });
  }
  isRunning = true;
  try {
    for (;;) {
      const until = performance.now() + TURN_MS;
      for (let step = steps.next(); ; step = steps.next()) {
        if (step.done === true) return step.value;
        if (performance.now() >= until) break;
      }
      await new Promise((turn) => setImmediate(turn));
      if (isStopped()) throw new AppError("overloaded", { detail: "The simulation was stopped, because nobody waited for it any more." });
    }
  } finally {
    isRunning = false;
  }
}
