/** Properties and traits: those that a program declares go into the log in their declared type, all others are personal and stay out of it. */
import { exponentOf, parseDecimal } from "../core/money.js";
import type { Scalar } from "../core/record.js";
import { parseInstant } from "../core/time.js";
import type { RequestProblem } from "../errors.js";
import type { Property } from "./program-directory.js";

export type PropertyValue = Scalar | null | PropertyValue[] | { [name: string]: PropertyValue };

export interface SortedProperties {
  /** Money as digits of minor units, timestamps as epoch milliseconds. */
  declared?: Record<string, Scalar>;
  other?: Record<string, PropertyValue>;
}

/** Sorts the given properties by their declarations. A declared one that has another type is a problem; null counts as left out. */
export function sortProperties(
  given: Record<string, PropertyValue>,
  declarationsOf: (name: string) => readonly Property[],
  place: { path: string; currency?: string },
  problems: RequestProblem[],
): SortedProperties {
  const sorted: SortedProperties = {};
  for (const [name, value] of Object.entries(given)) {
    if (value === null) continue;
    const declarations = declarationsOf(name);
    if (declarations.length === 0 || declarations[0]?.personal) {
      sorted.other ??= {};
      sorted.other[name] = value;
      continue;
    }
    const scalar = firstThatFits(value, declarations, place.currency);
    if (scalar === undefined) problems.push(problemOf(name, declarations, place.path));
    else {
      sorted.declared ??= {};
      sorted.declared[name] = scalar;
    }
  }
  return sorted;
}

function firstThatFits(value: PropertyValue, declarations: readonly Property[], currency: string | undefined): Scalar | undefined {
  for (const { type } of declarations) {
    const scalar = parsers[type](value, currency);
    if (scalar !== undefined) return scalar;
  }
  return undefined;
}

const parsers: Record<Property["type"], (value: PropertyValue, currency: string | undefined) => Scalar | undefined> = {
  string: (value) => (typeof value === "string" ? value : undefined),
  int: (value) => (typeof value === "number" && Number.isSafeInteger(value) ? value : undefined),
  bool: (value) => (typeof value === "boolean" ? value : undefined),
  money: (value, currency) => {
    const exponent = currency === undefined ? undefined : exponentOf(currency);
    const minor = typeof value === "string" && exponent !== undefined ? parseDecimal(value, exponent) : undefined;
    return minor === undefined ? undefined : String(minor);
  },
  timestamp: (value) => (typeof value === "string" ? parseInstant(value) : undefined),
};

const REMEDIES: Record<Property["type"], string> = {
  string: "a text",
  int: "a whole number",
  bool: "true or false",
  money: 'a decimal text in the event\'s currency, such as "45.00"',
  timestamp: "a moment with offset, such as 2026-03-01T12:30:00Z",
};

function problemOf(name: string, declarations: readonly Property[], path: string): RequestProblem {
  return {
    path: `${path}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`,
    problem: "The value is not of the type that the program declares.",
    remedy: `Send ${declarations.map(({ type }) => REMEDIES[type]).join(" or ")}.`,
  };
}
