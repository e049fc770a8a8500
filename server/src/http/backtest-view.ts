/** A backtest as callers see it: amounts as decimals with their unit, people by the business's own ids, examples in plain words. */
import type { BacktestResult } from "../commands/backtest.js";
import type { WorkspacePrograms } from "../commands/program-directory.js";
import type { BacktestExample, BacktestSide } from "../core/rehearsal/backtest.js";
import type { Compared, Sum, What } from "../core/rehearsal/backtest-report.js";
import { publicUnit } from "../core/unit.js";
import { outcomeSentence } from "../words/outcome-sentence.js";
import { writeExplanation } from "./explanation-view.js";
import type { Language } from "./language.js";
import { candidateView } from "./trial-view.js";
import { decimal, instant } from "./views.js";

export function backtestView(result: BacktestResult, language: Language) {
  const { candidate, records, from, to, report, programs } = result;
  const compared = (line: What & Compared) => comparedView(programs.candidate, line);
  const personOf = (id: string) => result.externalIds.get(id) ?? null;
  const { gained, lost, examples, ...counts } = report.referrals;
  return {
    ...candidateView(candidate),
    records,
    from: instant(from),
    to: instant(to),
    identical: report.identical,
    totals: report.totals.map(compared),
    rules: report.rules.map((line) => ({ rule: line.rule, grant: line.grant, ...compared(line) })),
    months: report.months.map((line) => ({ month: line.month, ...compared(line) })),
    referrals: {
      ...counts,
      gained,
      lost,
      examples: examples.map(({ id, friend, referrer, recorded, candidate: would }) => {
        return { referral: recorded === null ? null : id, friend: personOf(friend), referrer: personOf(referrer), recorded, candidate: would };
      }),
    },
    members: report.members.map(({ unit, gaining, losing, most, least }) => {
      const line = ({ member, by }: { member: string; by: bigint }) => ({ member: personOf(member), by: decimal(programs.candidate, by, unit) });
      return { ...publicUnit(unit), gaining, losing, most: most.map(line), least: least.map(line) };
    }),
    redemptions: { recorded: report.uses.recorded, notPossible: report.uses.declined },
    examples: report.examples.map((example) => exampleView(result, example, language)),
  };
}

function comparedView(programs: WorkspacePrograms, { kind, unit, recorded, candidate }: What & Compared) {
  const about = { type: kind, ...(unit === null ? {} : publicUnit(unit)) };
  const sum = ({ count, amount, takenCount, taken }: Sum) => {
    if (unit === null) return { count, takenCount };
    return { count, amount: decimal(programs, amount, unit), taken: decimal(programs, taken, unit), net: decimal(programs, amount - taken, unit) };
  };
  const net = candidate.amount - candidate.taken - (recorded.amount - recorded.taken);
  const difference = { count: candidate.count - recorded.count, ...(unit === null ? {} : { net: decimal(programs, net, unit) }) };
  return { ...about, recorded: sum(recorded), candidate: sum(candidate), difference };
}

function exampleView(result: BacktestResult, { number, at, input, recorded, candidate }: BacktestExample, language: Language) {
  const side = (programs: WorkspacePrograms, { outcome, trace, effects }: BacktestSide) => {
    const record = { number, at, input, memberId: null, outcome, trace };
    const rewards = new Map(effects.map(({ reward }) => [reward.id, { side: reward.side, programId: result.candidate.program }]));
    const { sentences, records } = writeExplanation(programs, { records: [record], rewards, externalIds: result.externalIds }, language, "owner");
    return { what: records[0]?.what ?? "", told: { sentence: outcomeSentence(language, outcome), sentences } };
  };
  const was = side(result.programs.recorded, recorded);
  const would = side(result.programs.candidate, candidate);
  return { event: `evt_${number}`, at: instant(at), what: was.what, recorded: was.told, candidate: would.told };
}
