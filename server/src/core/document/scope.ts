/** What conditions can name, by the place they stand in, and the facts they are asked about. */

import type { ExpressionScope, Shape, ValueType } from "../expression/shape.js";
import { type Compiled, type Condition, compileCondition, compileKey, type KeyExpression } from "../expression.js";
import { quoted } from "./problem.js";
import type { Property } from "./schema.js";
import type { Vocabulary } from "./vocabulary.js";

type Absent = null | undefined;
type Integer = bigint | number;
/** Minor units of the program's currency; as text of digits where they come from a record. */
type Money = bigint | number | string;
type Instant = number;
type Fact = string | number | bigint | boolean;

export interface MemberFacts {
  traits?: Readonly<Record<string, Fact>> | Absent;
  joinedAt?: Instant | Absent;
  /** Purchases that stand, over all time. */
  purchases?: Integer | Absent;
  firstPurchaseAt?: Instant | Absent;
  lastSeenAt?: Instant | Absent;
  /** Had a purchase before. */
  isCustomer?: boolean | Absent;
  /** How many of this member's own referrals have reached a stage. */
  referrals?: { signedUp: Integer; qualified: Integer; converted: Integer } | Absent;
  /** Whether the person is in each of the program's segments. */
  segment?: Readonly<Record<string, boolean>> | Absent;
  /** The step of each of the program's tiers; none where the person is on none. */
  tier?: Readonly<Record<string, string>> | Absent;
  /** The step of each of the program's levels; none where the person is on none. */
  level?: Readonly<Record<string, string>> | Absent;
}
export interface EventFacts {
  type?: string | Absent;
  subject?: string | Absent;
  /** What was paid. */
  amount?: Money | Absent;
  tax?: Money | Absent;
  shipping?: Money | Absent;
  discount?: Money | Absent;
  /** The amount less tax and shipping. */
  goods?: Money | Absent;
  /** Goods with the discount added back. */
  goodsBeforeDiscount?: Money | Absent;
  currency?: string | Absent;
  status?: string | Absent;
  channel?: string | Absent;
  placement?: string | Absent;
  properties?: Readonly<Record<string, Fact>> | Absent;
  /** By assortment: what was paid for its lines without and with tax, and how many pieces. Absent where the event tells no lines. */
  lines?: Readonly<Record<string, { net: Money; gross: Money; quantity: Integer }>> | Absent;
}
/** What a decision gives to conditions. Whatever is null or undefined is absent. Instants are epoch milliseconds. */
export interface ConditionContext {
  /** When what set it off happened. */
  at?: Instant;
  /** The event that set it off, if one did. */
  event?: EventFacts | Absent;
  /** Whose event, card, badge or count it is. */
  member?: MemberFacts | Absent;
  friend?: MemberFacts | Absent;
  referrer?: MemberFacts | Absent;
  referral?:
    | {
        method?: string | Absent;
        channel?: string | Absent;
        placement?: string | Absent;
        stage?: string | Absent;
        startedAt?: Instant | Absent;
        /** What the friend was referred for, where the document lets that differ. */
        referredFor?: string | Absent;
        /** Where the friend came by a code that was given as a reward with uses left: the id of the grant. */
        invitation?: string | Absent;
      }
    | Absent;
  /** Whether the friend and the referrer have an equal identity. */
  match?: { email?: boolean; phone?: boolean; address?: boolean; payout?: boolean; device?: boolean } | Absent;
  program?: { handle: string };
}

const EVENT: Shape = {
  type: "string",
  subject: "string",
  amount: "money",
  tax: "money",
  shipping: "money",
  discount: "money",
  goods: "money",
  goodsBeforeDiscount: "money",
  currency: "string",
  status: "string",
  channel: "string",
  placement: "string",
};
const MEMBER: Shape = {
  joinedAt: "timestamp",
  purchases: "int",
  firstPurchaseAt: "timestamp",
  lastSeenAt: "timestamp",
  isCustomer: "bool",
  referrals: { signedUp: "int", qualified: "int", converted: "int" },
};
const REFERRAL: Shape = {
  method: "string",
  channel: "string",
  placement: "string",
  stage: "string",
  startedAt: "timestamp",
  referredFor: "string",
  invitation: "string",
};
const PROGRAM: Shape = { handle: "string" };
const MATCH: Shape = { email: "bool", phone: "bool", address: "bool", payout: "bool", device: "bool" };

/** Where a condition stands: types of the events it can be asked about (none: without an event), and whether there is a referral. */
export interface Place {
  readonly events: readonly string[];
  readonly hasReferral: boolean;
  /** Before there is a referral: only the person who may become the friend is known. */
  readonly isJoining?: boolean;
  /** In the condition of a segment: its place among them. Only the member is known, and the segments before it. */
  readonly segment?: number;
}

/** Compiles the expressions of a document; the same text in the same place is compiled once. */
export interface Expressions {
  condition(source: string, place: Place): Compiled<Condition>;
  key(source: string, place: Place): Compiled<KeyExpression>;
}

