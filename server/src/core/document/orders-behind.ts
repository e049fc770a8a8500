/** Which orders stand behind what sets a rule off: how many at least, and what they come to. */
import type { Condition } from "../expression.js";
import { parseDecimal } from "../money.js";
import type { CompiledGoal, CompiledNode, CompiledProgram, CompiledRule, CompiledStep } from "./compiled-program.js";

const ORDER = "purchase";

export interface OrdersBehind {
  /** Which rules come together: they have the same key. */
  readonly key: string;
  /** At least one. */
  readonly count: bigint;
  /** What the last of them comes to, in minor units; null: it cannot be said. */
  readonly order: bigint | null;
  /** What they come to together; null exactly where `order` is. */
  readonly spend: bigint | null;
  /** What stands between the last of them and the rule. */
  readonly goal: CompiledGoal | null;
}

/** The orders without which the rule is not set off; undefined where it can be without one. `usual`: what a usual order comes to, if it is said. */
export function ordersBehind(
  program: CompiledProgram,
  rule: CompiledRule,
  usual: bigint | null,
  after: ReadonlySet<string> = new Set(),
): OrdersBehind | undefined {
  const { trigger } = rule;
  if (trigger.kind === "event") return trigger.event === ORDER ? atLeast(orders("event", 1n, usual, null), leastOf(program, rule.when)) : undefined;
  if (trigger.kind === "badge" || trigger.kind === "stampCard") return behindGivers(program, rule, usual, new Set([...after, rule.id]));
  if (trigger.kind === "tier") return behindTier(program, rule, usual);
  const goal = goalBehind(program, rule);
  const asked = goal === undefined ? undefined : ordersOf(program, goal.tree, usual);
  if (goal === undefined || asked === undefined) return undefined;
  if (trigger.kind !== "referrals") return atLeast({ ...asked, key: `goal:${goal.id}`, goal }, leastOf(program, rule.when));
  return timesOf({ ...asked, goal }, rule, BigInt(trigger.count));
}
/** So many times the orders, for the rule alone. */
function timesOf(behind: OrdersBehind, { id }: CompiledRule, times: bigint): OrdersBehind {
  return { ...behind, key: `rule:${id}`, count: behind.count * times, spend: behind.spend === null ? null : behind.spend * times };
}

/** A badge costs what the cheapest of those that give it does, a card as often as it takes to fill it. */
function behindGivers(program: CompiledProgram, rule: CompiledRule, usual: bigint | null, after: ReadonlySet<string>): OrdersBehind | undefined {
  const { trigger } = rule;
  const isCard = trigger.kind === "stampCard";
  const item = isCard ? trigger.stampCard : trigger.kind === "badge" ? trigger.badge : null;
  const slots = isCard ? (trigger.stamps ?? program.stampCards.get(trigger.stampCard)?.slots ?? 1) : 1;
  const givers = [...program.rules.values()].flatMap((giver) => {
    const at = giver.grants.filter((grant) => grant.kind === (isCard ? "stamp" : "badge") && grant.item === item).length;
    return at === 0 || after.has(giver.id) ? [] : [{ giver, times: BigInt(Math.ceil(slots / at)) }];
  });
  const ways = givers.map(({ giver, times }) => {
    const behind = ordersBehind(program, giver, usual, after);
    return behind && timesOf(behind, rule, times);
  });
  const known = ways.filter((way) => way !== undefined);
  // What can be had without an order has none behind it.
  if (known.length < ways.length) return undefined;
  return known.reduce<OrdersBehind | undefined>((least, way) => (least === undefined || isMore(least, way) ? way : least), undefined);
}
/** A step of a tier by referrals has the orders of as many. */
function behindTier(program: CompiledProgram, rule: CompiledRule, usual: bigint | null): OrdersBehind | undefined {
  const { trigger } = rule;
  const tier = trigger.kind === "tier" && trigger.change !== "lost" ? program.tiers.find(({ id }) => id === trigger.tier) : undefined;
  if (tier === undefined || trigger.kind !== "tier" || tier.measure.kind !== "referrals" || tier.measure.stage === "signed_up") return undefined;
  const goal = movingGoal(program);
  const asked = goal && ordersOf(program, goal.tree, usual);
  const needed = tier.steps.find(({ id }) => id === trigger.step)?.atLeast;
  return goal === undefined || asked === undefined || needed === undefined ? undefined : timesOf({ ...asked, goal }, rule, needed);
}

