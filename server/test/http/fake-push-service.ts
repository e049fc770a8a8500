/** A push service on this machine, and the browsers behind it, which read what they are sent. */
import { createDecipheriv, createECDH, type ECDH, hkdfSync, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

/** What `PushSubscription.toJSON()` gives. */
export interface Browser {
  endpoint: string;
  keys: { p256dh: string; auth: string };
}
export interface ShownMessage {
  /** Which browser got it. */
  endpoint: string;
  headers: IncomingHttpHeaders;
  // biome-ignore lint/suspicious/noExplicitAny: messages are looked into by the tests, which say what they expect
  message: any;
}
export interface FakePushService {
  received: ShownMessage[];
  /** A new browser with keys of its own. */
  browser(): Browser;
  /** What is answered from now on. */
  answer(status: number, headers?: Record<string, string>): void;
  close(): Promise<void>;
}

export async function fakePushService(): Promise<FakePushService> {
  const received: ShownMessage[] = [];
  const readers = new Map<string, (body: Buffer) => string>();
  let answer: [number, Record<string, string>] = [201, {}];
  const server = createServer((request, response) => {
    buffer(request).then((body) => {
      const endpoint = urlOf(request.url ?? "");
      const read = readers.get(endpoint);
      if (read !== undefined) received.push({ endpoint, headers: request.headers, message: JSON.parse(read(body)) });
      response.writeHead(...answer).end();
    }, response.destroy);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const urlOf = (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
  return {
    received,
    browser() {
      const { browser, read } = newBrowser(urlOf(""));
      readers.set(browser.endpoint, read);
      return browser;
    },
    answer(status, headers = {}) {
      answer = [status, headers];
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** A browser at a push service, and how it reads what it is sent. */
export function newBrowser(service = "https://push.example"): { browser: Browser; read(body: Buffer): string } {
  const [own, auth] = [createECDH("prime256v1"), randomBytes(16)];
  own.generateKeys();
  const keys = { p256dh: own.getPublicKey("base64url"), auth: auth.toString("base64url") };
  const endpoint = `${service}/send/${randomBytes(8).toString("hex")}`;
  return { browser: { endpoint, keys }, read: (body) => decrypt(body, own, auth) };
}

/** RFC 8291, as a browser does it. */
function decrypt(body: Buffer, own: ECDH, auth: Buffer): string {
  const [salt, senderLength] = [body.subarray(0, 16), body.readUInt8(20)];
  const sender = body.subarray(21, 21 + senderLength);
  const hkdf = (secret: Buffer, from: Buffer, info: Buffer | string, bytes: number) => Buffer.from(hkdfSync("sha256", secret, from, info, bytes));
  const shared = hkdf(own.computeSecret(sender), auth, Buffer.concat([Buffer.from("WebPush: info\0"), own.getPublicKey(), sender]), 32);
  const [key, nonce] = [hkdf(shared, salt, "Content-Encoding: aes128gcm\0", 16), hkdf(shared, salt, "Content-Encoding: nonce\0", 12)];
  const decipher = createDecipheriv("aes-128-gcm", key, nonce).setAuthTag(body.subarray(-16));
  const plain = Buffer.concat([decipher.update(body.subarray(21 + senderLength, -16)), decipher.final()]);
  if (plain.at(-1) !== 2) throw new Error("This was not the last record.");
  return plain.subarray(0, -1).toString();
}
