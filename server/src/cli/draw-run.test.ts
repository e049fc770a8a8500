import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { commitmentOf } from "../core/draw.js";
import { winnersOf } from "../core/ticket-luck.js";
import { verifyRun } from "./draw-run.js";

const seed = "7d".repeat(32);
const tickets = Array.from({ length: 250 }, (_, nth) => ({ reward: `rwd_${nth}`, holder: `holder-${nth % 90}`, count: 1 + (nth % 3) }));
const won = winnersOf(seed, tickets, 3).map(({ holder }) => ({ holder, name: `The ${holder}` }));
let run: Record<string, unknown>;
let server: Server;
let base: string;
beforeAll(async () => {
  server = createServer(({ url = "" }, reply) => {
    const { pathname, searchParams } = new URL(url, "http://localhost");
    const from = Number(searchParams.get("cursor") ?? 0);
    const next = from + 100 < tickets.length ? String(from + 100) : null;
    const body = pathname === "/run" ? run : pathname === "/run/tickets" ? { data: tickets.slice(from, from + 100), nextCursor: next } : undefined;
    reply.statusCode = body === undefined ? 404 : 200;
    reply.end(JSON.stringify(body ?? {}));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

test("a run is read from its address with all pages of its tickets, and told to be true or not", async () => {
  run = { draw: "car", run: "2026-09", commitment: commitmentOf(seed), seed, winners: 3, won };
  expect(await verifyRun(`${base}/run?lang=en`)).toMatchObject({
    data: { isTrue: true, tickets: 499 },
    text: expect.stringContaining(`The ${won[0]?.holder}`),
  });
  run = { ...run, won: [...won].reverse() };
  expect(await verifyRun(`${base}/run`)).toMatchObject({ data: { isTrue: false, fault: "winners" }, exitCode: 1 });
  run = { ...run, won, commitment: commitmentOf("00".repeat(32)) };
  expect(await verifyRun(`${base}/run`)).toMatchObject({ data: { isTrue: false, fault: "seed" }, exitCode: 1 });
});

test("a run that has not been drawn, and what is none, are refused with the reason", async () => {
  run = { draw: "car", run: "2026-09", commitment: commitmentOf(seed), seed: null, winners: 3, won: [] };
  await expect(verifyRun(`${base}/run`)).rejects.toThrow("no seed yet");
  await expect(verifyRun(`${base}/nothing`)).rejects.toThrow("the answer is 404");
  await expect(verifyRun("/nowhere/run.json")).rejects.toThrow("cannot be read");
});
