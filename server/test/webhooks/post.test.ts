/** One attempt, against receivers that do everything wrong. */
import { createServer, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeWebhookHttp, type WebhookHttp } from "../../src/adapters/webhook-http.js";
import { ANSWER_BYTES_KEPT, parseRetryAfter } from "../../src/adapters/webhook-wire.js";
import { listen, type Receiver, startReceiver } from "./receiver.js";

const allow = ["127.0.0.1"];
const longMs = 20_000;
let receiver: Receiver;
const opened: WebhookHttp[] = [];
const closing: (() => void)[] = [];

beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(async () => {
  for (const http of opened) http.close();
  for (const close of closing) close();
  await receiver.close();
});

function client(settings: Parameters<typeof makeWebhookHttp>[0] = { allow }): WebhookHttp {
  const http = makeWebhookHttp(settings);
  opened.push(http);
  return http;
}

/** Answers each connection with raw bytes, once the request is there. */
async function rawReceiver(behave: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.once("data", () => behave(socket));
  });
  closing.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `http://127.0.0.1:${await listen(server)}/`;
}

const head = "HTTP/1.1 200 OK\r\n";

describe("an attempt", () => {
  test("succeeds with any 2xx, and keeps the start of the answer", async () => {
    receiver.answer((_request, response) => response.writeHead(202, { "content-type": "text/plain" }).end("x".repeat(5000)));
    const reply = await client().post(receiver.url, {}, "{}");
    expect(reply).toMatchObject({ status: 202, error: null, answer: "x".repeat(ANSWER_BYTES_KEPT) });
  });

  test("does not follow a redirect", async () => {
    const before = receiver.received.length;
    receiver.answer((_request, response) => response.writeHead(302, { location: receiver.url }).end());
    expect(await client().post(receiver.url, {}, "{}")).toMatchObject({ status: 302, error: null });
    expect(receiver.received.length).toBe(before + 1);
  });

  test("tells how long the receiver asks to wait", async () => {
    receiver.answer((_request, response) => response.writeHead(503, { "retry-after": "120" }).end());
    expect(await client().post(receiver.url, {}, "{}")).toMatchObject({ status: 503, retryAfterMs: 120_000 });
    const now = Date.parse("2026-03-01T00:00:00Z");
    expect(parseRetryAfter("Sun, 01 Mar 2026 00:01:00 GMT", now)).toBe(60_000);
    expect(["soon", "-5", "1.5", "Sun, 01 Mar 2020 00:00:00 GMT", undefined].map((value) => parseRetryAfter(value, now))).toEqual([0, 0, 0, 0, 0]);
  });

  test("ends when the receiver hangs before, in and behind its headers, drips, or does not take the request", async () => {
    const drip = (text: string) => (socket: Socket) => {
      socket.write(text);
      const timer = setInterval(() => socket.write("x"), 20);
      socket.on("close", () => clearInterval(timer));
    };
    const behaviours: ((socket: Socket) => void)[] = [
      () => {},
      (socket) => socket.write("HTTP/1.1 200 OK\r\nX-A"),
      (socket) => socket.write(`${head}content-length: 10\r\n\r\n`),
      drip(`${head}x-drip: `),
      drip(`${head}content-length: 100000\r\n\r\n`),
      (socket) => {
        const timer = setInterval(() => socket.write("HTTP/1.1 103 Early Hints\r\n\r\n"), 20);
        socket.on("close", () => clearInterval(timer));
      },
    ];
    const http = client({ allow, timeoutMs: 300 });
    const replies = await Promise.all(behaviours.map(async (behave) => http.post(await rawReceiver(behave), {}, "{}")));
    expect(replies.map(({ error }) => error)).toEqual(behaviours.map(() => "timeout"));
  });

  test("ends when the address is never found, however slow the DNS is", async () => {
    const http = client({ allow: ["slow.example"], timeoutMs: 200, resolve: () => new Promise(() => {}) });
    expect(await http.post("http://slow.example/", {}, "{}")).toMatchObject({ error: "timeout", status: null });
  });

  test("reads no more than 16 kB of an answer without end, and takes its status", async () => {
    let sent = 0;
    const url = await rawReceiver((socket) => {
      socket.write(`${head}transfer-encoding: chunked\r\n\r\n`);
      const more = (): void => {
        while (!socket.destroyed && socket.write(`1000\r\n${"y".repeat(0x1000)}\r\n`)) sent++;
        if (!socket.destroyed) socket.once("drain", more);
      };
      more();
    });
    const reply = await client({ allow, timeoutMs: longMs }).post(url, {}, "{}");
    expect(reply).toMatchObject({ status: 200, error: null });
    expect(reply.answer).toHaveLength(ANSWER_BYTES_KEPT);
    expect(sent).toBeGreaterThan(0);
  });

  test.each([
    ["a length that is too great", `${head}content-length: 100\r\n\r\nshort`, "incomplete", 200],
    ["a chunk that never ends", `${head}transfer-encoding: chunked\r\n\r\nff\r\nshort`, "incomplete", 200],
    ["no HTTP at all", "SSH-2.0-OpenSSH_9.6\r\n", "malformed", null],
    ["headers without end", `${head}x: ${"z".repeat(100_000)}\r\n\r\n`, "malformed", null],
    ["two lengths that differ", `${head}content-length: 2\r\ncontent-length: 3\r\n\r\nabc`, "malformed", null],
    ["nothing", "", "connection", null],
    ["leave to go on that nobody asked for", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n", "malformed", null],
    ["another protocol", "HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n", "malformed", null],
  ])("fails with %s", async (_what, bytes, error, status) => {
    const url = await rawReceiver((socket) => socket.end(bytes));
    expect(await client({ allow, timeoutMs: longMs }).post(url, {}, "{}")).toMatchObject({ error, status });
  });

  test("takes a length that is too small for the end of the answer", async () => {
    const url = await rawReceiver((socket) => socket.end(`${head}content-length: 2\r\n\r\nok and then some`));
    expect(await client().post(url, {}, "{}")).toMatchObject({ status: 200, error: null, answer: "ok" });
  });

  test("fails when the connection is reset, or refused", async () => {
    const url = await rawReceiver((socket) => socket.resetAndDestroy());
    expect(await client().post(url, {}, "{}")).toMatchObject({ error: "connection", status: null });
    const gone = createServer();
    const port = await listen(gone);
    await new Promise((resolve) => gone.close(resolve));
    expect(await client().post(`http://127.0.0.1:${port}/`, {}, "{}")).toMatchObject({ error: "connection", status: null });
  });

  test("is made on a new connection when the receiver has just closed the kept one", async () => {
    let served = 0;
    const url = await rawReceiver((socket) => {
      served++;
      socket.write(`${head}content-length: 2\r\n\r\nok`);
      socket.on("data", () => socket.resetAndDestroy());
    });
    const http = client();
    expect(await http.post(url, {}, "{}")).toMatchObject({ status: 200 });
    expect(await http.post(url, {}, "{}")).toMatchObject({ status: 200 });
    expect(served).toBe(2);
  });

  test("keeps an answer that is no text in a form that the database can keep", async () => {
    receiver.answer((_request, response) => response.end(Buffer.from([0x61, 0x00, 0xff, 0x62])));
    expect((await client().post(receiver.url, {}, "{}")).answer).toBe("a\ufffd\ufffdb");
  });

  test("speaks TLS to nobody whose certificate it does not know", async () => {
    const url = await rawReceiver((socket) => socket.end("no TLS here"));
    expect(await client().post(url.replace("http:", "https:"), {}, "{}")).toMatchObject({ status: null, error: "tls" });
  });
});

describe("addresses inside", () => {
  test("are refused at each attempt, when a name that was public leads there", async () => {
    const before = receiver.received.length;
    const { port } = new URL(receiver.url);
    const answers = [["93.184.216.34"], ["127.0.0.1"], ["93.184.216.34", "127.0.0.1"], ["::ffff:127.0.0.1"], ["::1"], []];
    const http = client({ allow: [], resolve: async () => answers.shift() ?? [] });
    const url = "https://rebinding.example:8443/";
    expect(await http.findRefusal(url)).toBeUndefined();
    for (let left = answers.length; left > 0; left--)
      expect(await http.post(url, {}, "{}")).toMatchObject({ error: "address_refused", status: null });
    expect(await http.post(`https://127.0.0.1:${port}/`, {}, "{}")).toMatchObject({ error: "address_refused" });
    expect(receiver.received.length).toBe(before);
  });

  test("are connected to only as they were checked: nobody is asked a second time", async () => {
    receiver.answer((_request, response) => response.end());
    let asked = 0;
    const http = client({
      allow: ["inside.example"],
      resolve: async () => {
        asked++;
        return asked === 1 ? ["127.0.0.1"] : ["192.0.2.1"];
      },
    });
    const { port } = new URL(receiver.url);
    expect(await http.post(`http://inside.example:${port}/`, {}, "{}")).toMatchObject({ status: 200 });
    expect(asked).toBe(1);
    expect(receiver.received.at(-1)?.headers.host).toBe(`inside.example:${port}`);
  });

  test("are told with the remedy when an endpoint is made", async () => {
    const http = client({ allow: [], resolve: async (name) => (name === "none.example" ? [] : ["10.0.0.1"]) });
    expect((await http.findRefusal("https://inside.example/"))?.remedy).toContain("WEBHOOK_ALLOW");
    expect((await http.findRefusal("https://none.example/"))?.problem).toContain("no address");
    expect((await http.findRefusal("http://1.1.1.1/"))?.problem).toBe("is not https");
  });
});
