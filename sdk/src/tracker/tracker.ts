/**
 * The browser tracker: it knows which visit and code brought the visitor. With consent it keeps them, first-party; without, it keeps nothing, and takes them
 * along in the addresses of the visitor's own way. Nothing in it throws into the page, and it never tells visitors apart.
 */
import { carry, parseAddress, type Route } from "./carry.js";
import { fill, followJourney } from "./journey.js";
import { asCode, asVisit, forget, keep, prune, readKept, type Trace } from "./keep.js";
import { quietly } from "./quietly.js";

export type Consent = "granted" | "denied" | "wait";

export interface TrackerOptions {
  /** Where Bandwagon answers; needed to record visits. */
  url?: string;
  /** A publishable key; needed to record visits. */
  key?: string;
  /** The handle of the program that a code in this page's own address belongs to; with it, and a key, the arrival is recorded. */
  program?: string;
  /** The parameter of this page's own address that has the code; `bw_code`, if left out. */
  parameter?: string;
  /** `wait`, if left out: nothing is kept until `consent(true)`. */
  consent?: Consent;
  /** For how long something is kept: the program's attribution window; 30 if left out, at most 400. */
  days?: number;
  /** Other hosts of the shop, and all below them, that links and forms take the visit to. */
  domains?: string[];
  /** Parameters and fields whose value is an address to come back to, after a sign-in; the usual names, if left out. */
  returns?: string[];
}

export interface Arrival {
  code: string;
  program?: string;
  channel?: string;
  placement?: string;
}

export interface Tracker {
  /** The newest visit; null if there is none. */
  visit(): string | null;
  /** All visits that are still of use, newest first: what a program by first touch is sent. */
  visits(): string[];
  /** The newest code; null if there is none. */
  code(): string | null;
  /** True: what is known is kept from now on. False: what was kept is erased, and nothing is kept. Without an answer nothing is kept. */
  consent(isGranted: boolean): void;
  /** The address with visit and code in it, if it is one of the shop's own; for what links and forms do not do. */
  link(address: string): string;
  /** Fills the inputs that are marked `data-bandwagon`; for those that were added later. */
  fill(): void;
  /** Notes a visit of a code that this page got by other ways than its address. Null if none was noted. */
  record(arrival: Arrival): Promise<string | null>;
}

declare global {
  interface Window {
    /** The tracker; before it is there, an array of functions that will be called with it. */
    bandwagon?: Tracker & { push(use: (tracker: Tracker) => void): void };
  }
}

const usualReturns = ["return_to", "returnTo", "return_url", "returnUrl", "next", "redirect_to", "redirectTo", "continue", "callbackUrl"];
const sameVisitMs = 1_800_000;

/** Begins to track on this page. Call it once, in a browser. */
export function startTracker(options: TrackerOptions = {}): Tracker {
  const { url = "", key, program, parameter = "bw_code", consent = "wait", domains = [], returns = usualReturns } = options;
  const days = Math.min(Math.max(Number(options.days) || 30, 1), 400);
  let traces: Trace[] = [];
  let isAllowed = consent === "granted";
  let isKept = false;

  const newest = (part: 0 | 1): string => traces.map((trace) => trace[part]).find(Boolean) ?? "";
  const route: Route = {
    returns,
    isOurs: ({ origin, host, hostname }) =>
      origin === location.origin ? !isKept : domains.some((domain) => host === domain || hostname === domain || hostname.endsWith(`.${domain}`)),
    luggage: () => ({ bw_visit: newest(0), bw_code: newest(1) }),
  };
  const tracker: Tracker = {
    visit: () => newest(0) || null,
    visits: () => traces.map(([visit]) => visit).filter(Boolean),
    code: () => newest(1) || null,
    consent: quietly((isGranted) => {
      isAllowed = isGranted;
      isKept = false;
      if (isGranted) add(readKept(days));
      else forget();
    }),
    link: (address) => carry(address, route),
    fill: quietly(() => fill(document, { visit: newest(0), visits: tracker.visits().join(), code: newest(1) })),
    record: ({ code, ...details }) => record({ program, ...details, code }),
  };

  function add(found: Trace[]): void {
    traces = prune(found.concat(traces), days);
    if (isAllowed && traces.length > 0) isKept = keep(traces, days);
    tracker.fill();
  }

  async function record(body: { program?: string; code: string }): Promise<string | null> {
    try {
      const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
      const reply = await fetch(`${url}/v1/visits`, { method: "POST", keepalive: true, headers, body: JSON.stringify(body) });
      const visit = asVisit(((await reply.json()) as { visit?: unknown }).visit);
      if (visit) add([[visit, asCode(body.code), Date.now()]]);
      return visit || null;
    } catch {
      return null;
    }
  }

  function arrive(): void {
    const kept = consent === "denied" ? [] : readKept(days);
    if (consent === "denied") forget();
    // What is there was kept by consent, which holds until it is taken back.
    if (kept.length > 0) isAllowed = true;
    const here = readAddress(location.href, parameter) ?? readAddress(ownReferrer(), parameter);
    const known = here && kept.find(([visit, code]) => (here[0] ? visit === here[0] : visit && code === here[1]));
    add(here && !known ? kept.concat([here]) : kept);
    if (!here || here[0] || !key || !program || consent === "denied" || (known && Date.now() - known[2] < sameVisitMs)) return;
    const note = (): void => void record({ program, code: here[1] });
    // A page that is made ahead may never be seen.
    if ((document as { prerendering?: boolean }).prerendering) document.addEventListener("prerenderingchange", note, { once: true });
    else note();
  }

  quietly(arrive)();
  quietly(followJourney)(tracker, route);
  return tracker;
}

/** What the address says: a visit with its code, or a code. */
function readAddress(address: string, parameter: string): Trace | undefined {
  const query = parseAddress(address)?.searchParams;
  const visit = asVisit(query?.get("bw_visit"));
  const code = asCode(query?.get("bw_code") ?? query?.get(parameter));
  return visit || code ? [visit, code, Date.now()] : undefined;
}

/** The page of this shop that led here, when that was no link: a form that was answered by a redirect, or a script. */
function ownReferrer(): string {
  return document.referrer.startsWith(`${location.origin}/`) ? document.referrer : "";
}
