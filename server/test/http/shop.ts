/** A shop with a published program, and short ways to call the API as its server would. */
import { bearer, type TestServer, type TestWorkspace, testWorkspace } from "./server.js";

export interface Reply {
  status: number;
  headers: Record<string, unknown>;
  // biome-ignore lint/suspicious/noExplicitAny: replies are looked into by the tests, which say what they expect
  body: any;
}

export interface Shop extends TestWorkspace {
  handle: string;
  program: string;
  get(url: string, headers?: Record<string, string>): Promise<Reply>;
  /** With a new Idempotency-Key unless one is given. */
  post(url: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>;
  put(url: string, body: unknown, headers?: Record<string, string>): Promise<Reply>;
  event(event: Record<string, unknown>, headers?: Record<string, string>): Promise<Reply>;
}

let count = 0;

/** A document that uses a bit of everything: a welcome coupon, a goal, credit on hold, points, cash that needs an approval, a badge. */
export function documentOf(handle: string): Record<string, unknown> {
  return {
    format: 1,
    handle,
    name: { en: "Spring friends", ru: "Весенние друзья" },
    currency: "EUR",
    timeZone: "Europe/Berlin",
    destination: "https://shop.example/welcome",
    events: {
      purchase: { properties: { plan: { type: "string" }, seats: { type: "int" }, note: { type: "string", personal: true } } },
      review_posted: {},
      idea_posted: {},
    },
    traits: { city: { type: "string" } },
    badges: [{ id: "first-friend", name: { en: "First friend", ru: "Первый друг" } }],
    challenges: [
      {
        id: "write-three",
        name: { en: "Three reviews a year", ru: "Три отзыва за год" },
        every: "year",
        optIn: true,
        steps: [{ event: "review_posted", count: 3 }],
      },
    ],
    waitingList: {},
    leaderboards: [{ id: "reviewers", name: { en: "Reviewers", ru: "Авторы отзывов" }, score: { event: "review_posted" } }],
    catalogue: [{ id: "coffee", name: { en: "A coffee", ru: "Кофе" }, price: { amount: "20" }, gives: { item: "coffee" } }],
    items: [{ id: "coffee", name: { en: "Coffee", ru: "Кофе" } }],
    goals: [
      {
        id: "first-order",
        name: { en: "First order", ru: "Первый заказ" },
        steps: { event: "purchase", where: 'event.goodsBeforeDiscount >= money("30.00")' },
      },
    ],
    rules: [
      {
        id: "welcome",
        on: { referral: "signed_up" },
        grants: [{ id: "coupon", to: "friend", coupon: { discount: { percent: "10" }, minimumSpend: "30.00" }, validity: { for: { days: 30 } } }],
      },
      {
        id: "thanks",
        on: { referral: "converted" },
        grants: [
          { id: "credit", to: "referrer", credit: { amount: "5.00" }, hold: { for: { days: 14 } }, validity: { for: { days: 90 } } },
          { id: "points", to: "friend", points: { amount: "50" } },
          { id: "badge", to: "referrer", badge: "first-friend" },
        ],
      },
      { id: "review", on: { event: "review_posted" }, grants: [{ id: "cash", to: "member", cash: { amount: "3.00" } }] },
      { id: "idea", on: { event: "idea_posted" }, grants: [{ id: "credit", to: "member", credit: { amount: "2.00" }, hold: { approval: true } }] },
    ],
  };
}

/** A test workspace with the program published and two members in it, anna and otto. */
export async function openShop(server: TestServer, handle = `spring-${++count}-friends`): Promise<Shop> {
  const workspace = await testWorkspace(server.app, { mode: "test" });
  const shop = caller(server, workspace);
  const made = await shop.post("/v1/programs", documentOf(handle));
  if (made.status !== 201 || !made.body.valid) throw new Error(`The program was not made: ${JSON.stringify(made.body)}`);
  const published = await shop.post(`/v1/programs/${made.body.id}/publish`);
  if (published.status !== 200) throw new Error(`The program was not published: ${JSON.stringify(published.body)}`);
  const members = await shop.post("/v1/members", { members: ["anna", "otto"].map((id) => ({ id, programs: [handle] })) });
  if (members.status !== 200) throw new Error(`The members were not made: ${JSON.stringify(members.body)}`);
  return { ...shop, handle, program: made.body.id };
}

/** Calls with the workspace's secret key. */
export function caller(server: TestServer, workspace: TestWorkspace): Shop {
  const call = async (method: "GET" | "POST" | "PUT", url: string, body: unknown, headers: Record<string, string>): Promise<Reply> => {
    const key: Record<string, string> = method === "GET" ? {} : { "idempotency-key": `test-${++count}` };
    const payload = body === undefined ? {} : { payload: body as object };
    const reply = await server.server.inject({ method, url, headers: { ...bearer(workspace.secret), ...key, ...headers }, ...payload });
    const isJson = /[/+]json/.test(String(reply.headers["content-type"]));
    return { status: reply.statusCode, headers: reply.headers, body: isJson ? reply.json() : reply.rawPayload };
  };
  return {
    ...workspace,
    handle: "",
    program: "",
    get: (url, headers = {}) => call("GET", url, undefined, headers),
    post: (url, body, headers = {}) => call("POST", url, body, headers),
    put: (url, body, headers = {}) => call("PUT", url, body, headers),
    event: (event, headers = {}) => call("POST", "/v1/events", { key: `event-${++count}`, ...event }, headers),
  };
}

/** The member's code in the shop's program. */
export async function codeOf(shop: Shop, member: string): Promise<string> {
  const { body } = await shop.get(`/v1/members/${member}`);
  return body.enrolments[0].code;
}

/** A friend of the member signs up by code and, if asked, buys for enough to reach the goal. */
export async function befriend(shop: Shop, friend: string, { by = "anna", buys = true } = {}): Promise<void> {
  await shop.event({ type: "sign_up", member: { id: friend }, code: await codeOf(shop, by) });
  if (buys) await shop.event({ type: "purchase", member: { id: friend }, subject: `order-of-${friend}`, amount: "45.00", currency: "EUR" });
}
