/** A shop whose pages load the tracker, and somebody else's place to sign in. It keeps no session: what it knows at the sign-up, the page sent. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { call, type Shop } from "./shop.js";

export interface TrackerShop {
  url: string;
  /** Another host of the same shop. */
  otherUrl: string;
  /** The other company that the shop's customers sign in with. */
  signInUrl: string;
  stop(): void;
}

/** `attributes` are those of the script tag. */
export async function openTrackerShop(shop: Shop, attributes: string): Promise<TrackerShop> {
  const site = await listen((request, reply) => void servePage(shop, attributes, request, reply, signInUrl));
  const signIn = await listen(serveSignIn);
  const signInUrl = `http://localhost:${portOf(signIn)}`;
  const stop = (): void => {
    for (const server of [site, signIn]) {
      server.closeAllConnections();
      server.close();
    }
  };
  return { url: `http://127.0.0.1:${portOf(site)}`, otherUrl: `http://localhost:${portOf(site)}`, signInUrl, stop };
}

async function servePage(shop: Shop, attributes: string, request: IncomingMessage, reply: ServerResponse, signInUrl: string): Promise<unknown> {
  const { pathname } = new URL(request.url ?? "/", "http://shop");
  if (request.method === "POST" && pathname === "/join") return join(shop, request, reply);
  if (request.method === "POST") return redirect(reply, "/tea");
  const body = pages[pathname.slice(1)]?.(`http://${request.headers.host}`, signInUrl);
  if (body === undefined) return reply.writeHead(404).end();
  const script = `<script src="${shop.url}/tracker.js" ${attributes}></script>`;
  return send(
    reply,
    `<title>${pathname}</title>${body}<script>window.early = []; (window.bandwagon ||= []).push((b) => early.push(b.visit()))</script>${script}`,
  );
}

/** As a shop does it: the fields of its form go with the sign-up, and the first order follows. */
async function join(shop: Shop, request: IncomingMessage, reply: ServerResponse): Promise<unknown> {
  const form = new URLSearchParams(await readText(request));
  const [id, visit, code] = ["member", "visit", "code"].map((name) => form.get(name) || undefined);
  const signedUp = await call<{ referrals: string[] }>(shop, "POST", "/v1/events", {
    key: `sign-up-${id}`,
    type: "sign_up",
    member: { id },
    visit,
    code,
  });
  const order = { key: `order-${id}`, type: "purchase", member: { id }, subject: `order-${id}`, amount: "45.00", currency: "EUR" };
  const bought = await call<{ rewards: string[] }>(shop, "POST", "/v1/events", order);
  return send(reply, `<title>Thanks</title><h1>${signedUp.referrals.length} referral, ${bought.rewards.length} reward</h1>`);
}

const joinForm = `<form method="post" action="/join"><input name="member" aria-label="Name"><input type="hidden" name="visit" data-bandwagon="visit">
  <input name="code" aria-label="Code" data-bandwagon="code"><button>Join</button></form>`;

const pages: Record<string, (origin: string, signInUrl: string) => string> = {
  welcome: (
    origin,
  ) => `<h1>Welcome</h1><a href="/tea?kind=green%20tea#leaves">Tea</a> <a href="#leaves">Leaves</a> <a href="mailto:a@b.example">Mail</a>
    <a href="https://elsewhere.example/x?return_to=https://elsewhere.example/">Elsewhere</a> <a href="${origin.replace("127.0.0.1", "localhost")}/tea">Other host</a>
    <form method="get" action="/tea"><input name="q" value="oolong"><button>Search</button></form>
    <form method="post" action="/newsletter"><button>Subscribe</button></form>
    <button onclick="location.href='/tea'">By script</button>`,
  tea: () => `<h1>Tea</h1><a href="/join">To join</a> <a href="/login?next=%2Fjoin">Log in</a>`,
  join: () => `<h1>Join</h1>${joinForm}`,
  login: (origin, signInUrl) => `<h1>Log in</h1>
    <a href="${signInUrl}/?return_to=${encodeURIComponent(`${origin}/join?from=sign-in`)}&redirect_uri=${encodeURIComponent(`${origin}/callback`)}">With Elsewhere</a>`,
};

/** Signs in anybody, and leads back to where it was told to. */
function serveSignIn(request: IncomingMessage, reply: ServerResponse): ServerResponse {
  const { searchParams } = new URL(request.url ?? "/", "http://sign-in");
  const back = searchParams.get("back");
  if (back !== null) return redirect(reply, back);
  const hidden = `<input type="hidden" name="back" value="${(searchParams.get("return_to") ?? "").replaceAll("&", "&amp;")}">`;
  return send(reply, `<title>Elsewhere</title><h1>Elsewhere</h1><form>${hidden}<button>It is me</button></form>`);
}

function send(reply: ServerResponse, body: string): ServerResponse {
  return reply
    .setHeader("content-type", "text/html; charset=utf-8")
    .end(`<!doctype html><html lang="en"><link rel="icon" href="data:,">${body}</html>`);
}

function redirect(reply: ServerResponse, location: string): ServerResponse {
  return reply.writeHead(303, { location }).end();
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

async function listen(serve: (request: IncomingMessage, reply: ServerResponse) => void): Promise<Server> {
  const server = createServer(serve).listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
