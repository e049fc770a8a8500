import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { checkoutDir } from "../../src/config.js";
import { type TestServer, testServer } from "../http/server.js";
import { openScenario, type Scenario } from "./scenario.js";

let server: TestServer;
let shop: Scenario;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  // 30 September 2026, 23:30 in Moscow.
  shop = await openScenario(server, "11-roubles", "2026-09-30T20:30:00Z", "ru");
  await shop.enrol("anya");
});

const order = (subject: string, amount = "1500.00") => ({ subject, amount, currency: "RUB" });
const roubles = (available: string) => ({ pending: "0.00", available, debt: "0.00" });

async function friendBuys(nth: number): Promise<{ id: string; rewards: string[] }> {
  await shop.signUp(`drug-${nth}`, { code: "anya" });
  return shop.event(`drug-${nth}`, "purchase", order(`z-${nth}`));
}
async function friendsBuy(first: number, last: number): Promise<void> {
  for (let nth = first; nth <= last; nth++) await friendBuys(nth);
}

describe("друг, который сделал первый оплаченный заказ", () => {
  test("counts: not by the sign-up alone, and by the first order only", async () => {
    await shop.signUp("drug-1", { link: "anya" });
    expect(await shop.wallet("anya")).toBeUndefined();
    await shop.event("drug-1", "purchase", order("z-1"));
    await shop.event("drug-1", "purchase", order("z-2"));
    expect(await shop.wallet("anya")).toEqual(roubles("100.00"));
    expect(await shop.summary("anya")).toMatchObject({ counts: { converted: 1 } });
  });

  test("is worth 100 ₽ for each of the first five, 200 ₽ from the sixth", async () => {
    await friendsBuy(1, 5);
    expect(await shop.rewards("anya", "credit")).toEqual(Array(5).fill("available 100.00"));
    await friendsBuy(6, 8);
    expect((await shop.rewards("anya", "credit")).slice(5)).toEqual(Array(3).fill("available 200.00"));
    expect(await shop.wallet("anya")).toEqual(roubles("1100.00"));
  });

  test("counts for the friend's own referrer only", async () => {
    await shop.enrol("boris");
    await friendsBuy(1, 5);
    await shop.signUp("gost", { code: "boris" });
    await shop.event("gost", "purchase", order("b-1"));
    expect(await shop.wallet("boris")).toEqual(roubles("100.00"));
  });

  test("counts in the order in which friends buy, not in which they sign up", async () => {
    await shop.signUp("ranniy", { code: "anya" });
    await friendsBuy(1, 5);
    const answer = await shop.event("ranniy", "purchase", order("r-1"));
    expect(await shop.get(`/v1/rewards/${answer.rewards[0]}`)).toMatchObject({ amount: "200.00", unit: "RUB", kind: "credit" });
  });

  test("counts over all time: across the end of a month in Moscow", async () => {
    await friendsBuy(1, 5);
    await shop.moveTo("2026-10-15T12:00:00Z");
    await friendsBuy(6, 6);
    // With what September's contest gave to who alone was in it.
    expect(await shop.wallet("anya")).toEqual(roubles("3700.00"));
  });
});

describe("a reversal re-prices nothing", () => {
  test("an order sent back takes back its own amount, not those of the others", async () => {
    await friendsBuy(1, 6);
    const answer = await shop.event("drug-2", "refund", { subject: "z-2" });
    expect(answer.taken).toHaveLength(1);
    expect((await shop.rewards("anya", "credit")).sort()).toEqual(
      [...Array(4).fill("available 100.00"), "available 200.00", "reversed 100.00"].sort(),
    );
    expect(await shop.wallet("anya")).toEqual(roubles("600.00"));
  });

  test("five friends with an order stand, so the next is the sixth", async () => {
    await friendsBuy(1, 6);
    await shop.event("drug-2", "refund", { subject: "z-2" });
    await friendsBuy(7, 7);
    expect((await shop.rewards("anya", "credit")).at(-1)).toBe("available 200.00");
  });

  test("four friends with an order stand, so the next is the fifth", async () => {
    await friendsBuy(1, 5);
    await shop.event("drug-2", "refund", { subject: "z-2" });
    await friendsBuy(6, 6);
    expect((await shop.rewards("anya", "credit")).at(-1)).toBe("available 100.00");
    expect(await shop.wallet("anya")).toEqual(roubles("500.00"));
  });

  test("an order in another currency is none of ours", async () => {
    await shop.signUp("drug-1", { code: "anya" });
    expect(await shop.event("drug-1", "purchase", { subject: "z-1", amount: "20.00", currency: "USD" })).toMatchObject({ rewards: [] });
    expect(await shop.wallet("anya")).toBeUndefined();
  });
});

