/** Compiles grants: amounts to whole numbers of the smallest unit, limits, holds. */
import { WEIGHT_DECIMALS } from "../draw.js";
import { parsePercent } from "../money.js";
import { REWARD_KINDS } from "../reward-kinds.js";
import { fixedLength } from "../time.js";
import type { Compiling } from "./compile.js";
import { compileAccrual } from "./compile-accrual.js";
import { compileBasis } from "./compile-assortment.js";
import { compileBooster, lasting } from "./compile-game.js";
import { compileFriendEvent } from "./compile-goal.js";
import { compileLimit } from "./compile-limit.js";
import { minor, required } from "./compile-minor.js";
import { stockOf } from "./compile-stock.js";
import { compileKeys, compileTable } from "./compile-table.js";
import { boughtBy, inUnits } from "./compile-worth.js";
import type { CompiledAmount, CompiledPiece, CompiledSimpleAmount, CompiledTimedAmount } from "./compiled-amount.js";
import type { CompiledChoice, CompiledGrant, CompiledHold, CompiledOutcome } from "./compiled-grant.js";
import { basisPrecision, unitOf } from "./measures.js";
import { placeAfterHold } from "./places.js";
import type { Amount, Grant, Hold, Option, Outcome, Rule } from "./schema.js";
import type { Place } from "./scope.js";
import { shortestOf } from "./shortest.js";
import { anyOf } from "./table.js";

/** `canWait`: what is not there can be waited for, where the document says so. */
export function compileGrant(compiling: Compiling, rule: Rule, grant: Grant, place: Place, canWait = true): CompiledGrant {
  const { vocabulary, condition } = compiling;
  const unit = unitOf(grant, vocabulary);
  const precision = unit?.precision ?? 0;
  const amount = amountOf(grant);
  const compiled: CompiledGrant = {
    id: grant.id,
    to: grant.to,
    kind: kindOf(grant),
    unit: unit?.ledgerUnit ?? null,
    precision,
    amount:
      amount === undefined || grant.accrual !== undefined ? null : compileAmount(compiling, amount, { name: unit?.name ?? "", precision }, place),
    item: itemOf(grant),
    places: "places" in grant ? grant.places : null,
    coupon: "coupon" in grant ? grant.coupon : null,
    booster: "booster" in grant ? compileBooster(grant.booster) : null,
    tickets: "tickets" in grant ? { draw: grant.tickets.draw, count: grant.tickets.count ?? 1 } : null,
    codeUses: "code" in grant ? grant.code.uses : null,
    minimumSpend: "credit" in grant ? minor(grant.credit.minimumSpend, vocabulary.precision) : null,
    when: grant.when === undefined ? null : condition(grant.when, place),
    hold: grant.hold === undefined ? null : compileHold(compiling, grant.hold, place),
    validity: "booster" in grant ? lasting(grant.booster.for) : compileValidity(compiling, grant.validity, place),
    limits: [...(grant.limits ?? []).flatMap((limit) => compileLimit(compiling, rule, grant, limit, place)), ...stockOf(compiling, grant, canWait)],
    takeBack: {
      debt: grant.takeBack?.debt ?? "owed",
      keepIfSent: grant.takeBack?.keepIfSent ?? false,
      keepIfUsed: grant.takeBack?.keepIfUsed ?? false,
    },
    value: minor(grant.value, vocabulary.precision),
    boundWith: boundWith(rule, grant.id),
    choice: "choice" in grant ? compileChoice(compiling, rule, grant, place) : null,
    claimWithin: grant.claim?.within ?? null,
    outcomes: "drawn" in grant ? grant.drawn.outcomes.map((outcome) => compileOutcome(compiling, rule, grant, outcome, place)) : null,
    accrual: null,
    shareOf: null,
  };
  return Object.freeze({ ...compiled, accrual: compileAccrual(compiling, grant, compiled, place) });
}

