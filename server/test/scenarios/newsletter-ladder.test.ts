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
  shop = await openScenario(server, "06-newsletter-ladder", "2026-03-02T09:00:00Z");
  await shop.enrol("anna");
});

/** Friends from the first to the last subscribe by the member's code and confirm their address. */
async function readers(first: number, last: number): Promise<void> {
  const code = (await shop.get("/v1/members/anna")).enrolments[0].code;
  const events = Array.from({ length: last - first + 1 }, (_, nth) => `friend-${first + nth}`).flatMap((id) => [
    { key: `join-${id}`, type: "sign_up", member: { id }, code },
    { key: `confirm-${id}`, type: "address_confirmed", member: { id } },
  ]);
  await shop.post("/v1/events", { events });
}
const leave = (nth: number, fields = {}) => shop.event(`friend-${nth}`, "unsubscribed", fields);
const confirm = (nth: number) => shop.event(`friend-${nth}`, "address_confirmed");
const access = () => shop.rewards("anna", "access");
const prizes = () => shop.rewards("anna", "item");
const send = async () => {
  const { id } = await shop.rewardOf("anna", "item");
  await shop.post(`/v1/rewards/${id}/fulfilment`, { state: "sent" });
};

describe("a friend counts", () => {
  test("after confirming the address, not by subscribing alone", async () => {
    await readers(1, 2);
    await shop.signUp("friend-3", { link: "anna" });
    expect(await access()).toEqual([]);
    const third = await confirm(3);
    expect(await shop.explain(third)).toContain("The Sunday edition");
    expect(await access()).toEqual(["available sunday-edition"]);
  });

  test("once, however often the address is confirmed", async () => {
    await readers(1, 2);
    await confirm(1);
    await confirm(1);
    expect(await access()).toEqual([]);
  });

  test("no longer after leaving in the last second of 7 days", async () => {
    await readers(1, 3);
    await shop.moveTo("2026-03-09T08:59:59Z");
    const left = await leave(2);
    expect(left.taken).toHaveLength(1);
    expect(await access()).toEqual(["reversed sunday-edition"]);
    expect(await shop.summary("anna")).toMatchObject({ counts: { converted: 2 } });
  });

  test("for good after 7 days", async () => {
    await readers(1, 3);
    await shop.moveTo("2026-03-09T09:00:00Z");
    expect(await leave(2)).toMatchObject({ taken: [] });
    expect(await access()).toEqual(["available sunday-edition"]);
  });

  test("by when the friend left, not by when it is told", async () => {
    await readers(1, 3);
    await shop.moveTo("2026-03-20T09:00:00Z");
    await leave(2, { occurredAt: "2026-03-09T08:59:59Z" });
    expect(await access()).toEqual(["reversed sunday-edition"]);
  });

  test("again after confirming anew, with 7 days of its own", async () => {
    await readers(1, 3);
    await leave(2);
    await shop.moveTo("2026-03-08T09:00:00Z");
    await confirm(2);
    expect(await access()).toEqual(["reversed sunday-edition", "available sunday-edition"]);
    await shop.moveTo("2026-03-15T08:59:59Z");
    await leave(2);
    expect(await access()).toEqual(["reversed sunday-edition", "reversed sunday-edition"]);
  });

  test("not for who left before confirming, and from the confirmation on", async () => {
    await readers(1, 2);
    await shop.signUp("friend-3", { link: "anna" });
    await leave(3);
    expect(await access()).toEqual([]);
    await confirm(3);
    expect(await access()).toEqual(["available sunday-edition"]);
  });
});

describe("the ladder", () => {
  test.each([
    [4, []],
    [5, ["available stickers"]],
    [14, ["available stickers"]],
    [15, ["available stickers", "available mug"]],
    [24, ["available stickers", "available mug"]],
    [25, ["available stickers", "available mug", "available t-shirt"]],
    [30, ["available stickers", "available mug", "available t-shirt"]],
  ])("%i friends", async (count, given) => {
    await readers(1, count);
    expect(await prizes()).toEqual(given);
    expect(await access()).toEqual(["available sunday-edition"]);
  });
});

describe("below three friends", () => {
  test("access is lost, and there again with the third", async () => {
    await readers(1, 3);
    await leave(1);
    await leave(2);
    expect(await access()).toEqual(["reversed sunday-edition"]);
    await readers(4, 4);
    expect(await access()).toEqual(["reversed sunday-edition"]);
    await readers(5, 5);
    expect(await access()).toEqual(["reversed sunday-edition", "available sunday-edition"]);
  });

  test("access stays as long as three count", async () => {
    await readers(1, 5);
    await leave(1);
    await leave(2);
    expect(await access()).toEqual(["available sunday-edition"]);
  });
});

describe("a prize", () => {
  test("that was sent is not asked back, and there is no second one", async () => {
    await readers(1, 5);
    await send();
    expect(await leave(1)).toMatchObject({ taken: [] });
    expect(await prizes()).toEqual(["available stickers"]);
    const again = await confirm(1);
    expect(again).toMatchObject({ rewards: [] });
    await readers(6, 9);
    expect(await prizes()).toEqual(["available stickers"]);
  });

  test("that was not sent yet goes when the count falls below, and comes anew", async () => {
    await readers(1, 5);
    await leave(1);
    expect(await prizes()).toEqual(["reversed stickers"]);
    await readers(6, 6);
    expect(await prizes()).toEqual(["reversed stickers", "available stickers"]);
    expect(await shop.post(`/v1/rewards/${(await shop.rewardOf("anna", "item")).id}/fulfilment`, { state: "sent" }, 409)).toBeDefined();
  });

  test("stays when a friend leaves and enough are left", async () => {
    await readers(1, 6);
    await leave(1);
    expect(await prizes()).toEqual(["available stickers"]);
  });
});

test("told the other way round: who had left before the confirmation is told counts no more", async () => {
  await shop.signUp("ben", { link: "anna" });
  await shop.event("ben", "unsubscribed", { occurredAt: "2026-03-02T08:30:00Z" });
  await shop.event("ben", "address_confirmed", { occurredAt: "2026-03-02T08:00:00Z" });
  expect(await shop.referral("ben")).toMatchObject({ state: "signed_up" });
});

describe("a trip is drawn", () => {
  test("each month among those of whom a hundred friends count at its end", async () => {
    await shop.enrol("dora");
    await readers(1, 99);
    await shop.moveTo("2026-04-01T00:00:00Z");
    expect(await shop.rewards("anna", "tickets")).toEqual([]);
    await readers(100, 100);
    await shop.moveTo("2026-05-01T00:00:00Z");
    expect(await shop.rewards("anna", "tickets")).toHaveLength(1);
    await shop.moveTo("2026-05-02T00:00:00Z");
    expect(await prizes()).toContain("available trip");
    const run = await shop.get(`/v1/programs/${shop.handle}/draws/trip/runs/2026-04`);
    expect(run).toMatchObject({ state: "drawn", tickets: 1, holders: 1, won: [{ name: expect.any(String) }] });
    expect((await shop.get("/v1/members/anna/draws")).data).toMatchObject([{ draw: "trip", run: "2026-04", tickets: 1, hasWon: true }]);
  });
});
