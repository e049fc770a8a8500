import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestServer, testServer } from "./server.js";
import { befriend, codeOf, openShop, type Shop } from "./shop.js";

let server: TestServer;
let shop: Shop;
beforeAll(async () => {
  server = await testServer();
  shop = await openShop(server);
  await befriend(shop, "=cmd|calc", { buys: false });
  await befriend(shop, "Борис; младший");
  await shop.event({ type: "review_posted", member: { id: "anna", payout: "DE89 3704 0044 0532 0130 00" } });
});
afterAll(() => server.close());

/** Of a file without quoted line ends. */
async function linesOf(url: string): Promise<string[]> {
  const { status, headers, body } = await shop.get(url);
  expect({ status, type: headers["content-type"] }).toEqual({ status: 200, type: "text/csv; charset=utf-8; header=present" });
  const text = String(body);
  expect(text.startsWith("\uFEFF")).toBe(true);
  return text.slice(1).trimEnd().split("\r\n");
}

describe("exports", () => {
  test("200: the tracking table: who recommended whom, by which link, when, how far, and for what", async () => {
    const [headings, last, first] = await linesOf("/v1/exports/referrals.csv");
    expect(headings).toBe("Referrer,Friend,Program,Link,Channel,Placement,Registered,State,Referrer’s rewards,Friend’s rewards,For");
    expect(last).toMatch(
      /^anna,Борис; младший,spring-[0-9]+-friends,https?:\/\/[^,]+\/r\/[^,]+,,,\d{4}-\d\d-\d\d \d\d:\d\d,converted,(€5 \(held\)|first-friend \(available\)); (€5 \(held\)|first-friend \(available\)),/,
    );
    expect(first).toMatch(/^anna,'=cmd\|calc,.*,signed up,,[0-9A-Z-]+ \(available\),$/);
    const link = last?.split(",")[3] as string;
    expect(link.replaceAll("-", "").endsWith((await codeOf(shop, "anna")).replaceAll("-", ""))).toBe(true);
  });

  test("200: in Russian, for a spreadsheet that wants semicolons", async () => {
    const [headings, last] = await linesOf("/v1/exports/referrals.csv?lang=ru&separator=semicolon");
    expect(headings).toMatch(/^Пригласивший;Друг;Программа;Ссылка;/);
    expect(last).toMatch(/^anna;"Борис; младший";.*;засчитана;".*5\s€ \(удерживается\).*";/);
  });

  test("200: rewards with their amounts, and the cash that is due", async () => {
    const rewards = await linesOf(`/v1/exports/rewards.csv?program=${shop.handle}`);
    expect(rewards).toHaveLength(1 + 6);
    expect(rewards.find((line) => line.includes(",credit,"))).toMatch(/^rwd_\w+,anna,referrer,[^,]+,credit,5\.00,EUR,5\.00,,held,/);
    expect(await linesOf("/v1/exports/payouts.csv")).toEqual(["Member,Name,Pay to,Amount,Currency", "anna,,DE89 3704 0044 0532 0130 00,3.00,EUR"]);
  });

  test("404: of an unknown program; 400: an unknown separator", async () => {
    expect((await shop.get("/v1/exports/rewards.csv?program=nothing")).status).toBe(404);
    expect((await shop.get("/v1/exports/rewards.csv?separator=tab")).status).toBe(400);
  });

  test("200: more rows than a page, each once", async () => {
    const many = await openShop(server);
    const members = Array.from({ length: 1000 }, (_, index) => ({ id: `member-${index}`, programs: [many.handle] }));
    await many.post("/v1/members", { members });
    const events = members.map(({ id }) => ({ key: `review-${id}`, type: "review_posted", member: { id } }));
    await many.post("/v1/events", { events });
    const { body } = await many.get("/v1/exports/payouts.csv");
    const lines = String(body).trimEnd().split("\r\n").slice(1);
    expect(new Set(lines.map((line) => line.split(",")[0])).size).toBe(1000);
    expect(lines).toHaveLength(1000);
  });
});
