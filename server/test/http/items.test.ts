import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { bearer, memberToken, type TestServer, testServer, testWorkspace } from "./server.js";
import { caller, type Shop } from "./shop.js";

let server: TestServer;
let shop: Shop;
let count = 0;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.close());

const document = (handle: string) => ({
  format: 1,
  handle,
  name: "Things",
  currency: "EUR",
  destination: "https://shop.example/",
  items: [
    { id: "mug", name: { en: "Mug", ru: "Кружка" }, stock: 2 },
    { id: "shirt", name: "T-shirt" },
  ],
  access: [{ id: "lounge", name: "the lounge" }],
  events: { visit_paid: {}, unsubscribed: {} },
  goals: [
    {
      id: "stays",
      steps: { event: "purchase" },
      undo: { by: [{ event: "unsubscribed" }], within: { days: 7 } },
    },
  ],
  catalogue: [
    { id: "mug", name: "A mug", price: { amount: "10" }, gives: { item: "mug" } },
    {
      id: "euro",
      name: "A euro",
      price: { amount: "5" },
      gives: { credit: { amount: "1.00" } },
      limits: [{ id: "once", measure: "rewards", max: "1" }],
    },
  ],
  rules: [
    { id: "points", on: { event: "visit_paid" }, grants: [{ id: "points", to: "member", points: { amount: "10" } }] },
    {
      id: "friend",
      on: { goal: "stays" },
      grants: [
        { id: "shirt", to: "referrer", item: "shirt", takeBack: { keepIfSent: true } },
        { id: "lounge", to: "referrer", access: "lounge" },
      ],
    },
  ],
});
beforeEach(async () => {
  const workspace = await testWorkspace(server.app, { mode: "test" });
  const handle = `things-${++count}`;
  shop = { ...caller(server, workspace), handle };
  const { body } = await shop.post("/v1/programs", document(handle));
  expect(body.problems).toEqual([]);
  expect((await shop.post(`/v1/programs/${handle}/publish`)).status).toBe(200);
  for (const id of ["anna", "boris", "clara"]) await shop.put(`/v1/members/${id}`, { programs: [handle] });
});
const visits = async (member: string, times = 1) => {
  for (let n = 0; n < times; n++) await shop.event({ type: "visit_paid", member: { id: member } });
};
const exchange = (member: string, entry: string, headers = {}) =>
  shop.post(`/v1/wallets/${member}/exchange`, { program: shop.handle, entry }, headers);
const rewards = async (member: string, type: string) => (await shop.get(`/v1/rewards?member=${member}&type=${type}`)).body.data;
const points = async (member: string) =>
  (await shop.get(`/v1/wallets/${member}`)).body.units.find(({ unit }: { unit: string }) => unit === "POINTS")?.available;

describe("POST /v1/wallets/{id}/exchange", () => {
  test("200: the price goes and the thing comes, once for a key; who has too little is told", async () => {
    await visits("anna");
    const { status, body } = await exchange("anna", "mug", { "idempotency-key": "mug" });
    expect({ status, use: body.use, amount: body.amount, unit: body.unit }).toEqual({ status: 200, use: "exchange", amount: "10", unit: "POINTS" });
    expect((await exchange("anna", "mug", { "idempotency-key": "mug" })).body).toEqual(body);
    expect(await points("anna")).toBe("0");
    expect(await rewards("anna", "item")).toMatchObject([{ item: "mug", state: "available", fulfilment: "queued" }]);
    expect((await exchange("anna", "mug")).body).toMatchObject({ code: "balance_too_low" });
  });

  test("the last one goes to exactly one of those who come at once; a limit of the entry holds, and nothing is taken then", async () => {
    for (const member of ["anna", "boris", "clara"]) await visits(member);
    const answers = await Promise.all(["anna", "boris", "clara"].map((member) => exchange(member, "mug")));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 409]);
    const without = ["anna", "boris", "clara"][answers.findIndex(({ status }) => status === 409)] as string;
    expect([await points(without), (await exchange(without, "euro")).status]).toEqual(["10", 200]);
    expect((await exchange(without, "euro")).body).toMatchObject({ code: "entry_not_available" });
    expect(await points(without)).toBe("5");
  });

  test("cancelled: the price and the stock are there again; not when what was given has been used or sent", async () => {
    await visits("anna", 2);
    const { body: mug } = await exchange("anna", "mug");
    expect((await shop.post(`/v1/redemptions/${mug.id}/cancel`, {})).status).toBe(200);
    expect([await points("anna"), (await rewards("anna", "item"))[0].state]).toEqual(["20", "reversed"]);
    const { body: euro } = await exchange("anna", "euro");
    await shop.post("/v1/wallets/anna/redeem", { unit: "EUR", kind: "credit", amount: "0.40" });
    expect((await shop.post(`/v1/redemptions/${euro.id}/cancel`, {})).body).toMatchObject({ code: "exchange_used" });
  });

  test.each([
    ["an entry that is not there", "anna", "car", 404, "entry_unknown"],
    ["somebody unknown", "nobody", "mug", 404, "member_unknown"],
  ])("%s", async (_what, member, entry, status, code) => {
    const reply = await exchange(member, entry);
    expect([reply.status, reply.body.code]).toEqual([status, code]);
  });

  test("409: somebody who takes no part, and a program that is paused", async () => {
    await shop.put("/v1/members/guest", {});
    expect((await exchange("guest", "mug")).body).toMatchObject({ code: "member_not_enrolled" });
    await visits("anna");
    await shop.post(`/v1/programs/${shop.handle}/pause`, {});
    expect((await exchange("anna", "mug")).body).toMatchObject({ code: "program_not_running" });
  });
});

