/** Workspaces with something in them, made through the product's own doors. */
import type { ProductServer } from "./product-server.js";

export interface Shop {
  workspaceId: string;
  token: string;
  handle: string;
  /** Of the referrers, in order. */
  codes: string[];
  referrers: number;
  friends: number;
}

export interface ShopPlan {
  handle: string;
  referrers: number;
  friends: number;
  /** A budget of the whole program that every reward takes from; so large that it never ends. */
  hasBudget?: boolean;
  /** Three leaderboards that every purchase moves. */
  hasBoards?: boolean;
}
type ProgramPlan = Pick<ShopPlan, "handle" | "hasBudget" | "hasBoards"> & { to?: "referrer" | "member" };

const perCall = 500;

const leaderboards = [
  { id: "weekly", name: "Of the week", score: { earned: "POINTS" }, period: "week" },
  { id: "ever", name: "Ever", score: { earned: "POINTS" } },
  { id: "spent", name: "Most spent", score: { event: "purchase", sum: "total" } },
];

/** Five percent of each purchase of 30 or more in points, at once, for the referrer unless said: one condition, one reward. */
export function programDocument({ handle, hasBudget = false, hasBoards = false, to = "referrer" }: ProgramPlan) {
  const budget = { id: "budget", measure: "amount", per: "program", max: "100000000000" };
  const grant = { id: "points", to, points: { amount: { percent: "5", of: "goods" } }, ...(hasBudget ? { limits: [budget] } : {}) };
  return {
    format: 1,
    handle,
    name: "Benchmark",
    currency: "USD",
    destination: "https://shop.example/",
    ...(hasBoards && { leaderboards }),
    rules: [{ id: "purchase", on: { event: "purchase" }, when: 'event.amount >= money("30.00")', grants: [grant] }],
  };
}

/** A live workspace with a published program, enrolled referrers and friends who signed up with their codes. */
export async function openShop(server: ProductServer, plan: ShopPlan): Promise<Shop> {
  const { workspaceId, token } = await openWorkspace(server, programDocument(plan));
  const codes: string[] = [];
  for (const numbers of chunks(plan.referrers)) {
    const members = numbers.map((number) => `referrer-${number}`);
    codes.push(...(await enrol(server, token, plan.handle, members)));
  }
  for (const numbers of chunks(plan.friends)) await signUp(server, token, numbers, codes);
  return { ...plan, workspaceId, token, codes };
}

/** A live workspace with a published program, and the token of its first key. */
export async function openWorkspace(server: ProductServer, document: { handle: string }): Promise<{ workspaceId: string; token: string }> {
  const { id: workspaceId, key } = (await server.command(["workspace", "create", document.handle, "--mode", "live"])) as {
    id: string;
    key: { token: string };
  };
  const { token } = key;
  const { id } = (await server.call("POST", "/v1/programs", token, document)) as { id: string };
  await server.call("POST", `/v1/programs/${id}/publish`, token, {});
  return { workspaceId, token };
}

/** Enrols the members, at most 500, and lets the friends of each sign up with the member's code and buy something. */
export async function bringFriends(
  server: ProductServer,
  { token, handle, members, friendsOf }: { token: string; handle: string; members: string[]; friendsOf: (nth: number) => number },
): Promise<void> {
  const codes = await enrol(server, token, handle, members);
  const codeOf = codes.flatMap((code, nth) => Array.from({ length: friendsOf(nth) }, () => code));
  for (const numbers of chunks(codeOf.length)) {
    await signUp(server, token, numbers, codeOf);
    const events = numbers.map((number) => ({ key: `order-${number}`, ...purchaseOf(number), amount: "40.00" }));
    await sendEvents(server, token, events, ({ rewards }) => rewards.length > 0);
  }
}

async function enrol(server: ProductServer, token: string, handle: string, ids: string[]): Promise<string[]> {
  const members = ids.map((id) => ({ id, programs: [handle] }));
  const { results } = (await server.call("POST", "/v1/members", token, { members })) as {
    results: { member?: { enrolments: { code: string }[] } }[];
  };
  return results.map(({ member }) => {
    const code = member?.enrolments[0]?.code;
    if (code === undefined) throw new Error(`A referrer was not enrolled: ${JSON.stringify(results[0])}`);
    return code;
  });
}

async function signUp(server: ProductServer, token: string, numbers: number[], codes: string[]): Promise<void> {
  const events = numbers.map((number) => ({
    key: `sign-up-${number}`,
    type: "sign_up",
    member: { id: `friend-${number}` },
    code: codes[number % codes.length],
  }));
  await sendEvents(server, token, events, ({ referrals }) => referrals.length === 1);
}

/** Points for every referrer, so that each has something to redeem: the first friends, one of each referrer, buy a lot. */
export async function fillWallets(server: ProductServer, { token, referrers }: Shop): Promise<number> {
  for (const numbers of chunks(referrers)) {
    const events = numbers.map((number) => ({ key: `fill-${number}`, ...purchaseOf(number), amount: "20000.00" }));
    await sendEvents(server, token, events, ({ rewards }) => rewards.length === 1);
  }
  return referrers;
}

function purchaseOf(number: number) {
  return { type: "purchase", member: { id: `friend-${number}` }, subject: `fill-${number}`, currency: "USD" };
}

interface EventResult {
  referrals: string[];
  rewards: string[];
}

async function sendEvents(server: ProductServer, token: string, events: unknown[], isExpected: (result: EventResult) => boolean): Promise<void> {
  const { results } = (await server.call("POST", "/v1/events", token, { events })) as { results: EventResult[] };
  const other = results.find((result) => !isExpected(result));
  if (other !== undefined || results.length !== events.length)
    throw new Error(`An event of the preparation went another way: ${JSON.stringify(other)}`);
}

function chunks(count: number): number[][] {
  const numbers = Array.from({ length: count }, (_, number) => number);
  return Array.from({ length: Math.ceil(count / perCall) }, (_, chunk) => numbers.slice(chunk * perCall, (chunk + 1) * perCall));
}
