import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
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

async function enter(friend: string, referrer: string): Promise<{ out: string; err: string; code: unknown }> {
  const out = vi.spyOn(console, "log").mockImplementation(() => {});
  const err = vi.spyOn(console, "error").mockImplementation(() => {});
  const entry = ["--program", shop.handle, "--friend", friend, "--referrer", referrer, "--reason", "told at the till"];
  try {
    await runCli(["--json", "referral", "enter", shop.workspace.id, ...entry]);
    return { out: out.mock.calls.flat().join("\n"), err: err.mock.calls.flat().join("\n"), code: process.exitCode };
  } finally {
    out.mockRestore();
    err.mockRestore();
  }
}

test("bandwagon referral enter: enters what nothing else tells of, beside a running server", async () => {
  const { out, code } = await enter("clara", "anna");
  expect(code).toBeUndefined();
  const { body } = await shop.get(`/v1/referrals/${JSON.parse(out).id}`);
  expect(body).toMatchObject({ friend: "clara", referrer: "anna", attribution: { method: "hand", reason: "told at the till" } });
});

test("bandwagon referral enter: what cannot be is refused with the reason, exit code 1", async () => {
  const { err, code } = await enter("anna", "anna");
  expect(code).toBe(1);
  expect(JSON.parse(err).error).toMatchObject({
    code: "referral_not_possible",
    message: "The referral cannot be entered. Nobody can refer themselves.",
  });
});