describe("the catalogue in the portal", () => {
  const catalogue = async (member: string, language = "en") =>
    (await shop.get(`/v1/members/${member}/summary?program=${shop.handle}&lang=${language}`)).body.portal.catalogue;
  const told = async (member: string) =>
    Object.fromEntries((await catalogue(member)).map(({ entry, note, left, confirm }: Record<string, string>) => [entry, [note, left, confirm]]));

  test("says the price, what is missing, and what is asked before; with what an exchange has used up it says so", async () => {
    expect(await told("anna")).toEqual({ mug: ["10 points to go", "2 left", null], euro: ["5 points to go", null, null] });
    await visits("anna", 2);
    const ready = [null, "2 left", "Exchange 10 points for “A mug”? You keep 10 points."];
    expect(await told("anna")).toEqual({ mug: ready, euro: [null, null, "Exchange 5 points for “A euro”? You keep 15 points."] });
    expect((await catalogue("anna", "ru"))[0].confirm).toBe("Обменять 10 баллов на «A mug»? У вас останется 10 баллов.");
    await exchange("anna", "euro");
    expect((await told("anna")).euro).toEqual([expect.stringMatching(/^You cannot have it right now/), null, null]);
    await shop.post(`/v1/programs/${shop.handle}/pause`, {});
    expect((await told("anna")).mug).toEqual(["Exchanging starts again when the program goes on.", "2 left", null]);
  });

  test("looking changes nothing; a member exchanges what is their own, and nobody else's", async () => {
    await visits("anna");
    await visits("boris");
    await catalogue("anna");
    const ask = async (whose: string) =>
      shop.post(`/v1/wallets/${whose}/exchange`, { program: shop.handle, entry: "mug" }, bearer(await memberToken(shop, "anna")));
    expect([(await ask("boris")).status, (await ask("anna")).status]).toEqual([403, 200]);
    expect([await points("anna"), await points("boris")]).toEqual(["0", "10"]);
    await exchange("boris", "mug");
    await visits("clara");
    expect((await told("clara")).mug).toEqual(["None is left right now.", null, null]);
  });
});

