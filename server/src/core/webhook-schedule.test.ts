import { expect, test } from "vitest";
import { nextDelayMs, RETRY_AFTER_MS_MAX, WEBHOOK_DELAYS_MS } from "./webhook-schedule.js";

const hour = 3_600_000;

test("ten attempts span 75 hours, 35 minutes and 5 seconds", () => {
  expect(WEBHOOK_DELAYS_MS).toHaveLength(10);
  expect(WEBHOOK_DELAYS_MS.reduce((sum, ms) => sum + ms, 0)).toBe(75 * hour + 35 * 60_000 + 5000);
});

test("each delay is moved by at most a fifth to either side", () => {
  expect([0, 0.5, 1].map((chance) => nextDelayMs(2, chance))).toEqual([240_000, 300_000, 360_000]);
});

test("after the tenth attempt there is none", () => {
  expect(nextDelayMs(9, 0.5)).toBe(24 * hour);
  expect(nextDelayMs(10, 0.5)).toBeUndefined();
  expect(nextDelayMs(10, 0.5, 60_000)).toBeUndefined();
});

test("a receiver can ask for more time, up to a day, and never for less", () => {
  expect(nextDelayMs(1, 0.5, 60_000)).toBe(60_000);
  expect(nextDelayMs(3, 0.5, 60_000)).toBe(1_800_000);
  expect(nextDelayMs(1, 0.5, 1000 * hour)).toBe(RETRY_AFTER_MS_MAX);
});
