/** The SDK's client against the real server, over a real connection. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Bandwagon, BandwagonError, type BandwagonEvent, createBandwagon, type EventMember } from "../../../sdk/src/client.js";
import { signMemberToken } from "../../../sdk/src/member-token.js";
import { type TestServer, testServer } from "./server.js";
import { codeOf, documentOf, openShop, type Shop } from "./shop.js";

let server: TestServer;
let shop: Shop;
let url: string;
let bandwagon: Bandwagon;
const clock = { offsetMs: 0 };

beforeAll(async () => {
  server = await testServer({}, clock);
  shop = await openShop(server);
  url = await server.server.listen({ port: 0, host: "127.0.0.1" });
  bandwagon = createBandwagon({ url, key: shop.secret });
});
afterAll(() => server.close());

/** A `fetch` that loses the answer of these calls after the server has given it. */
function losing(...lost: number[]): typeof fetch {
  let count = 0;
  return async (input, init) => {
    const reply = await fetch(input, init);
    if (!lost.includes(++count)) return reply;
    await reply.arrayBuffer();
    throw new TypeError("The connection was cut.");
  };
}

// biome-ignore lint/suspicious/noExplicitAny: replies are looked into by the tests, which say what they expect
const view = (reply: unknown): any => reply;

test("a friend signs up and buys, both are rewarded, and the wallet is spent once", async () => {
  const anna = view(await bandwagon.members.put("anna", { name: "Anna" }));
  const code = anna.enrolments[0].code as string;
  const signUp = await bandwagon.events.send({ type: "sign_up", member: { id: "boris" }, code });
  expect(signUp).toMatchObject({ status: "rewarded", replayed: false });
  const order = { key: "order-1", type: "purchase", member: { id: "boris" }, subject: "1", amount: "45.00", currency: "EUR" };
  const [bought, again, wrong] = await bandwagon.events.sendMany([order, order, { ...order, key: "order-2", amount: "45,00" }]);
  expect(bought).toMatchObject({ status: "rewarded", replayed: false });
  expect(again).toMatchObject({ status: "rewarded", replayed: true });
  expect(wrong).toMatchObject({ key: "order-2", status: "invalid" });
  expect(view(await bandwagon.events.explain((bought as { id: string }).id, { language: "ru" })).sentences.join(" ")).toMatch(/[а-я]{3}/);
  const now = view(await bandwagon.clock.get()).now as string;
  await bandwagon.clock.move(new Date(Date.parse(now) + 15 * 86_400_000));
  await bandwagon.wallets.redeem("anna", { unit: "EUR", kind: "credit", amount: "2.00" });
  expect(view(await bandwagon.wallets.get("anna")).units[0]).toMatchObject({ unit: "EUR", available: "3.00" });
});

test("the API takes every field of an event that the client's type has", async () => {
  const event: Required<Omit<BandwagonEvent, "member">> & { member: Required<EventMember> } = {
    key: "every-field",
    type: "sign_up",
    member: {
      id: "greta",
      email: "greta@example.com",
      phone: "+49 151 12345678",
      name: "Greta",
      address: { line1: "Tea Lane 1", line2: "2nd floor", city: "Berlin", region: "BE", postalCode: "10115", country: "DE" },
      payout: "DE89 3704 0044 0532 0130 00",
      device: "d1",
      traits: { city: "Berlin" },
    },
    occurredAt: view(await bandwagon.clock.get()).now,
    program: shop.handle,
    subject: "every-field",
    amount: "45.00",
    currency: "EUR",
    tax: "5.00",
    shipping: "4.00",
    discount: "1.00",
    lines: [{ id: "1", product: "sencha", categories: ["tea"], quantity: 2, amount: "41.00", tax: "5.00" }],
    status: "paid",
    channel: "shop",
    code: await codeOf(shop, "anna"),
    coupon: "NONE",
    visit: ["vis_none"],
    referrer: "anna",
    properties: { plan: "basic" },
  };
  expect(await bandwagon.events.send(event)).toMatchObject({ key: "every-field", referrals: [expect.any(String)] });
});

