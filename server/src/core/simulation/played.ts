/** A run as it is being played: the people, what they have done, and the rows that the decisions have made. */

import type { Decision, RecordInput } from "../record.js";
import type { MemoryRows } from "../rehearsal/memory-rows.js";
import type { ActivityClock } from "./activity-clock.js";
import type { Agenda } from "./agenda.js";
import type { Assumptions } from "./assumptions.js";
import type { Person } from "./people.js";
import type { Stage } from "./stage.js";

/** A customer won by a friend's referral. */
export interface Won {
  person: Person;
  at: number;
}
export interface Order {
  at: number;
  valueMinor: number;
  isReturned: boolean;
}
/** What has happened in a run. */
export interface Played {
  stage: Stage;
  clock: ActivityClock;
  rows: MemoryRows;
  agenda: Agenda;
  assumptions: Assumptions;
  decisions: number;
  /** Those about people who are passive. */
  passiveDecisions: number;
  /** Customers who would have come anyway, by when they became customers. */
  ownCustomersAt: number[];
  people: Map<string, Person>;
  sharers: number;
  invitations: number;
  visits: number;
  /** There were more friends than can be: it ended there. */
  isCut: boolean;
  won: Won[];
  /** Orders of won customers. */
  orders: Order[];
  /** Rewards, by what was seen of them, for which what follows is on the agenda. */
  followed: Set<string>;
  /** Decides the input as the next record, and puts on the agenda what others then do. */
  write(input: RecordInput, at: number): Decision;
}
