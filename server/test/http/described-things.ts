/** A shop in which there is something for every operation of the API, and what to put in the place of the ids that its description has made up. */
import { makeWebPush } from "../../src/adapters/web-push.js";
import { makeWebhookHttp } from "../../src/adapters/webhook-http.js";
import { jpegOf, pngOf } from "../pictures/make-picture.js";
import { entered, provedBy, proving, teamed } from "./described-challenges.js";
import { newBrowser } from "./fake-push-service.js";
import { keyWith, type TestServer } from "./server.js";
import { befriend, codeOf, documentOf, openShop, type Shop } from "./shop.js";

/** What stands in the address, or in the body, instead of the example's. */
export interface Things {
  params?: Record<string, string>;
  body?: Record<string, unknown>;
  /** The whole body, where it is no JSON. */
  bytes?: Buffer;
}

/** Names are looked up in here and not outside; what they lead to is never called, and no mail leaves. */
export function keepLookUpsInside(server: TestServer): void {
  const http = () => makeWebhookHttp({ allow: [], resolve: async () => ["93.184.216.34"] });
  server.app.webhookHttp = http();
  server.app.webPush = makeWebPush({ masterKey: server.app.masterKey, contact: undefined, http: http(), now: Date.now });
  server.app.mailer = { send: async () => ({ state: "sent" }), close: () => {} };
}

