import { createLocalJWKSet, jwtVerify } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type TestServer, testServer } from "../http/server.js";
import { openScenario, type Scenario } from "./scenario.js";

let server: TestServer;
let shop: Scenario;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  shop = await openScenario(server, "01-stamp-card", "2026-03-02T09:00:00Z");
  await shop.enrol("anna");
});

async function friends(first: number, last: number): Promise<{ status: string; rewards: string[] }[]> {
  const answers = [];
  for (let nth = first; nth <= last; nth++) answers.push(await shop.signUp(`friend-${nth}`, { link: "anna" }));
  return answers;
}

describe("a member who posts a review", () => {
  test("earns the badge Community champion, once", async () => {
    const first = await shop.event("anna", "review_posted", { subject: "review-1" });
    expect(first).toMatchObject({ status: "rewarded" });
    expect(await shop.explain(first)).toContain("The badge “Community champion” for the member (anna): given.");
    const second = await shop.event("anna", "review_posted", { subject: "review-2" });
    expect(second).toMatchObject({ status: "recorded", rewards: [] });
    expect(await shop.explain(second)).toContain("the badge was earned before");
    expect(await shop.rewards("anna", "badge")).toEqual(["available community-champion"]);
  });

  test("earns nothing when the person takes no part in the program", async () => {
    expect(await shop.event("a passer-by", "review_posted")).toMatchObject({ status: "ignored", reason: "not_in_a_program" });
  });
});

describe("a friend who joins", () => {
  test("by the member's link gives one stamp", async () => {
    const [answer] = await friends(1, 1);
    expect(answer).toMatchObject({ status: "rewarded" });
    expect(await shop.explain(answer)).toContain("A stamp landed on the card “Friends card”: 1 of 9.");
    expect(await shop.referral("friend-1")).toMatchObject({ referrer: "anna", state: "signed_up", attribution: { method: "link" } });
    expect(await shop.summary("anna")).toMatchObject({ cards: { friends: { stamps: 1 } }, badges: [] });
  });

  test("by a typed code makes a referral but no stamp", async () => {
    const answer = await shop.signUp("ben", { code: "anna" });
    expect(answer).toMatchObject({ status: "recorded", rewards: [] });
    expect(await shop.explain(answer)).toContain("its condition is not met");
    expect(await shop.referral("ben")).toMatchObject({ referrer: "anna", attribution: { method: "code" } });
    expect(await shop.rewards("anna", "stamp")).toEqual([]);
  });

  test("by a link, with its code filled in or typed as well, is by the link", async () => {
    expect(await shop.signUp("ben", { link: "anna", code: "anna" })).toMatchObject({ status: "rewarded" });
    expect(await shop.referral("ben")).toMatchObject({ attribution: { method: "link", losers: [] } });
  });

  test("by a typed code counts as typed, also when somebody else's link was opened before", async () => {
    await shop.enrol("otto");
    expect(await shop.signUp("ben", { link: "otto", code: "anna" })).toMatchObject({ status: "recorded", rewards: [] });
    expect(await shop.referral("ben")).toMatchObject({ attribution: { method: "code", losers: [{ method: "link", reason: "outranked" }] } });
  });

  test("by a link that was opened just after the clock was moved far gives one stamp as well", async () => {
    await shop.signUp("ben", { link: "anna" });
    await shop.moveTo("2026-04-20T09:00:00Z");
    expect(await shop.signUp("carl", { link: "anna" })).toMatchObject({ status: "rewarded" });
  });

  test("twice gives one stamp, and a second member none", async () => {
    await shop.enrol("otto");
    await shop.signUp("ben", { link: "anna" });
    expect(await shop.signUp("ben", { link: "anna" })).toMatchObject({ status: "refused", reason: "already_referred" });
    expect(await shop.signUp("ben", { link: "otto" })).toMatchObject({ status: "refused", reason: "already_referred" });
    expect(await shop.rewards("anna", "stamp")).toHaveLength(1);
    expect(await shop.rewards("otto", "stamp")).toEqual([]);
  });

  test("without link or code gives nothing, and neither does a bot that opened the link", async () => {
    expect(await shop.signUp("ben")).toMatchObject({ reason: "no_candidate" });
    expect(await shop.open("anna", "Googlebot/2.1 (+http://www.google.com/bot.html)")).toBe("");
    expect(await shop.summary("anna")).toMatchObject({ counts: { signed_up: 0 } });
  });
});

