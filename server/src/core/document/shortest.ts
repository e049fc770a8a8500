import { addDuration } from "../time.js";
import type { Duration } from "./schema.js";
import { anyOf, type OrTable } from "./table.js";

/** The shortest of the lengths that it can be; calendar lengths as from the first of January. */
export function shortestOf(length: OrTable<Duration>): Duration {
  const endOf = (each: Duration) => addDuration(0, each, "UTC");
  return anyOf(length).reduce((shortest, each) => (endOf(each) < endOf(shortest) ? each : shortest));
}