/** By the name of the operation, or its name and the form of its body. Those that are not here are sent as their example is. */
export async function thingsFor(server: TestServer, handle: string): Promise<{ shop: Shop; things: Record<string, Things> }> {
  const shop = await openShop(server, handle);
  await befriend(shop, "ben");
  await passDays(shop, 15);
  const code = await codeOf(shop, "anna");
  // Tomorrow in UTC may be today where the program is.
  const trip = await dayFrom(shop, 2);
  const [claimed, award] = await gifts(shop, trip);
  const [marked, liked] = await compete(shop);
  const reviewing = await openReviews(shop);
  const [shownReferral, reviewed] = [await inReview(shop, reviewing, "willy"), await inReview(shop, reviewing, "wally")];
  await befriend(shop, "dirk", { buys: false });
  const referrals = (await shop.get("/v1/referrals")).body.data as { id: string; friend: string }[];
  const broughtBy = (friend: string) => referrals.find((each) => each.friend === friend)?.id as string;
  const corrected = broughtBy("dirk");
  await shop.put("/v1/members/anna-again", { programs: [handle] });
  const [approved, denied] = [await idea(shop, "otto"), await idea(shop, "otto")];
  for (let times = 0; times < 10; times++) await shop.event({ type: "review_posted", member: { id: "anna" } });
  const own = await rewardOf(shop, "member=anna&type=cash");
  const { body: event } = await shop.event({ type: "review_posted", member: { id: "otto" } });
  const coupon = (await shop.get("/v1/rewards?member=ben&type=coupon")).body.data[0].coupon as string;
  const redeem = { unit: "POINTS", amount: "5" };
  const [shown, cancelled] = [await redemption(shop, redeem), await redemption(shop, redeem)];
  await shop.put("/v1/members/ben", { programs: [handle] });
  await shop.post("/v1/wallets/ben/exchange", { program: handle, entry: "coffee" });
  const item = await rewardOf(shop, "member=ben&type=item");
  const endpoint = await endpointOf(shop);
  const deleted = await endpointOf(shop);
  const delivery = (await shop.post(`/v1/webhook-endpoints/${endpoint}/test`, {})).body.id as string;
  const [rotated, revoked] = [await keyWith(server.app, shop.workspace, ["facts:read"]), await keyWith(server.app, shop.workspace, ["facts:read"])];
  await saying(shop, "hugo");
  const png = { "content-type": "image/png" };
  const picture = (await shop.post("/v1/pictures", pngOf(), png)).body.id as string;
  const ownPicture = (await shop.post("/v1/members/anna/pictures", pngOf(), png)).body.id as string;
  const asked = { program: handle, kind: "help", text: "How?" };
  const device = (await shop.post("/v1/members/ben/push-subscriptions", { program: handle, ...newBrowser().browser })).body.id as string;
  const feedback = (await shop.post("/v1/members/anna/feedback", asked)).body.id as string;
  const { link } = (await shop.post("/v1/members/anna/sign-in-links", { program: handle })).body;
  const { now } = (await shop.get("/v1/clock")).body;

  const params = (named: Record<string, string>): Things => ({ params: named });
  const body = (fields: Record<string, unknown>): Things => ({ body: fields });
  const hook = (path: string) => `/v1/webhook-endpoints/{id}${path}`;
  return {
    shop,
    things: {
      "get /v1/events/{id}/explanation": params({ id: event.id }),
      "get /v1/rewards/{id}/explanation": params({ id: own }),
      "get /v1/members/{externalId}/rewards/{id}/explanation": params({ id: own }),
      "get /v1/referrals/{id}/explanation": params({ id: shownReferral }),
      "post /v1/visits": body({ code }),
      "post /v1/programs": body({ handle: `${handle}-too` }),
      "post /v1/programs application/yaml": body({ handle: `${handle}-as-yaml` }),
      "post /v1/programs/{program}/codes/{code}/disable": params({ code }),
      "post /v1/programs/{program}/codes/{code}/enable": params({ code }),
      "get /v1/members/{externalId}/referrals/{referral}/explanation": params({ externalId: "anna", referral: broughtBy("ben") }),
      "get /v1/referrals/{id}": params({ id: shownReferral }),
      "post /v1/referrals/{id}/review": params({ id: reviewed }),
      "post /v1/referrals/{id}/correct": { params: { id: corrected }, body: { referrer: "otto" } },
      "post /v1/members/{externalId}/merge": params({ externalId: "anna-again" }),
      "get /v1/rewards/{id}": params({ id: own }),
      "post /v1/rewards/{id}/approve": params({ id: approved }),
      "post /v1/rewards/{id}/deny": params({ id: denied }),
      "post /v1/rewards/{id}/reverse": params({ id: event.rewards[0] }),
      "post /v1/members/{externalId}/rewards/{id}/claim": params({ externalId: "gina", id: claimed }),
      "post /v1/pictures": { bytes: pngOf() },
      "post /v1/members/{externalId}/pictures": { bytes: jpegOf() },
      "get /v1/pictures/{picture}": params({ picture }),
      "get /v1/members/{externalId}/pictures/{picture}": params({ externalId: "anna", picture: ownPicture }),
      "put /v1/members/{externalId}/testimonials/{program}": params({ externalId: "gina", program: `${handle}-gifts` }),
      "delete /v1/members/{externalId}/testimonials/{program}": params({ externalId: "hugo", program: `${handle}-gifts` }),
      "get /v1/programs/{program}/testimonials": params({ program: `${handle}-gifts` }),
      "post /v1/programs/{program}/testimonials/{externalId}/review": {
        params: { externalId: "ivan", program: `${handle}-gifts` },
        body: { event: await saying(shop, "ivan") },
      },
      "put /v1/members/{externalId}/challenges/{program}/{challenge}/proof": params({
        externalId: "gina",
        program: `${handle}-gifts`,
        challenge: "post",
      }),
      "delete /v1/members/{externalId}/challenges/{program}/{challenge}/proof": params({
        ...{ externalId: await provedBy(shop, "ivan"), program: `${handle}-gifts`, challenge: "post" },
      }),
      "delete /v1/members/{externalId}/contests/{program}/{contest}/entry": params({
        ...{ externalId: await entered(shop, "ivan"), program: `${handle}-gifts`, contest: "next" },
      }),
      "put /v1/members/{externalId}/challenges/{program}/{challenge}/squad": params({
        ...{ externalId: "gina", program: `${handle}-gifts`, challenge: "together" },
      }),
      "delete /v1/members/{externalId}/challenges/{program}/{challenge}/squad": params({
        ...{ externalId: await teamed(shop, "hugo"), program: `${handle}-gifts`, challenge: "together" },
      }),
      "put /v1/members/{externalId}/contests/{program}/{contest}/entry": params({ externalId: "hugo", program: `${handle}-gifts`, contest: "next" }),
      "put /v1/members/{externalId}/contests/{program}/{contest}/vote": {
        params: { externalId: "hugo", program: `${handle}-gifts`, contest: "liked" },
        body: { entry: liked.entry },
      },
      "get /v1/programs/{program}/contests/{contest}": params({ program: `${handle}-gifts`, contest: "judged" }),
      "get /v1/programs/{program}/contests/{contest}/places": params({ program: `${handle}-gifts`, contest: "ranked" }),
      "get /v1/programs/{program}/draws": params({ program: `${handle}-gifts` }),
      "get /v1/programs/{program}/draws/{draw}/runs/{run}": params({ program: `${handle}-gifts`, draw: "trip", run: trip }),
      "get /v1/programs/{program}/draws/{draw}/runs/{run}/tickets": params({ program: `${handle}-gifts`, draw: "trip", run: trip }),
      "get /v1/programs/{program}/contests/{contest}/entries": params({ program: `${handle}-gifts`, contest: "judged" }),
      "post /v1/programs/{program}/contests/{contest}/entries/{entry}/review": {
        params: { program: `${handle}-gifts`, contest: "judged", entry: marked.entry },
        body: { event: marked.event },
      },
      "post /v1/programs/{program}/contests/{contest}/entries/{entry}/mark": params({
        ...{ program: `${handle}-gifts`, contest: "judged", entry: marked.entry },
      }),
      "get /v1/programs/{program}/proofs": params({ program: `${handle}-gifts` }),
      "post /v1/programs/{program}/challenges/{challenge}/proofs/{externalId}/review": {
        params: { program: `${handle}-gifts`, challenge: "post", externalId: "hugo" },
        body: { event: await proving(shop, "hugo") },
      },
      "post /v1/members/{externalId}/badges/{award}/share": params({ externalId: "gina", award }),
      "get /v1/programs/{program}/items": params({ program: `${handle}-gifts` }),
      "post /v1/programs/{program}/items/{item}/stock": params({ program: `${handle}-gifts`, item: "mug" }),
      "get /v1/programs/{program}/leaderboards/{board}": params({ program: `${handle}-gifts` }),
      "get /v1/programs/{program}/leaderboards/{board}/runs": params({ program: `${handle}-gifts` }),
      "get /v1/programs/{program}/leaderboards/{board}/partitions": params({ program: `${handle}-gifts` }),
      "get /v1/members/{externalId}/leaderboards/{program}/{board}": params({ program: `${handle}-gifts`, externalId: "gina" }),
      "get /v1/programs/{program}/waiting-list": params({ program: `${handle}-gifts` }),
      "post /v1/programs/{program}/waiting-list/admit": params({ program: `${handle}-gifts` }),
      "get /v1/programs/{program}/coupon-pools": params({ program: `${handle}-gifts` }),
      "post /v1/programs/{program}/coupon-pools/{pool}/codes": params({ program: `${handle}-gifts`, pool: "partner" }),
      "post /v1/rewards/{id}/fulfilment": params({ id: item }),
      "post /v1/members/{externalId}/sign-in-links": body({ program: handle }),
      "post /v1/portals/{handle}/sign-in-mails": params({ handle }),
      "post /v1/members/{externalId}/invitations": { params: { externalId: "gina" }, body: { program: `${handle}-gifts` } },
      "post /v1/members/{externalId}/push-subscriptions": body({ program: handle }),
      "delete /v1/members/{externalId}/push-subscriptions/{id}": params({ externalId: "ben", id: device }),
      "post /v1/members/{externalId}/feedback": body({ program: handle }),
      "post /v1/programs/{program}/feedback/{id}/answer": params({ program: handle, id: feedback }),
      "post /v1/sessions": body({ program: handle, signIn: new URL(link).hash.slice("#in=".length) }),
      "post /v1/wallets/{externalId}/exchange": { params: { externalId: "ben" }, body: { program: handle } },
      "get /v1/redemptions/{id}": params({ id: shown }),
      "post /v1/redemptions/{id}/cancel": params({ id: cancelled }),
      "post /v1/coupons/validate": body({ code: coupon }),
      "post /v1/coupons/redeem": body({ code: coupon }),
      "get /v1/webhook-endpoints/{id}": params({ id: endpoint }),
      "put /v1/webhook-endpoints/{id}": params({ id: endpoint }),
      "delete /v1/webhook-endpoints/{id}": params({ id: deleted }),
      [`post ${hook("/secret/rotate")}`]: params({ id: endpoint }),
      [`get ${hook("/deliveries")}`]: params({ id: endpoint }),
      [`get ${hook("/deliveries/{delivery}")}`]: params({ id: endpoint, delivery }),
      [`post ${hook("/deliveries/{delivery}/replay")}`]: params({ id: endpoint, delivery }),
      [`post ${hook("/replay")}`]: params({ id: endpoint }),
      [`post ${hook("/test")}`]: params({ id: endpoint }),
      "post /v1/clock": body({ to: new Date(Date.parse(now) + 86_400_000).toISOString() }),
      "post /v1/keys/{keyId}/rotate": params({ keyId: rotated.id }),
      "post /v1/keys/{keyId}/revoke": params({ keyId: revoked.id }),
    },
  };
}