describe("объяснение", () => {
  test("is in Russian, with roubles, and with dates of Moscow as they are written there", async () => {
    const joined = await shop.signUp("drug-1", { link: "anya" });
    const words = await shop.explain(joined, "ru");
    expect(words).toContain("Открыта ссылка (30.09.2026, 23:30).");
    expect(words).toContain("Рекомендация пришла по ссылке; пригласивший: anya.");
    expect(words).toContain("Рекомендация началась в программе «Приведи друга».");
    const bought = await shop.event("drug-1", "purchase", order("z-1"));
    const why = await shop.explain(bought, "ru");
    expect(why).toContain("Цель «Первый оплаченный заказ» достигнута.");
    expect(why).toContain("Правило «Друг сделал заказ» применяется.");
    expect(why).toContain("Это 1-я рекомендация пригласившего за период; применяется её ступень.");
    expect(why).toMatch(/100\s₽ на счёт в магазине \(пригласивший, anya\): доступно сразу\./);
    expect(words + why).not.toMatch(/[A-Z“”]{2,}|undefined|[{}]/);
  });

  test("tells of the sixth friend that another step applies", async () => {
    await friendsBuy(1, 5);
    const why = await shop.explain(await friendBuys(6), "ru");
    expect(why).toContain("Это 6-я рекомендация пригласившего");
    expect(why).toMatch(/200\s₽ на счёт в магазине/);
  });

  test("is in Russian for a refused friend and a refund as well", async () => {
    const refused = await shop.signUp("anya", { code: "anya" });
    expect(await shop.explain(refused, "ru")).toContain("Пригласить самого себя нельзя.");
    await friendBuys(1);
    const refunded = await shop.event("drug-1", "refund", { subject: "z-1" });
    const words = await shop.explain(refunded, "ru");
    expect(words).toContain("По «z-1» возвращено всё.");
    expect(words).toContain("Вознаграждение отозвано");
  });
});

describe("лучший пост месяца", () => {
  const contest = "best-post";
  const enter = (member: string, nth = 1) =>
    shop.put(`/v1/members/${member}/contests/${shop.handle}/${contest}/entry`, { link: `https://social.example/@${member}/${nth}` });
  const review = (entry: string, event: string, answer = "accept") =>
    shop.post(`/v1/programs/${shop.handle}/contests/${contest}/entries/${entry}/review`, { event, answer });
  const mark = (entry: string, value: number, status?: number) =>
    shop.post(`/v1/programs/${shop.handle}/contests/${contest}/entries/${entry}/mark`, { mark: value }, status);
  const seen = () => shop.get(`/v1/programs/${shop.handle}/contests/${contest}?lang=ru`);

  test("is chosen by the owner from links that members hand in, and its winners stand for everybody to see", async () => {
    const entries: Record<string, string> = {};
    for (const member of ["anya", "boris", "vera"]) {
      await shop.enrol(member, { name: `${member} Ivanova` });
      await enter(member);
      const { entry, event, link } = await enter(member, 2);
      expect(link).toBe(`https://social.example/@${member}/2`);
      await review(entry, event);
      entries[member] = entry;
    }
    await shop.put("/v1/members/vera/shown", { named: true });
    await mark(entries.anya as string, 8, 409);
    expect(await seen()).toMatchObject({ name: "Лучший пост о магазине", by: "owner", run: { run: "2026-09", state: "open", entries: 3 } });
    // In Moscow it is October.
    await shop.moveTo("2026-09-30T21:00:00Z");
    for (const [member, value] of [
      ["anya", 8],
      ["boris", 6],
      ["vera", 9],
    ] as const)
      await mark(entries[member] as string, value);
    expect((await seen()).data.map(({ score, place }: { score: null; place: null }) => [score, place])).toEqual(Array(3).fill([null, null]));
    // Two at once: it closes once.
    await Promise.all(["2026-10-07T21:00:00Z", "2026-10-07T21:00:00Z"].map((to) => shop.moveTo(to)));
    const { run, data } = await seen();
    expect(run).toMatchObject({ state: "closed", closedAt: "2026-10-07T21:00:00.000Z" });
    expect(data.map(({ name, score, place }: Record<string, unknown>) => [name, score, place])).toEqual([
      ["vera", 9, 1],
      [null, 8, 2],
      [null, 6, 3],
    ]);
    const facts = (await shop.get("/v1/facts?limit=100")).data.filter(({ kind }: { kind: string }) => /^contest\.(closed|placed)$/.test(kind));
    expect(facts).toHaveLength(4);
    expect((await shop.get("/v1/members/anya/contests")).data).toMatchObject([
      { contest, run: "2026-09", ownEntry: { state: "accepted", place: 2 } },
    ]);
    await mark(entries.anya as string, 10, 409);
  });

  test("can be chosen by members: one vote each, however many come at once, and the prize is given once", async () => {
    const prize = "  - { id: post, on: { contest: best-post, place: 1 }, grants: [{ id: prize, to: member, credit: { amount: '500.00' } }] }";
    const text = readFileSync(join(checkoutDir, "examples/programs/11-roubles.yaml"), "utf8").replace(/^handle: .*$/m, `handle: ${shop.handle}`);
    expect((await shop.publish(`${text.replace("by: owner", "by: members").trimEnd()}\n${prize}\n`)).status).toBe(200);
    const entries: string[] = [];
    for (const member of ["anya", "boris"]) {
      await shop.enrol(member);
      const { entry, event } = await enter(member);
      await review(entry, event);
      entries.push(entry);
    }
    await shop.enrol("vera");
    await shop.moveTo("2026-09-30T21:00:00Z");
    const vote = (member: string, entry: string | undefined, status = 200) =>
      shop.put(`/v1/members/${member}/contests/${shop.handle}/${contest}/vote`, { entry }, status);
    await vote("boris", entries[1], 409);
    await Promise.all(Array.from({ length: 6 }, (_, nth) => vote("vera", entries[nth % 2])));
    await vote("vera", entries[1]);
    const round = async (member: string) => (await shop.portal(member)).contests.find(({ id }: { id: string }) => id === contest).rounds[1];
    const judged = { run: "2026-09", state: "judging", entries: 2, submit: [], canVote: true };
    expect(await round("vera")).toMatchObject({ ...judged, own: null, vote: entries[1] });
    const own = { entry: entries[1], state: "accepted", text: "It takes part.", link: "https://social.example/@boris/1", canWithdraw: false };
    expect(await round("boris")).toMatchObject({ ...judged, own, vote: null });
    const counted = (await shop.get(`/v1/programs/${shop.handle}/contests/${contest}/entries`)).data;
    expect(counted.map(({ member, votes }: { member: string; votes: number }) => `${member} ${votes}`)).toEqual(["boris 1", "anya 0"]);
    await Promise.all(["2026-10-08T00:00:00Z", "2026-10-08T00:00:00Z"].map((to) => shop.moveTo(to)));
    expect([await shop.rewards("boris", "credit"), await shop.rewards("anya", "credit")]).toEqual([["available 500.00"], []]);
    expect(await round("boris")).toMatchObject({ state: "closed", canVote: false, own: { place: 1, text: "Place 1." } });
    expect((await round("anya")).own).toMatchObject({ place: null, text: "It took part." });
  });
});

