import { useEffect, useState } from "preact/hooks";
import type { Portal } from "../portal-data.js";
import { useWords } from "../words.js";

const WIDTH = 320;
const HEIGHT = 72;
const PAD = 6;

/** What it is worth over time as a curve, with a dot where it is now. */
export function NowWorth({ worth: { worth, points, sentence } }: { worth: NonNullable<Portal["nowWorth"]> }) {
  const say = useWords();
  const now = useNow(60_000);
  const curve = points.map(({ at, worth: height }) => ({ at: Date.parse(at), height }));
  const [first, last] = [curve[0], curve.at(-1)];
  const most = Math.max(...curve.map(({ height }) => height), Number.MIN_VALUE);
  return (
    <div class="worth">
      <p>
        <span>{say("worth.now")}</span> <b>{worth}</b>
      </p>
      {first !== undefined && last !== undefined && last.at > first.at && (
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={say("worth.curve")}>
          <polyline points={curve.map((point) => placeOf(point, first.at, last.at, most).join(",")).join(" ")} />
          <Dot place={placeOf({ at: within(now, first.at, last.at), height: heightAt(curve, now) }, first.at, last.at, most)} />
        </svg>
      )}
      <p class="hint">{sentence}</p>
    </div>
  );
}

function Dot({ place: [x, y] }: { place: [number, number] }) {
  return <circle cx={x} cy={y} r="5" />;
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
const within = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

/** Between two points in a straight line. */
export function heightAt(curve: readonly Point[], at: number): number {
  const next = curve.findIndex((point) => point.at >= at);
  const [before, after] = [curve[next - 1], curve[next]];
  if (after === undefined) return curve.at(-1)?.height ?? 0;
  if (before === undefined || after.at === before.at) return after.height;
  return before.height + ((at - before.at) / (after.at - before.at)) * (after.height - before.height);
}

function useNow(everyMs: number): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