async function passDays(shop: Shop, days: number): Promise<void> {
  const { now } = (await shop.get("/v1/clock")).body;
  await shop.post("/v1/clock", { to: new Date(Date.parse(now) + days * 86_400_000).toISOString() });
}

/** A program that holds referrals of one household for a person to look at. */
async function openReviews(shop: Shop): Promise<string> {
  const handle = `${shop.handle}-reviewed`;
  // biome-ignore lint/suspicious/noThenProperty: the document's own word
  const eligibility = [{ id: "same-address", when: "match.address", then: "review", sides: ["friend", "referrer"], at: ["purchase"] }];
  const { id } = (await shop.post("/v1/programs", { ...documentOf(handle), eligibility })).body;
  await shop.post(`/v1/programs/${id}/publish`);
  return handle;
}

/** Rewards that gina can claim. */
async function gifts(shop: Shop, trip: string): Promise<[claimed: string, award: string]> {
  const handle = `${shop.handle}-gifts`;
  const rules = [
    { id: "gift", on: { event: "idea_posted" }, grants: [{ id: "points", to: "member", points: { amount: "5" }, claim: { within: { days: 30 } } }] },
    { id: "honour", on: { event: "idea_posted" }, grants: [{ id: "badge", to: "member", badge: "thinker" }] },
    { id: "ticket", on: { event: "idea_posted" }, grants: [{ id: "ticket", to: "member", tickets: { draw: "trip" } }] },
  ];
  const { id } = (
    await shop.post("/v1/programs", {
      ...documentOf(handle),
      rules,
      catalogue: [],
      badges: [{ id: "thinker", name: "Thinker" }],
      socialProof: { testimonials: true },
      sharing: { invitations: {} },
      contests: await contestsOf(shop),
      draws: [{ id: "trip", name: "A trip", at: trip }],
      leaderboards: [{ id: "reviewers", name: "Ideas", score: { event: "idea_posted" }, period: "year" }],
      challenges: [
        { id: "post", name: "A post", every: "year", steps: [], proof: "link" },
        { id: "together", name: "Together", every: "year", steps: [{ event: "purchase", count: 100 }], squad: { max: 5 } },
      ],
      items: [{ id: "mug", name: "Mug", stock: 1 }],
      couponPools: [{ id: "partner" }],
    })
  ).body;
  await shop.post(`/v1/programs/${id}/publish`);
  await shop.put("/v1/members/gina", { programs: [handle] });
  const { rewards } = (await shop.event({ type: "idea_posted", program: handle, member: { id: "gina" } })).body;
  return rewards;
}

