import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { listen } from "../../src/cli/listen.js";
import { runCli } from "../../src/cli/main.js";
import { testMasterKey } from "../books.js";
import { type TestServer, testServer } from "../http/server.js";
import { openShop, type Shop } from "../http/shop.js";

const folder = mkdtempSync(join(tmpdir(), "bandwagon-cli-"));
let server: TestServer;
let shop: Shop;

beforeAll(async () => {
  server = await testServer();
  shop = await openShop(server);
  vi.stubEnv("DATABASE_URL", server.database.url);
  vi.stubEnv("DATA_DIR", folder);
  vi.stubEnv("SECRET_KEY", testMasterKey.toString("base64"));
});
afterEach(() => {
  process.exitCode = undefined;
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

test("bandwagon listen sends what bandwagon trigger makes, signed, each fact once and in order", async () => {
  const received: { headers: IncomingHttpHeaders; body: string }[] = [];
  const receiver = createServer((request, reply) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      received.push({ headers: request.headers, body });
      reply.writeHead(received.length === 2 ? 500 : 204).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  const err = vi.spyOn(console, "error").mockImplementation(() => {});
  const out = vi.spyOn(console, "log").mockImplementation(() => {});
  const stopped = new AbortController();
  const secret = `whsec_${Buffer.alloc(32, 1).toString("base64")}`;
  try {
    const forwardTo = `http://localhost:${(receiver.address() as AddressInfo).port}/webhooks`;
    const listening = listen(server.app, shop.workspace, { forwardTo, secret }, stopped.signal);
    await vi.waitFor(() => expect(err.mock.calls.flat().join()).toContain("Verify with"));
    await runCli(["--json", "trigger", shop.workspace.id, "--program", shop.handle]);
    const made = JSON.parse(out.mock.calls.flat().join("\n"));
    expect(made.events.map(({ sentence }: { sentence: string }) => sentence)).toEqual(["One reward was made.", expect.stringContaining("rewards")]);
    await vi.waitFor(() => expect(received.some(({ body }) => body.includes("referral.converted"))).toBe(true), { timeout: 10_000 });
    stopped.abort();
    await listening;
    for (const { headers, body } of received) new Webhook(secret).verify(body, headers as Record<string, string>);
    const ids = received.map(({ headers }) => headers["webhook-id"]);
    expect(new Set(ids).size).toBe(ids.length);
    const types = received.map(({ body }) => JSON.parse(body).type);
    expect(types.indexOf("referral.began")).toBeLessThan(types.indexOf("referral.converted"));
    expect(JSON.parse(received[types.indexOf("member.joined")]?.body ?? "").data.member).toBe(made.referrer);
  } finally {
    stopped.abort();
    err.mockRestore();
    out.mockRestore();
    await new Promise((resolve) => receiver.close(resolve));
  }
});

test("bandwagon trigger makes no samples in a live workspace", async () => {
  const err = vi.spyOn(console, "error").mockImplementation(() => {});
  const out = vi.spyOn(console, "log").mockImplementation(() => {});
  try {
    await runCli(["--json", "workspace", "create", "Live", "--mode", "live", "--no-key"]);
    const { id } = JSON.parse(out.mock.calls.flat().join("\n"));
    await runCli(["--json", "trigger", id, "--program", "any"]);
    expect(process.exitCode).toBe(1);
    expect(err.mock.calls.flat().join()).toContain("test workspaces only");
  } finally {
    err.mockRestore();
    out.mockRestore();
  }
});
