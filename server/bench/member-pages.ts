/** Members with few and with many friends, all that their portal shows, and a server that reads one row and sends as much. */
import { Agent, get } from "node:http";
import type { Pool, PoolConfig } from "pg";
import type { BareSelectJob } from "./bare-select.js";
import { ask, forkModule, release } from "./load.js";
import type { ProductServer } from "./product-server.js";
import type { Ask } from "./rankings.js";
import { bringFriends, openWorkspace } from "./shop.js";

export const FEW = 10;
export const MANY = 1000;
/** Members with one friend each: they are on the leaderboard as well. */
const OTHERS = 200;
const HANDLE = "bench-portal";
const MEMBERS = Array.from({ length: OTHERS + 2 }, (_, number) => `member-${number}`);
const [withFew, withMany] = MEMBERS as [string, string];

export interface MemberPages {
  /** All that the portal shows to the member with so many friends. */
  summaryOf(server: ProductServer, friends: typeof FEW | typeof MANY): Ask;
  /** A body as long as that, and one row read by its key. */
  plainOf(friends: typeof FEW | typeof MANY): Ask;
  stop(): void;
}

/** As a shop usually has it: both sides are rewarded, and there are a stamp card, badges, a level and a leaderboard. */
const document = {
  format: 1,
  handle: HANDLE,
  name: { en: "Tea with friends", ru: "Чай с друзьями" },
  currency: "USD",
  destination: "https://shop.example/",
  faq: [{ question: "When do points come?", answer: "When your friend has bought something." }],
  stampCards: [{ id: "friends", name: "Five friends", slots: 5, repeats: true }],
  badges: [
    { id: "first", name: "First friend" },
    { id: "ten", name: "Ten friends" },
  ],
  levels: [
    {
      id: "host",
      name: "Host",
      measure: { earned: "POINTS" },
      steps: [
        { id: "guest", name: "Guest", atLeast: "0" },
        { id: "host", name: "Host", atLeast: "500" },
      ],
    },
  ],
  leaderboards: [{ id: "ever", name: "Most friends", score: { earned: "POINTS" } }],
  goals: [{ id: "order", name: "A first order", steps: { event: "purchase" } }],
  rules: [
    { id: "welcome", on: { referral: "signed_up" }, grants: [{ id: "coupon", to: "friend", coupon: { discount: { percent: "10" } } }] },
    {
      id: "order",
      on: { goal: "order" },
      grants: [
        { id: "points", to: "referrer", points: { amount: "50" } },
        { id: "stamp", to: "referrer", stamp: "friends" },
      ],
    },
    { id: "first", on: { referrals: { stage: "signed_up", count: 1, mode: "once" } }, grants: [{ id: "badge", to: "referrer", badge: "first" }] },
    { id: "ten", on: { referrals: { stage: "signed_up", count: 10, mode: "once" } }, grants: [{ id: "badge", to: "referrer", badge: "ten" }] },
  ],
};

/** `connection` is where the product's database is, `owner` sees all of it. */
export async function prepareMemberPages(server: ProductServer, owner: Pool, connection: PoolConfig): Promise<MemberPages> {
  const { workspaceId, token } = await openWorkspace(server, document);
  await bringFriends(server, { token, handle: HANDLE, members: MEMBERS, friendsOf: (nth) => [FEW, MANY][nth] ?? 1 });
  await owner.query("vacuum analyze");
  const { rows } = await owner.query<{ id: string; friends: number }>(
    "select referrer_id as id, count(*)::integer as friends from bandwagon.referrals where workspace_id = $1 group by referrer_id having count(*) > 1",
    [workspaceId],
  );
  const idOf = (friends: number): string => rows.find((row) => row.friends === friends)?.id ?? "";
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const pathOf = (friends: number) => `/v1/members/${friends === FEW ? withFew : withMany}/summary?program=${HANDLE}`;
  const headers = { authorization: `Bearer ${token}` };
  const summaryOf =
    ({ port }: ProductServer, friends: number) =>
    () =>
      timeOf({ agent, port, path: pathOf(friends), headers });

  const child = forkModule(new URL("./bare-select.ts", import.meta.url));
  const bodies: BareSelectJob["bodies"] = {};
  for (const friends of [FEW, MANY]) bodies[idOf(friends)] = (await server.call("GET", pathOf(friends), token, undefined)) as object;
  const plainPort = (await ask(child, { connection, bodies } satisfies BareSelectJob)) as number;
  const plainAgent = new Agent({ keepAlive: true, maxSockets: 1 });
  const plainOf = (friends: number) => () => timeOf({ agent: plainAgent, port: plainPort, path: `/members/${idOf(friends)}`, headers: {} });
  return {
    summaryOf,
    plainOf,
    stop() {
      agent.destroy();
      plainAgent.destroy();
      release(child);
    },
  };
}

/** From the question to the answer's last byte, in milliseconds. */
function timeOf(request: { agent: Agent; port: number; path: string; headers: Record<string, string> }): Promise<number> {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    get({ host: "127.0.0.1", ...request }, (answer) => {
      answer.on("error", reject);
      answer.on("end", () =>
        answer.statusCode === 200 ? resolve(performance.now() - start) : reject(new Error(`It was answered ${answer.statusCode}.`)),
      );
      answer.resume();
    }).on("error", reject);
  });
}
