/**
 * Keeps the page of the portal and its script in the browser, so that it opens without a connection and shows what it showed last. What the server answers
 * about members is never kept here. And it shows what the server sends to a member who has asked for it.
 */
const SHELF = "bandwagon-portal-1";

interface LifeEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface FetchEvent extends Event {
  request: Request;
  respondWith(reply: Promise<Response>): void;
}
interface PushEvent extends LifeEvent {
  data: { json(): unknown } | null;
}
interface TapEvent extends LifeEvent {
  notification: Notification;
}
/** An open page. */
interface Client {
  url: string;
  focus(): Promise<Client>;
  navigate(url: string): Promise<unknown>;
  postMessage(message: string): void;
}
interface Listeners {
  fetch: FetchEvent;
  install: LifeEvent;
  activate: LifeEvent;
  push: PushEvent;
  notificationclick: TapEvent;
}
/** What the server sends. */
interface Message extends NotificationOptions {
  title: string;
  url: string;
}
// The types of pages and of workers exclude each other.
const worker = self as unknown as {
  addEventListener<Name extends keyof Listeners>(type: Name, listener: (event: Listeners[Name]) => void): void;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void>; matchAll(which: { type: "window" }): Promise<Client[]>; openWindow(url: string): Promise<unknown> };
  registration: ServiceWorkerRegistration;
};

worker.addEventListener("install", (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener("fetch", (event) => {
  if (isOfShell(event.request)) event.respondWith(freshOrKept(event.request));
});
worker.addEventListener("push", (event) => {
  if (event.data) event.waitUntil(show(event.data.json() as Message));
});
worker.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data as string));
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

/** Shows it, and has open pages read what is new. */
async function show({ title, url, ...options }: Message): Promise<void> {
  await worker.registration.showNotification(title, { ...options, data: url });
  for (const client of await worker.clients.matchAll({ type: "window" })) client.postMessage("news");
}

/** In the page of that program which is open, else in a new one. */
async function open(url: string): Promise<void> {
  const address = new URL(url, location.href);
  const pages = await worker.clients.matchAll({ type: "window" });
  const page = pages.find((each) => new URL(each.url).pathname === address.pathname);
  if (page === undefined) await worker.clients.openWindow(address.href);
  else await (await page.focus()).navigate(address.href);
}
