/** A dry run as callers see it: what each imagined event would bring, and why. */
import type { Candidate } from "../commands/candidate-document.js";
import type { TrialResult } from "../commands/try-events.js";
import type { Outcome, TraceItem } from "../core/record.js";
import type { ImaginedDecision } from "../core/rehearsal/imagined.js";
import type { RewardRow } from "../core/rows.js";
import { publicUnit } from "../core/unit.js";
import type { RewardView } from "../queries/rewards.js";
import { outcomeSentence } from "../words/outcome-sentence.js";
import { writeExplanation } from "./explanation-view.js";
import type { Language } from "./language.js";
import { decimal, instant, rewardView } from "./views.js";

export function trialView(trial: TrialResult, language: Language) {
  const { candidate, at, members, events } = trial;
  return { ...candidateView(candidate), at: instant(at), members, results: events.map((event) => resultView(trial, event, language)) };
}

/** Which document was rehearsed. */
export function candidateView({ program, chosen, current, hash }: Candidate) {
  const version = "version" in chosen ? { version: chosen.version } : { version: "draft" as const, revision: chosen.draft };
  return { program, ...version, hash, inForce: "version" in chosen && chosen.version === current };
}

function resultView(trial: TrialResult, event: ImaginedDecision, language: Language) {
  const { record, decision, referrals } = event;
  const { trace, outcome } = decision;
  const began = (outcome as { referrals?: string[] }).referrals ?? [];
  return {
    at: instant(record.at),
    status: outcome.status,
    ...("reason" in outcome && outcome.reason !== undefined ? { reason: outcome.reason } : {}),
    sentence: outcomeSentence(language, outcome),
    referrals: began.flatMap((id) => {
      const row = referrals.get(id);
      if (row === undefined) return [];
      return [{ program: row.programId, friend: personIn(trial, row.friendId), referrer: personIn(trial, row.referrerId), state: row.state }];
    }),
    rewards: trace.flatMap((item) => (item.step === "reward.made" ? madeView(trial, event, item) : [])),
    taken: trace.flatMap((item) => takenView(trial, event, item)),
    sentences: sentencesOf(trial, event, language),
  };
}

function madeView(trial: TrialResult, { rewards }: ImaginedDecision, item: TraceItem) {
  const row = rewards.get(String(item.reward));
  if (row === undefined) return [];
  const { hold, expiresAt, state, item: thing } = rewardView(trial.programs, shown(trial, row));
  return [
    { ...aboutReward(trial, row), ...amountIn(trial, row, row.amount), ...(thing === undefined ? {} : { item: thing }), state, hold, expiresAt },
  ];
}

const TAKEN: Record<string, { how: string; amount: string }> = {
  "reward.cancelled": { how: "cancelled", amount: "amount" },
  "reward.reversed": { how: "reversed", amount: "taken" },
  "reward.shrunk": { how: "shrunk", amount: "by" },
};
function takenView(trial: TrialResult, { rewards }: ImaginedDecision, item: TraceItem) {
  const taking = TAKEN[item.step];
  const row = rewards.get(String(item.reward));
  if (taking === undefined || row === undefined) return [];
  const debt = BigInt(String(item.debt ?? "0"));
  return [
    {
      ...aboutReward(trial, row),
      reward: row.recordNumber > trial.after ? null : row.id,
      how: taking.how,
      ...amountIn(trial, row, BigInt(String(item[taking.amount] ?? "0"))),
      ...(debt > 0n && row.unit !== null ? { debt: decimal(trial.programs, debt, row.unit) } : {}),
    },
  ];
}

function aboutReward(trial: TrialResult, { programId, ruleId, grantId, recipientId, side, kind, unit }: RewardRow) {
  const about = { program: programId, rule: ruleId, grant: grantId, member: personIn(trial, recipientId), side, type: kind };
  return unit === null ? about : { ...about, ...publicUnit(unit) };
}
function amountIn({ programs }: TrialResult, { unit }: RewardRow, amount: bigint) {
  return unit === null ? {} : { amount: decimal(programs, amount, unit) };
}
function personIn({ externalIds }: TrialResult, id: string): string | null {
  return externalIds.get(id) ?? null;
}
function shown(trial: TrialResult, row: RewardRow): RewardView {
  return { ...row, member: personIn(trial, row.recipientId), couponCode: null, givenCode: null, usesLeft: null };
}

function sentencesOf(trial: TrialResult, { record, decision, rewards }: ImaginedDecision, language: Language): string[] {
  const { outcome, trace } = decision;
  const memberId = memberOf(outcome);
  const explained = { ...record, memberId, outcome, trace };
  const views = new Map([...rewards].map(([id, row]) => [id, shown(trial, row)]));
  const explanation = { subject: explained, records: [explained], rewards: views, externalIds: trial.externalIds };
  return writeExplanation(trial.programs, explanation, language, "owner").sentences;
}
function memberOf(outcome: Outcome): string | null {
  return "member" in outcome && typeof outcome.member === "string" ? outcome.member : null;
}
