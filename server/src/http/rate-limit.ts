/** Limits of calls a second, counted in this process: they keep one caller from starving the others, and are not a quota. */
export interface RateLimiter {
  /** Counts a call; tells what is left in this second, and -1 if it is too many. Without a limit always the same. */
  take(name: string, now: number): number;
  readonly perSecond: number;
}

const windowMs = 1000;
const namesMax = 200_000;

/** At most `perSecond` calls a name in each second of the clock; 0 is no limit. One count a name, forgotten every second: no timers, bounded memory. */
export function makeRateLimiter(perSecond: number): RateLimiter {
  let counts = new Map<string, number>();
  let windowStart = 0;
  return {
    perSecond,
    take(name, now) {
      if (perSecond === 0) return Number.MAX_SAFE_INTEGER;
      if (now - windowStart >= windowMs || now < windowStart || counts.size > namesMax) {
        windowStart = now - (now % windowMs);
        counts = new Map();
      }
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      return count > perSecond ? -1 : perSecond - count;
    },
  };
}

/** The part of an address that one subscriber has: the whole of IPv4, the first 64 bits of IPv6. */
export function subscriberOf(ip: string): string {
  if (!ip.includes(":")) return ip;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip);
  if (mapped?.[1] !== undefined) return mapped[1];
  const [head = "", tail] = ip.split("::");
  const groups = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - groups.length - after.length) }, () => "0");
  return [...groups, ...zeros, ...after].slice(0, 4).join(":");
}
