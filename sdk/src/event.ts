/** What a shop tells Bandwagon, and what it is answered. Amounts are decimal texts in major units: "45.00". */
import type { components } from "./generated/schema.js";

type DescribedEvent = components["schemas"]["Event"];

/** Whose event it is: your own id of the person, and what you know besides. */
export type EventMember = DescribedEvent["member"];

/** A product of an order, and what was paid for it. */
export type EventLine = NonNullable<DescribedEvent["lines"]>[number];

/** What happened, with the fields that the API's description has. */
export interface BandwagonEvent extends Omit<DescribedEvent, "key" | "type"> {
  /**
   * Identifies the event for ever: choose it from what happened, such as `order-1001-paid`. One by chance is made if none is given; it protects from
   * repetitions of this call, and not from telling the same thing in another call.
   */
  key?: string;
  /** `sign_up`, `purchase`, `refund`, `claim`, or a type that a program declares. */
  type: "sign_up" | "purchase" | "refund" | "claim" | (string & Record<never, never>);
}

/** An event with a key of its own, as many at once need it. */
export type KeyedEvent = BandwagonEvent & { key: string };

/** What came of an event. One that earns nothing is a result and no error; `reason` says why. */
export type EventResult = components["schemas"]["EventResult"];

/** The result of one event of many: as if sent alone, or why it was not written (`invalid`, `failed`). A failed one may be sent again with its key. */
export type BatchEventResult = components["schemas"]["BatchedEventResult"];
