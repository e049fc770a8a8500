/** What can be published and will surprise: limits that one reward passes, and time that never comes. */
import { formatDecimal } from "../money.js";
import type { CompiledAmount, CompiledPiece } from "./compiled-amount.js";
import type { CompiledGrant, CompiledLimit } from "./compiled-grant.js";
import type { CompiledProgram } from "./compiled-program.js";
import { economicSurprises } from "./economic-surprises.js";
import { pointerTo } from "./problem.js";
import type { ProgramDocument } from "./schema.js";
import type { Warning } from "./warning.js";

/** Warnings about a document that is valid, with their places in it. */
export function surprisesIn(document: ProgramDocument, program: CompiledProgram): Warning[] {
  return [
    ...limitsTooSmall(document, program),
    ...windowsThatNeverOpen(document, program),
    ...campaignsThatNeverAre(document, program),
    ...economicSurprises(document, program),
  ];
}

function limitsTooSmall({ rules = [] }: ProgramDocument, program: CompiledProgram): Warning[] {
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

function limitTooSmall(grant: CompiledGrant, limit: CompiledLimit, path: string): Warning[] {
  if (limit.measure === "value" && grant.value !== null && grant.value > limit.max) {
    return [{ path, warning: "limit_below_value", values: { limit: limit.id } }];
  }
  if ((limit.measure !== "amount" && limit.measure !== "balance") || grant.amount === null) return [];
  const { least, most } = rangeOf(grant.amount);
  const max = formatDecimal(limit.max, grant.precision);
  if (least > limit.max) {
    return [{ path, warning: "limit_below_each", values: { max, limit: limit.id, cut: limit.cut } }];
  }
  if (limit.per.kind !== "program" || (most !== null && most <= limit.max)) return [];
  return [{ path, warning: "budget_of_one", values: { max, limit: limit.id, bound: most === null ? "none" : "some" } }];
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

function windowsThatNeverOpen({ goals = [] }: ProgramDocument, { goals: compiled, schedule }: CompiledProgram): Warning[] {
  return goals.flatMap(({ id }, index) => {
    const window = compiled.get(id)?.window;
    if (window?.kind !== "fixed") return [];
    const path = pointerTo(pointerTo(pointerTo("", "goals"), index), "window");
    const from = Math.max(schedule.joinFrom ?? Number.NEGATIVE_INFINITY, schedule.qualifyFrom ?? Number.NEGATIVE_INFINITY);
    const until = schedule.qualifyUntil ?? Number.POSITIVE_INFINITY;
    if (window.before > from && window.after < until) return [];
    return [{ path, warning: "window_never_open", values: { goal: id } }];
  });
}

function campaignsThatNeverAre({ campaigns = [] }: ProgramDocument, { campaigns: compiled, schedule }: CompiledProgram): Warning[] {
  return campaigns.flatMap(({ id }, index) => {
    const campaign = compiled.find((each) => each.id === id);
    const isOver = campaign !== undefined && campaign.until <= (schedule.joinFrom ?? Number.NEGATIVE_INFINITY);
    const isLate = campaign !== undefined && campaign.from >= (schedule.payUntil ?? Number.POSITIVE_INFINITY);
    if (!isOver && !isLate) return [];
    return [
      { path: pointerTo(pointerTo("", "campaigns"), index), warning: "campaign_never", values: { campaign: id, why: isOver ? "over" : "late" } },
    ];
  });
}
