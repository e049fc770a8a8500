/** The page of a shop to which links lead, on an address of its own. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { test as guarded } from "./guarded-page.js";

const welcome =
  '<!doctype html><html lang="en"><head><title>Corner Tea</title><link rel="icon" href="data:,"></head><body><main><h1>Welcome</h1></main></body></html>';

/** `destination` is its address, which asks something already: what is added to it must leave that alone. */
export const test = guarded.extend<{ destination: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: the runner reads from the pattern which fixtures are needed.
  destination: async ({}, use) => {
    const server = createServer((_request, reply) => reply.setHeader("content-type", "text/html; charset=utf-8").end(welcome));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/welcome?from=friends`);
    server.closeAllConnections();
    server.close();
  },
});