function compileOutcome(compiling: Compiling, rule: Rule, grant: Grant, outcome: Outcome, place: Place): CompiledOutcome {
  const given = grantOfOutcome(grant, outcome);
  return {
    id: outcome.id,
    weight: required(outcome.weight, WEIGHT_DECIMALS),
    substitute: outcome.substitute ?? null,
    grant: given === null ? null : compileGrant(compiling, rule, given, place, false),
  };
}
function compileChoice(compiling: Compiling, rule: Rule, grant: Extract<Grant, { choice: unknown }>, place: Place): CompiledChoice {
  const { within, options, default: byDefault } = grant.choice;
  const compiled = options.map((option) => ({ id: option.id, grant: compileGrant(compiling, rule, grantOfOption(grant, option), place, false) }));
  return { within, default: byDefault, options: compiled };
}
/** What is given when the option is chosen, as a grant of its own. What the grant says of holding, claiming and limits has been settled by then. */
export function grantOfOption({ id, to, validity, takeBack }: Grant, { id: _id, name: _name, ...gives }: Option): Grant {
  return { id, to, ...(validity && { validity }), ...(takeBack && { takeBack }), ...gives };
}
/** What is given when the outcome is drawn, as a grant that says everything else as the drawn one does; null for nothing. */
export function grantOfOutcome(
  grant: Grant,
  { id: _id, name: _name, weight: _weight, substitute: _substitute, value, ...gives }: Outcome,
): Grant | null {
  if ("nothing" in gives) return null;
  const { drawn: _drawn, ...common } = grant as Extract<Grant, { drawn: unknown }>;
  return { ...common, ...(value !== undefined && { value }), ...gives };
}

/** A grant with everything that it can come to. */
export function everyGrant(grant: CompiledGrant): CompiledGrant[] {
  const shares = grant.accrual === null ? [] : [grant.accrual.share];
  return [
    grant,
    ...shares,
    ...(grant.outcomes ?? []).flatMap((outcome) => outcome.grant ?? []),
    ...(grant.choice?.options ?? []).map((option) => option.grant),
  ];
}

function itemOf(grant: Grant): string | null {
  if ("badge" in grant) return grant.badge;
  if ("stamp" in grant) return grant.stamp;
  return "item" in grant ? grant.item : "access" in grant ? grant.access : null;
}
/** The field that says what is given; `accrual` is no gift but a way of giving one. */
const GIVEN = ["drawn", ...REWARD_KINDS.filter((kind) => kind !== "accrual")] as const;
export function kindOf(grant: Grant): CompiledGrant["kind"] {
  const kind = GIVEN.find((each) => each in grant);
  if (kind === undefined) throw new Error(`Grant ${grant.id} gives nothing`);
  return kind;
}
export function amountOf(grant: Grant): Amount | undefined {
  const paid = "credit" in grant ? grant.credit : "cash" in grant ? grant.cash : "points" in grant ? grant.points : undefined;
  return "units" in grant ? grant.units.amount : paid?.amount;
}

/** An amount in minor units of so many decimals. */
export function compileAmount(
  compiling: Compiling,
  amount: Amount,
  { name, precision }: { name: string; precision: number },
  place: Place,
): CompiledAmount {
  const simple = (one: SimpleAmount): CompiledSimpleAmount => {
    if (typeof one === "string" || "percent" in one) return compileSimple(compiling, one, precision, place);
    const bought = boughtBy(compiling.vocabulary, name);
    if (bought === undefined) throw new Error(`A document that is not valid was compiled: ${name} has no price`);
    // Finer than the unit where it is collected.
    const finer = 10n ** BigInt(precision - (compiling.vocabulary.units.get(name) ?? 0));
    const { numerator, denominator } = bought;
    return inUnits(compileSimple(compiling, one.worth, compiling.vocabulary.precision, place), { numerator: numerator * finer, denominator });
  };
  if (typeof amount === "string" || "percent" in amount || "worth" in amount) return simple(amount);
  if ("tiers" in amount) {
    const { by, period, steps } = amount.tiers;
    return {
      kind: "tiers",
      by,
      period: period ?? "lifetime",
      steps: steps.map((step) => ({ upTo: step.upTo ?? null, amount: simple(step.amount) })),
    };
  }
  if ("topUpTo" in amount) return { kind: "top_up", target: required(amount.topUpTo, precision) };
  if ("overTime" in amount) return compileTimed(amount.overTime, precision, simple);
  const { by, rows, otherwise = "not_offered" } = amount.table;
  return {
    kind: "table",
    by: compileKeys(compiling, by, place),
    rows: new Map(Object.entries(rows).map(([name, row]) => [name, simple(row)])),
    otherwise: otherwise === "not_offered" ? null : simple(otherwise),
  };
}

