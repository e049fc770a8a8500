import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestServer, testServer, testWorkspace } from "./server.js";
import { caller } from "./shop.js";

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.close());

test("a stock runs low, is told of, waited for and added to; 404 for an item that the program does not count", async () => {
  const shop = caller(server, await testWorkspace(server.app, { mode: "test" }));
  const { body } = await shop.post("/v1/programs", {
    format: 1,
    handle: "stocked",
    name: "Stocked",
    destination: "https://shop.example/",
    events: { visit_paid: {} },
    items: [
      { id: "mug", name: "Mug", stock: 2, tellAt: 1, waiting: "log_order" },
      { id: "shirt", name: "Shirt" },
    ],
    rules: [{ id: "gift", on: { event: "visit_paid" }, grants: [{ id: "mug", to: "member", item: "mug" }] }],
  });
  expect(body.problems).toEqual([]);
  await shop.post("/v1/programs/stocked/publish");
  await shop.put("/v1/members/anna", { programs: ["stocked"] });
  for (let times = 0; times < 4; times++) await shop.event({ type: "visit_paid", member: { id: "anna" } });
  const [mug, shirt] = (await shop.get("/v1/programs/stocked/items")).body.data;
  expect([mug.stock, shirt.stock]).toEqual([{ declared: 2, added: 0, given: 2, left: 0, waiting: 2 }, null]);
  const rewards = (await shop.get("/v1/rewards?member=anna&state=waiting")).body.data;
  expect(rewards).toMatchObject([{ awaitsStock: true }, { awaitsStock: true }]);

  const added = await shop.post("/v1/programs/stocked/items/mug/stock", { add: 5, reason: "a delivery" });
  expect([added.status, added.body.stock]).toEqual([200, { declared: 2, added: 5, given: 4, left: 3, waiting: 0 }]);
  expect((await shop.get("/v1/rewards?member=anna&state=available")).body.data).toHaveLength(4);
  const told = (await shop.get("/v1/facts")).body.data.filter(({ kind }: { kind: string }) => kind === "item.low");
  expect(told.map(({ left }: { left: string }) => left)).toEqual(["1", "0"]);
  expect(await shop.post("/v1/programs/stocked/items/shirt/stock", { add: 1 })).toMatchObject({ status: 404, body: { code: "item_unknown" } });
});