export function expressionsOf(vocabulary: Vocabulary): Expressions {
  const scopes = new Map<string, ExpressionScope>();
  const conditions = new Map<string, Compiled<Condition>>();
  const keys = new Map<string, Compiled<KeyExpression>>();
  const nameOf = ({ events, hasReferral, isJoining = false, segment = -1 }: Place) =>
    `${hasReferral} ${isJoining} ${segment} ${[...events].sort().join(" ")}`;
  const scopeOf = (place: Place) => remembered(scopes, nameOf(place), () => newScope(vocabulary, place));
  return {
    condition: (source, place) => remembered(conditions, `${nameOf(place)}\n${source}`, () => compileCondition(source, scopeOf(place))),
    key: (source, place) => remembered(keys, `${nameOf(place)}\n${source}`, () => compileKey(source, scopeOf(place))),
  };
}

function remembered<V>(known: Map<string, V>, key: string, make: () => V): V {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = make();
  known.set(key, made);
  return made;
}

type Refused = Map<string, { problem: string; remedy: string }>;

function newScope(vocabulary: Vocabulary, place: Place): ExpressionScope {
  const { events, hasReferral, isJoining = false } = place;
  const refused: Refused = new Map();
  const traits = declaredTypes(vocabulary.traits, ["member.traits", "friend.traits", "referrer.traits"], refused);
  const segments = segmentsAt(vocabulary, place, refused);
  const steps = (ids: readonly string[]) => Object.fromEntries(ids.map((id) => [id, "string" as const]));
  const member = {
    ...MEMBER,
    traits,
    ...(vocabulary.tiers.length > 0 && { tier: steps(vocabulary.tiers) }),
    ...(vocabulary.levels.length > 0 && { level: steps(vocabulary.levels) }),
    ...(segments.length > 0 && { segment: Object.fromEntries(segments.map((id) => [id, "bool" as const])) }),
  };
  if (place.segment !== undefined) return { names: { at: "timestamp", member, program: PROGRAM }, currency: vocabulary.currency, refused };
  const names: Record<string, Shape | ValueType> = { at: "timestamp" };
  if (events.length > 0) names.event = { ...EVENT, ...linesIn(vocabulary), properties: unionOfProperties(vocabulary, events, refused) };
  Object.assign(names, isJoining ? { member, friend: member } : { member, referrer: member });
  if (hasReferral) Object.assign(names, { friend: member, referral: REFERRAL, match: MATCH });
  names.program = PROGRAM;
  return { names, currency: vocabulary.currency, refused };
}

/** The segments that can be named: in the condition of a segment those before it, so that none can hang on itself. */
function segmentsAt({ segments }: Vocabulary, { segment }: Place, refused: Refused): readonly string[] {
  if (segment === undefined) return segments;
  for (const id of segments.slice(segment)) {
    refused.set(`member.segment.${id}`, {
      problem: `the segment ${quoted(id)} does not stand before this one`,
      remedy: "Put it before this one; a segment cannot hang on itself.",
    });
  }
  return segments.slice(0, segment);
}
const LINES: Shape = { net: "money", gross: "money", quantity: "int" };
function linesIn({ assortments }: Vocabulary): Shape {
  return assortments.size === 0 ? {} : { lines: Object.fromEntries([...assortments].map((name) => [name, LINES])) };
}

/** Properties of all the types together. One that is declared with two types cannot be read where both may come. */
function unionOfProperties(vocabulary: Vocabulary, events: readonly string[], refused: Refused): Shape {
  const union: Record<string, ValueType> = {};
  const declaredBy = new Map<string, string>();
  for (const event of events) {
    const properties = vocabulary.events.get(event)?.properties ?? new Map<string, Property>();
    const types = declaredTypes(properties, ["event.properties"], refused);
    for (const [name, type] of Object.entries(types)) {
      const before = union[name];
      if (before !== undefined && before !== type)
        refused.set(`event.properties.${name}`, conflict(name, `${declaredBy.get(name)}`, before, event, type as ValueType));
      union[name] = type as ValueType;
      declaredBy.set(name, event);
    }
  }
  return union;
}
function conflict(name: string, first: string, firstType: string, second: string, secondType: string) {
  return {
    problem: `"event.properties.${name}" is ${firstType} in ${quoted(first)} and ${secondType} in ${quoted(second)}`,
    remedy: "Declare both alike, or ask at one of the two types only.",
  };
}

function declaredTypes(declared: ReadonlyMap<string, Property>, owners: readonly string[], refused: Refused): Shape {
  const types: Record<string, ValueType> = {};
  for (const [name, { type, personal }] of declared) {
    types[name] = type;
    if (personal !== true) continue;
    for (const owner of owners) refused.set(`${owner}.${name}`, personalData(`${owner}.${name}`));
  }
  return types;
}
function personalData(path: string) {
  return {
    problem: `${quoted(path)} is personal data, which conditions cannot read`,
    remedy:
      "Send what you want to ask as a property of its own that is not personal; equal e-mails, phones and addresses of the two sides are in match.",
  };
}
