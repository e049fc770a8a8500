/** What a document declares and everything else in it names: types of events with their properties, attributes, units; built-in ones included. */
import { exponentOf } from "../money.js";
import type { Property } from "./schema.js";

export interface DeclaredEvent {
  /** The type whose events it takes back, or null. */
  readonly corrects: string | null;
  readonly properties: ReadonlyMap<string, Property>;
}
export interface Vocabulary {
  readonly currency: string;
  /** Decimals of the currency. */
  readonly precision: number;
  readonly timeZone: string;
  readonly events: ReadonlyMap<string, DeclaredEvent>;
  readonly traits: ReadonlyMap<string, Property>;
  /** Decimals of each named unit. */
  readonly units: ReadonlyMap<string, number>;
  /** What one of a unit is worth in the currency, as a decimal, where it is declared and more than nothing. */
  readonly prices: ReadonlyMap<string, string>;
  /** Ids of the segments, in the document's order. */
  readonly segments: readonly string[];
  readonly tiers: readonly string[];
  readonly levels: readonly string[];
  /** Names of assortments of products. */
  readonly assortments: ReadonlySet<string>;
}

/** Types of events that every program knows. A document may declare properties for them. */
export const BUILT_IN_EVENTS: ReadonlyMap<string, string | null> = new Map([
  ["sign_up", null],
  ["purchase", null],
  ["refund", "purchase"],
  ["claim", null],
]);
export const DEFAULT_CURRENCY = "USD";
export const DEFAULT_TIME_ZONE = "UTC";
/** The unit of points that name none. */
export const DEFAULT_POINTS = "POINTS";

/** What the document declares. Total: what is not as it should be is left out, and told by the checks of its shape. */
export function vocabularyOf(document: unknown): Vocabulary {
  const { currency, timeZone, events, traits, units, segments, tiers, levels, assortments } = membersOf(document);
  const known = typeof currency === "string" && exponentOf(currency) !== undefined ? currency : DEFAULT_CURRENCY;
  return {
    currency: known,
    precision: exponentOf(known) ?? 2,
    timeZone: typeof timeZone === "string" ? timeZone : DEFAULT_TIME_ZONE,
    events: eventsOf(membersOf(events)),
    traits: propertiesOf(traits),
    units: unitsOf(membersOf(units)),
    prices: pricesOf(membersOf(units)),
    segments: idsOf(segments),
    tiers: idsOf(tiers),
    levels: idsOf(levels),
    assortments: new Set(Object.keys(membersOf(assortments))),
  };
}

/** The members of an object; none of anything else. */
export function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

/** Ids that conditions can say; what is not one is told by the check of its shape. */
function idsOf(list: unknown): string[] {
  const ids = Array.isArray(list) ? list.map((item) => membersOf(item).id) : [];
  return ids.filter((id) => typeof id === "string" && /^[a-z][a-z0-9_]*$/.test(id)) as string[];
}

function eventsOf(declared: Readonly<Record<string, unknown>>): Map<string, DeclaredEvent> {
  const events = new Map<string, DeclaredEvent>();
  for (const [name, corrects] of BUILT_IN_EVENTS) events.set(name, { corrects, properties: new Map() });
  for (const [name, value] of Object.entries(declared)) {
    const { corrects, properties } = membersOf(value);
    const builtIn = events.get(name);
    events.set(name, {
      corrects: builtIn !== undefined ? builtIn.corrects : typeof corrects === "string" ? corrects : null,
      properties: propertiesOf(properties),
    });
  }
  return events;
}

const PROPERTY_TYPES: ReadonlySet<unknown> = new Set(["string", "int", "bool", "money", "timestamp"]);
function propertiesOf(declared: unknown): Map<string, Property> {
  const properties = new Map<string, Property>();
  for (const [name, value] of Object.entries(membersOf(declared))) {
    const { type, personal } = membersOf(value);
    if (PROPERTY_TYPES.has(type)) properties.set(name, { type: type as Property["type"], personal: personal === true });
  }
  return properties;
}

function pricesOf(declared: Readonly<Record<string, unknown>>): Map<string, string> {
  const prices = Object.entries(declared).map(([name, value]) => [name, membersOf(value).price] as const);
  return new Map(prices.filter((entry): entry is [string, string] => typeof entry[1] === "string" && /[1-9]/.test(entry[1])));
}
function unitsOf(declared: Readonly<Record<string, unknown>>): Map<string, number> {
  const units = new Map([[DEFAULT_POINTS, 0]]);
  for (const [name, value] of Object.entries(declared)) {
    const { precision } = membersOf(value);
    units.set(name, Number.isInteger(precision) ? Math.min(Math.max(precision as number, 0), 6) : 0);
  }
  return units;
}