test("what is worth less next week is told in the portal, for a friend who comes now and for one on the way; the number is what is given", async () => {
  const handle = `early-${count}`;
  const overTime = {
    pieces: [
      { until: { days: 7 }, amount: "20.00" },
      { until: { days: 30 }, amount: { from: "20.00", to: "5.00" } },
    ],
  };
  const early = {
    ...{ format: 1, handle, name: "Early", currency: "EUR", destination: "https://shop.example/", timeZone: "Europe/Berlin" },
    goals: [{ id: "order", name: "First order", steps: { event: "purchase" } }],
    rules: [{ id: "early", on: { goal: "order" }, grants: [{ id: "cash", to: "referrer", cash: { amount: { overTime } } }] }],
  };
  expect((await shop.post("/v1/programs", early)).body.problems).toEqual([]);
  await shop.post(`/v1/programs/${handle}/publish`);
  await shop.put("/v1/members/anna", { programs: [handle] });
  const told = async (lang = "en") => (await shop.get(`/v1/members/anna/summary?program=${handle}&lang=${lang}`)).body.portal;
  const { now } = (await shop.get("/v1/clock")).body;
  const after = (days: number) => new Date(Date.parse(now) + days * 86_400_000).toISOString();
  await shop.event({ type: "sign_up", program: handle, member: { id: "dora" }, referrer: "anna" });
  const [first] = (await told()).nowWorth;
  expect(first).toMatchObject({ for: "member", when: "When a friend has done this: “First order”", worth: "€20", turnsAt: after(7) });
  expect(first.sentence).toMatch(/^Now worth €20\. From .+ on it falls to €5 by .+\.$/);
  expect(first.points.map(({ at, worth }: { at: string; worth: number }) => [at, worth])).toEqual(
    expect.arrayContaining([
      [after(0), 20],
      [after(7), 20],
      [after(30), 5],
      [after(30), 0],
    ]),
  );
  await shop.post("/v1/clock", { to: after(18.5) });
  const [dora] = (await told("ru")).friends.list;
  expect(dora.nowWorth).toMatchObject({ worth: "12,50\u00a0€", turnsAt: after(30) });
  expect(dora.nowWorth.sentence).toMatch(/^Сейчас — 12,50\s€\. Уменьшается до 5\s€ к .+, потом — ничего\.$/);
  await shop.event({ type: "purchase", program: handle, member: { id: "dora" }, subject: "9", amount: "20.00", currency: "EUR" });
  expect((await shop.get("/v1/rewards?member=anna&type=cash")).body.data).toMatchObject([{ amount: "12.50" }]);
  expect((await told()).friends.list[0].nowWorth).toBeNull();
  await shop.post(`/v1/programs/${handle}/pause`, {});
  expect((await told()).nowWorth).toEqual([]);
});

describe("items and accesses", () => {
  const befriend = async () => {
    await shop.event({ type: "sign_up", member: { id: "friend" }, referrer: "anna" });
    await shop.event({ type: "purchase", member: { id: "friend" }, subject: "1", amount: "20.00", currency: "EUR" });
  };
  const leave = () => shop.event({ type: "unsubscribed", member: { id: "friend" } });

  test("a goal that is undone takes the access and what is not sent yet; it is there again when the friend comes back", async () => {
    await befriend();
    expect([(await rewards("anna", "item"))[0].fulfilment, (await rewards("anna", "access"))[0].state]).toEqual(["queued", "available"]);
    await leave();
    expect((await rewards("anna", "item"))[0]).toMatchObject({ state: "reversed", fulfilment: "none" });
    expect((await rewards("anna", "access"))[0].state).toBe("reversed");
    await shop.event({ type: "purchase", member: { id: "friend" }, subject: "2", amount: "20.00", currency: "EUR" });
    expect((await rewards("anna", "access")).map(({ state }: { state: string }) => state)).toEqual(["available", "reversed"]);
  });

  test("what was sent is kept, and the explanation says so", async () => {
    await befriend();
    const [item] = await rewards("anna", "item");
    const { body } = await shop.post(`/v1/rewards/${item.id}/fulfilment`, { state: "sent", reason: "By parcel." });
    expect(body).toMatchObject({ fulfilment: "sent", state: "available" });
    const { body: undone } = await leave();
    expect((await rewards("anna", "item"))[0]).toMatchObject({ state: "available", fulfilment: "sent" });
    const { body: why } = await shop.get(`/v1/events/${undone.id}/explanation`);
    expect(why.sentences).toContain("The item was sent and is not asked back.");
    expect((await shop.post(`/v1/rewards/${(await rewards("anna", "access"))[0].id}/fulfilment`, { state: "sent" })).body).toMatchObject({
      code: "reward_not_to_be_sent",
    });
  });

  test("later than the time for undoing nothing changes", async () => {
    await befriend();
    const { now } = (await shop.get("/v1/clock")).body;
    await shop.post("/v1/clock", { to: new Date(Date.parse(now) + 7 * 86_400_000).toISOString() });
    await leave();
    expect((await rewards("anna", "access"))[0].state).toBe("available");
  });
});

test("401 without a key", async () => {
  const reply = await server.server.inject({ method: "POST", url: "/v1/wallets/anna/exchange", headers: bearer("bw_test_nonsense"), payload: {} });
  expect(reply.statusCode).toBe(401);
});