/** The event by which the member said something about the program of gifts. */
async function saying(shop: Shop, member: string): Promise<string> {
  await shop.put(`/v1/members/${member}`, { programs: [`${shop.handle}-gifts`] });
  return (await shop.put(`/v1/members/${member}/testimonials/${shop.handle}-gifts`, { words: "I like it." })).body.event;
}

/** Entries of two contests of the program of gifts that are judged now. */
async function compete(shop: Shop): Promise<[judged: Handed, liked: Handed]> {
  const enter = async (contest: string): Promise<Handed> => {
    const { entry, event } = (await shop.put(`/v1/members/gina/contests/${shop.handle}-gifts/${contest}/entry`, { text: "Mine" })).body;
    await shop.post(`/v1/programs/${shop.handle}-gifts/contests/${contest}/entries/${entry}/review`, { event, answer: "accept" });
    return { entry, event };
  };
  const entries: [Handed, Handed] = [await enter("judged"), await enter("liked")];
  await passDays(shop, 3);
  return entries;
}
interface Handed {
  entry: string;
  event: string;
}
/** Contests that take entries until tomorrow, and one that does all year. */
async function contestsOf(shop: Shop): Promise<Record<string, unknown>[]> {
  const [from, until] = [await dayFrom(shop, -2), await dayFrom(shop, 2)];
  const judged = (by: string) => ({ by, submit: ["text"], from, until, judgedWithin: { days: 60 } });
  return [
    { id: "judged", name: "Judged", judged: judged("judges") },
    { id: "liked", name: "Liked", judged: judged("members") },
    { id: "next", name: "Next", judged: { by: "owner", submit: ["link"], every: "year" } },
    { id: "ranked", name: "Ranked", ranked: "reviewers" },
  ];
}

