/** What `<script src="…/tracker.js">` runs: the tracker as its tag says, at `window.bandwagon`. */
import { quietly } from "./quietly.js";
import { startTracker, type Tracker, type TrackerOptions } from "./tracker.js";

type Use = (tracker: Tracker) => void;

quietly(() => {
  const before = window.bandwagon as Tracker | Use[] | undefined;
  // A page that loads it twice has one tracker.
  if (before !== undefined && "visit" in before) return;
  const { dataset = {}, src = location.href } = (document.currentScript ??
    document.querySelector("script[src*='/tracker.js']") ??
    {}) as Partial<HTMLScriptElement>;
  const { domains, returns, days, ...texts } = dataset;
  const tracker = startTracker({
    ...(texts as TrackerOptions),
    url: texts.url || new URL(src).origin,
    domains: listOf(domains),
    returns: returns === undefined ? undefined : listOf(returns),
    days: Number(days),
  });
  const use = quietly((work: Use) => work(tracker));
  window.bandwagon = Object.assign(tracker, { push: use });
  if (Array.isArray(before)) before.forEach(use);
})();

function listOf(text = ""): string[] {
  return text.split(/[\s,]+/).filter(Boolean);
}