describe("nine stamps", () => {
  test("complete the card and give The Influencer; eight do not", async () => {
    await friends(1, 8);
    expect(await shop.rewards("anna", "badge")).toEqual([]);
    const [ninth] = await friends(9, 9);
    expect(ninth?.rewards).toHaveLength(2);
    const words = await shop.explain(ninth);
    expect(words).toContain("A stamp landed on the card “Friends card”: 9 of 9.");
    expect(words).toContain("The card “Friends card” is full.");
    expect(words).toContain("The badge “The Influencer” was earned.");
    expect(await shop.rewards("anna", "badge")).toEqual(["available influencer"]);
  });

  test("are not completed by a friend with a typed code", async () => {
    await friends(1, 8);
    await shop.signUp("ben", { code: "anna" });
    expect(await shop.summary("anna")).toMatchObject({ counts: { signed_up: 9 }, cards: { friends: { stamps: 8 } }, badges: [] });
  });

  test("once: the tenth friend is a referral and begins no second card", async () => {
    await friends(1, 9);
    const [tenth] = await friends(10, 10);
    expect(tenth).toMatchObject({ status: "recorded", rewards: [] });
    expect(await shop.explain(tenth)).toContain("the stamp card is full already");
    expect(await shop.referral("friend-10")).toMatchObject({ referrer: "anna", state: "signed_up" });
    await friends(11, 19);
    expect(await shop.rewards("anna", "stamp")).toHaveLength(9);
    expect(await shop.rewards("anna", "badge")).toEqual(["available influencer"]);
    expect(await shop.summary("anna")).toMatchObject({ counts: { signed_up: 19 }, cards: { friends: { stamps: 9, done: true } } });
  });

  test("that arrive together complete one card", async () => {
    const visits = await Promise.all(Array.from({ length: 12 }, () => shop.open("anna")));
    const events = visits.map((visit, nth) => ({ key: `together-${nth}`, type: "sign_up", member: { id: `guest-${nth}` }, visit }));
    await shop.post("/v1/events", { events });
    expect(await shop.rewards("anna", "stamp")).toHaveLength(9);
    expect(await shop.rewards("anna", "badge")).toEqual(["available influencer"]);
  });

  test("of one member are not those of another; both badges go together", async () => {
    await shop.enrol("otto");
    await friends(1, 5);
    for (let nth = 1; nth <= 5; nth++) await shop.signUp(`other-${nth}`, { link: "otto" });
    expect(await shop.rewards("anna", "badge")).toEqual([]);
    await friends(6, 9);
    await shop.event("anna", "review_posted");
    expect((await shop.summary("anna")).badges.sort()).toEqual(["community-champion", "influencer"]);
    expect(await shop.rewards("otto", "badge")).toEqual([]);
  });
});