describe("answers that were lost", () => {
  test("a redemption whose answer never came is done once", async () => {
    await bandwagon.members.put("carla", { programs: [shop.handle] });
    await bandwagon.events.send({ type: "idea_posted", member: { id: "carla" } });
    const [idea] = view(await bandwagon.rewards.list({ member: "carla" })).data;
    await bandwagon.rewards.approve(idea.id);
    const patient = createBandwagon({ url, key: shop.secret, fetch: losing(1, 2) });
    await patient.wallets.redeem("carla", { unit: "EUR", kind: "credit", amount: "1.50" });
    expect(view(await bandwagon.wallets.get("carla")).units[0]).toMatchObject({ available: "0.50" });
  });

  test("events without a key of their own are written once", async () => {
    await bandwagon.members.put("dora", { programs: [shop.handle] });
    const patient = createBandwagon({ url, key: shop.secret, fetch: losing(1, 3) });
    expect(await patient.events.send({ type: "review_posted", member: { id: "dora" } })).toMatchObject({ status: "rewarded", replayed: true });
    const results = await patient.events.sendMany(["a", "b"].map((key) => ({ key, type: "review_posted", member: { id: "dora" } })));
    expect(results.map((result) => "replayed" in result && result.replayed)).toEqual([true, true]);
    expect(view(await bandwagon.rewards.list({ member: "dora" })).data).toHaveLength(3);
  });

  test("what stays unknown is done once when it is sent again with the error's key", async () => {
    const impatient = createBandwagon({ url, key: shop.secret, fetch: losing(1), retries: 0 });
    const payout = { member: "dora", currency: "EUR", amount: "3.00" };
    const error = await impatient.payouts.make(payout).catch((reason: unknown) => reason as BandwagonError);
    expect(error).toMatchObject({ code: "network", status: 0 });
    await bandwagon.payouts.make(payout, { key: (error as BandwagonError).key });
    const { data } = view(await bandwagon.redemptions.list({ member: "dora" }));
    expect(data).toHaveLength(1);
  });
});

describe("refusals", () => {
  test("have the code, the status, the sentence and the fields of the API", async () => {
    const wrong = bandwagon.members.put("anna", { email: "x", nmae: "Anna" } as object);
    const error = await wrong.catch((reason: unknown) => reason as BandwagonError);
    expect(error).toBeInstanceOf(BandwagonError);
    expect(error).toMatchObject({ code: "invalid_request", status: 400 });
    expect((error as BandwagonError).errors.map(({ path }) => path).sort()).toEqual(["/email", "/nmae"]);
    await expect(bandwagon.rewards.get("rwd_none")).rejects.toMatchObject({ code: "reward_unknown", status: 404, requestId: expect.any(String) });
    await expect(createBandwagon({ url, key: "bw_test_none" }).clock.get()).rejects.toMatchObject({ code: "unauthenticated", status: 401 });
  });

  test("of a repeated key with another body: 409, and nothing done", async () => {
    await bandwagon.members.put("emil", {}, { key: "put-emil" });
    await expect(bandwagon.members.put("otto", {}, { key: "put-emil" })).rejects.toMatchObject({ code: "key_reused", key: "put-emil" });
  });

  test("nobody there: says where it was looked for", async () => {
    const nobody = createServer().listen(0, "127.0.0.1");
    await once(nobody, "listening");
    const { port } = nobody.address() as AddressInfo;
    await new Promise((done) => nobody.close(done));
    const away = createBandwagon({ url: `http://127.0.0.1:${port}`, key: "bw_test_x", retries: 1 });
    await expect(away.clock.get()).rejects.toMatchObject({ code: "network", detail: expect.stringContaining(`127.0.0.1:${port}`) });
  });
});

