/** Invitations by mail, asked for by friends and sent for members, as cases of a test that has a shop. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { makeMailer } from "../../src/adapters/smtp.js";
import { sweepOfferMailsEverywhere } from "../../src/commands/offer-mails.js";
import { writeOfferMail } from "../../src/http/mails/offer-mail.js";
import { writeSignInMail } from "../../src/http/mails/sign-in-mail.js";
import { sendDueMails } from "../../src/jobs/send-mails.js";
import { type FakeSmtp, fakeSmtp } from "./fake-smtp.js";
import { bearer, memberToken, type TestServer } from "./server.js";
import { documentOf, type Shop } from "./shop.js";

interface Given {
  server: TestServer;
  shop: Shop;
  clock: { offsetMs: number };
}

const DAY = 24 * 3_600_000;
const person = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

export function offerMailCases(given: () => Given): void {
  describe("invitations by mail", () => {
    const handle = "mailed-tea";
    let smtp: FakeSmtp;
    let code: string;
    const inject = (method: "GET" | "POST", url: string, form?: Record<string, string>, remoteAddress = "192.0.2.7") =>
      given().server.server.inject({
        method,
        url,
        remoteAddress,
        headers: { "user-agent": person, "content-type": "application/x-www-form-urlencoded" },
        ...(form !== undefined && { payload: new URLSearchParams(form).toString() }),
      });
    const claim = (email: string, more: Record<string, string> = {}, remoteAddress?: string) =>
      inject("POST", `/r/${handle}/${code}/mail?lang=en`, { email, ...more }, remoteAddress);
    const invite = async (emails: string[], headers = {}) => {
      const { status, body } = await given().shop.post("/v1/members/anna/invitations", { program: handle, emails, language: "en" }, headers);
      return [status, body.code ?? body.accepted];
    };
    const deliver = () => sendDueMails(given().server.app, { signIn: writeSignInMail, offer: writeOfferMail });
    const rows = async () => (await given().server.database.admin.query("select row_to_json(m)::text as row from offer_mails m")).rows;
    /** To whom the mails went, and where the last one's link leads by which further ones are refused. */
    const sent = async () => {
      smtp.received.length = 0;
      await deliver();
      return smtp.received.map(({ to }) => to).sort();
    };
    const refusedAt = () =>
      /^List-Unsubscribe: <https:\/\/refer\.example(\/no-mail\/[^>]+)>$/m.exec(
        smtp.received.at(-1)?.headers.replace(/\r?\n[ \t]+/g, " ") ?? "",
      )?.[1] ?? "";

    beforeAll(async () => {
      smtp = await fakeSmtp();
      const { shop } = given();
      const landing = { headline: { en: "Tea for two", ru: "Чай на двоих" }, claimByEmail: true };
      const rules = [
        {
          id: "welcome",
          on: { referral: "signed_up" },
          grants: [
            { id: "off", to: "friend", coupon: { discount: { percent: "10" } } },
            { id: "thanks", to: "referrer", points: { amount: "1" } },
          ],
        },
      ];
      const document = { ...documentOf(handle), handle, landing, sharing: { invitations: { perDay: 3 } }, rules };
      await shop.post("/v1/programs", document);
      expect((await shop.post(`/v1/programs/${handle}/publish`)).status).toBe(200);
      await shop.put("/v1/members/anna", { name: "Anna", programs: [handle] });
      await shop.put("/v1/members/anna/shown", { named: true });
      code = (await shop.get("/v1/members/anna")).body.enrolments.find((each: { handle: string }) => each.handle === handle).code;
    });
    beforeEach(async () => {
      given().server.app.mailer = makeMailer({ url: smtp.url, from: "refer@shop.example" });
      await given().server.database.admin.query("delete from offer_mails");
      for (const table of ["mail_refusals", "sign_in_mails"]) await given().server.database.admin.query(`delete from ${table}`);
      smtp.answer("250 ok");
    });
    afterEach(() => given().server.app.mailer?.close());
    afterAll(() => smtp.close());

    test("a friend asks for one on the page of the link: the offer, the code, who invites and what they get, by which other mails are refused", async () => {
      const page = await inject("GET", `/r/${handle}/${code}?lang=en`);
      expect(page.body).toContain("Have it sent to you");
      expect(page.headers["content-security-policy"]).toContain("form-action 'self'");
      const visit = /name="visit" value="(vis_\w+)"/.exec(page.body)?.[1] ?? "";
      const answer = await claim(" Boris@Example.com ", { visit });
      expect([answer.statusCode, answer.body.includes("It is on its way")]).toEqual([200, true]);
      expect(answer.body).toContain(`bw_visit=${visit}`);
      expect(answer.headers["set-cookie"]).toBeUndefined();
      expect((await rows())[0]?.row).not.toMatch(/boris/i);
      expect(await sent()).toEqual(["Boris@example.com"]);
      const { headers, parts } = smtp.received[0] ?? { headers: "", parts: [] };
      expect(headers).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
      const [text = "", markup = ""] = parts;
      for (const words of [
        "Anna invites you to",
        "Tea for two",
        "A coupon for 10 % off",
        code,
        "Anna can get a reward when you come.",
        "because this address was written on the page",
      ])
        expect(text).toContain(words);
      const link = `https://refer.example/r/${handle}/${code}?c=email`;
      expect([text.includes(link), markup.includes(`href="${link}"`)]).toEqual([true, true]);
      expect((await rows())[0]?.row).toMatch(/"sealed":null.*"state":"sent"/);
      expect(await sent()).toEqual([]);
    });

    test("what is no address is told on the page, and stays in the field; the same answer for who wants none; not offered where no mail is sent, or by default", async () => {
      const wrong = await claim('boris at "tea"');
      expect([wrong.statusCode, wrong.body.includes("This is no e-mail address."), wrong.body.includes("boris at &quot;tea&quot;")]).toEqual([
        422,
        true,
        true,
      ]);
      await given().shop.post("/v1/mail-refusals", { email: "boris@example.com", refuses: true });
      expect((await claim("boris@example.com")).body).toContain("It is on its way");
      expect(await sent()).toEqual([]);
      given().server.app.mailer = undefined;
      expect((await inject("GET", `/r/${handle}/${code}`)).body).not.toContain('name="email"');
      const gone = await claim("boris@example.com");
      expect([gone.statusCode, gone.headers.location]).toEqual([303, `/r/${handle}/${code}`]);
      expect((await invite(["boris@example.com"]))[1]).toBe("mail_not_configured");
      expect((await inject("POST", `/r/${handle}/NONE-9999/mail`, { email: "boris@example.com" })).statusCode).toBe(404);
    });

    test("at most 3 a day go to an address, and 10 are asked for from one network", async () => {
      for (let nth = 0; nth < 5; nth++) expect((await claim("boris@example.com")).statusCode).toBe(200);
      for (let nth = 0; nth < 5; nth++) expect((await claim(`friend-${nth}@example.com`)).statusCode).toBe(200);
      const many = await claim("one-more@example.com");
      expect([many.statusCode, many.body.includes("Too many mails were asked for.")]).toEqual([429, true]);
      expect((await claim("one-more@example.com", {}, "192.0.2.8")).statusCode).toBe(200);
      const to = await sent();
      expect([to.filter((each) => each.startsWith("boris")).length, to.length]).toEqual([3, 9]);
    });

    test("a member has them sent: one to each address in 30 days, whoever sends it, and no more in a day than the document says; repeats count and are not told", async () => {
      const token = bearer(await memberToken(given().shop, "anna"));
      const share = (await given().shop.get(`/v1/members/anna/share?program=${handle}`, token)).body;
      expect(share.invitations).toEqual({ perDay: 3 });
      expect((await invite(["boris@example.com", "no address"], token))[1]).toBe("invalid_request");
      expect(await invite(["boris@example.com", "BORIS@example.com", "clara@example.com"], token)).toEqual([202, true]);
      expect(await sent()).toEqual(["boris@example.com", "clara@example.com"]);
      expect(smtp.received[0]?.headers).toMatch(/^Subject: Anna invites you to/m);
      expect(smtp.received[0]?.parts[0]).toContain("Anna has given us this address. You get this one mail and no reminder");
      expect(await invite(["clara@example.com"])).toEqual([202, true]);
      expect(await sent()).toEqual([]);
      expect((await invite(["dora@example.com"]))[1]).toBe("rate_limited");
      given().clock.offsetMs = DAY + 1000;
      expect(await invite(["dora@example.com", "clara@example.com"])).toEqual([202, true]);
      expect(await sent()).toEqual(["dora@example.com"]);
      given().clock.offsetMs = 32 * DAY;
      await sweepOfferMailsEverywhere(given().server.app);
      expect(await invite(["clara@example.com"])).toEqual([202, true]);
      expect(await sent()).toEqual(["clara@example.com"]);
      given().clock.offsetMs = 0;
      expect(
        (await given().shop.post("/v1/members/anna/invitations", { program: given().shop.handle, emails: ["boris@example.com"] })).body.code,
      ).toBe("invitations_off");
    });

    test("refused by one tap in the program of mail, or by the page of its link, which a look alone does not do; what waits is dropped", async () => {
      await claim("boris@example.com");
      expect(await sent()).toEqual(["boris@example.com"]);
      const path = refusedAt();
      const look = await inject("GET", `${path}?lang=en`);
      expect([look.statusCode, look.body.includes("No more invitations by mail?")]).toEqual([200, true]);
      await claim("boris@example.com");
      const done = await inject("POST", path, { "List-Unsubscribe": "One-Click" });
      expect([done.statusCode, done.body.includes("You get no more invitations")]).toEqual([200, true]);
      await claim("boris@example.com");
      await invite(["boris@example.com"]);
      expect(await sent()).toEqual([]);
      expect((await rows()).filter(({ row }) => row.includes('"state":"waiting"'))).toEqual([]);
      await given().shop.post("/v1/mail-refusals", { email: "Boris@example.com", refuses: false });
      await claim("boris@example.com");
      expect(await sent()).toEqual(["boris@example.com"]);
      expect((await inject("POST", "/no-mail/ws_00000000000000000000/aaaaaaaaaaaaaaaaaaaaaa")).statusCode).toBe(404);
      expect((await inject("GET", `${path}x`)).statusCode).toBe(404);
    });
  });
}
