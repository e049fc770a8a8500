/**
 * Rules on a count of referrals: n of them once, n of them while they hold, or every nth. A rule's firings are numbered for each referrer and period,
 * so that each can be taken back when a referral counts no more.
 */
import { type Deciding, put } from "./deciding.js";
import type { CompiledRule } from "./document/compiled-program.js";
import type { Happening } from "./happening.js";
import { rewardsAt } from "./look-ups.js";
import { type Engine, emit, type Scope } from "./occurrence.js";
import { changeProgress, progressOf } from "./progress.js";
import { countedInSlot, slotOf } from "./referral-counts.js";
import type { ProgressRow, ReferralRow, RuleProgress } from "./rows.js";
import { undoOccurrence } from "./taking-back.js";
import { eachOrMiss, find } from "./world.js";

/** A rule as it counts for one referrer in one period. */
interface Tally {
  scope: Scope;
  rule: string;
  trigger: Extract<CompiledRule["trigger"], { kind: "referrals" }>;
  referrer: string;
  slot: string;
  /** Where its progress is kept. */
  name: string;
  /** The moment that limits see. */
  at: number;
}

function tallyIn(scope: Scope, rule: string, referrer: string, slot: string, at: number): Tally {
  const trigger = scope.program.rules.get(rule)?.trigger;
  if (trigger?.kind !== "referrals") throw new Error(`rule ${rule} is not on a count of referrals`);
  return { scope, rule, trigger, referrer, slot, name: slot === "lifetime" ? rule : `${rule}@${slot}`, at };
}
function tallyOf(scope: Scope, rule: string, referrer: string, at: number): Tally {
  const trigger = scope.program.rules.get(rule)?.trigger;
  return tallyIn(scope, rule, referrer, slotOf(scope.program, trigger?.kind === "referrals" ? trigger.period : null, at), at);
}
function progressIn(d: Deciding, { scope, referrer, name }: Tally): RuleProgress {
  return progressOf(d, scope, referrer).rules[name] ?? { fired: 0 };
}
function save(d: Deciding, { scope, referrer, name }: Tally, rule: RuleProgress): void {
  changeProgress(d, scope, referrer, { rules: { ...progressOf(d, scope, referrer).rules, [name]: rule } });
}
/** Names a firing for ever. One that came with a merged member keeps the name that it had. */
function occurrenceOf({ scope: { programId }, rule, referrer, slot }: Tally, { merged = [] }: RuleProgress, firing: number): string {
  const other = merged.find(({ first, count }) => firing >= first && firing < first + count);
  const [who, number] = other === undefined ? [referrer, firing] : [other.referrer, firing - other.first + 1];
  return `referrals:${programId}:${rule}:${who}:${slot}:${number}`;
}

/**
 * The progress of a merged member's rules becomes the other's: firings are numbered on from there, and each keeps its name. What both counts together
 * are enough for fires. `referrals` are those that the merged member brings.
 */
export function mergeTallies(d: Engine, scope: Scope, from: ProgressRow, into: string, referrals: ReferralRow[]): void {
  for (const [name, theirs] of Object.entries(from.rules)) {
    const { rules } = progressOf(d, scope, into);
    const own = rules[name] ?? { fired: 0 };
    changeProgress(d, scope, into, { rules: { ...rules, [name]: bothOf(own, theirs, from.memberId) } });
    for (const { id, ordinals } of referrals) {
      const firing = ordinals[`used:${name}`];
      if (firing !== undefined) mark(d, id, name, own.fired + firing);
    }
  }
  for (const { rule, slot } of talliesOf(scope, referrals)) fireIfReached(d, tallyIn(scope, rule, into, slot, d.at));
}
/** Rules on counts with the periods in which the referrals may count, each once. */
function talliesOf({ program }: Scope, referrals: ReferralRow[]): Iterable<{ rule: string; slot: string }> {
  const found = new Map<string, { rule: string; slot: string }>();
  for (const { id: rule, trigger } of program.rules.values()) {
    if (trigger.kind !== "referrals") continue;
    for (const { times } of referrals) {
      const at = times[trigger.stage];
      if (at === undefined) continue;
      const slot = slotOf(program, trigger.period, at);
      found.set(`${rule}@${slot}`, { rule, slot });
    }
  }
  return found.values();
}
function bothOf(own: RuleProgress, theirs: RuleProgress, from: string): RuleProgress {
  const moved = (firing: number) => own.fired + firing;
  const alsoHolds = [...(own.alsoHolds ?? []), ...(own.holds ? [own.fired] : []), ...(theirs.alsoHolds ?? []).map(moved)];
  const others = (theirs.merged ?? []).map((each) => ({ ...each, first: moved(each.first) }));
  const free = [...(own.free ?? []), ...(theirs.free ?? [])];
  return {
    fired: moved(theirs.fired),
    ...((own.holds ?? theirs.holds) !== undefined && { holds: own.holds === true || theirs.holds === true }),
    ...(alsoHolds.length > 0 && { alsoHolds }),
    ...(theirs.fired > 0 && { merged: [...(own.merged ?? []), ...others, { referrer: from, first: moved(1), count: theirs.fired }] }),
    ...(free.length > 0 && { free }),
    ...((own.events ?? theirs.events) !== undefined && { events: (own.events ?? 0) + (theirs.events ?? 0) }),
  };
}
function fireIfReached(d: Engine, tally: Tally): void {
  const before = progressIn(d, tally);
  if (tally.trigger.mode === "every") fireOnFree(d, tally, before, before.free ?? [], null);
  else fireOnNumber(d, tally, before, null);
}

