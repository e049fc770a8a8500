/** What the compiler knows of calls and answers; never run, but checked with all other types. */
import { expect, test } from "vitest";
import { createBandwagon, type Schemas } from "./client.js";
import { verifyWebhook } from "./webhooks.js";

async function uses(): Promise<unknown[]> {
  const bandwagon = createBandwagon({ url: "https://refer.example", key: "bw_test_x" });
  const params = { externalId: "anna" };
  const { enrolments }: Schemas["Member"] = await bandwagon.members.put("anna", { programs: ["tea-friends"] });
  const link: string | undefined = enrolments[0]?.link;
  const ids: string[] = [];
  for await (const { id } of bandwagon.rewards.each({ state: "pending" })) ids.push(id);
  for await (const { data, nextCursor } of bandwagon.facts.follow()) ids.push(nextCursor, ...data.map(({ kind }) => kind));
  const svg: string = await bandwagon.request("GET", "/v1/members/{externalId}/qr.svg", { params });
  const png: Uint8Array = await bandwagon.request("GET", "/v1/members/{externalId}/qr.png", { params, query: { c: "poster" } });
  const message = await verifyWebhook("", new Headers(), "whsec_");
  const reward: Schemas["Reward"] | null = message.type === "reward.made" ? message.data.reward : null;
  return [link, svg, png, reward];
}

async function misuses(): Promise<void> {
  const bandwagon = createBandwagon({ url: "https://refer.example", key: "bw_test_x" });
  // @ts-expect-error there is no such address
  await bandwagon.request("GET", "/v1/nothing");
  // @ts-expect-error the address has a part that is not given
  await bandwagon.request("GET", "/v1/members/{externalId}");
  // @ts-expect-error the address does not take this method
  await bandwagon.request("PUT", "/v1/events", {});
  // @ts-expect-error a member has no such field
  await bandwagon.members.put("anna", { nmae: "Anna" });
  // @ts-expect-error an amount is a text
  await bandwagon.wallets.redeem("anna", { unit: "EUR", amount: 2 });
  // @ts-expect-error an event has no such field
  await bandwagon.events.send({ type: "purchase", member: { id: "anna" }, ammount: "5.00" });
  // @ts-expect-error an event is somebody's
  await bandwagon.events.send({ type: "purchase" });
  // @ts-expect-error so it is where the operation is called by its address
  await bandwagon.request("POST", "/v1/events", { body: { events: [{ key: "k", type: "purchase", member: "anna" }] } });
  // @ts-expect-error many events need keys of their own
  await bandwagon.events.sendMany([{ type: "purchase", member: { id: "anna" } }]);
}

test("right calls compile, and wrong ones do not", () => {
  expect([uses, misuses].map((use) => typeof use)).toEqual(["function", "function"]);
});
