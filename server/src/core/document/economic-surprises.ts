/** Warnings from what the document says of the business: rewards that cost more than their order leaves, and rewards that are spent before it is sent back. */
import { formatDecimal, mulDiv } from "../money.js";
import { addDuration, fixedLength } from "../time.js";
import { economicsOf } from "./check-economics.js";
import { everyGrant } from "./compile-grant.js";
import type { CompiledGrant } from "./compiled-grant.js";
import type { CompiledProgram, CompiledRule } from "./compiled-program.js";
import { type OrdersBehind, ordersBehind } from "./orders-behind.js";
import { type Problem, pointerTo, quoted } from "./problem.js";
import type { Duration, ProgramDocument } from "./schema.js";
import { type Vocabulary, vocabularyOf } from "./vocabulary.js";
import { isLikeMoney, mostOfRule } from "./worth-of-grant.js";

interface Known {
  readonly program: CompiledProgram;
  readonly vocabulary: Vocabulary;
  readonly margin: { readonly percent: string; readonly numerator: bigint; readonly denominator: bigint } | null;
  readonly returnWindow: Duration | null;
}
interface RuleOnOrders {
  readonly rule: CompiledRule;
  readonly path: string;
  readonly behind: OrdersBehind;
}

/** The warnings; none where the document says nothing of its economics. */
export function economicSurprises(document: ProgramDocument, program: CompiledProgram): Problem[] {
  if (document.economics === undefined) return [];
  const { orderValue, ...said } = economicsOf(document.economics, program.precision);
  const known: Known = { program, vocabulary: vocabularyOf(document), ...said };
  const rules = (document.rules ?? []).flatMap(({ id }, index): RuleOnOrders[] => {
    const rule = program.rules.get(id);
    const behind = rule === undefined ? undefined : ordersBehind(program, rule, orderValue);
    return rule === undefined || behind === undefined ? [] : [{ rule, behind, path: pointerTo("/rules", index) }];
  });
  return [...rewardsAboveMargin(known, rules), ...rules.flatMap((rule) => holdsTooShort(known, rule))];
}

/** Rules without any condition come together; with a condition, each may come with those, and with no other. */
function rewardsAboveMargin(known: Known, rules: readonly RuleOnOrders[]): Problem[] {
  return [...new Set(rules.map(({ behind }) => behind.key))].flatMap((key) => {
    const together = rules.filter(({ behind }) => behind.key === key);
    const always = together.filter(({ rule }) => isUnconditional(rule));
    const warning = always.length === 0 ? undefined : aboveMargin(known, always);
    if (warning !== undefined) return [warning];
    const others = together.filter(({ rule }) => !isUnconditional(rule));
    return others.flatMap((other) => aboveMargin(known, [other, ...always]) ?? []);
  });
}
function isUnconditional({ when, group, trigger }: CompiledRule): boolean {
  return when === null && group === null && !(trigger.kind === "event" && trigger.ordinal !== null);
}

/** Shares of an order whose value nobody knows are compared at one that is large enough to lose nothing by rounding. */
const IMAGINED = 100_000_000n;
function aboveMargin({ program, vocabulary, margin }: Known, rules: readonly RuleOnOrders[]): Problem | undefined {
  const [first] = rules;
  if (margin === null || first === undefined) return undefined;
  const { order, spend, count } = first.behind;
  const imagined = { value: order ?? IMAGINED, isKnown: order !== null };
  const given = rules.reduce((sum, { rule }) => sum + mostOfRule(rule, imagined, vocabulary), 0n);
  const left = mulDiv(spend ?? IMAGINED * count, margin.numerator, margin.denominator, "half_up");
  if (given <= left) return undefined;
  const names = `the ${rules.length === 1 ? "rule" : "rules"} ${rules.map(({ rule }) => quoted(rule.id)).join(" and ")}`;
  const orders = count > 1n ? `the ${count} orders behind it leave` : "the order behind it leaves";
  const money = (minor: bigint) => `${formatDecimal(minor, program.precision)} ${program.currency}`;
  const share = formatDecimal(mulDiv(given, 10_000n, IMAGINED, "half_up"), 2);
  const problem =
    spend === null
      ? `${names} can give ${share} percent of an order, and ${orders} ${margin.percent} percent${count > 1n ? " each" : ""}`
      : `${names} can give ${money(given)}, and ${orders} ${money(left)}: ${margin.percent} percent of ${money(spend)}`;
  return { path: first.path, problem, remedy: "Give less, ask for larger orders, or correct margin and orderValue in economics." };
}

function holdsTooShort({ program, vocabulary, returnWindow }: Known, { rule, path, behind }: RuleOnOrders): Problem[] {
  if (returnWindow === null) return [];
  return rule.grants.flatMap((grant, index) => {
    const { hold } = grant;
    if (hold?.approval || (hold?.until ?? null) !== null || !everyGrant(grant).some((each) => isLikeMoney(each, vocabulary))) return [];
    const waits = [...goalHoldOf(rule, behind), ...(hold?.for ? [hold.for] : [])];
    if (!isShorter(waits, returnWindow, program.timeZone)) return [];
    const place = pointerTo(pointerTo(path, "grants"), index);
    return [tooShort(grant, waits, returnWindow, hold === null ? place : pointerTo(place, "hold"))];
  });
}
function tooShort({ id }: CompiledGrant, waits: readonly Duration[], returnWindow: Duration, path: string): Problem {
  const held = waits.length === 0 ? "is not held" : `is held for ${waits.map(inWords).join(" and ")}`;
  const problem = `the reward ${quoted(id)} ${held}, and the order behind it can be sent back for ${inWords(returnWindow)}: it can be spent before that`;
  return { path, problem, remedy: `Hold it for ${inWords(returnWindow)}, until an event, or for an approval.` };
}
/** What a referral waits for between its goal and its conversion. */
function goalHoldOf({ trigger }: CompiledRule, { goal }: OrdersBehind): Duration[] {
  const isConversion = (trigger.kind === "referral" || trigger.kind === "referrals") && trigger.stage === "converted";
  return isConversion && goal?.hold ? [goal.hold] : [];
}

/** The first of each month, so that lengths of the calendar are compared at their shortest. */
const STARTS = Array.from({ length: 12 }, (_, month) => Date.UTC(2026, month, 1));
function isShorter(waits: readonly Duration[], than: Duration, zone: string): boolean {
  const [length, ...lengths] = [than, ...waits].map(fixedLength);
  const sum = lengths.reduce<number | undefined>((total, each) => (total === undefined || each === undefined ? undefined : total + each), 0);
  if (length !== undefined && sum !== undefined) return sum < length;
  return STARTS.some((start) => waits.reduce((at, wait) => addDuration(at, wait, zone), start) < addDuration(start, than, zone));
}

const WORDS = { minutes: "minute", hours: "hour", days: "day", calendarDays: "calendar day", months: "month", years: "year" } as const;
function inWords(duration: Duration): string {
  const [unit, count] = Object.entries(duration)[0] as [keyof typeof WORDS, number];
  return `${count} ${WORDS[unit]}${count === 1 ? "" : "s"}`;
}
