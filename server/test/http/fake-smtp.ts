/** A server of mail on this machine that keeps what it is sent, and takes it as it is told to: by anyone, or encrypted and by whoever has the password. */
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";

export interface ReceivedMail {
  to: string;
  headers: string;
  /** Text and HTML, decoded. */
  parts: string[];
  isEncrypted: boolean;
  /** Who has logged in. */
  user: string | undefined;
}

export interface FakeSmtp {
  url: URL;
  received: ReceivedMail[];
  /** What is answered to a recipient from now on. */
  answer(reply: string): void;
  close(): Promise<void>;
}

export interface FakeSmtpSettings {
  /** Mail is taken from whoever logs in so; else from anyone. */
  login?: { user: string; password: string };
  /** `starttls`: in the midst of the connection; `tls`: from its beginning. */
  encryption?: "none" | "starttls" | "tls";
}

/** Of nobody but 127.0.0.1, and good for a hundred years. */
export const FAKE_SMTP_CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBmzCCAUGgAwIBAgIUKRVY9ROe3xNaCk2oJmH5H2Db81wwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMzExMzUwNloYDzIxMjYxMDMw
MTEzNTA2WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAATnglifuvVrWnW4F9f3huA40v4d9fLACXVbUQYmlLWbKAjskLpiS3bJ
hm4ow8gk4cmaUBUgtagM1nz1aTHNpwi3o28wbTAdBgNVHQ4EFgQU0TSZyasyBk/F
RednH0++5cXBR4EwHwYDVR0jBBgwFoAU0TSZyasyBk/FRednH0++5cXBR4EwDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDSAAwRQIhAIiMiUfcRbUvdK7+52F10fppOY7xcrgtpv3p7VLx5gU+AiBx
L1xP9qdlok2SYLwA8r6JhnYaikhVNcJlFwBgGwXiJg==
-----END CERTIFICATE-----`;
const PRIVATE_KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgkEmFKE701TlU3ZDH
4awhUlARu/3O0idQsnPZcpEwXHihRANCAATnglifuvVrWnW4F9f3huA40v4d9fLA
CXVbUQYmlLWbKAjskLpiS3bJhm4ow8gk4cmaUBUgtagM1nz1aTHNpwi3
-----END PRIVATE KEY-----`;

export async function fakeSmtp({ login, encryption = "none" }: FakeSmtpSettings = {}): Promise<FakeSmtp> {
  const received: ReceivedMail[] = [];
  let toRecipient = "250 ok";
  const settings: SMTPServerOptions = {
    key: PRIVATE_KEY,
    cert: FAKE_SMTP_CERTIFICATE,
    secure: encryption === "tls",
    disabledCommands: [...(encryption === "starttls" ? [] : ["STARTTLS"]), ...(login === undefined ? ["AUTH"] : [])],
    authOptional: login === undefined,
    closeTimeout: 1,
    onAuth({ username, password }, _session, callback) {
      if (username === login?.user && password === login?.password) callback(null, { user: username });
      else callback(refusal("535 no such user or password"));
    },
    onRcptTo: (_address, _session, callback) => callback(toRecipient.startsWith("250") ? null : refusal(toRecipient)),
    onData(stream, { envelope, secure, user }, callback) {
      text(stream).then((mail) => {
        received.push({ ...readMail(mail), to: envelope.rcptTo[0]?.address ?? "", isEncrypted: secure, user });
        callback();
      }, callback);
    },
  };
  const server = new SMTPServer(settings);
  // A client that trusts nobody breaks the connection off; that is its right.
  server.on("error", () => {});
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  const { port } = server.server.address() as AddressInfo;
  const url = new URL(`${encryption === "tls" ? "smtps" : "smtp"}://127.0.0.1:${port}`);
  if (login !== undefined) Object.assign(url, { username: encodeURIComponent(login.user), password: encodeURIComponent(login.password) });
  return {
    url,
    received,
    answer(reply) {
      toRecipient = reply;
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

function refusal(reply: string): Error {
  return Object.assign(new Error(reply.slice(4)), { responseCode: Number(reply.slice(0, 3)) });
}

function readMail(mail: string): Pick<ReceivedMail, "headers" | "parts"> {
  const [headers = "", ...rest] = mail.split("\r\n\r\n");
  const boundary = /boundary="(.*?)"/.exec(headers)?.[1] ?? "";
  const parts = rest
    .join("\r\n\r\n")
    .split(`--${boundary}`)
    .flatMap((part) => (/base64\r\n\r\n([A-Za-z0-9+/=\r\n]+)/.exec(part)?.[1] ?? "") || [])
    .map((encoded) => Buffer.from(encoded, "base64").toString());
  return { headers, parts };
}
