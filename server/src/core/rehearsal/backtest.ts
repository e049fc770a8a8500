/**
 * The backtest: a workspace's log decided again in memory with another document in place of a program's versions, and compared with what happened.
 * Everything else is as it was recorded: people, events, the other programs, what owners and members did.
 */

import { decide } from "../decide.js";
import type { CompiledProgram } from "../document/compiled-program.js";
import type { ProgramDocument } from "../document/schema.js";
import { DUE_TABLES, type DueTable, isDueTable } from "../look-ups.js";
import type { OnMade } from "../occurrence.js";
import type { Decision, LogRecord, Outcome, RecordInput, StoredDecision, TraceItem } from "../record.js";
import { revive } from "../replay.js";
import { addIndex, type World } from "../world.js";
import { type Book, type Effect, emptyBook, note } from "./backtest-book.js";
import { dueQueue } from "./due-queue.js";
import { type MemoryRows, memoryRows } from "./memory-rows.js";

export interface RecordedRecord {
  number: number;
  at: number;
  input: RecordInput;
  decision: StoredDecision;
}
export interface BacktestPlan {
  workspace: World["workspace"];
  program: string;
  /** What is decided again in the place of what was recorded. */
  inPlace(input: RecordInput): RecordInput;
  compile: World["compile"];
  /** What is counted: from a moment, included, until another, which is not. */
  from: number;
  until: number;
  /** Hears of every reward that the candidate makes. */
  onMade?: OnMade;
}
export interface BacktestSide {
  outcome: Outcome;
  trace: TraceItem[];
  effects: Effect[];
}
/** A record of the period of which the two sides make something else. */
export interface BacktestExample {
  number: number;
  at: number;
  input: RecordInput;
  recorded: BacktestSide;
  candidate: BacktestSide;
}
export interface Backtest {
  /** Every row as the candidate leaves it. */
  stored: MemoryRows["stored"];
  /** Decides the next record of the log again, and notes what either side makes of it. */
  add(recorded: RecordedRecord): void;
  /** Lets what is due by the moment happen: after the last record. */
  settle(at: number): void;
  recorded: Book;
  candidate: Book;
  examples: BacktestExample[];
  /** How often members used value, and how often they could not have with the candidate. */
  uses: { recorded: number; declined: number };
}

const EXAMPLES_MAX = 5;

/** The plan's part of a document that takes the place of every version of the program; `compile` compiles the documents of the other programs. */
export function documentInPlace(
  program: string,
  document: ProgramDocument,
  compiled: CompiledProgram,
  compile: World["compile"],
): Pick<BacktestPlan, "program" | "inPlace" | "compile"> {
  return {
    program,
    compile: (published, hash) => (published === document ? compiled : compile(published, hash)),
    inPlace(input) {
      if (input.kind !== "program.publish" || input.program !== program) return input;
      // Each version under a hash of its own: what was no new version is none.
      return { ...input, document, hash: `${compiled.hash} ${input.hash}` };
    },
  };
}

export function startBacktest(plan: BacktestPlan): Backtest {
  const { workspace, program } = plan;
  const rows = memoryRows(workspace, plan.compile);
  const decideNoting = (world: World, record: LogRecord) => decide(world, record, plan.onMade);
  const recorded = emptyBook(program);
  const candidate = emptyBook(program);
  const due = dueQueue();
  const examples: BacktestExample[] = [];
  const seen = new Set<string>();
  const uses: Backtest["uses"] = { recorded: 0, declined: 0 };
  let number = 0;
  let last = 0;

  const noteCandidate = ({ changes }: Decision): Effect[] => {
    const effects: Effect[] = [];
    for (const [table, key, patch] of changes) {
      const effect = note(candidate, table, key, patch);
      if (effect !== undefined) effects.push(effect);
      const { dueAt } = patch as { dueAt?: number | null };
      if (typeof dueAt === "number" && isDueTable(table)) due.add({ at: dueAt, id: key });
    }
    return effects;
  };
  /**
   * What is due for the candidate and for the record alike is settled when the record was; what is due for the candidate alone is settled when it is due,
   * as the product would have.
   */
  const settle = (at: number): void => {
    for (let next = due.takeFirst(at); next !== undefined; next = due.takeFirst(at)) {
      const { id, at: dueAt } = next;
      if (candidate.dueAt.get(id) !== dueAt || recorded.dueAt.get(id) === dueAt) continue;
      const table = DUE_TABLES.find((each) => rows.stored[each].has(id)) as DueTable;
      addIndex(rows.world, "dueNow", String(number), { [table]: [id] });
      last = Math.max(last, dueAt);
      if (workspace.mode === "test") rows.world.clock = last;
      noteCandidate(rows.decideNext({ number, at: last, input: { kind: "due" } }, decideNoting));
    }
  };

  return {
    stored: rows.stored,
    recorded,
    candidate,
    examples,
    uses,
    settle,
    add({ number: next, at, input, decision }) {
      settle(at);
      number = next;
      last = at;
      // In a test workspace the log's time is the clock; a record of the clock itself moves it from the time before.
      rows.world.clock = workspace.mode === "test" ? at : null;
      const again = rows.decideNext({ number, at, input: plan.inPlace(input) }, decideNoting);
      const was: BacktestSide = { outcome: decision.outcome, trace: decision.trace, effects: noteRecorded(recorded, decision) };
      const would: BacktestSide = { outcome: again.outcome, trace: again.trace, effects: noteCandidate(again) };
      countUse(uses, input, was.outcome, would.outcome);
      const difference = differenceOf(was.effects, would.effects);
      if (difference === "" || at < plan.from || input.kind !== "event" || examples.length >= EXAMPLES_MAX || seen.has(difference)) return;
      seen.add(difference);
      examples.push({ number, at, input, recorded: was, candidate: would });
    },
  };
}

function noteRecorded(book: Book, { changes }: StoredDecision): Effect[] {
  const effects: Effect[] = [];
  for (const change of changes) {
    if (!isDueTable(change[0])) continue;
    const { table, key, patch } = revive(change);
    const effect = note(book, table, key, patch);
    if (effect !== undefined) effects.push(effect);
  }
  return effects;
}

function countUse(uses: Backtest["uses"], { kind }: RecordInput, was: Outcome, would: Outcome): void {
  if ((kind !== "redeem" && kind !== "coupon.redeem") || was.status !== "done") return;
  uses.recorded++;
  if (would.status !== "done") uses.declined++;
}

/** What kind of difference it is: of which grants one side makes more or other rewards. The same kind is shown once. */
function differenceOf(was: Effect[], would: Effect[]): string {
  // Mostly the two are the same, and in the same order.
  if (was.length === would.length && was.every((effect, index) => isSame(effect, would[index] as Effect))) return "";
  const [only, others] = [apart(was, would), apart(would, was)];
  return only.length === 0 && others.length === 0 ? "" : `${only.join()} | ${others.join()}`;
}
function apart(these: Effect[], those: Effect[]): string[] {
  const there = [...those];
  const grants = new Set<string>();
  for (const effect of these) {
    const place = there.findIndex((other) => isSame(effect, other));
    if (place >= 0) there.splice(place, 1);
    else grants.add(`${effect.reward.rule}/${effect.reward.grant}/${effect.made}`);
  }
  return [...grants].sort();
}
function isSame(one: Effect, other: Effect): boolean {
  const [a, b] = [one.reward, other.reward];
  const isSameGrant = a.rule === b.rule && a.grant === b.grant && a.member === b.member && a.unit === b.unit;
  return isSameGrant && one.made === other.made && (one.made ? a.amount === b.amount : one.taken === other.taken);
}
