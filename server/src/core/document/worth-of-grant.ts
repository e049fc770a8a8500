/** What a grant can come to in money when an order sets it off. */
import { mulDiv } from "../money.js";
import { FINER_DECIMALS } from "../unit.js";
import { boughtBy } from "./compile-worth.js";
import type { CompiledAmount, CompiledPiece, CompiledSimpleAmount } from "./compiled-amount.js";
import type { CompiledGrant } from "./compiled-grant.js";
import type { CompiledRule, Fraction } from "./compiled-program.js";
import type { Vocabulary } from "./vocabulary.js";

/** An order, in minor units. Of one whose value is not known only shares are counted: an order that is large enough makes the rest as small as one likes. */
export interface ImaginedOrder {
  readonly value: bigint;
  readonly isKnown: boolean;
  /** By how much campaigns multiply what is given of a kind. */
  readonly timesFor: (kind: string) => Fraction;
}

/** The most that the rule gives to all for the order, in minor units of the currency. Of grants with a condition of their own each recipient gets one at most. */
export function mostOfRule({ grants }: CompiledRule, order: ImaginedOrder, vocabulary: Vocabulary): bigint {
  let sum = 0n;
  const conditional = new Map<string, bigint>();
  for (const grant of grants) {
    const worth = mostOfGrant(grant, order, vocabulary);
    if (grant.when === null) sum += worth;
    else conditional.set(grant.to, greatest([worth, conditional.get(grant.to) ?? 0n]));
  }
  return [...conditional.values()].reduce((total, worth) => total + worth, sum);
}

/** Whether what is given is money, or has a price in it. */
export function isLikeMoney({ kind, unit }: CompiledGrant, vocabulary: Vocabulary): boolean {
  return kind === "credit" || kind === "cash" || (unit !== null && boughtBy(vocabulary, unit) !== undefined);
}

/** Of chances the mean, of choices the dearest. */
function mostOfGrant(grant: CompiledGrant, order: ImaginedOrder, vocabulary: Vocabulary): bigint {
  if (grant.outcomes !== null) {
    const weights = grant.outcomes.reduce((sum, { weight }) => sum + weight, 0n);
    const worth = grant.outcomes.reduce(
      (sum, { grant: given, weight }) => sum + (given === null ? 0n : weight * mostOfGrant(given, order, vocabulary)),
      0n,
    );
    return weights === 0n ? 0n : worth / weights;
  }
  if (grant.accrual !== null) {
    const { share } = grant.accrual;
    return mostOfGrant({ ...share, kind: grant.kind, unit: grant.unit }, order, vocabulary) / 10n ** BigInt(FINER_DECIMALS);
  }
  if (grant.choice !== null) return greatest(grant.choice.options.map((option) => mostOfGrant(option.grant, order, vocabulary)));
  if (grant.amount === null || !isLikeMoney(grant, vocabulary)) return order.isKnown ? (grant.value ?? 0n) : 0n;
  const amount = limited(grant, mostOfAmount(grant.amount, order, order.timesFor(grant.kind)), order);
  if (grant.kind === "credit" || grant.kind === "cash") return amount;
  const bought = boughtBy(vocabulary, grant.unit ?? "");
  return bought === undefined ? 0n : mulDiv(amount, bought.denominator, bought.numerator, "half_up");
}
function limited({ limits }: CompiledGrant, amount: bigint, { isKnown }: ImaginedOrder): bigint {
  const ceilings = limits.filter(({ measure }) => measure === "amount" || measure === "balance").map(({ max }) => max);
  return isKnown ? ceilings.reduce((least, max) => (max < least ? max : least), amount) : amount;
}

function mostOfAmount(amount: CompiledAmount, order: ImaginedOrder, times: Fraction): bigint {
  const { isKnown } = order;
  const simple = (one: CompiledSimpleAmount | null) => (one === null ? 0n : mostOfSimple(one, order, times));
  const piece = (one: CompiledPiece): bigint => {
    if (one.kind === "fixed" || one.kind === "percent") return simple(one);
    if (!isKnown) return 0n;
    return multiplied(one.kind === "line" ? greatest([one.from, one.to]) : one.from, times);
  };
  switch (amount.kind) {
    case "table":
      return greatest([...amount.rows.values(), amount.otherwise].map(simple));
    case "tiers":
      return greatest(amount.steps.map((step) => simple(step.amount)));
    case "timed":
      return greatest([...amount.pieces.map((each) => piece(each.amount)), simple(amount.afterwards)]);
    case "top_up":
      return isKnown ? amount.target : 0n;
    default:
      return simple(amount);
  }
}
/** A share of anything but the order's own amounts is not counted. */
function mostOfSimple(amount: CompiledSimpleAmount, { value, isKnown }: ImaginedOrder, times: Fraction): bigint {
  if (amount.kind === "fixed") return isKnown ? multiplied(amount.value, times) : 0n;
  if (typeof amount.of !== "string") return isKnown ? (amount.floor ?? 0n) : 0n;
  const share = mulDiv(value, amount.numerator * times.numerator, amount.denominator * times.denominator, amount.rounding);
  if (!isKnown) return share;
  const raised = greatest([share, amount.floor ?? 0n]);
  return amount.ceiling !== null && amount.ceiling < raised ? amount.ceiling : raised;
}
function multiplied(amount: bigint, { numerator, denominator }: Fraction): bigint {
  return mulDiv(amount, numerator, denominator, "half_up");
}
function greatest(amounts: readonly bigint[]): bigint {
  return amounts.reduce((most, amount) => (amount > most ? amount : most), 0n);
}
