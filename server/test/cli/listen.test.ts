import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { listen } from "../../src/cli/listen.js";
import { type CliShop, openCliShop } from "./cli-shop.js";

let cli: CliShop;
beforeAll(async () => {
  cli = await openCliShop();
});
afterAll(() => cli.close());

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
  const stopped = new AbortController();
  const secret = `whsec_${Buffer.alloc(32, 1).toString("base64")}`;
  try {
    const forwardTo = `http://localhost:${(receiver.address() as AddressInfo).port}/webhooks`;
    const listening = listen(cli.server.app, cli.shop.workspace, { forwardTo, secret }, stopped.signal);
    await vi.waitFor(() => expect(err.mock.calls.flat().join()).toContain("Verify with"));
    const made = JSON.parse((await cli.run("trigger", cli.shop.workspace.id, "--program", cli.shop.handle)).out);
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
    await new Promise((resolve) => receiver.close(resolve));
  }
});

test("bandwagon trigger makes no samples in a live workspace", async () => {
  const { id } = JSON.parse((await cli.run("workspace", "create", "Live", "--mode", "live", "--no-key")).out);
  const { err, code } = await cli.run("trigger", id, "--program", "any");
  expect(code).toBe(1);
  expect(err).toContain("test workspaces only");
});
