/** What is settled late: a hold that has passed, a date that came. It happens as of its own moment, whenever it is looked at. */
import { fireAll } from "./firing.js";
import type { Engine } from "./occurrence.js";

/** What comes of it is there when the next one comes, and is of that moment too. */
export function asOf(d: Engine, moment: number, settle: () => void): void {
  // What waits is not this member's: an explanation shows a member what stands behind the moment that came.
  fireAll(d);
  const before = d.moment;
  d.moment = moment;
  settle();
  fireAll(d);
  d.moment = before;
}