describe("больше всех друзей за месяц", () => {
  const contest = "most-friends";
  const seen = (run = "2026-09") => shop.get(`/v1/programs/${shop.handle}/contests/${contest}/places?run=${run}&lang=ru`);
  const scores = async () => (await seen()).data.map(({ place, score }: { place: number; score: string }) => `${place}: ${score}`);
  const bring = async (member: string, count: number) => {
    await shop.enrol(member);
    for (let nth = 1; nth <= count; nth++) {
      await shop.signUp(`${member}-${nth}`, { code: member });
      await shop.event(`${member}-${nth}`, "purchase", order(`${member}-${nth}`));
    }
  };
  const refund = (member: string, nth: number) => shop.event(`${member}-${nth}`, "refund", { subject: `${member}-${nth}` });

  test("is who has most until three days after its end: a refund changes places before that, and not later; prizes are given once", async () => {
    for (const [member, count] of [
      ["anya", 3],
      ["boris", 3],
      ["vera", 2],
      ["gleb", 1],
    ] as const)
      await bring(member, count);
    expect(await seen()).toMatchObject({
      name: "Больше всех друзей",
      leaderboard: "friends-of-the-month",
      run: { run: "2026-09", state: "open", until: "2026-09-30T21:00:00.000Z", closesAt: "2026-10-03T21:00:00.000Z", closedAt: null },
    });
    expect(await scores()).toEqual(["1: 3", "2: 3", "3: 2"]);
    await shop.moveTo("2026-10-03T20:59:00Z");
    expect((await seen()).run).toMatchObject({ state: "correcting" });
    await refund("anya", 1);
    await refund("anya", 2);
    expect(await scores()).toEqual(["1: 3", "2: 2", "3: 1"]);
    // Two at once: it closes once.
    await Promise.all(["2026-10-03T21:00:00Z", "2026-10-03T21:00:00Z"].map((to) => shop.moveTo(to)));
    await refund("boris", 1);
    await refund("boris", 2);
    const { run, data } = await seen();
    expect(run).toMatchObject({ state: "closed", closedAt: "2026-10-03T21:00:00.000Z" });
    expect(data.map(({ place, score }: Record<string, unknown>) => [place, score])).toEqual([
      [1, "3"],
      [2, "2"],
      [3, "1"],
    ]);
    expect(Object.keys(data[0])).toEqual(["place", "name", "score"]);
    const prizes = async (member: string) => (await shop.rewards(member, "credit")).filter((reward) => /000\.00$/.test(reward));
    expect(await prizes("boris")).toEqual(["available 3000.00"]);
    expect(await prizes("vera")).toEqual(["available 2000.00"]);
    expect([await prizes("anya"), await prizes("gleb")].flat()).toEqual(["available 1000.00"]);
    const facts: { kind: string }[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const page: { data: { kind: string }[]; nextCursor: string | null } = await shop.get(`/v1/facts?limit=100${cursor && `&cursor=${cursor}`}`);
      facts.push(...page.data.filter(({ kind }) => /^contest\.(closed|placed)$/.test(kind)));
      cursor = page.data.length < 100 ? null : page.nextCursor;
    }
    expect(facts.map(({ kind }) => kind).sort()).toEqual(["contest.closed", ...Array(3).fill("contest.placed")]);
    expect(await seen("2026-08")).toMatchObject({ run: null, data: [] });
  });
});
