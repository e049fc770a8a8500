/**
 * Re-evaluation: the log decided again in memory as it was recorded, but for some rules of a program, which are as the newest version has them. What those
 * rules would have given, and have not, is what can be given now.
 */

import type { CompiledProgram } from "../document/compiled-program.js";
import { withRulesOf } from "../document/with-rules-of.js";
import { levelCounter } from "../levels.js";
import type { Occurrence } from "../occurrence.js";
import type { EventInput } from "../record.js";
import type { ReevaluatedCause, ReevaluatedFiring, ReevaluatedGrant } from "../reevaluate-input.js";
import type { CounterRow, RewardRow } from "../rows.js";
import type { World } from "../world.js";
import { type Backtest, type RecordedRecord, startBacktest } from "./backtest.js";
import { type BookedReward, isTakenWhole } from "./backtest-book.js";

export interface ReevaluationPlan {
  workspace: World["workspace"];
  program: string;
  newest: CompiledProgram;
  /** Ids of the rules that are asked. */
  rules: ReadonlySet<string>;
  compile: World["compile"];
  /** Of what happened from a moment, included, until another, which is not. */
  from: number;
  until: number;
}
export interface Reevaluation extends Pick<Backtest, "settle"> {
  /** Decides the next record of the log again. */
  add(recorded: RecordedRecord): void;
  /** What the rules would have given and have not, in the order of the log. */
  firings(): ReevaluatedFiring[];
  /** Rewards that the rules have given, and would give otherwise now: these stay as they are. */
  differences(): Difference[];
}
export interface Difference {
  recorded: BookedReward;
  /** What would stand of it now; 0 where it would not have been made. */
  candidate: bigint;
  isGone: boolean;
}

interface Made {
  occurrence: Occurrence;
  rewards: RewardRow[];
}

export function startReevaluation({ workspace, program, newest, rules, compile, from, until }: ReevaluationPlan): Reevaluation {
  const versions = new Map<string, CompiledProgram | null>();
  const events = new Map<number, { input: EventInput; at: number }>();
  const made = new Map<string, Made>();
  const newLevels = new Set<string>();
  let latest = 0;
  const replay = startBacktest({
    workspace,
    program,
    from,
    until,
    inPlace(input) {
      if (input.kind === "program.publish" && input.program === program) versions.set(input.hash, null);
      return input;
    },
    compile(document, hash) {
      const known = versions.get(hash);
      if (known === undefined) return compile(document, hash);
      if (known !== null) return known;
      const earlier = compile(document, hash);
      for (const { id } of newest.levels) if (!earlier.levels.some((level) => level.id === id)) newLevels.add(id);
      const compiled = withRulesOf(earlier, newest, rules);
      versions.set(hash, compiled);
      return compiled;
    },
    onMade(reward, occurrence) {
      if (reward.programId !== program || !rules.has(reward.ruleId) || occurrence.found !== undefined) return;
      // What is collected is found share by share, and paid in its time.
      if (reward.details.accrued !== undefined) return;
      if (occurrence.occurredAt < from || occurrence.occurredAt >= until) return;
      const key = `${reward.ruleId}\n${reward.occurrence}`;
      const known = made.get(key);
      if (known === undefined) made.set(key, { occurrence, rewards: [reward] });
      else known.rewards.push(reward);
    },
  });
  const isCount = (rule: string) => newest.rules.get(rule)?.trigger.kind === "referrals";
  return {
    settle: replay.settle,
    add(recorded) {
      const { number, at, input } = recorded;
      if (input.kind === "event") events.set(number, { input, at });
      latest = at;
      replay.add(recorded);
    },
    firings() {
      const found = [...made.values()].flatMap(({ occurrence, rewards }) => {
        const standing = rewards.map(({ id }) => replay.stored.rewards.get(id) as RewardRow).filter(({ state }) => !isGone(state));
        // How a count is numbered depends on when the rule began: whether it was given is seen when it is decided.
        const missing = standing.filter(({ id, ruleId }) => isCount(ruleId) || !replay.recorded.rewards.has(id));
        const [first] = missing;
        return first === undefined ? [] : [firingOf(first.ruleId, occurrence, missing, causeOf(occurrence, events))];
      });
      return [...found, ...countedOnly(newest, rules, newLevels, [...replay.stored.counters.values()], found, { program, at: latest })];
    },
    differences() {
      return [...replay.recorded.rewards.values()].flatMap((recorded) => {
        if (!rules.has(recorded.rule) || isCount(recorded.rule) || recorded.madeAt < from || isTakenWhole(recorded)) return [];
        const candidate = replay.candidate.rewards.get(recorded.id);
        const isGone = candidate === undefined || isTakenWhole(candidate);
        const left = isGone ? 0n : candidate.amount - candidate.taken;
        return isGone || left !== recorded.amount - recorded.taken ? [{ recorded, candidate: left, isGone }] : [];
      });
    },
  };
}

/** Members whom a level that is new brings on none of the steps whose rules are asked: what they have earned counts in it as well. */
function countedOnly(
  { levels, rules: all }: CompiledProgram,
  rules: ReadonlySet<string>,
  newLevels: ReadonlySet<string>,
  counters: readonly CounterRow[],
  found: readonly ReevaluatedFiring[],
  { program, at }: { program: string; at: number },
): ReevaluatedFiring[] {
  return levels.flatMap(({ id, measure }) => {
    const on = [...all.values()].filter(({ id: rule, trigger }) => rules.has(rule) && trigger.kind === "level" && trigger.level === id);
    const [first] = on;
    if (first === undefined || measure.kind !== "earned" || !newLevels.has(id)) return [];
    const prefix = levelCounter(measure.unit, "");
    const names = new Set(on.map(({ id: rule }) => rule));
    const known = new Set(found.filter(({ rule }) => names.has(rule)).map(({ member }) => member));
    const members = counters.filter(({ programId, counter, used }) => programId === program && counter.startsWith(prefix) && used > 0n);
    return members
      .map(({ counter }) => counter.slice(prefix.length))
      .filter((member) => !known.has(member))
      .map((member) => ({ rule: first.id, occurrence: `level:${id}`, member, occurredAt: at, referral: null, cause: null, grants: [] }));
  });
}

function isGone(state: RewardRow["state"]): boolean {
  return state === "cancelled" || state === "reversed";
}

function firingOf(
  rule: string,
  { key, member, occurredAt, scope }: Occurrence,
  rewards: RewardRow[],
  cause: ReevaluatedCause | null,
): ReevaluatedFiring {
  return { rule, occurrence: key, member, occurredAt, referral: scope.referralId, cause, grants: rewards.map(grantOf) };
}
function grantOf({ grantId: grant, amount, state, details }: RewardRow): ReevaluatedGrant {
  const { hold, measured, taken = "0", draw } = details;
  const { review: _, ...waits } = hold ?? {};
  const { taken: __, left: ___, ...about } = measured ?? {};
  return {
    grant,
    amount: String(amount - BigInt(taken)),
    ...(measured !== undefined && { measured: about as NonNullable<ReevaluatedGrant["measured"]> }),
    ...(draw !== undefined && { draw }),
    ...(state === "pending" && Object.keys(waits).length > 0 && { hold: waits }),
  };
}
function causeOf({ cause }: Occurrence, events: Map<number, { input: EventInput; at: number }>): ReevaluatedCause | null {
  const told = cause === null ? undefined : events.get(cause.record);
  return cause === null || told === undefined ? null : { ...told, member: cause.member, record: cause.record, occurredAt: cause.occurredAt };
}
