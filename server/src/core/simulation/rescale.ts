/** The same document with other amounts: rewards worth so many times as much, or limits of the program for a part of its members. */
import type { CompiledGrant } from "../document/compiled-grant.js";
import type { CompiledProgram } from "../document/compiled-program.js";
import type { Limit, ProgramDocument } from "../document/schema.js";
import { MAX_PRECISION } from "../money.js";
import { precisionOfUnit } from "../unit.js";

type Json = Record<string, unknown>;
const KINDS = ["credit", "cash", "points", "units", "coupon"] as const;
const PERCENT_DECIMALS = 4;
const PERCENT_MAX = 9999;
const DECIMAL = /^\d+(\.\d+)?$/;

/**
 * Every amount, percentage, floor, ceiling and discount of every grant times the factor, each rounded to what its unit or a percentage can say.
 * Limits, minimum spends and conditions stay.
 */
export function scaleRewards(document: ProgramDocument, program: CompiledProgram, factor: number): ProgramDocument {
  const copy = structuredCloneOf(document);
  for (const { id, grants } of copy.rules ?? []) {
    for (const grant of grants as unknown as Json[]) {
      const compiled = program.rules.get(id)?.grants.find((each) => each.id === grant.id);
      scaleGiven(grant, compiled, program, factor);
      for (const outcome of (grant.drawn as { outcomes: Json[] } | undefined)?.outcomes ?? []) {
        scaleGiven(outcome, compiled?.outcomes?.find((each) => each.id === outcome.id)?.grant, program, factor);
      }
    }
  }
  return copy;
}
function scaleGiven(giving: Json, compiled: CompiledGrant | null | undefined, program: CompiledProgram, factor: number): void {
  if (typeof giving.value === "string") giving.value = times(giving.value, factor, program.precision);
  const unit = compiled?.unit;
  const decimals = unit == null ? program.precision : precisionOfUnit(unit, (name) => program.units.get(name)?.precision ?? 0);
  const kind = KINDS.find((each) => each in giving);
  if (kind === undefined) return;
  const given = giving[kind] as Json;
  if (kind === "coupon") scaleCoupon(given, program.precision, factor);
  else given.amount = scaleAmount(given.amount, decimals, factor);
}

/** Every coupon with a code of its own: what is imagined has nobody who sends codes, and how many there will be the document does not say. */
export function withoutPools(document: ProgramDocument): ProgramDocument {
  if (document.couponPools === undefined) return document;
  return JSON.parse(JSON.stringify(document, (key, value) => (key === "coupon" ? { ...value, pool: undefined } : value)));
}

/** Limits of the whole program times the part, at least 1 of what is counted: a part of the members then meets them as all of them would. */
export function scaleProgramLimits(document: ProgramDocument, part: number): ProgramDocument {
  if (part === 1) return document;
  const copy = structuredCloneOf(document);
  for (const { grants } of copy.rules ?? []) {
    for (const { limits } of grants) {
      for (const limit of limits ?? []) {
        if (limit.per !== "program") continue;
        limit.max = scaleBound(limit.max, part);
      }
    }
  }
  return copy;
}

function scaleBound(max: Limit["max"], part: number): Limit["max"] {
  const scaled = (text: string) => {
    const bound = times(text, part, text.split(".")[1]?.length ?? 0);
    return Number(bound) === 0 ? "1" : bound;
  };
  if (typeof max === "string") return scaled(max);
  const { by, rows, otherwise = "not_offered" } = max.table;
  const scaledRows = Object.fromEntries(Object.entries(rows).map(([name, row]) => [name, scaled(row)]));
  return { table: { by, rows: scaledRows, otherwise: otherwise === "not_offered" ? otherwise : scaled(otherwise) } };
}

/** Texts that are decimals are amounts, wherever they stand in what says how much; names, periods and bases are none. */
function scaleAmount(amount: unknown, decimals: number, factor: number, key = "amount"): unknown {
  if (typeof amount === "string") {
    if (!DECIMAL.test(amount)) return amount;
    return key === "percent" ? percentTimes(amount, factor, PERCENT_MAX) : times(amount, factor, decimals);
  }
  if (Array.isArray(amount)) return amount.map((each) => scaleAmount(each, decimals, factor, key));
  if (typeof amount !== "object" || amount === null) return amount;
  return Object.fromEntries(Object.entries(amount).map(([name, each]) => [name, scaleAmount(each, decimals, factor, name)]));
}
function scaleCoupon(coupon: Json, decimals: number, factor: number): void {
  const discount = coupon.discount as Json;
  if (typeof discount.amount === "string") discount.amount = times(discount.amount, factor, decimals);
  if (typeof discount.percent === "string") discount.percent = percentTimes(discount.percent, factor, 100);
  if (typeof coupon.ceiling === "string") coupon.ceiling = times(coupon.ceiling, factor, decimals);
}

function percentTimes(text: string, factor: number, max: number): string {
  return plain(Math.min(max, Number(text) * factor), PERCENT_DECIMALS);
}
function times(text: string, factor: number, decimals: number): string {
  return plain(Number(text) * factor, Math.min(decimals, MAX_PRECISION));
}
/** The number as a document writes it. Fixed-point text of a double is exact to the digits that it has, the same on every machine. */
function plain(value: number, decimals: number): string {
  const text = Math.min(value, 1e14).toFixed(decimals);
  return decimals === 0 ? text : text.replace(/\.?0+$/, "");
}

/** A deep copy of plain JSON. */
function structuredCloneOf(document: ProgramDocument): ProgramDocument {
  return JSON.parse(JSON.stringify(document));
}
