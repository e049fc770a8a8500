import { useEffect, useState } from "preact/hooks";
import type { Portal } from "../portal-data.js";
import { useWords } from "../words.js";
import { useStage } from "./stage.js";

type Worth = Omit<Portal["nowWorth"][number], "for" | "when">;

const WIDTH = 320;
const HEIGHT = 72;
const PAD = 8;
const MINUTE_MS = 60_000;

/** What it is worth over time as a curve, with a dot where it is now, and how long that stays. */
export function NowWorth({ title, worth: { worth, sentence, until, turnsAt, points } }: { title?: string | undefined; worth: Worth }) {
  const say = useWords();
  const now = useNow(until);
  const curve = points.map(({ at, worth: height }) => ({ at: Date.parse(at), height }));
  const left = turnsAt === null ? 0 : Date.parse(turnsAt) - now;
  return (
    <div class="worth">
      {title !== undefined && <p class="hint">{title}</p>}
      <p>
        <b>{worth}</b> {left > 0 && <span class="chip">{say("worth.left", { time: lengthOf(left, say) })}</span>}
      </p>
      <Curve curve={curve} now={now} label={sentence} />
      <p class="hint">{sentence}</p>
    </div>
  );
}

function Curve({ curve, now, label }: { curve: readonly Point[]; now: number; label: string }) {
  const [first, last] = [curve[0], curve.at(-1)];
  if (first === undefined || last === undefined || last.at <= first.at) return null;
  const most = Math.max(...curve.map(({ height }) => height), Number.MIN_VALUE);
  const place = (point: Point) => placeOf(point, first.at, last.at, most);
  const [x, y] = place({ at: Math.min(last.at, Math.max(first.at, now)), height: heightAt(curve, now) });
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="xMinYMid meet" role="img" aria-label={label}>
      <path class="ground" d={`M${PAD} ${HEIGHT - PAD}H${WIDTH - PAD}`} />
      <polyline points={curve.map((point) => place(point).join(",")).join(" ")} />
      <circle cx={x} cy={y} r="6" />
    </svg>
  );
}

interface Point {
  at: number;
  height: number;
}
function placeOf({ at, height }: Point, from: number, until: number, most: number): [number, number] {
  const x = PAD + ((at - from) / (until - from)) * (WIDTH - 2 * PAD);
  return [round(x), round(HEIGHT - PAD - (height / most) * (HEIGHT - 2 * PAD))];
}
const round = (value: number) => Math.round(value * 10) / 10;

/** Between two points in a straight line; at a jump what comes behind it. */
export function heightAt(curve: readonly Point[], at: number): number {
  const next = curve.findIndex((point) => point.at > at);
  const [before, after] = [curve[next - 1], curve[next]];
  if (after === undefined) return curve.at(-1)?.height ?? 0;
  if (before === undefined) return after.height;
  return before.height + ((at - before.at) / (after.at - before.at)) * (after.height - before.height);
}

/** The two largest of days, hours and minutes. */
export function lengthOf(ms: number, say: ReturnType<typeof useWords>): string {
  const minutes = Math.max(1, Math.ceil(ms / MINUTE_MS));
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
  const parts = [
    [days, say("time.days", { n: days })],
    [hours, say("time.hours", { n: hours })],
    [rest, say("time.minutes", { n: rest })],
  ] as const;
  const first = parts.findIndex(([n]) => n > 0);
  return parts
    .slice(first, first + 2)
    .flatMap(([n, text]) => (n > 0 ? [text] : []))
    .join(" ");
}

/** The server's time, which goes on while the page is open. What it said is asked anew when it is not so any more, and at most once a minute. */
function useNow(until: string | null): number {
  const { portal, refresh } = useStage();
  const [since, setSince] = useState({ said: portal.now, here: Date.now() });
  const [here, setHere] = useState(Date.now());
  if (since.said !== portal.now) setSince({ said: portal.now, here: Date.now() });
  const now = Date.parse(since.said) + Math.max(0, here - since.here);
  useEffect(() => {
    const timer = setInterval(() => {
      setHere(Date.now());
      const isOver = until !== null && Date.parse(since.said) + Date.now() - since.here >= Date.parse(until);
      // What is seen without a connection stays as it was.
      if (isOver && document.visibilityState === "visible") refresh().catch(() => undefined);
    }, MINUTE_MS);
    return () => clearInterval(timer);
  }, [since, until, refresh]);
  return now;
}