describe("an earned badge that its member shows", () => {
  async function influencer(): Promise<{ award: string; page: { address: string; credential: string; text: string } }> {
    await friends(1, 9);
    const { data } = await shop.get("/v1/members/anna/badges");
    const { award } = data.find((each: { badge: string }) => each.badge === "influencer");
    return shop.post(`/v1/members/anna/badges/${award}/share`, { shared: true });
  }
  const open = (address: string, headers: Record<string, string> = {}) =>
    server.server.inject({ url: address.slice(server.app.config.publicUrl.length), headers });

  test("has a page for everybody, which leads on by the member's link", async () => {
    const { page } = await influencer();
    expect(page.text).toContain(page.address);
    const seen = await open(page.address);
    expect(seen.statusCode).toBe(200);
    expect(seen.body).toContain("The Influencer");
    expect(seen.body).toContain("Earned by a member");
    expect(seen.body).toContain(`<meta property="og:image" content="${page.address}/picture.png?lang=en">`);
    const link = /class="button" href="([^"]+)"/.exec(seen.body)?.[1] as string;
    expect(link).toContain(`/r/${shop.handle}/`);
    expect((await open(link)).headers.location).toContain("https://shop.example/welcome");
    const russian = await open(`${page.address}?lang=ru`);
    expect(russian.body).toContain("Получает участник программы");
  });

  test("names the member only as they agreed, on the page and in the signed award", async () => {
    const { page } = await influencer();
    const refused = await shop.put("/v1/members/anna/shown", { name: "anna@example.com", named: true }, 400);
    expect(refused.errors).toEqual([expect.objectContaining({ path: "/name", problem: "The name looks like an address." })]);
    await shop.put("/v1/members/anna/shown", { name: "<i>Anna", named: true });
    expect((await open(page.address)).body).toContain("Earned by &lt;i&gt;Anna");
    await shop.put("/v1/members/anna/shown", { name: "Anna K.", named: true });
    expect((await open(page.address)).body).toContain("Earned by Anna K.");
    const key = (await open(`${server.app.config.publicUrl}/b/${shop.handle}/key.json`)).json();
    const signed = (await open(page.credential)).body;
    const { payload, protectedHeader } = await jwtVerify(signed, createLocalJWKSet({ keys: [key] }));
    expect(protectedHeader).toMatchObject({ alg: "EdDSA", kid: key.kid });
    expect(payload).toMatchObject({
      type: ["VerifiableCredential", "OpenBadgeCredential"],
      credentialSubject: {
        identifier: [{ identityHash: "Anna K.", identityType: "name", hashed: false }],
        achievement: { name: "The Influencer", criteria: { narrative: "Brought nine friends" } },
      },
    });
    expect(payload.credentialStatus).toEqual({ id: `${page.address}/revocations`, type: "1EdTechRevocationList" });
    expect(payload.iss).toBe(`${server.app.config.publicUrl}/b/${shop.handle}/issuer.json`);
    expect((await open(payload.iss as string)).json()).toMatchObject({ id: payload.iss, name: "Stamp card" });
    await shop.put("/v1/members/anna/shown", { named: false });
    expect((await open(page.address)).body).not.toContain("Anna");
  });

  test("has a picture of 1200 by 630, and the badge one of its own", async () => {
    const { page } = await influencer();
    const picture = await open(`${page.address}/picture.png`);
    expect(picture.headers["content-type"]).toBe("image/png");
    expect([picture.rawPayload.readUInt32BE(16), picture.rawPayload.readUInt32BE(20)]).toEqual([1200, 630]);
    const badge = await open(`${server.app.config.publicUrl}/badges/${shop.handle}/influencer/picture.png?size=24`);
    expect([badge.rawPayload.readUInt32BE(16), badge.rawPayload.readUInt32BE(20)]).toEqual([24, 24]);
    const svg = await open(`${server.app.config.publicUrl}/badges/${shop.handle}/influencer/picture.svg?locked=true`);
    expect(svg.body).toContain("<title>The Influencer</title>");
  });

  test("is seen by nobody before it is shown, after it is hidden, and after it was taken back", async () => {
    const { award, page } = await influencer();
    await shop.post(`/v1/members/anna/badges/${award}/share`, { shared: false });
    expect((await open(page.address)).statusCode).toBe(404);
    expect((await open(page.credential)).statusCode).toBe(404);
    const list = { id: `${page.address}/revocations`, issuer: `${server.app.config.publicUrl}/b/${shop.handle}/issuer.json`, revokedCredentials: [] };
    expect((await open(list.id)).json()).toEqual(list);
    await shop.post(`/v1/members/anna/badges/${award}/share`, { shared: true, withLink: false });
    expect((await open(page.address)).body).toContain('href="https://shop.example/welcome"');
    await shop.post(`/v1/rewards/${award}/reverse`, { reason: "the friends were not real" });
    expect((await open(page.address)).statusCode).toBe(404);
    const revoked = [{ id: page.credential, revoked: true, revocationReason: "The award was taken back or has expired." }];
    expect((await open(list.id)).json()).toEqual({ ...list, revokedCredentials: revoked });
    await shop.post(`/v1/members/anna/badges/${award}/share`, { shared: true }, 409);
  });

  test("is the member's own to show", async () => {
    const { award } = await influencer();
    await shop.enrol("otto");
    await shop.post(`/v1/members/otto/badges/${award}/share`, { shared: true }, 404);
  });
});

