/** What can be published and will surprise: limits that one reward passes, and time that never comes. */
import { formatDecimal } from "../money.js";
import type { CompiledAmount } from "./compiled-amount.js";
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
  return [{ path, problem, remedy: most === null ? "Give the percentage a ceiling." : "Raise max, or lower the ceiling." }];
}

/** The least and the most that an amount can be, before multipliers; null is without bound. What depends on a table, an ordinal or the time is not judged. */
function rangeOf(amount: CompiledAmount): { least: bigint; most: bigint | null } {
  if (amount.kind === "fixed") return { least: amount.value, most: amount.value };
  if (amount.kind === "percent") return { least: amount.floor ?? 0n, most: amount.ceiling };
  return { least: 0n, most: 0n };
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
