/** Mails that members ask for to sign in by, as cases of a test that has a shop. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { makeMailer } from "../../src/adapters/smtp.js";
import { sweepSignInMailsEverywhere } from "../../src/commands/sign-in-mails.js";
import { writeOfferMail } from "../../src/http/mails/offer-mail.js";
import { writeSignInMail } from "../../src/http/mails/sign-in-mail.js";
import { sendDueMails } from "../../src/jobs/send-mails.js";
import { FAKE_SMTP_CERTIFICATE, type FakeSmtp, type FakeSmtpSettings, fakeSmtp, type ReceivedMail } from "./fake-smtp.js";
import type { TestServer } from "./server.js";
import type { Reply, Shop } from "./shop.js";

interface Given {
  server: TestServer;
  shop: Shop;
  clock: { offsetMs: number };
  begin(body: Record<string, unknown>): Promise<Reply>;
}

/** What stands behind `#in=` in a link. */
export function secretOf(link: string): string {
  return new URLSearchParams(new URL(link).hash.slice(1)).get("in") ?? "";
}

const hourMs = 3_600_000;

export function signInMailCases(given: () => Given): void {
  describe("by a mail that the member asks for", () => {
    let smtp: FakeSmtp;
    const ask = async (email: string, language = "en") => {
      const url = `/v1/portals/${given().shop.handle}/sign-in-mails`;
      const { statusCode, body } = await given().server.server.inject({ method: "POST", url, payload: { email, language } });
      return [statusCode, JSON.parse(body).code ?? JSON.parse(body).accepted];
    };
    const deliver = () => sendDueMails(given().server.app, { signIn: writeSignInMail, offer: writeOfferMail });
    const statesOf = async () => (await given().server.database.admin.query("select state, attempts from sign_in_mails order by asked_at, id")).rows;

    beforeAll(async () => {
      smtp = await fakeSmtp();
      await given().shop.put("/v1/members/anna", { email: "Anna.Berg@example.com" });
    });
    beforeEach(async () => {
      given().server.app.mailer = makeMailer({ url: smtp.url, from: "refer@shop.example" });
      smtp.received.length = 0;
      smtp.answer("250 ok");
      await given().server.database.admin.query("delete from sign_in_mails");
    });
    afterEach(() => given().server.app.mailer?.close());
    afterAll(() => smtp.close());

    test("409: where the server sends no mail; 400: what is no address", async () => {
      expect(await ask("nonsense")).toEqual([400, "invalid_request"]);
      given().server.app.mailer = undefined;
      expect(await ask("anna.berg@example.com")).toEqual([409, "mail_not_configured"]);
    });

    test("202: to the address that the business has told, in the member's language, with a link that signs them in", async () => {
      expect(await ask("ANNA.BERG@example.com", "ru")).toEqual([202, true]);
      await deliver();
      const [mail] = smtp.received as [ReceivedMail];
      expect([mail.to, smtp.received.length]).toEqual(["Anna.Berg@example.com", 1]);
      expect(mail.headers).toMatch(/^Message-ID: <mail_[0-9a-z]{20}@shop\.example>$/m);
      expect(mail.headers).toMatch(/^From: =\?UTF-8\?[\s\S]*<refer@shop\.example>$/m);
      const [text = "", markup = ""] = mail.parts;
      expect(text).toContain("Весенние друзья");
      const link = /https:\S+/.exec(text)?.[0] ?? "";
      expect(markup).toContain(`href="${link}"`);
      expect((await given().begin({ signIn: secretOf(link) })).body.member).toBe("anna");
      await deliver();
      expect([smtp.received.length, await statesOf()]).toEqual([1, [{ state: "sent", attempts: 1 }]]);
    });

    test("202: the same for an address that nobody has, and no mail; the database holds neither", async () => {
      expect(await ask("nobody@example.com")).toEqual([202, true]);
      const { rows } = await given().server.database.admin.query("select row_to_json(m)::text as row from sign_in_mails m");
      expect(rows[0].row).not.toContain("nobody@");
      await deliver();
      expect([smtp.received.length, await statesOf()]).toEqual([0, [{ state: "nobody", attempts: 1 }]]);
    });

    test("202: at most 3 an hour for an address, with the same answer", async () => {
      for (let times = 0; times < 5; times++) expect(await ask("anna.berg@example.com")).toEqual([202, true]);
      await deliver();
      expect(smtp.received.length).toBe(3);
      given().clock.offsetMs = hourMs + 1000;
      await ask("anna.berg@example.com");
      await deliver();
      expect(smtp.received.length).toBe(4);
    });

    test("tried again for an hour, by the same id, while it fails; given up then, and at once where the receiver refuses", async () => {
      smtp.answer("451 later");
      await ask("anna.berg@example.com");
      for (const minutes of [0, 1, 5]) {
        given().clock.offsetMs = minutes * 60_000 + 1000;
        await Promise.all([deliver(), deliver()]);
      }
      expect(await statesOf()).toEqual([{ state: "waiting", attempts: 3 }]);
      for (const minutes of [15, 35, 60]) {
        given().clock.offsetMs = minutes * 60_000 + 1000;
        await deliver();
      }
      expect([smtp.received.length, await statesOf()]).toEqual([0, [{ state: "given_up", attempts: 6 }]]);
      smtp.answer("550 no such user");
      given().clock.offsetMs = 61 * 60_000;
      await ask("anna.berg@example.com");
      await deliver();
      expect((await statesOf()).at(-1)).toEqual({ state: "given_up", attempts: 1 });
      given().clock.offsetMs = 50 * hourMs;
      await sweepSignInMailsEverywhere(given().server.app);
      expect(await statesOf()).toEqual([]);
    });

    const login = { user: "shop@example.com", password: "p@ss/word" };
    /** What a mail becomes that is sent to this server, and what the operator reads in the log. */
    const through = async (settings: FakeSmtpSettings, { password = login.password, isTrusted = true } = {}) => {
      const strict = await fakeSmtp({ login, ...settings });
      const url = Object.assign(strict.url, { password: encodeURIComponent(password) });
      given().server.app.mailer = makeMailer({ url, from: "refer@shop.example" }, isTrusted ? FAKE_SMTP_CERTIFICATE : undefined);
      const warned = vi.spyOn(given().server.app.log, "warn");
      try {
        await ask("anna.berg@example.com");
        await deliver();
        return { received: strict.received, warnings: warned.mock.calls.map(([line]) => (line as unknown as { error: string }).error) };
      } finally {
        warned.mockRestore();
        given().server.app.mailer?.close();
        await strict.close();
      }
    };

    test.each(["starttls", "tls"] as const)("logs in where the server wants it, over a connection that is encrypted: %s", async (encryption) => {
      const { received, warnings } = await through({ encryption });
      expect([received.map(({ isEncrypted, user }) => [isEncrypted, user]), warnings]).toEqual([[[true, login.user]], []]);
      expect(await statesOf()).toEqual([{ state: "sent", attempts: 1 }]);
    });

    test.each([
      ["a wrong password", { encryption: "starttls" as const }, { password: "guess" }, "EAUTH 535: the user or password of SMTP_URL is refused"],
      ["no encryption", {}, {}, "ETLS 500: the server of mail offers no encryption (STARTTLS), without which no password is sent"],
      ["a certificate of nobody", { encryption: "starttls" as const }, { isTrusted: false }, "ESOCKET: self-signed certificate"],
    ])("%s: nothing is sent, the log says why, and it is tried again", async (_, settings, deviation, reason) => {
      const { received, warnings } = await through(settings, deviation);
      expect([received, warnings, await statesOf()]).toEqual([[], [reason], [{ state: "waiting", attempts: 1 }]]);
    });
  });
}
