/** An event as the engine works with it: amounts as bigint, its time settled, and which record told of it. */
import type { CompiledBasis } from "./document/compiled-amount.js";
import { linesOf, measureOf } from "./lines.js";
import type { EventInput, EventLine, Scalar } from "./record.js";
import type { SubjectEvent } from "./subject-row.js";

export interface Money {
  total: bigint;
  tax: bigint;
  shipping: bigint;
  discount: bigint;
}
export interface Happening {
  type: string;
  member: string;
  /** Under whose id the subject is kept: the member's, or that of somebody who was merged into the member. */
  holder: string;
  /** Number of the record that told of it. */
  record: number;
  occurredAt: number;
  subject: string | null;
  currency: string | null;
  money: Money | null;
  /** Null: the event does not tell them. */
  lines: readonly EventLine[] | null;
  status: string | null;
  properties: Record<string, Scalar>;
  channel: string | null;
  placement: string | null;
}

export function happeningOf(input: EventInput, member: string, record: number, at: number, holder = member): Happening {
  const visit = input.visits?.[0];
  return {
    type: input.type,
    member,
    holder,
    record,
    occurredAt: input.occurredAt ?? at,
    subject: input.subject ?? null,
    currency: input.currency ?? null,
    money: moneyOf(input.money ?? null),
    lines: input.lines ?? null,
    status: input.status ?? null,
    properties: input.properties ?? {},
    channel: input.channel ?? visit?.channel ?? null,
    placement: visit?.placement ?? null,
  };
}
/** The event that a subject's row remembers. */
export function happeningOfSubject(holder: string, subject: string, event: SubjectEvent): Happening {
  return {
    type: event.type,
    member: holder,
    holder,
    record: event.record,
    occurredAt: event.occurredAt,
    subject,
    currency: event.currency,
    money: moneyOf(event.money),
    lines: event.lines ?? null,
    status: event.status ?? null,
    properties: event.properties,
    channel: null,
    placement: null,
  };
}
export function moneyOf(money: { total: string; tax?: string; shipping?: string; discount?: string } | null): Money | null {
  if (money === null) return null;
  return { total: BigInt(money.total), tax: BigInt(money.tax ?? 0), shipping: BigInt(money.shipping ?? 0), discount: BigInt(money.discount ?? 0) };
}
/** Goods after the discount, without tax and shipping. */
export function goodsOf(money: Money): bigint {
  return money.total - money.tax - money.shipping;
}

/** What is measured of an event in minor units; undefined when the event does not tell it. */
export function basisOf(happening: Happening, basis: CompiledBasis): bigint | undefined {
  const { money } = happening;
  if (typeof basis === "object" && "assortment" in basis) return sumOfLines(happening, basis);
  if (typeof basis === "object") {
    const value = happening.properties[basis.property];
    return typeof value === "number" ? BigInt(value) : typeof value === "string" && /^\d+$/.test(value) ? BigInt(value) : undefined;
  }
  if (money === null) return undefined;
  if (basis === "total") return money.total;
  return basis === "goods" ? goodsOf(money) : goodsOf(money) + money.discount;
}
/** Undefined where no line of the event is meant, so that an order without such products earns nothing by them, not even a floor. */
function sumOfLines({ lines }: Happening, { assortment, take }: Extract<CompiledBasis, { assortment: object }>): bigint | undefined {
  const meant = lines === null ? [] : linesOf(lines, assortment);
  return meant.length === 0 ? undefined : meant.reduce((sum, line) => sum + measureOf(line, take), 0n);
}
/** The basis in a trace: `of` with the name of what is meant, if it has one. */
export function basisTold(basis: CompiledBasis): { of: string; assortment?: string } {
  if (typeof basis === "string") return { of: basis };
  return "property" in basis ? { of: basis.property } : { of: `lines.${basis.take}`, assortment: basis.assortment.id };
}

/**
 * What names this happening for ever. Events about one subject are one occurrence, so that the same order sent under two keys is rewarded once;
 * `round` counts how often the subject was wholly taken back before.
 */
export function occurrenceOf({ type, holder, subject, record }: Happening, round: number): string {
  return subject === null ? `event:${record}` : `event:${type}:${holder}:${round}:${subject}`;
}
