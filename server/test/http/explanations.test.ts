import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bearer, memberToken, type TestServer, testServer } from "./server.js";
import { befriend, codeOf, documentOf, openShop, type Shop } from "./shop.js";

let server: TestServer;
let shop: Shop;
beforeAll(async () => {
  server = await testServer();
  shop = await openShop(server);
});
afterAll(() => server.close());

async function rewardOf(member: string, type: string): Promise<string> {
  return (await shop.get(`/v1/rewards?member=${member}&type=${type}`)).body.data[0].id;
}

describe("explanations", () => {
  test("200: an event's tells the decision step by step, as data and in words", async () => {
    const event = await shop.event({ type: "sign_up", member: { id: "ben" }, code: await codeOf(shop, "anna") });
    const { status, body } = await shop.get(`/v1/events/${event.body.id}/explanation`);
    expect(status).toBe(200);
    expect(body.sentences).toEqual(expect.arrayContaining(["The referral came by a code; the referrer is anna.", "The rule “welcome” applies."]));
    expect(body.records[0].what).toBe("Event “sign_up”");
    expect(body.records[0].steps.map((step: { data: { step: string } }) => step.data.step)).toEqual(
      expect.arrayContaining(["attribution.won", "referral.began", "reward.made"]),
    );
  });

  test("200: in Russian, with amounts and dates as they are written there", async () => {
    const purchase = await shop.event({ type: "purchase", member: { id: "ben" }, subject: "1", amount: "45.00", currency: "EUR" });
    const { body } = await shop.get(`/v1/events/${purchase.body.id}/explanation?lang=ru`);
    expect(body.sentences).toContain("Цель «Первый заказ» достигнута.");
    expect(body.sentences.join("\n")).toMatch(/5\s€ на счёт в магазине \(пригласивший, anna\): удерживается до \d\d\.\d\d\.\d{4}, \d\d:\d\d\./);
    expect(body.sentences.join("\n")).not.toMatch(/undefined|\{|\}|mem_|“/);
  });

  test("200: an event that earned nothing says why", async () => {
    const event = await shop.event({ type: "sign_up", member: { id: "anna" }, code: await codeOf(shop, "anna") });
    const { body } = await shop.get(`/v1/events/${event.body.id}/explanation`);
    expect(body.sentences.join("\n")).toContain("Nobody can refer themselves.");
  });

  test("200: a reward's tells what later became of it", async () => {
    const id = await rewardOf("anna", "credit");
    await shop.event({ type: "refund", member: { id: "ben" }, subject: "1", amount: "45.00", currency: "EUR" });
    const { body } = await shop.get(`/v1/rewards/${id}/explanation`);
    expect(body.now).toBe("The reward was cancelled.");
    expect(body.records).toHaveLength(2);
    expect(body.sentences.at(-1)).toMatch(/^The reward was cancelled while it was held: /);
  });

  test("200: a member's own names nobody else; 404: of another's reward; 403: of another member", async () => {
    await befriend(shop, "ulla");
    const id = await rewardOf("anna", "credit");
    const own = bearer(await memberToken(shop, "anna"));
    const { status, body } = await shop.get(`/v1/members/anna/rewards/${id}/explanation`, own);
    expect(status).toBe(200);
    expect(body.sentences.length).toBeGreaterThan(2);
    expect(JSON.stringify([body.sentences, body.records])).not.toMatch(/ulla|mem_|"data"/);
    expect((await shop.get(`/v1/members/anna/rewards/${await rewardOf("ulla", "points")}/explanation`, own)).status).toBe(404);
    expect((await shop.get(`/v1/members/ulla/rewards/${id}/explanation`, own)).status).toBe(403);
  });

  test("200: a referral's tells every decision that concerned it", async () => {
    const { body: list } = await shop.get("/v1/referrals?friend=ulla");
    const { body } = await shop.get(`/v1/referrals/${list.data[0].id}/explanation`);
    expect(body.now).toBe("The referral is converted.");
    expect(body.records.map((record: { what: string }) => record.what)).toEqual(["Event “sign_up”", "Event “purchase”"]);
  });

  test("200: what goes one level up names its side, in words and in the sheet of rewards", async () => {
    const handle = "chained-friends";
    const forward = { id: "forward", on: { event: "purchase" }, grants: [{ id: "points", to: "referrers_referrer", points: { amount: "7" } }] };
    const { id: program } = (await shop.post("/v1/programs", { ...documentOf(handle), rules: [forward] })).body;
    await shop.post(`/v1/programs/${program}/publish`);
    await shop.post("/v1/members", { members: ["greta", "hugo"].map((id) => ({ id, programs: [handle] })) });
    await shop.event({ type: "sign_up", member: { id: "hugo" }, program: handle, referrer: "greta" });
    await shop.event({ type: "sign_up", member: { id: "ida" }, program: handle, referrer: "hugo" });
    const purchase = await shop.event({ type: "purchase", program: handle, member: { id: "ida" }, amount: "45.00", currency: "EUR" });
    const sentencesIn = async (language: string) =>
      (await shop.get(`/v1/events/${purchase.body.id}/explanation?lang=${language}`)).body.sentences.join("\n");
    expect(await sentencesIn("en")).toContain("7 points for the referrer’s referrer (greta)");
    expect(await sentencesIn("ru")).toContain("(пригласивший пригласившего, greta)");
    const { body } = await shop.get(`/v1/exports/rewards.csv?program=${handle}`);
    expect(String(body)).toMatch(/\nrwd_\w+,greta,referrers_referrer,chained-friends,points,7,/);
  });

  test("404: what there is not; 400: an id of another form", async () => {
    for (const url of ["/v1/events/evt_999999/explanation", "/v1/rewards/rwd_none/explanation", "/v1/referrals/ref_none/explanation"]) {
      expect([url, (await shop.get(url)).status]).toEqual([url, 404]);
    }
    expect((await shop.get("/v1/events/1/explanation")).status).toBe(400);
  });
});