test("programs: from YAML to a published version that everybody may read", async () => {
  const yaml = 'format: 1\nhandle: sdk-friends\nname: "Friends: of the SDK"\ncurrency: EUR\ndestination: https://shop.example\nrules: []\n';
  expect(view(await bandwagon.programs.validate(yaml))).toMatchObject({ valid: true });
  const { id } = view(await bandwagon.programs.create(yaml));
  const changed = { ...documentOf("sdk-friends"), name: "Changed" };
  await bandwagon.programs.saveDraft(id, changed, { revision: 1 });
  await expect(bandwagon.programs.saveDraft(id, changed, { revision: 1 })).rejects.toMatchObject({ status: 409 });
  expect(view(await bandwagon.programs.publish("sdk-friends"))).toMatchObject({ version: 1 });
  const inPage = createBandwagon({ url, key: shop.publishable });
  expect(view(await inPage.programs.public("sdk-friends"))).toMatchObject({ handle: "sdk-friends" });
});

test("a visit that a page recorded brings the referral", async () => {
  const inPage = createBandwagon({ url, key: shop.publishable });
  const { visit } = view(
    await inPage.request("POST", "/v1/visits", { body: { program: shop.handle, code: await codeOf(shop, "anna"), visitor: "browser-1" } }),
  );
  expect(await bandwagon.events.send({ type: "sign_up", member: { id: "fred" }, visit })).toMatchObject({
    referrals: [expect.stringMatching(/^ref_/)],
  });
});

test("a member's token that we sign opens the member's own things, and no others", async () => {
  const key = (): Promise<string> =>
    signMemberToken({ member: "anna", workspace: shop.workspace.id, keyId: shop.signing.id, secret: shop.signing.token, now: Date.now() });
  const page = createBandwagon({ url, key });
  expect(view(await page.members.summary("anna")).id).toBe("anna");
  await expect(page.members.summary("otto")).rejects.toMatchObject({ code: "forbidden" });
});

test("lists and facts: every one, once, in order, over pages", async () => {
  await bandwagon.members.putMany(Array.from({ length: 120 }, (_, index) => ({ id: `m${index}` })));
  const members = new Set<string>();
  let count = 0;
  for await (const member of bandwagon.members.each()) {
    members.add(view(member).id);
    count++;
  }
  expect(members.size).toBe(count);
  expect(count).toBeGreaterThan(120);
  const facts: string[] = [];
  for await (const fact of bandwagon.facts.each()) facts.push(view(fact).id);
  expect(new Set(facts).size).toBe(facts.length);
  const half = view(await bandwagon.facts.page({ limit: 50 }));
  const rest: string[] = [];
  for await (const fact of bandwagon.facts.each({ cursor: half.nextCursor })) rest.push(view(fact).id);
  expect([...half.data.map(({ id }: { id: string }) => id), ...rest]).toEqual(facts);
  expect(facts.length).toBeGreaterThan(120);
});

test("a member's portal, and all of what it shows the first few of", async () => {
  for (const nth of Array(7).keys())
    await bandwagon.events.send({ type: "sign_up", member: { id: `guest-${nth}` }, code: await codeOf(shop, "anna") });
  const asked = { program: shop.handle, lang: "ru" } as const;
  const { portal } = view(await bandwagon.members.summary("anna", asked));
  expect(portal.friends.list.length + portal.friends.more).toBeGreaterThan(7);
  const friends: unknown[] = [];
  for await (const friend of bandwagon.members.eachFriend("anna", { ...asked, limit: 3 })) friends.push(friend);
  expect(friends.length).toBe(portal.friends.list.length + portal.friends.more);
  expect(friends.slice(0, 5)).toEqual(portal.friends.list);
  const rewards: unknown[] = [];
  for await (const reward of bandwagon.members.eachReward("anna", { ...asked, limit: 3 })) rewards.push(reward);
  expect(rewards).toEqual(expect.arrayContaining(portal.rewards));
  expect(view(await bandwagon.members.rewards("anna", { ...asked, limit: 1 })).data).toEqual(rewards.slice(0, 1));
});

test("pictures and texts come as they are", async () => {
  const params = { externalId: "anna" };
  expect(await bandwagon.request("GET", "/v1/members/{externalId}/qr.svg", { params })).toContain("<svg");
  const png = view(await bandwagon.request("GET", "/v1/members/{externalId}/qr.png", { params })) as Uint8Array;
  expect([...png.subarray(1, 4)]).toEqual([0x50, 0x4e, 0x47]);
});