/** The date so many days from now. */
async function dayFrom(shop: Shop, days: number): Promise<string> {
  const { now } = (await shop.get("/v1/clock")).body;
  return new Date(Date.parse(now) + days * 86_400_000).toISOString().slice(0, 10);
}

async function inReview(shop: Shop, program: string, friend: string): Promise<string> {
  const address = { line1: `${friend} Street 1`, city: "Berlin", postalCode: "10115", country: "DE" };
  const { enrolments } = (await shop.put(`/v1/members/of-${friend}`, { address, programs: [program] })).body;
  await shop.event({ type: "sign_up", program, member: { id: friend }, code: enrolments[0].code });
  await shop.event({ type: "purchase", program, subject: `of-${friend}`, amount: "45.00", currency: "EUR", member: { id: friend, address } });
  const { data } = (await shop.get("/v1/referrals?state=in_review")).body;
  return data.find((referral: { friend: string }) => referral.friend === friend).id;
}

/** A reward that waits for an approval. */
async function idea(shop: Shop, member: string): Promise<string> {
  return (await shop.event({ type: "idea_posted", member: { id: member } })).body.rewards[0];
}

async function rewardOf(shop: Shop, query: string): Promise<string> {
  return (await shop.get(`/v1/rewards?${query}`)).body.data[0].id;
}

async function redemption(shop: Shop, use: { unit: string; amount: string }): Promise<string> {
  return (await shop.post("/v1/wallets/ben/redeem", use)).body.id;
}

async function endpointOf(shop: Shop): Promise<string> {
  return (await shop.post("/v1/webhook-endpoints", { url: "https://shop.example/hooks" })).body.id;
}
