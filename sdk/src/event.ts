/** What a shop tells Bandwagon, and what it is answered. Amounts are decimal texts in major units: "45.00". */
import type { components } from "./generated/schema.js";

export interface EventMember {
  /** Your own id of the person. */
  id: string;
  email?: string;
  /** Best with its country code: +49 151 12345678. */
  phone?: string;
  name?: string;
  address?: string | { line1?: string; line2?: string; city?: string; region?: string; postalCode?: string; country?: string };
  /** Where cash is paid to, such as an IBAN. */
  payout?: string;
  device?: string;
  traits?: Record<string, unknown>;
}

export interface BandwagonEvent {
  /**
   * Identifies the event for ever: choose it from what happened, such as `order-1001-paid`. One by chance is made if none is given; it protects from
   * repetitions of this call, and not from telling the same thing in another call.
   */
  key?: string;
  /** `sign_up`, `purchase`, `refund`, `claim`, or a type that a program declares. */
  type: "sign_up" | "purchase" | "refund" | "claim" | (string & Record<never, never>);
  member: EventMember;
  /** When, as ISO 8601 with an offset. Now, if left out. */
  occurredAt?: string;
  /** Handle or id, if only one program shall see it. */
  program?: string;
  /** What it is about: the id of the order, booking or subscription. One subject counts once. */
  subject?: string;
  amount?: string;
  /** ISO 4217. */
  currency?: string;
  tax?: string;
  shipping?: string;
  discount?: string;
  status?: string;
  channel?: string;
  /** Of a `sign_up` or `claim`: who recommended. */
  code?: string;
  coupon?: string;
  /** The visit or visits of the friend's browser. */
  visit?: string | string[];
  /** Your own id of the referrer. */
  referrer?: string;
  properties?: Record<string, unknown>;
}

/** An event with a key of its own, as many at once need it. */
export type KeyedEvent = BandwagonEvent & { key: string };

/** What came of an event. One that earns nothing is a result and no error; `reason` says why. */
export type EventResult = components["schemas"]["EventResult"];

/** The result of one event of many: as if sent alone, or why it was not written (`invalid`, `failed`). A failed one may be sent again with its key. */
export type BatchEventResult = components["schemas"]["BatchedEventResult"];
