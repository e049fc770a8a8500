/**
 * Time as a business feels it: in a busy month more happens a day than in a quiet one. Delays run in days of average activity, so that one factor a
 * calendar month moves everything that people do; with equal factors it is the ordinary clock.
 */
import { addDuration, periodOf } from "../time.js";

const DAY_MS = 86_400_000;

export interface ActivityClock {
  readonly start: number;
  readonly end: number;
  /** Beginnings of the months of the horizon, and its end. */
  readonly bounds: readonly number[];
  /** How busy each month is; 1 is the average of a year. */
  readonly weights: readonly number[];
  /** The month of the horizon in which the moment lies, from 0. */
  monthOf(at: number): number;
  /** The moment so many days of average activity later; infinite when that is after the end. */
  after(at: number, days: number): number;
}

/** A clock over so many months; `seasonality` has a factor for each calendar month, January first. Their mean is taken as 1. */
export function activityClock(start: number, months: number, zone: string, seasonality: readonly number[]): ActivityClock {
  const bounds = [start, ...Array.from({ length: months }, (_, index) => addDuration(start, { months: index + 1 }, zone))];
  const mean = seasonality.reduce((sum, factor) => sum + factor, 0) / seasonality.length;
  const weights = bounds.slice(0, -1).map((at) => (seasonality[calendarMonthOf(at, zone)] as number) / mean);
  const end = bounds[months] as number;
  const monthOf = (at: number) => {
    let month = Math.min(months - 1, Math.max(0, Math.floor((at - start) / (32 * DAY_MS))));
    while (month < months - 1 && at >= (bounds[month + 1] as number)) month++;
    return month;
  };
  return {
    start,
    end,
    bounds,
    weights,
    monthOf,
    after(at, days) {
      if (at >= end) return Number.POSITIVE_INFINITY;
      let left = days * DAY_MS;
      let from = at;
      for (let month = monthOf(at); month < months; month++) {
        const weight = weights[month] as number;
        const until = bounds[month + 1] as number;
        const room = (until - from) * weight;
        if (left < room) return Math.floor(from + left / weight);
        left -= room;
        from = until;
      }
      return Number.POSITIVE_INFINITY;
    },
  };
}

function calendarMonthOf(at: number, zone: string): number {
  return Number(/^\d+-(\d\d)/.exec(periodOf(at, "month", zone).key)?.[1]) - 1;
}