describe("what strangers see of the program", () => {
  const proof = (lang = "en") => shop.get(`/v1/programs/${shop.handle}/social-proof?lang=${lang}`);

  test("is numbers that are worth showing, and what just happened to members who agreed, ten minutes late", async () => {
    await friends(1, 9);
    expect(await proof()).toEqual({ counters: [], feed: [], testimonials: [] });
    await friends(10, 11);
    expect((await proof()).counters).toEqual([{ what: "friends", atLeast: 10, sentence: "More than 10 friends have come" }]);
    expect((await proof("ru")).counters[0].sentence).toBe("Пришли более 10 друзей");
    await shop.moveTo("2026-03-02T09:09:59Z");
    await shop.put("/v1/members/anna/shown", { inFeed: true });
    expect((await proof()).feed).toEqual([]);
    await shop.moveTo("2026-03-02T09:10:00Z");
    expect((await proof()).feed.map(({ sentence }: { sentence: string }) => sentence)).toEqual([
      "A member has earned “The Influencer”",
      "A member has filled the card “Friends card”",
    ]);
    await shop.put("/v1/members/anna/shown", { name: "Анна", named: true });
    expect((await proof("ru")).feed[0].sentence).toBe("Анна получает значок «The Influencer»");
    await shop.put("/v1/members/anna/shown", { inFeed: false });
    expect((await proof()).feed).toEqual([]);
  });

  test("is what members say, once the owner has looked at those very words", async () => {
    const own = `/v1/members/anna/testimonials/${shop.handle}`;
    const review = `/v1/programs/${shop.handle}/testimonials/anna/review`;
    const first = await shop.put(own, { words: "  <b>Good</b>  tea,\r\n\r\n\r\n\r\nkind people ", rating: 5 });
    expect(first).toMatchObject({ member: "anna", state: "waiting", words: "<b>Good</b> tea,\n\nkind people", rating: 5 });
    expect((await proof()).testimonials).toEqual([]);
    const second = await shop.put(own, { words: "Buy cheap pills", rating: 1 });
    await shop.post(review, { event: first.event, answer: "show" }, 409);
    await shop.post(review, { event: second.event, answer: "refuse", reason: "advertising" });
    expect((await proof()).testimonials).toEqual([]);
    const { event } = await shop.put(own, { words: "Хороший чай" });
    expect((await shop.get(`/v1/programs/${shop.handle}/testimonials?state=waiting`)).data).toMatchObject([{ event, words: "Хороший чай" }]);
    await shop.post(review, { event, answer: "show" });
    expect((await proof()).testimonials).toMatchObject([{ name: null, words: "Хороший чай", rating: null }]);
    await shop.put("/v1/members/anna/shown", { name: "Anna", named: true });
    expect((await proof()).testimonials).toMatchObject([{ name: "Anna" }]);
    expect((await shop.delete(own)).state).toBe("withdrawn");
    expect((await proof()).testimonials).toEqual([]);
    await shop.post(review, { event, answer: "show" }, 404);
  });

  test("is never what misleads", async () => {
    const own = `/v1/members/anna/testimonials/${shop.handle}`;
    for (const words of ["\u202Eaet doog", "\u200B", "5/5", "x".repeat(601), "tea\u0007"]) {
      expect((await shop.put(own, { words }, 400)).errors).toEqual([expect.objectContaining({ path: "/words" })]);
    }
    await shop.put(`/v1/members/somebody/testimonials/${shop.handle}`, { words: "I was never here" }, 404);
    await shop.event("passer-by", "review_posted");
    await shop.put(`/v1/members/passer-by/testimonials/${shop.handle}`, { words: "I take no part" }, 409);
  });
});
