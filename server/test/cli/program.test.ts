import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { stringify } from "yaml";
import { runCli } from "../../src/cli/main.js";
import { testMasterKey } from "../books.js";
import { type TestDatabase, testDatabase } from "../database.js";
import { documentOf } from "../http/shop.js";

const folder = mkdtempSync(join(tmpdir(), "bandwagon-cli-"));
let database: TestDatabase;
let workspace: string;

beforeAll(async () => {
  database = await testDatabase();
  vi.stubEnv("DATABASE_URL", database.url);
  vi.stubEnv("SECRET_KEY", testMasterKey.toString("base64"));
  vi.stubEnv("DATA_DIR", folder);
  workspace = JSON.parse((await run("workspace", "create", "Shop", "--no-key")).out).id;
});
afterEach(() => {
  process.exitCode = undefined;
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await database.close();
});

/** What the command printed, and its exit code. */
async function run(...args: string[]): Promise<{ out: string; err: string; code: unknown }> {
  const out = vi.spyOn(console, "log").mockImplementation(() => {});
  const err = vi.spyOn(console, "error").mockImplementation(() => {});
  try {
    await runCli(["--json", ...args]);
    return { out: out.mock.calls.flat().join("\n"), err: err.mock.calls.flat().join("\n"), code: process.exitCode };
  } finally {
    out.mockRestore();
    err.mockRestore();
  }
}

function file(name: string, document: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, name.endsWith(".json") ? JSON.stringify(document) : stringify(document));
  return path;
}

describe("bandwagon program", () => {
  test("validate: a valid file, without a database", async () => {
    vi.stubEnv("DATABASE_URL", "postgres://nobody@127.0.0.1:1/none");
    const { out, code } = await run("program", "validate", file("valid.yaml", documentOf("from-a-file")));
    vi.stubEnv("DATABASE_URL", database.url);
    expect([JSON.parse(out).valid, code]).toEqual([true, undefined]);
  });

  test("validate: every problem of a bad one, and exit code 1", async () => {
    const { err, code } = await run("program", "validate", file("bad.json", { ...documentOf("from-a-file"), currency: "ZZZ", rulez: [] }));
    expect(
      JSON.parse(err)
        .error.errors.map((problem: { path: string }) => problem.path)
        .sort(),
    ).toEqual(["/currency", "/rulez"]);
    expect(code).toBe(1);
  });

  test("validate: a file that is not there, or is no document", async () => {
    expect(JSON.parse((await run("program", "validate", join(folder, "none.yaml"))).err).error.code).toBe("invalid_request");
    writeFileSync(join(folder, "broken.yaml"), "a: [");
    expect(JSON.parse((await run("program", "validate", join(folder, "broken.yaml"))).err).error.code).toBe("invalid_request");
  });

  test("publish: a new program, then its next version; the same again is no new one", async () => {
    const first = JSON.parse((await run("program", "publish", workspace, file("one.yaml", documentOf("from-a-file")))).out);
    expect(first).toMatchObject({ handle: "from-a-file", version: 1 });
    const next = file("two.yaml", { ...documentOf("from-a-file"), name: "Changed" });
    expect(JSON.parse((await run("program", "publish", workspace, next)).out)).toMatchObject({ id: first.id, version: 2 });
    expect(JSON.parse((await run("program", "publish", workspace, next)).out)).toMatchObject({ id: first.id, version: 2 });
    expect(JSON.parse((await run("program", "list", workspace)).out)).toMatchObject([{ id: first.id, status: "running", version: 2 }]);
  });

  test("publish: into a workspace that there is not", async () => {
    const { err, code } = await run("program", "publish", "ws_none", file("one.yaml", documentOf("from-a-file")));
    expect([JSON.parse(err).error.code, code]).toEqual(["not_found", 1]);
  });
});
