/** Sends mail by SMTP. The package is loaded only where a server of mail is configured. */
import { createRequire } from "node:module";
import type { MailSettings } from "../config.js";

export interface Mail {
  /** Identifies the mail for whoever receives it twice. */
  id: string;
  to: string;
  /** Whose words these are; the address is that of MAIL_FROM. */
  fromName: string;
  subject: string;
  text: string;
  html: string;
  /** Where a POST refuses further ones, by RFC 8058: programs of mail offer it with one tap. */
  refusedAt?: string;
}

/** `refused`: the receiver's side does not take it, and will not; `failed`: it may work later. */
export type MailResult = { state: "sent" } | { state: "refused" | "failed"; error: string };

export interface Mailer {
  /** One attempt. Never rejects. */
  send(mail: Mail): Promise<MailResult>;
  /** Ends connections that are kept for the next mail. */
  close(): void;
}

/** What is used of nodemailer. */
interface Transport {
  sendMail(mail: Record<string, unknown>): Promise<unknown>;
  close(): void;
}

const CONNECT_MS_MAX = 10_000;
const SILENCE_MS_MAX = 20_000;
const PORTS = { "smtp:": 587, "smtps:": 465 };

/**
 * By this server. Credentials are sent over TLS only: with `smtp://` the server must offer STARTTLS where there are any. Its certificate is checked, by
 * `authority` if it is given, else by those that Node trusts.
 */
export function makeMailer({ url, from }: MailSettings, authority?: string): Mailer {
  const require = createRequire(import.meta.url);
  const { createTransport } = require("nodemailer") as { createTransport(settings: object): Transport };
  const user = decodeURIComponent(url.username);
  const transport = createTransport({
    pool: true,
    maxConnections: 2,
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: Number(url.port) || PORTS[url.protocol as keyof typeof PORTS],
    secure: url.protocol === "smtps:",
    ...(user === "" ? {} : { auth: { user, pass: decodeURIComponent(url.password) }, requireTLS: true }),
    ...(authority === undefined ? {} : { tls: { ca: authority } }),
    connectionTimeout: CONNECT_MS_MAX,
    greetingTimeout: CONNECT_MS_MAX,
    socketTimeout: SILENCE_MS_MAX,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = from.slice(from.lastIndexOf("@") + 1);
  return {
    async send({ id, to, fromName, subject, text, html, refusedAt }) {
      try {
        await transport.sendMail({
          from: { name: fromName, address: from },
          to: { name: "", address: to },
          messageId: `<${id}@${domain}>`,
          subject,
          text,
          html,
          textEncoding: "base64",
          // Nobody's machine answers it, and no list is opened for it.
          headers: {
            "Auto-Submitted": "auto-generated",
            ...(refusedAt !== undefined && { "List-Unsubscribe": `<${refusedAt}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" }),
          },
        });
        return { state: "sent" };
      } catch (error) {
        return resultOf(error);
      }
    },
    close: () => transport.close(),
  };
}

/** What an operator can do something about. */
const MEANINGS: Record<string, string> = {
  EAUTH: "the user or password of SMTP_URL is refused",
  ETLS: "the server of mail offers no encryption (STARTTLS), without which no password is sent",
};

/** A permanent answer to the recipient is final; one to us (a password, a limit) may be put right. What the server wrote may name the address and is not kept. */
function resultOf(error: unknown): MailResult {
  const { code = "unknown", responseCode, command, message } = error as Error & { code?: string; responseCode?: number; command?: string };
  const isRefused = command === "RCPT TO" && responseCode !== undefined && responseCode >= 500;
  // Where the server has said nothing, the message is of our side: no connection, no trust in a certificate.
  const meaning = MEANINGS[code] ?? (responseCode === undefined ? message : undefined);
  return {
    state: isRefused ? "refused" : "failed",
    error: [code, responseCode].filter(Boolean).join(" ") + (meaning === undefined ? "" : `: ${meaning}`),
  };
}
