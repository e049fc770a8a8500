/** How precise amounts are: what is measured of an event, what a grant gives, what a limit counts. */
import type { Basis, Grant, Limit } from "./schema.js";
import { DEFAULT_POINTS, type Vocabulary } from "./vocabulary.js";

/** Decimals of what is measured of events of these types; undefined where none of them declares such a number, or two differ. */
export function basisPrecision(basis: Basis, events: readonly string[], { precision, events: declared }: Vocabulary): number | undefined {
  if (typeof basis === "string" || "assortment" in basis) return precision;
  const types = new Set(events.map((event) => declared.get(event)?.properties.get(basis.property)?.type).filter((type) => type !== undefined));
  const [type] = types;
  if (types.size !== 1 || (type !== "money" && type !== "int")) return undefined;
  return type === "money" ? precision : 0;
}

export interface GrantUnit {
  /** Where amounts of the unit are kept. */
  ledgerUnit: string;
  /** The unit's name in the document. */
  name: string;
  /** Undefined for a unit that is not declared. */
  precision: number | undefined;
}
/** The unit of a grant that gives an amount; undefined for coupons, badges and stamps. */
export function unitOf(grant: Grant, { currency, precision, units }: Vocabulary): GrantUnit | undefined {
  if ("credit" in grant) return { ledgerUnit: `credit:${currency}`, name: currency, precision };
  if ("cash" in grant) return { ledgerUnit: `cash:${currency}`, name: currency, precision };
  const name = "points" in grant ? (grant.points.unit ?? DEFAULT_POINTS) : "units" in grant ? grant.units.unit : undefined;
  return name === undefined ? undefined : { ledgerUnit: name, name, precision: units.get(name) };
}

/** Decimals of a limit's ceiling; undefined where what it measures is not there. */
export function limitPrecision(limit: Limit, grant: Grant, events: readonly string[], vocabulary: Vocabulary): number | undefined {
  const { measure } = limit;
  if (typeof measure === "object") return "property" in measure ? basisPrecision(measure, events, vocabulary) : 0;
  if (measure === "rewards") return 0;
  return measure === "value" ? vocabulary.precision : unitOf(grant, vocabulary)?.precision;
}
