/** What can be published and will surprise: limits that one reward passes, and time that never comes. */
import { formatDecimal } from "../money.js";
import type { CompiledAmount, CompiledPiece } from "./compiled-amount.js";
import type { CompiledGrant, CompiledLimit } from "./compiled-grant.js";
import type { CompiledProgram } from "./compiled-program.js";
import { economicSurprises } from "./economic-surprises.js";
import { type Problem, pointerTo, quoted } from "./problem.js";
import type { ProgramDocument } from "./schema.js";

/** Warnings about a document that is valid, with their places in it. */
export function surprisesIn(document: ProgramDocument, program: CompiledProgram): Problem[] {
  return [
    ...limitsTooSmall(document, program),
    ...windowsThatNeverOpen(document, program),
    ...campaignsThatNeverAre(document, program),
    ...economicSurprises(document, program),
  ];
}

function limitsTooSmall({ rules = [] }: ProgramDocument, program: CompiledProgram): Problem[] {
  return rules.flatMap(({ id, grants }, ruleIndex) =>
    grants.flatMap((grant, grantIndex) => {
      const compiled = program.rules.get(id)?.grants.find((each) => each.id === grant.id);
      const path = pointerTo(pointerTo(pointerTo(pointerTo("", "rules"), ruleIndex), "grants"), grantIndex);
      return (compiled?.limits ?? []).flatMap((limit, index) => {
        const place = pointerTo(pointerTo(pointerTo(path, "limits"), index), "max");
        return compiled === undefined ? [] : limitTooSmall(compiled, limit, place);
      });
    }),
  );
}

function limitTooSmall(grant: CompiledGrant, limit: CompiledLimit, path: string): Problem[] {
  if (limit.measure === "value" && grant.value !== null && grant.value > limit.max) {
    const problem = `one reward is worth more than the limit ${quoted(limit.id)} allows in all, so none is ever given`;
    return [{ path, problem, remedy: "Raise max, or lower the value." }];
  }
  if ((limit.measure !== "amount" && limit.measure !== "balance") || grant.amount === null) return [];
  const { least, most } = rangeOf(grant.amount);
  const max = formatDecimal(limit.max, grant.precision);
  if (least > limit.max) {
    const outcome = limit.cut === "to_remainder" ? "each is cut to that" : "none is ever given";
    const problem = `every reward is more than the ${max} that the limit ${quoted(limit.id)} allows in all: ${outcome}`;
    return [{ path, problem, remedy: "Raise max, or lower the amount." }];
  }
  if (limit.per.kind !== "program" || (most !== null && most <= limit.max)) return [];
  const problem = `one reward can be all of the ${max} that the limit ${quoted(limit.id)} allows the whole program`;
  return [{ path, problem, remedy: most === null ? "Give the percentage a ceiling." : "Raise max, or lower what one reward can be." }];
}

interface Range {
  readonly least: bigint;
  /** Null: without bound. */
  readonly most: bigint | null;
}
/** The least and the most that a reward of the amount can be, before multipliers; where nothing is offered there is no reward. */
function rangeOf(amount: CompiledAmount): Range {
  switch (amount.kind) {
    case "table":
      return rangeOfAll([...amount.rows.values(), ...(amount.otherwise === null ? [] : [amount.otherwise])].map(rangeOfPiece));
    case "tiers":
      return rangeOfAll(amount.steps.map((step) => rangeOfPiece(step.amount)));
    case "timed":
      return rangeOfAll(
        [...amount.pieces.map((piece) => piece.amount), ...(amount.afterwards === null ? [] : [amount.afterwards])].map(rangeOfPiece),
      );
    case "top_up":
      return { least: 0n, most: amount.target };
    default:
      return rangeOfPiece(amount);
  }
}
function rangeOfPiece(piece: CompiledPiece): Range {
  if (piece.kind === "fixed") return { least: piece.value, most: piece.value };
  if (piece.kind === "percent") return { least: piece.floor ?? 0n, most: piece.ceiling };
  if (piece.kind === "half_life") return { least: piece.atLeast, most: piece.from };
  return piece.from < piece.to ? { least: piece.from, most: piece.to } : { least: piece.to, most: piece.from };
}
/** A percentage without a ceiling is told where it stands alone; as one of several amounts it is the offer to a few, or a commission, and is not judged. */
function rangeOfAll(ranges: readonly Range[]): Range {
  const bounded = ranges.map(({ least, most }) => ({ least, most: most ?? least }));
  return bounded.reduce((one, { least, most }) => ({ least: least < one.least ? least : one.least, most: most > one.most ? most : one.most }));
}

function windowsThatNeverOpen({ goals = [] }: ProgramDocument, { goals: compiled, schedule }: CompiledProgram): Problem[] {
  return goals.flatMap(({ id }, index) => {
    const window = compiled.get(id)?.window;
    if (window?.kind !== "fixed") return [];
    const path = pointerTo(pointerTo(pointerTo("", "goals"), index), "window");
    const from = Math.max(schedule.joinFrom ?? Number.NEGATIVE_INFINITY, schedule.qualifyFrom ?? Number.NEGATIVE_INFINITY);
    const until = schedule.qualifyUntil ?? Number.POSITIVE_INFINITY;
    if (window.before > from && window.after < until) return [];
    const problem = `the goal ${quoted(id)} can never be reached: its window and the program's schedule have no moment in common`;
    return [{ path, problem, remedy: "Move the window, or the schedule." }];
  });
}

function campaignsThatNeverAre({ campaigns = [] }: ProgramDocument, { campaigns: compiled, schedule }: CompiledProgram): Problem[] {
  return campaigns.flatMap(({ id }, index) => {
    const campaign = compiled.find((each) => each.id === id);
    const isOver = campaign !== undefined && campaign.until <= (schedule.joinFrom ?? Number.NEGATIVE_INFINITY);
    const isLate = campaign !== undefined && campaign.from >= (schedule.payUntil ?? Number.POSITIVE_INFINITY);
    if (!isOver && !isLate) return [];
    const problem = `the campaign ${quoted(id)} changes nothing: ${isOver ? "it ends before anybody can join" : "it begins when nothing is given any more"}`;
    return [{ path: pointerTo(pointerTo("", "campaigns"), index), problem, remedy: "Move the campaign, or the schedule." }];
  });
}
