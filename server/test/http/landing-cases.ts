/** The page of ours that comes before the shop, and the business's apps, as cases of a test of links. */
import type { LightMyRequestResponse } from "fastify";
import { beforeAll, describe, expect, test } from "vitest";
import { seedLink, type TestServer } from "./server.js";

interface Given {
  server: TestServer;
  /** The workspace's id. */
  workspace: string;
  clock: { offsetMs: number };
  open(path: string, headers?: Record<string, string>): Promise<LightMyRequestResponse>;
  visits(): Promise<{ id: string; channel: string | null }[]>;
  /** What an iPhone says of itself. */
  person: string;
}

export function landingCases(given: () => Given): void {
  describe("GET /r/:handle/:code where the program has a page for it", () => {
    beforeAll(() =>
      seedLink(given().server, given().workspace, "tea-page", {
        document: {
          currency: "EUR",
          landing: { headline: { en: "Ten <off> for you", ru: "Десять вам" } },
          schedule: { joinUntil: "2030-05-01T00:00" },
          attribution: { window: { days: 14 } },
          rules: [
            {
              id: "welcome",
              on: { referral: "signed_up" },
              grants: [
                { id: "off", to: "friend", coupon: { discount: { percent: "10" }, minimumSpend: "30.00" } },
                { id: "thanks", to: "referrer", credit: { amount: "5.00" } },
              ],
            },
          ],
        },
      }),
    );

    test("200: says who invites, what there is in it and until when, and leads on with the visit, which is committed", async () => {
      const reply = await given().open("/r/tea-page/K7P4-M2XQ?c=whatsapp");
      expect(reply.statusCode).toBe(200);
      for (const text of [
        "Ten &lt;off&gt; for you",
        "A friend invites you to Spring friends",
        "A coupon for 10 % off",
        "The coupon is good for an order of €30 or more.",
        "When you have joined",
        "is kept for 14 days",
        "You can join until 1 May 2030 at 00:00.",
        "Whoever invited you can get a reward when you come.",
      ])
        expect(reply.body).toContain(text);
      expect(reply.body).not.toContain("<script");
      const onward = /class="button" href="([^"]+)"/.exec(reply.body)?.[1]?.replaceAll("&amp;", "&");
      expect(onward).toMatch(/^https:\/\/shop\.example\/welcome\?utm=a&bw_visit=vis_[0-9a-z]{20}&bw_code=K7P4-M2XQ#offer$/);
      expect((await given().visits()).find(({ id }) => id === new URL(String(onward)).searchParams.get("bw_visit"))).toMatchObject({
        channel: "whatsapp",
      });
      expect(reply.headers["cache-control"]).toBe("no-store");
    });

    test("200: a messenger that looks ahead sees the page and its picture, and makes no visit", async () => {
      const before = (await given().visits()).length;
      const reply = await given().open("/r/tea-page/K7P4-M2XQ", { "user-agent": "WhatsApp/2.23.20.0" });
      expect(reply.body).not.toContain("bw_visit");
      const address = /property="og:image" content="([^"]+)"/.exec(reply.body)?.[1];
      const picture = await given().open(new URL(String(address)).pathname);
      expect(picture.headers["content-type"]).toBe("image/png");
      expect([picture.rawPayload.readUInt32BE(16), picture.rawPayload.readUInt32BE(20)]).toEqual([1200, 630]);
      expect((await given().visits()).length).toBe(before);
    });

    test("200: leads to the store of the device, with the code; phones learn which apps open which links", async () => {
      const { server, workspace, clock, open, person } = given();
      const file = async (path: string) => {
        const reply = await open(path);
        expect([reply.statusCode, reply.headers["content-type"]]).toEqual([200, "application/json; charset=utf-8"]);
        return reply.json();
      };
      expect(await file("/.well-known/apple-app-site-association")).toEqual({ applinks: { details: [] } });
      expect(await file("/.well-known/assetlinks.json")).toEqual([]);
      const print = Array(32).fill("AB").join(":");
      const ios = { appId: "ABCDE12345.com.example.shop", storeId: "1234567890" };
      const android = { package: "com.example.shop", fingerprints: [print] };
      await seedLink(server, workspace, "tea-app", { document: { landing: {}, apps: { ios, android } } });
      await seedLink(server, workspace, "tea-apk", {
        document: { landing: {}, apps: { android: { ...android, storeUrl: "https://store.example/tea" } } },
      });
      server.app.programs.forget(workspace);
      clock.offsetMs += 60_000;
      expect((await file("/.well-known/apple-app-site-association")).applinks.details).toEqual([
        { appIDs: [ios.appId], components: [{ "/": "/r/*/*/picture.png", exclude: true }, { "/": "/r/tea-app/*" }] },
      ]);
      expect(await file("/.well-known/assetlinks.json")).toEqual([
        {
          relation: ["delegate_permission/common.handle_all_urls"],
          target: { namespace: "android_app", package_name: android.package, sha256_cert_fingerprints: [print] },
        },
      ]);
      const play =
        'href="https://play.google.com/store/apps/details?id=com.example.shop&amp;referrer=bandwagon_program%3Dtea-app%26bandwagon_code%3DK7P4-M2XQ"';
      const apple = 'href="https://apps.apple.com/app/id1234567890"';
      const pixel = "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36";
      const stores = async (handle: string, agent: string) => {
        const { body } = await open(`/r/${handle}/K7P4-M2XQ?lang=en`, { "user-agent": agent });
        return [play, apple, "https://store.example/tea", "In the app"].map((text) => body.includes(text));
      };
      expect(await stores("tea-app", person)).toEqual([false, true, false, true]);
      expect(await stores("tea-app", pixel)).toEqual([true, false, false, true]);
      expect(await stores("tea-app", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")).toEqual([true, true, false, true]);
      expect(await stores("tea-apk", pixel)).toEqual([false, false, true, true]);
      expect(await stores("tea-apk", person)).toEqual([false, false, false, false]);
      const { body } = await open("/r/tea-app/K7P4-M2XQ?c=chat", { "user-agent": person });
      expect(body).toContain(
        `<meta name="apple-itunes-app" content="app-id=1234567890, app-argument=${server.app.config.publicUrl}/r/tea-app/K7P4-M2XQ">`,
      );
    });

    test("404: no picture of a link that leads straight on, or of a code that there is not", async () => {
      expect((await given().open("/r/spring-friends/K7P4-M2XQ/picture.png")).statusCode).toBe(404);
      expect((await given().open("/r/tea-page/ZZZZ-9997/picture.png")).statusCode).toBe(404);
      expect((await given().open("/terms/nobody-here")).statusCode).toBe(404);
    });
  });
}
