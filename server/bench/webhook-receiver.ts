/** A receiver of webhooks that takes everything and tells its parent process what came. What is sent to /hang is never answered. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface Arrival {
  path: string;
  id: string;
  body: string;
  /** Epoch milliseconds, with fractions. */
  at: number;
}

let arrivals: Arrival[] = [];

const server = createServer({ keepAliveTimeout: 30_000 }, (request, response) => {
  const path = request.url ?? "";
  let body = "";
  request.setEncoding("utf8");
  request.on("data", (chunk: string) => {
    body += chunk;
  });
  request.on("end", () => {
    if (path === "/hang") return;
    arrivals.push({ path, id: String(request.headers["webhook-id"]), body, at: performance.timeOrigin + performance.now() });
    response.end();
  });
});

process.on("message", (question: "count" | "take") => {
  process.send?.(question === "count" ? arrivals.length : arrivals);
  if (question === "take") arrivals = [];
});
process.on("disconnect", () => process.exit(0));
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
