/** Warnings from what the document says of the business: rewards that cost more than their order leaves, and rewards that are spent before it is sent back. */
import { campaignsOf, ONE, together } from "../campaigns.js";
import { formatDecimal, mulDiv } from "../money.js";
import { addDuration, fixedLength } from "../time.js";
import { economicsOf } from "./check-economics.js";
import { everyGrant } from "./compile-grant.js";
import type { CompiledGrant } from "./compiled-grant.js";
import type { CompiledProgram, CompiledRule, Fraction } from "./compiled-program.js";
import { type OrdersBehind, ordersBehind } from "./orders-behind.js";
import { pointerTo } from "./problem.js";
import type { Duration, ProgramDocument } from "./schema.js";
import { type Vocabulary, vocabularyOf } from "./vocabulary.js";
import type { Warning } from "./warning.js";
import { type ImaginedOrder, isLikeMoney, mostOfRule } from "./worth-of-grant.js";

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
export function economicSurprises(document: ProgramDocument, program: CompiledProgram): Warning[] {
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
function rewardsAboveMargin(known: Known, rules: readonly RuleOnOrders[]): Warning[] {
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
function aboveMargin(known: Known, rules: readonly RuleOnOrders[]): Warning | undefined {
  const { program, margin } = known;
  const [first] = rules;
  if (margin === null || first === undefined) return undefined;
  const { spend, count } = first.behind;
  const left = mulDiv(spend ?? IMAGINED * count, margin.numerator, margin.denominator, "half_up");
  const { given, campaigns } = mostOf(known, rules, left);
  if (given <= left) return undefined;
  const money = (minor: bigint) => `${formatDecimal(minor, program.precision)} ${program.currency}`;
  const ids = rules.map(({ rule }) => rule.id);
  const about = {
    rules: ids,
    ruleCount: ids.length,
    orders: Number(count),
    margin: margin.percent,
    campaignCount: campaigns.length,
    ...(campaigns.length > 0 && { campaigns }),
  };
  if (spend !== null)
    return { path: first.path, warning: "above_margin", values: { ...about, given: money(given), left: money(left), spend: money(spend) } };
  const share = formatDecimal(mulDiv(given, 10_000n, IMAGINED, "half_up"), 2);
  return { path: first.path, warning: "above_margin_share", values: { ...about, share } };
}

/** What the rules can give together; where that is not too much without campaigns, at the moment at which these make the most of it. */
function mostOf({ program, vocabulary }: Known, rules: readonly RuleOnOrders[], left: bigint): { given: bigint; campaigns: string[] } {
  const givenAt = (timesFor: (rule: string, kind: string) => Fraction) =>
    rules.reduce((sum, { rule, behind: { order } }) => {
      const imagined: ImaginedOrder = { value: order ?? IMAGINED, isKnown: order !== null, timesFor: (kind) => timesFor(rule.id, kind) };
      return sum + mostOfRule(rule, imagined, vocabulary);
    }, 0n);
  const always = { given: givenAt(() => ONE), campaigns: [] };
  if (always.given > left) return always;
  const inCampaigns = program.campaigns.map(({ from: at }) => {
    const counting = new Set<string>();
    const given = givenAt((rule, kind) => {
      const multiplied = together(campaignsOf(program, { rule, kind, at }), program.campaignStacking);
      for (const { id } of multiplied.counting) counting.add(id);
      return multiplied.factor;
    });
    return { given, campaigns: [...counting] };
  });
  return inCampaigns.reduce((most, each) => (each.given > most.given ? each : most), always);
}

function holdsTooShort({ program, vocabulary, returnWindow }: Known, { rule, path, behind }: RuleOnOrders): Warning[] {
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
function tooShort({ id }: CompiledGrant, waits: readonly Duration[], returnWindow: Duration, path: string): Warning {
  const values: Warning["values"] = { grant: id, held: waits.length, returnWindow: [returnWindow] };
  return { path, warning: "hold_too_short", values: waits.length === 0 ? values : { ...values, wait: waits } };
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
