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
  shop = await openScenario(server, "02-storage", "2026-03-02T09:00:00Z");
  await shop.enrol("anna");
});

const megabytes = (available: string) => ({ pending: "0", available, debt: "0" });

describe("friend and referrer get 500 MB each", () => {
  test("when the friend has signed up and then installed the app, not before", async () => {
    await shop.signUp("ben", { link: "anna" });
    expect(await shop.wallet("anna")).toBeUndefined();
    const installed = await shop.event("ben", "app_installed");
    expect(installed).toMatchObject({ status: "rewarded" });
    expect(installed.rewards).toHaveLength(2);
    const words = await shop.explain(installed);
    expect(words).toContain("“Signed up and installed the app” is reached.");
    expect(words).toContain("500 MB for the friend (ben): available at once.");
    expect(words).toContain("500 MB for the referrer (anna): available at once.");
    expect(await shop.wallet("ben")).toEqual(megabytes("500"));
    expect(await shop.wallet("anna")).toEqual(megabytes("500"));
  });

  test("when the app was installed first", async () => {
    await shop.event("ben", "app_installed");
    await shop.moveTo("2026-03-05T09:00:00Z");
    const signUp = await shop.signUp("ben", { code: "anna" });
    expect(signUp.rewards).toHaveLength(2);
    expect(await shop.explain(signUp)).toMatch(/An earlier event \(.*\) now belongs to this referral/);
    expect([await shop.wallet("ben"), await shop.wallet("anna")]).toEqual([megabytes("500"), megabytes("500")]);
    expect(await shop.referral("ben")).toMatchObject({ state: "converted" });
  });

  test("when both are told together, in either order", async () => {
    const visits = [await shop.open("anna"), await shop.open("anna")];
    const friends = ["ben", "carl"].map((id, nth) => [
      { key: `join-${id}`, type: "sign_up", member: { id }, visit: visits[nth] },
      { key: `app-${id}`, type: "app_installed", member: { id } },
    ]);
    await shop.post("/v1/events", { events: [...friends[0]!, ...friends[1]!.reverse()] });
    expect([await shop.wallet("ben"), await shop.wallet("carl"), await shop.wallet("anna")]).toEqual(["500", "500", "1000"].map(megabytes));
  });

  test("once, however often the app is installed", async () => {
    await shop.signUp("ben", { link: "anna" });
    for (const phone of ["old", "new", "old"]) await shop.event("ben", "app_installed", { subject: phone });
    expect([await shop.wallet("ben"), await shop.wallet("anna")]).toEqual([megabytes("500"), megabytes("500")]);
  });

  test("never for only one of the two", async () => {
    await shop.event("ben", "app_installed");
    await shop.signUp("carl", { link: "anna" });
    await shop.moveTo("2026-09-01T09:00:00Z");
    expect([await shop.wallet("ben"), await shop.wallet("carl"), await shop.wallet("anna")]).toEqual([undefined, undefined, undefined]);
  });

  test("to keep: they do not expire", async () => {
    await shop.signUp("ben", { link: "anna" });
    await shop.event("ben", "app_installed");
    await shop.moveTo("2031-03-02T09:00:00Z");
    expect([await shop.wallet("ben"), await shop.wallet("anna")]).toEqual([megabytes("500"), megabytes("500")]);
  });
});

describe("a referrer's bonus stops at 16 GB", () => {
  async function friendsUpTo(last: number, first = 1): Promise<void> {
    const code = (await shop.get("/v1/members/anna")).enrolments[0].code;
    const events = Array.from({ length: last - first + 1 }, (_, nth) => first + nth).flatMap((nth) => [
      { key: `join-${nth}`, type: "sign_up", member: { id: `friend-${nth}` }, code },
      { key: `app-${nth}`, type: "app_installed", member: { id: `friend-${nth}` } },
    ]);
    await shop.post("/v1/events", { events });
  }

  test("reached by the 32nd friend; the 33rd still gets 500 MB, and the answer says which limit held", async () => {
    await friendsUpTo(31);
    expect(await shop.wallet("anna")).toEqual(megabytes("15500"));
    await friendsUpTo(32, 32);
    expect(await shop.wallet("anna")).toEqual(megabytes("16000"));
    await shop.signUp("friend-33", { link: "anna" });
    const capped = await shop.event("friend-33", "app_installed");
    expect(capped.rewards).toHaveLength(1);
    const words = await shop.explain(capped);
    expect(words).toContain("The limit “sixteen-gigabytes” leaves nothing: 16,000 MB of 16,000 MB are used.");
    expect(words).toContain("a limit is used up");
    expect(await shop.wallet("friend-33")).toEqual(megabytes("500"));
    expect(await shop.wallet("anna")).toEqual(megabytes("16000"));
    expect(await shop.referral("friend-33")).toMatchObject({ state: "converted", referrer: "anna" });
  });

  test("in all: space that was used does not make room", async () => {
    await friendsUpTo(32);
    await shop.post("/v1/wallets/anna/redeem", { unit: "MB", amount: "9000" });
    await friendsUpTo(33, 33);
    expect(await shop.wallet("anna")).toEqual(megabytes("7000"));
  });

  test("her own: what she got as a friend herself, and what others get, does not count", async () => {
    await shop.enrol("otto");
    await shop.signUp("anna", { link: "otto" });
    await shop.event("anna", "app_installed");
    await friendsUpTo(33);
    expect(await shop.wallet("anna")).toEqual(megabytes("16500"));
    expect(await shop.wallet("otto")).toEqual(megabytes("500"));
  });
});