describe("reviews", () => {
  test("200: one side is honoured and the other refused; the rewards follow, and the explanation tells both", async () => {
    const handle = "reviewed-friends";
    const document = {
      ...documentOf(handle),
      // biome-ignore lint/suspicious/noThenProperty: the document's own word
      eligibility: [{ id: "same-address", when: "match.address", then: "review", sides: ["friend", "referrer"], at: ["purchase"] }],
    };
    const { id: program } = (await shop.post("/v1/programs", document)).body;
    await shop.post(`/v1/programs/${program}/publish`);
    const address = { line1: "Lange Straße 5", city: "Bonn", postalCode: "53111", country: "DE" };
    const code = (await shop.put("/v1/members/vera", { address, programs: [handle] })).body.enrolments[0].code;
    await shop.event({ type: "sign_up", member: { id: "willy" }, program: handle, code });
    const purchase = { type: "purchase", program: handle, subject: "w-1", amount: "45.00", currency: "EUR" };
    await shop.event({ ...purchase, member: { id: "willy", address: { ...address, line1: "Lange Str. 5" } } });
    const [referral] = (await shop.get("/v1/referrals?state=in_review")).body.data;
    expect(referral).toMatchObject({ friend: "willy", referrer: "vera", friendSide: "in_review", referrerSide: "in_review" });
    const answer = { friend: "honour", referrer: "refuse", reason: "One household" };
    expect((await shop.post(`/v1/referrals/${referral.id}/review`, answer)).body).toMatchObject({ friendSide: "clear", referrerSide: "refused" });
    expect((await shop.get("/v1/rewards?member=willy&type=points")).body.data).toMatchObject([{ state: "available" }]);
    expect((await shop.get("/v1/rewards?member=vera&type=credit&state=available")).body.data).toEqual([]);
    const { sentences } = (await shop.get(`/v1/referrals/${referral.id}/explanation`)).body;
    expect(sentences.join("\n")).toContain("Reason given: One household");
  });
});

describe("GET /v1/referrals", () => {
  test("200: by referrer, friend, state and program", async () => {
    expect((await shop.get(`/v1/referrals?referrer=anna&friend=ulla&state=converted&program=${shop.handle}`)).body.data).toHaveLength(1);
    expect((await shop.get("/v1/referrals?referrer=otto")).body.data).toEqual([]);
    expect((await shop.get("/v1/referrals?friend=nobody")).body.data).toEqual([]);
  });

  test("400: a review that answers for nobody; 409: of a referral that is not in review; 404: of none", async () => {
    const { body: list } = await shop.get("/v1/referrals?friend=ulla");
    const url = `/v1/referrals/${list.data[0].id}/review`;
    expect((await shop.post(url, { reason: "Just so" })).status).toBe(400);
    expect((await shop.post(url, { friend: "honour", reason: "Just so" })).body.code).toBe("referral_not_in_review");
    expect((await shop.post("/v1/referrals/ref_none/review", { friend: "honour", reason: "Just so" })).body.code).toBe("referral_unknown");
  });
});
