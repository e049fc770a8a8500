/** An event as the engine works with it: amounts as bigint, its time settled, and which record told of it. */
import type { Basis } from "./document/schema.js";
import type { EventInput, Scalar } from "./record.js";
import type { SubjectEvent } from "./rows.js";

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
export function basisOf(happening: Happening, basis: Basis): bigint | undefined {
  const { money } = happening;
  if (typeof basis === "object") {
    const value = happening.properties[basis.property];
    return typeof value === "number" ? BigInt(value) : typeof value === "string" && /^\d+$/.test(value) ? BigInt(value) : undefined;
  }
  if (money === null) return undefined;
  if (basis === "total") return money.total;
  return basis === "goods" ? goodsOf(money) : goodsOf(money) + money.discount;
}
export function basisName(basis: Basis): string {
  return typeof basis === "object" ? basis.property : basis;
}

/**
 * What names this happening for ever. Events about one subject are one occurrence, so that the same order sent under two keys is rewarded once;
 * `round` counts how often the subject was wholly taken back before.
 */
export function occurrenceOf({ type, holder, subject, record }: Happening, round: number): string {
  return subject === null ? `event:${record}` : `event:${type}:${holder}:${round}:${subject}`;
}
