/** The requests that are sent under load, and what counts as an answer. Runs in the load generator's process. */

/** `run` makes keys and visitors unlike those of every other run on the same data. */
export type Traffic =
  | { kind: "purchases"; token: string; run: string; friends: number }
  | { kind: "purchase-batches"; token: string; run: string; friends: number; size: number }
  | { kind: "visits"; handle: string; codes: string[]; run: number }
  | { kind: "redemptions"; token: string; run: string; referrers: number };

export interface Requests {
  /** The next request as it goes over the wire. */
  next(): string;
  /** How much work the answer acknowledges (events, redirects); 0 when it is not the answer that was asked for. */
  workIn(status: number, answer: string): number;
}

export function makeRequests(traffic: Traffic): Requests {
  switch (traffic.kind) {
    case "purchases":
      return purchases(traffic);
    case "purchase-batches":
      return purchaseBatches(traffic);
    case "visits":
      return visits(traffic);
    case "redemptions":
      return redemptions(traffic);
    default:
      return traffic satisfies never;
  }
}

const rewarded = '"status":"rewarded"';

function purchases({ token, run, friends }: Traffic & { kind: "purchases" }): Requests {
  const random = seededRandom(run);
  const head = postHead("/v1/events", token);
  let count = 0;
  return {
    next: () => post(head, purchase(`${run}-${++count}`, Math.floor(random() * friends))),
    workIn: (status, answer) => (status === 200 && answer.includes(rewarded) ? 1 : 0),
  };
}

function purchaseBatches({ token, run, friends, size }: Traffic & { kind: "purchase-batches" }): Requests {
  const random = seededRandom(run);
  const head = postHead("/v1/events", token);
  let count = 0;
  return {
    next: () => {
      const events = Array.from({ length: size }, () => purchase(`${run}-${++count}`, Math.floor(random() * friends)));
      return post(head, `{"events":[${events.join(",")}]}`);
    },
    workIn: (status, answer) => (status === 200 ? answer.split(rewarded).length - 1 : 0),
  };
}

/** Its own order each: a purchase about a subject that was bought before would be a repetition. */
function purchase(key: string, friend: number): string {
  return `{"key":"${key}","type":"purchase","member":{"id":"friend-${friend}"},"subject":"order-${key}","amount":"60.00","currency":"USD"}`;
}

const agents = [
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_3 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.3 Mobile/15E148 Safari/604.1",
  "Mozilla/5.0 (Linux; Android 15; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/134.0.0.0 Mobile Safari/537.36",
  "Mozilla/5.0 (Linux; Android 14; SM-S921B) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/133.0.0.0 Mobile Safari/537.36",
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/134.0.0.0 Safari/537.36",
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.3 Safari/605.1.15",
  "Mozilla/5.0 (X11; Linux x86_64; rv:136.0) Gecko/20100101 Firefox/136.0",
];

/** Each from another address, as a proxy in front tells it: another visitor. */
function visits({ handle, codes, run }: Traffic & { kind: "visits" }): Requests {
  const random = seededRandom(`visits ${run}`);
  let visitor = run * 2 ** 20;
  const tails = agents.map(
    (agent) => `\r\nUser-Agent: ${agent}\r\nAccept: text/html,application/xhtml+xml\r\nAccept-Language: en-GB,en;q=0.9\r\n\r\n`,
  );
  return {
    next: () => {
      visitor++;
      const address = `${20 + ((visitor >> 24) & 127)}.${(visitor >> 16) & 255}.${(visitor >> 8) & 255}.${visitor & 255}`;
      const code = codes[Math.floor(random() * codes.length)];
      return `GET /r/${handle}/${code}?c=chat HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Forwarded-For: ${address}${tails[visitor % tails.length]}`;
    },
    workIn: (status, answer) => (status === 302 && answer.includes("bw_visit=") ? 1 : 0),
  };
}

function redemptions({ token, run, referrers }: Traffic & { kind: "redemptions" }): Requests {
  const random = seededRandom(run);
  let count = 0;
  return {
    next: () => {
      const path = `/v1/wallets/referrer-${Math.floor(random() * referrers)}/redeem`;
      return post(`${postHead(path, token)}Idempotency-Key: ${run}-${++count}\r\n`, '{"unit":"POINTS","amount":"1"}');
    },
    workIn: (status, answer) => (status < 300 && answer.includes('"state":"done"') ? 1 : 0),
  };
}

function postHead(path: string, token: string): string {
  return `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\n`;
}

/** Bodies are plain ASCII: as many bytes as characters. */
function post(head: string, body: string): string {
  return `${head}Content-Length: ${body.length}\r\n\r\n${body}`;
}

/** Numbers from 0 to 1 that are the same for the same name (mulberry32). */
function seededRandom(name: string): () => number {
  let state = 0;
  for (const char of name) state = (Math.imul(state, 31) + (char.codePointAt(0) ?? 0)) | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
