/** When a delivery is tried again. */

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** How long after the attempt before each attempt is made; the first one at once. Together 75 hours and 35 minutes, as Standard Webhooks suggests. */
export const WEBHOOK_DELAYS_MS: readonly number[] = [
  0,
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
];

/** So far each delay is moved to either side, so that what failed together does not come back together. */
const JITTER = 0.2;
export const RETRY_AFTER_MS_MAX = 24 * hour;

/**
 * How long to wait after `made` attempts have failed, or undefined when there is none left. `chance` is from 0 up to 1. What the receiver asks for
 * (`retryAfterMs`) can only make the wait longer, and by no more than a day.
 */
export function nextDelayMs(made: number, chance: number, retryAfterMs = 0, delaysMs: readonly number[] = WEBHOOK_DELAYS_MS): number | undefined {
  const planned = delaysMs[made];
  if (planned === undefined) return undefined;
  const jittered = planned * (1 - JITTER + 2 * JITTER * chance);
  return Math.round(Math.max(jittered, Math.min(retryAfterMs, RETRY_AFTER_MS_MAX)));
}
