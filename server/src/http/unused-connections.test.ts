import { once } from "node:events";
import { type AddressInfo, connect, type Socket } from "node:net";
import Fastify, { type FastifyInstance } from "fastify";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { closeUnusedConnections } from "./unused-connections.js";

let server: FastifyInstance;
let finishSlow: () => void;

beforeEach(async () => {
  server = Fastify({ forceCloseConnections: "idle" });
  closeUnusedConnections(server);
  server.get("/slow", () => new Promise((answer) => (finishSlow = () => answer("done"))));
  await server.listen({ host: "127.0.0.1", port: 0 });
});
afterEach(() => server.close());

async function open(): Promise<Socket> {
  const socket = connect((server.server.address() as AddressInfo).port, "127.0.0.1");
  await Promise.all([once(socket, "connect"), once(server.server, "connection")]);
  return socket;
}

describe("a server that closes", () => {
  test("does not wait for a connection on which nothing was asked", async () => {
    const socket = await open();
    const ended = once(socket, "close");
    await server.close();
    await ended;
  });

  test("finishes the request that runs", async () => {
    const socket = await open();
    const text = readAll(socket);
    socket.write("GET /slow HTTP/1.1\r\nhost: localhost\r\n\r\n");
    await expect.poll(() => finishSlow).toBeDefined();
    const closed = server.close();
    finishSlow();
    await closed;
    expect(await text).toContain("done");
  });
});

async function readAll(socket: Socket): Promise<string> {
  let text = "";
  for await (const chunk of socket) text += String(chunk);
  return text;
}
