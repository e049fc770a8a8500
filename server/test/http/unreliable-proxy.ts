/** A proxy on loopback that lets a part of the requests fail, before or after they have reached the server. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

export interface UnreliableProxy {
  url: string;
  /** How often each way was taken. */
  counts: Record<Way, number>;
  close(): Promise<void>;
}

const WAYS = ["through", "lost before", "lost after", "500 before", "500 after", "429 before"] as const;
type Way = (typeof WAYS)[number];

/** Of six requests one goes through. A request that is tried again for the third time always does. */
export async function startUnreliableProxy(target: string): Promise<UnreliableProxy> {
  const counts = Object.fromEntries(WAYS.map((way) => [way, 0])) as Record<Way, number>;
  let requests = 0;
  const proxy = createServer((request, response) => {
    const isPatient = Number(request.headers["x-retry-count"] ?? 0) >= 2;
    const way = isPatient ? "through" : (WAYS[requests++ % WAYS.length] ?? "through");
    counts[way]++;
    pass(target, way, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    counts,
    close: () =>
      new Promise((resolve) => {
        proxy.close(() => resolve());
        proxy.closeAllConnections();
      }),
  };
}

async function pass(target: string, way: Way, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await text(request);
  if (way === "lost before") return void response.destroy();
  if (way === "500 before") return void response.writeHead(500).end();
  if (way === "429 before") return void response.writeHead(429, { "retry-after": "1" }).end();
  const { "content-type": type = "", authorization = "" } = request.headers;
  const reply = await fetch(target + request.url, { method: "POST", headers: { "content-type": type, authorization }, body });
  const answer = await reply.text();
  if (way === "lost after") return void response.destroy();
  if (way === "500 after") return void response.writeHead(500).end();
  response.writeHead(reply.status, { "content-type": "application/json" }).end(answer);
}