function goalBehind(program: CompiledProgram, { trigger }: CompiledRule): CompiledGoal | undefined {
  if (trigger.kind === "goal") return program.goals.get(trigger.goal);
  if (trigger.kind !== "referral" && trigger.kind !== "referrals") return undefined;
  return trigger.stage === "qualified" || trigger.stage === "converted" ? movingGoal(program) : undefined;
}
function movingGoal({ goals }: CompiledProgram): CompiledGoal | undefined {
  return [...goals.values()].find(({ movesReferral }) => movesReferral);
}

function orders(key: string, count: bigint, order: bigint | null, goal: CompiledGoal | null): OrdersBehind {
  return { key, count, order, spend: order === null ? null : order * count, goal };
}
function atLeast(behind: OrdersBehind, least: bigint | null): OrdersBehind {
  if (least === null || (behind.order !== null && behind.order >= least)) return behind;
  const spend = behind.spend ?? least;
  return { ...behind, order: least, spend: spend > least ? spend : least };
}

/** One event can count for several steps, so that what all of them ask for is no more than the greatest; of any, the least is enough. */
function ordersOf(program: CompiledProgram, node: CompiledNode, usual: bigint | null): OrdersBehind | undefined {
  if (node.kind === "step") return ordersOfStep(program, node.step, usual);
  const parts = node.nodes.map((inner) => ordersOf(program, inner, usual));
  const known = parts.filter((part) => part !== undefined);
  if (node.kind === "all") return known.length === 0 ? undefined : known.reduce((one, other) => (isMore(other, one) ? other : one));
  return known.length < parts.length ? undefined : known.reduce((one, other) => (isMore(other, one) ? one : other));
}
function isMore(one: OrdersBehind, other: OrdersBehind): boolean {
  if (one.spend !== other.spend) return (one.spend ?? 0n) > (other.spend ?? 0n);
  return one.count > other.count;
}

function ordersOfStep(program: CompiledProgram, { event, where, sum, need }: CompiledStep, usual: bigint | null): OrdersBehind | undefined {
  if (event !== ORDER) return undefined;
  const least = leastOf(program, where);
  if (sum === null) return { ...atLeast(orders("", 1n, usual, null), least), ...(need > 1n && several(usual, least, need)) };
  const isMoney = typeof sum === "string" || "assortment" in sum;
  return atLeast(atLeast(orders("", 1n, usual, null), least), isMoney ? need : null);
}
function several(usual: bigint | null, least: bigint | null, count: bigint): Pick<OrdersBehind, "count" | "spend"> {
  const { spend } = atLeast(orders("", 1n, usual, null), least);
  return { count, spend: spend === null ? null : spend * count };
}

const AT_LEAST = /^event\.(?:amount|goods|goodsBeforeDiscount) >=? money\("([0-9.]+)"\)$/;
/** The least order for which the condition can hold, where it says so plainly: as one of things that must all hold. */
function leastOf({ precision }: CompiledProgram, condition: Condition | null): bigint | null {
  if (condition === null || /\|\||[!?]/.test(condition.source)) return null;
  const parts = condition.source.split("&&").map((part) => AT_LEAST.exec(part.trim().replace(/\s+/g, " "))?.[1]);
  const least = parts.map((text) => (text === undefined ? undefined : parseDecimal(text, precision))).filter((amount) => amount !== undefined);
  return least.reduce<bigint | null>((most, amount) => (most === null || amount > most ? amount : most), null);
}
