/** A re-evaluation as callers see it: amounts as decimals with their unit, people by the business's own ids, examples in plain words. */
import type { ReevaluationResult } from "../commands/re-evaluate.js";
import type { GivenLine, MissedLine, ReevaluationExample } from "../core/rehearsal/re-evaluation-report.js";
import { publicUnit } from "../core/unit.js";
import { hasMessage, say } from "../words/format.js";
import { writeExplanation } from "./explanation-view.js";
import type { Language } from "./language.js";
import { decimal, instant } from "./views.js";

export function reevaluationView(result: ReevaluationResult, language: Language) {
  const { candidate, rules, records, from, to, report, programs, tell, written } = result;
  const { given, missed, kept, members, gains, examples } = report;
  const amountOf = (unit: string | null, amount: bigint) => (unit === null ? {} : { amount: decimal(programs, amount, unit) });
  const about = ({ rule, grant, kind, unit, count, amount }: GivenLine) => {
    return { rule, grant, type: kind, ...(unit === null ? {} : publicUnit(unit)), count, ...amountOf(unit, amount) };
  };
  return {
    program: candidate.program,
    version: candidate.current,
    rules,
    from: instant(from),
    to: instant(to),
    records,
    tell,
    given: given.map(about),
    members,
    gains: gains.map(({ unit, members: count, most }) => {
      const lines = most.map(({ member, amount }) => ({ member: result.externalIds.get(member) ?? null, amount: decimal(programs, amount, unit) }));
      return { ...publicUnit(unit), members: count, most: lines };
    }),
    missed: missed.map((line) => ({ ...line, sentence: whyText(line, language) })),
    kept: kept.map((line) => ({ ...about(line), change: line.change, ...(line.unit === null ? {} : { by: decimal(programs, line.by, line.unit) }) })),
    examples: examples.map((example) => sentencesOf(result, example, language)),
    written,
  };
}

function whyText({ why }: MissedLine, language: Language): string {
  return hasMessage(`miss.${why}`) ? say(language, `miss.${why}`, { ordinal: "", wanted: "", other: "" }) : why;
}

function sentencesOf({ candidate, programs, externalIds }: ReevaluationResult, { record, at, trace }: ReevaluationExample, language: Language) {
  const { program, current } = candidate;
  const input = { kind: "program.reevaluate" as const, program, version: current ?? 0, firings: [] };
  const explained = { number: record, at, input, memberId: null, outcome: { status: "done" as const }, trace };
  return writeExplanation(programs, { records: [explained], rewards: new Map(), externalIds }, language, "owner").sentences;
}
