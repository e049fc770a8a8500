/**
 * Keeps the page of the portal and its script in the browser, so that it opens without a connection and shows what it showed last. What the server answers
 * about members is never kept here.
 */
const SHELF = "bandwagon-portal-1";

interface FetchEvent extends Event {
  request: Request;
  respondWith(reply: Promise<Response>): void;
}
interface LifeEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
// The types of pages and of workers exclude each other.
const worker = self as unknown as {
  addEventListener(type: "fetch", listener: (event: FetchEvent) => void): void;
  addEventListener(type: "install" | "activate", listener: (event: LifeEvent) => void): void;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
};

worker.addEventListener("install", (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener("fetch", (event) => {
  if (isOfShell(event.request)) event.respondWith(freshOrKept(event.request));
});

/** Pages of portals, what they are made of, and pictures of badges. */
function isOfShell({ method, url }: Request): boolean {
  const { origin, pathname } = new URL(url);
  return method === "GET" && origin === location.origin && (pathname.startsWith("/p/") || pathname === "/portal.js");
}

/** From the server where it answers, else what was kept. */
async function freshOrKept(request: Request): Promise<Response> {
  const shelf = await caches.open(SHELF);
  try {
    const reply = await fetch(request);
    if (reply.ok) await shelf.put(request, reply.clone());
    return reply;
  } catch (error) {
    const kept = await shelf.match(request, { ignoreSearch: true });
    if (kept === undefined) throw error;
    return kept;
  }
}
