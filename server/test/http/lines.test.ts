/** Orders that tell their products: what is measured on some of them, and what a refund of others leaves alone. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type TestServer, testServer } from "./server.js";
import { documentOf, openShop, type Shop } from "./shop.js";

let server: TestServer;
let shop: Shop;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.close());

const lines = [
  { id: "1", product: "darjeeling", categories: ["tea", "black"], quantity: 2, amount: "30.00", tax: "4.80" },
  { product: "cup", amount: "20.00", tax: "3.20" },
];
const order = { subject: "o-1", amount: "54.90", tax: "8.00", shipping: "4.90", currency: "EUR", lines };

beforeEach(async () => {
  shop = await openShop(server);
  const document = {
    ...documentOf(shop.handle),
    assortments: {
      tea: { name: { en: "Tea", ru: "Чай" }, categories: ["tea"], except: { products: ["sample"] } },
      rest: { except: { categories: ["tea"] } },
    },
    goals: [{ id: "much-tea", steps: { event: "purchase", sum: { assortment: "tea", take: "gross" }, atLeast: "45.00" } }],
    rules: [
      {
        id: "tea",
        on: { event: "purchase" },
        when: "event.lines.tea.quantity >= 2",
        grants: [{ id: "share", to: "referrer", credit: { amount: { percent: "10", of: { assortment: "tea" } } } }],
      },
      {
        id: "welcome",
        on: { referral: "signed_up" },
        grants: [{ id: "off", to: "friend", coupon: { discount: { percent: "10" }, onlyFor: "tea" } }],
      },
      { id: "much", on: { goal: "much-tea" }, grants: [{ id: "points", to: "referrer", points: { amount: "7" } }] },
    ],
  };
  expect((await shop.put(`/v1/programs/${shop.handle}/draft`, document)).body.problems).toEqual([]);
  expect((await shop.post(`/v1/programs/${shop.handle}/publish`)).status).toBe(200);
  await shop.event({ key: "joins", type: "sign_up", member: { id: "ben" }, referrer: "anna" });
});

let count = 0;
const buys = (fields: object) => shop.event({ key: `event-${++count}`, type: "purchase", member: { id: "ben" }, ...fields });
const returns = (fields: object) =>
  shop.event({ key: `event-${++count}`, type: "refund", member: { id: "ben" }, subject: "o-1", currency: "EUR", ...fields });
const credit = async () => {
  const { units } = (await shop.get("/v1/wallets/anna")).body;
  return units.find(({ kind }: { kind?: string }) => kind === "credit")?.available ?? "0.00";
};

describe("200", () => {
  test("a share of an assortment is measured on its lines without their tax, and explained by its name", async () => {
    const { body } = await buys(order);
    expect(await credit()).toBe("2.52");
    const { sentences } = (await shop.get(`/v1/events/${body.id}/explanation`)).body;
    expect(sentences).toContain("10 % of “Tea” without tax (€25.20) is €2.52: €2.52.");
  });

  test("a refund of the cup leaves the tea's share, a part of the tea takes its own, and the rest leaves nothing", async () => {
    await buys(order);
    const left = [];
    for (const refund of [
      { amount: "20.00", lines: [{ product: "cup", amount: "20.00" }] },
      { amount: "15.00", lines: [{ id: "1", amount: "15.00" }] },
      { amount: "4.90" },
      {},
    ]) {
      await returns(refund);
      left.push(await credit());
    }
    expect(left).toEqual(["2.52", "1.26", "0.95", "0.00"]);
  });

  test("a refund that is told before its order ends the same", async () => {
    await returns({ amount: "15.00", lines: [{ id: "1", amount: "15.00" }] });
    await buys(order);
    expect(await credit()).toBe("1.26");
  });

  test("a goal sums the lines that belong to it, and falls below with them", async () => {
    await buys(order);
    expect((await shop.get("/v1/rewards?member=anna&type=points")).body.data).toEqual([]);
    await buys({ ...order, subject: "o-2" });
    await returns({ amount: "10.00", lines: [{ product: "cup", amount: "10.00" }] });
    expect((await shop.get("/v1/rewards?member=anna&type=points")).body.data[0].state).toBe("available");
    await returns({ amount: "20.00", lines: [{ id: "1", amount: "20.00" }] });
    expect((await shop.get("/v1/rewards?member=anna&type=points")).body.data[0].state).toBe("reversed");
  });

  test("an order that tells no lines, or none of the assortment, earns nothing by it", async () => {
    const { lines: _, ...plain } = order;
    expect((await buys(plain)).body).toMatchObject({ rewards: [] });
    expect((await buys({ ...order, subject: "o-2", lines: [{ product: "cup", amount: "50.00" }] })).body).toMatchObject({ rewards: [] });
    expect(await credit()).toBe("0.00");
  });
});

describe("400", () => {
  test.each([
    ["more than the amount without shipping", { lines: [{ amount: "50.01" }] }, "/lines", "The lines are more than the amount without shipping."],
    ["more tax than the order", { lines: [{ amount: "9.00", tax: "8.01" }] }, "/lines", "The lines have more tax than the order."],
    ["a line of more tax than it has", { lines: [{ amount: "1.00", tax: "1.01" }] }, "/lines/0/tax", "The tax is more than the line."],
    [
      "two lines with one id",
      {
        lines: [
          { id: "a", amount: "1.00" },
          { id: "a", amount: "1.00" },
        ],
      },
      "/lines/1/id",
      "Another line has the same id.",
    ],
    ["lines without an amount", { amount: undefined, tax: undefined, shipping: undefined }, "/lines", "It is a part of an amount that is missing."],
    ["too many decimals", { lines: [{ amount: "1.005" }] }, "/lines/0/amount", "EUR has at most 2 decimals."],
  ])("%s", async (_what, fields, path, problem) => {
    const reply = await buys({ ...order, ...fields });
    expect([reply.status, reply.body.errors]).toEqual([400, [expect.objectContaining({ path, problem })]]);
  });

  test.each([
    ["an id that begins with #", [{ id: "#1", amount: "1.00" }]],
    ["no lines", []],
    ["more than 100", Array(101).fill({ amount: "0.01" })],
    ["a quantity of nothing", [{ quantity: 0, amount: "1.00" }]],
  ])("%s", async (_what, given) => {
    expect((await buys({ ...order, lines: given })).status).toBe(400);
  });
});

describe("a coupon that is only for some products", () => {
  const basket = {
    orderTotal: "50.00",
    currency: "EUR",
    lines: [
      { product: "darjeeling", categories: ["tea"], amount: "30.00" },
      { product: "cup", amount: "20.00" },
    ],
  };
  const couponOf = async () => (await shop.get("/v1/rewards?member=ben&type=coupon")).body.data[0].coupon;

  test("takes its share of their lines off, the same when it is asked and when it is used", async () => {
    const use = { code: await couponOf(), ...basket };
    expect((await shop.post("/v1/coupons/validate", use)).body).toMatchObject({ valid: true, discount: { amount: "3.00" } });
    expect((await shop.post("/v1/coupons/redeem", use)).body).toMatchObject({ valid: true, discount: { amount: "3.00" }, usesLeft: 0 });
  });

  test.each([
    ["has none of them", [{ product: "cup", amount: "50.00" }]],
    ["tells no lines", undefined],
  ])("is not for an order that %s, and stays", async (_what, others) => {
    const use = { ...basket, code: await couponOf(), lines: others };
    expect((await shop.post("/v1/coupons/validate", use)).body).toMatchObject({ valid: false, reason: "coupon_not_for_order" });
    expect((await shop.post("/v1/coupons/redeem", use)).body.code).toBe("coupon_not_for_order");
    expect((await shop.post("/v1/coupons/redeem", { ...use, lines: basket.lines })).status).toBe(200);
  });

  test("an amount that is none names its line", async () => {
    const use = { code: await couponOf(), ...basket, lines: [{ product: "cup", amount: "5.001" }] };
    expect((await shop.post("/v1/coupons/validate", use)).body.errors).toMatchObject([{ path: "/lines/0/amount" }]);
  });
});
