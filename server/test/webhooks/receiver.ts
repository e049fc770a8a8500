/** Receivers on this machine, well behaved and otherwise. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";

export interface Received {
  headers: Record<string, string>;
  body: string;
  /** The parsed body. */
  // biome-ignore lint/suspicious/noExplicitAny: bodies are looked into by the tests, which say what they expect
  json: any;
}

export interface Receiver {
  url: string;
  received: Received[];
  /** Answers by this from now on; 200 unless said. */
  answer(how: (request: IncomingMessage, response: ServerResponse, nth: number) => void): void;
  close(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  let how = (_request: IncomingMessage, response: ServerResponse, _nth: number): void => {
    response.end("thanks");
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString();
      received.push({ headers: request.headers as Record<string, string>, body, json: JSON.parse(body) });
      how(request, response, received.length);
    });
  });
  server.on("clientError", () => {});
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    answer: (next) => {
      how = next;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

export function listen(server: Server | import("node:net").Server): Promise<number> {
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port)));
}

/** Waits until it holds; fails after a time that only a fault takes. */
export async function until(what: string, holds: () => boolean | Promise<boolean>, msMax = 15_000): Promise<void> {
  const deadline = Date.now() + msMax;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`It never came about that ${what}.`);
    await delay(10);
  }
}