type PlainAmount = Extract<Amount, string | { percent: string }>;
type SimpleAmount = PlainAmount | Extract<Amount, { worth: unknown }>;
type Timed = Extract<Amount, { overTime: object }>["overTime"];
function compileTimed(
  { since = "sign_up", pieces, afterwards = "not_offered", rounding }: Timed,
  precision: number,
  simple: (amount: SimpleAmount) => CompiledSimpleAmount,
): CompiledTimedAmount {
  return {
    kind: "timed",
    since: typeof since === "string" ? { kind: since } : { kind: "goal", goal: since.goal },
    pieces: pieces.map(({ until, amount }) => ({ until, amount: compilePiece(amount, precision, simple) })),
    afterwards: afterwards === "not_offered" ? null : simple(afterwards),
    rounding: rounding ?? "half_up",
  };
}
function compilePiece(
  amount: Timed["pieces"][number]["amount"],
  precision: number,
  simple: (amount: SimpleAmount) => CompiledSimpleAmount,
): CompiledPiece {
  if (typeof amount === "string" || "percent" in amount) return simple(amount);
  const from = required(amount.from, precision);
  if ("to" in amount) return { kind: "line", from, to: required(amount.to, precision) };
  return { kind: "half_life", from, halfLifeMs: BigInt(fixedLength(amount.halfLife) ?? 1), atLeast: required(amount.atLeast ?? "0", precision) };
}
function compileSimple(compiling: Compiling, amount: PlainAmount, precision: number, place: Place): CompiledSimpleAmount {
  const { document, vocabulary } = compiling;
  const decimal = (text: string) => required(text, precision);
  if (typeof amount === "string") return { kind: "fixed", value: required(amount, precision) };
  const { percent, of, floor, ceiling, rounding } = amount;
  const share = parsePercent(percent);
  // From minor units of what is measured to minor units of what is given.
  const shift = precision - (basisPrecision(of, place.events, vocabulary) ?? 0);
  return {
    kind: "percent",
    percent,
    of: compileBasis(document, of),
    numerator: share.numerator * 10n ** BigInt(Math.max(shift, 0)),
    denominator: share.denominator * 10n ** BigInt(Math.max(-shift, 0)),
    rounding: rounding ?? "half_up",
    floor:
      floor === undefined
        ? null
        : anyOf(floor)
            .map(decimal)
            .reduce((least, each) => (each < least ? each : least)),
    ceiling:
      ceiling === undefined
        ? null
        : anyOf(ceiling)
            .map(decimal)
            .reduce((most, each) => (each > most ? each : most)),
    floorBy: compileTable(compiling, floor, place, decimal),
    ceilingBy: compileTable(compiling, ceiling, place, decimal),
  };
}

function compileHold(compiling: Compiling, hold: Hold, place: Place): CompiledHold {
  return {
    for: hold.for === undefined ? null : shortestOf(hold.for),
    forBy: compileTable(compiling, hold.for, place, (value) => value),
    approval: hold.approval ?? false,
    until: hold.until === undefined ? null : compileFriendEvent(compiling, hold.until),
    cancelOn: (hold.cancelOn ?? []).map((event) => compileFriendEvent(compiling, event)),
    ifStill: hold.ifStill === undefined ? null : compiling.condition(hold.ifStill, placeAfterHold(place)),
  };
}

function compileValidity(compiling: Compiling, validity: Grant["validity"], place: Place): CompiledGrant["validity"] {
  if (validity === undefined) return null;
  const { from = "available", for: length, untilEndOf = null } = validity;
  const forBy = compileTable(compiling, length, place, (value) => value);
  return {
    from,
    for: length === undefined ? null : shortestOf(length),
    forBy,
    untilEndOf,
    extends: validity.extends ?? false,
    isRenewed: validity.renewedByActivity ?? false,
  };
}

/** Everything that hangs together with the grant; who names whom does not matter. */
function boundWith({ grants }: Rule, id: string): string[] {
  const bound = new Set([id]);
  for (const member of bound) {
    for (const grant of grants) {
      const others = grant.boundWith ?? [];
      if (grant.id === member) for (const other of others) bound.add(other);
      else if (others.includes(member)) bound.add(grant.id);
    }
  }
  bound.delete(id);
  return [...bound];
}