/** One more referral counts: does the rule fire? */
export function reachCount(d: Engine, scope: Scope, rule: string, referral: ReferralRow, at: number, cause: Happening | null): void {
  const tally = tallyOf(scope, rule, referral.referrerId, at);
  const before = progressIn(d, tally);
  if (tally.trigger.mode === "every") fireOnFree(d, tally, before, [...(before.free ?? []), referral.id], cause);
  else fireOnNumber(d, tally, before, cause);
}

/**
 * A count of past referrals is found to be enough for one more firing: notes it and names it, or gives undefined where the rule has had them. `counting` are
 * the referrer's referrals that count in the rule's stage now, in the order in which they reached it.
 */
export function fireFound(
  d: Engine,
  scope: Scope,
  rule: string,
  { referrer, at, counting }: { referrer: string; at: number; counting: ReferralRow[] },
): { key: string; referrals?: string[] } | undefined {
  const tally = tallyOf(scope, rule, referrer, at);
  const { trigger, slot, name } = tally;
  const before = progressIn(d, tally);
  const inSlot = counting.filter(({ times, beganAt }) => slotOf(scope.program, trigger.period, times[trigger.stage] ?? beganAt) === slot);
  if (trigger.mode === "every") {
    const used = inSlot.filter(({ ordinals }) => ordinals[`used:${name}`] === undefined).slice(0, trigger.count);
    if (used.length < trigger.count) return undefined;
    const ids = used.map(({ id }) => id);
    const after = { ...before, fired: before.fired + 1, free: (before.free ?? []).filter((id) => !ids.includes(id)) };
    save(d, tally, after);
    for (const id of ids) mark(d, id, name, after.fired);
    return { key: occurrenceOf(tally, after, after.fired), referrals: ids };
  }
  const isDone = trigger.mode === "once" ? before.fired > 0 : before.holds === true;
  if (isDone || inSlot.length < trigger.count) return undefined;
  const after = { ...before, fired: before.fired + 1, holds: true };
  save(d, tally, after);
  return { key: occurrenceOf(tally, after, after.fired) };
}

/** "Once" and "while": fires when there are enough and it does not hold yet. */
function fireOnNumber(d: Engine, tally: Tally, before: RuleProgress, cause: Happening | null): void {
  const { scope, referrer, slot, trigger } = tally;
  const isDone = trigger.mode === "once" ? before.fired > 0 : before.holds === true;
  if (isDone || countedInSlot(d, scope, referrer, trigger.stage, trigger.period, slot) < trigger.count) return;
  fire(d, tally, { ...before, holds: true }, cause);
}
/** "Every": each firing uses up so many of the referrals that are free. */
function fireOnFree(d: Engine, tally: Tally, before: RuleProgress, free: string[], cause: Happening | null): void {
  const need = tally.trigger.count;
  if (free.length < need) {
    save(d, tally, { ...before, free });
    return;
  }
  const used = free.slice(0, need);
  const firing = fire(d, tally, { ...before, free: free.slice(need) }, cause, used);
  eachOrMiss(used, (id) => mark(d, id, tally.name, firing));
}
function fire(d: Engine, tally: Tally, before: RuleProgress, cause: Happening | null, referrals?: string[]): number {
  const { scope, rule, referrer, trigger, at } = tally;
  const after = { ...before, fired: before.fired + 1 };
  save(d, tally, after);
  const key = occurrenceOf(tally, after, after.fired);
  emit(d, { on: `referrals:${trigger.stage}`, key, scope, member: referrer, cause, occurredAt: at, rule, referrals });
  return after.fired;
}
/** Notes with a referral which firing used it up; null sets it free. */
function mark(d: Deciding, id: string, name: string, firing: number | null): void {
  const referral = find(d.world, "referrals", id) as ReferralRow;
  const { [`used:${name}`]: _, ...ordinals } = referral.ordinals;
  put(d, "referrals", id, { ordinals: firing === null ? ordinals : { ...ordinals, [`used:${name}`]: firing } });
}

/** A referral counts no longer: what its count gave goes, except what was given once and is kept. */
export function loseCount(d: Engine, scope: Scope, rule: string, referral: ReferralRow, at: number): void {
  const tally = tallyOf(scope, rule, referral.referrerId, at);
  const { trigger, referrer, slot, name } = tally;
  const before = progressOf(d, scope, referrer).rules[name];
  if (before === undefined || trigger.mode === "once") return;
  if (trigger.mode === "every") {
    loseFree(d, tally, before, referral);
    return;
  }
  if (!before.holds || countedInSlot(d, scope, referrer, trigger.stage, trigger.period, slot) >= trigger.count) return;
  const { alsoHolds = [], ...rest } = before;
  save(d, tally, { ...rest, holds: false });
  for (const firing of [before.fired, ...alsoHolds]) undoOccurrence(d, occurrenceOf(tally, before, firing), "count_fell");
}
function loseFree(d: Engine, tally: Tally, before: RuleProgress, referral: ReferralRow): void {
  const firing = referral.ordinals[`used:${tally.name}`];
  const free = before.free ?? [];
  if (firing === undefined) {
    save(d, tally, { ...before, free: free.filter((id) => id !== referral.id) });
    return;
  }
  const key = occurrenceOf(tally, before, firing);
  const used = rewardsAt(d.world, key)[0]?.details.referrals ?? [];
  undoOccurrence(d, key, "count_fell");
  eachOrMiss(used, (id) => mark(d, id, tally.name, null));
  // Referrals that were set free may complete another nth together with those that waited.
  fireOnFree(d, tally, progressIn(d, tally), [...used.filter((id) => id !== referral.id), ...free], null);
}
