/** The SDK's package, as npm gets it from a running server: installed into an empty folder, imported, and checked by TypeScript. */
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { TSchema } from "typebox";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkoutDir } from "../../src/config.js";
import { serveBuiltFile } from "../../src/http/built-file.js";
import type { Http, RouteDeclaration } from "../../src/http/route.js";
import { type TestServer, testServer } from "./server.js";

const run = promisify(execFile);

let server: TestServer;
let url: string;
beforeAll(async () => {
  server = await testServer();
  url = await server.server.listen({ port: 0, host: "127.0.0.1" });
});
afterAll(() => server.close());

const get = (headers: Record<string, string> = {}) => server.server.inject({ url: "/sdk.tgz", headers });

test("200: the package, never zipped again, to be asked for anew each time", async () => {
  const { statusCode, headers, rawPayload } = await get({ "accept-encoding": "gzip" });
  expect(statusCode).toBe(200);
  expect(headers).toMatchObject({ "content-type": "application/gzip", "cache-control": "public, no-cache", "x-content-type-options": "nosniff" });
  expect(headers["content-encoding"]).toBeUndefined();
  expect([...rawPayload.subarray(0, 2)]).toEqual([0x1f, 0x8b]);
});

test("304: who has it is not sent it again", async () => {
  const { etag = "" } = (await get()).headers;
  expect(etag).toMatch(/^"[\w-]{22}"$/);
  const reply = await get({ "if-none-match": etag });
  expect([reply.statusCode, reply.body]).toEqual([304, ""]);
});

test("404: what the build has not made is named, with the remedy", () => {
  let handler: RouteDeclaration<"anonymous", TSchema, TSchema, TSchema>["handler"] | undefined;
  const http: Pick<Http, "route"> = {
    route: (declaration) => {
      handler = declaration.handler as typeof handler;
    },
  };
  serveBuiltFile(http as Http, { url: "/x", file: "never-built.tgz", summary: "The package", description: "", tag: "", headers: {}, isText: false });
  const asked = { request: { headers: {} } } as unknown as Parameters<NonNullable<typeof handler>>[0];
  expect(() => handler?.(asked)).toThrow(
    expect.objectContaining({ code: "not_found", detail: "The package has not been built; run npm run build." }),
  );
});

test("of the same sources always the same bytes", async () => {
  const before = (await get()).rawPayload;
  await run(process.execPath, [join(checkoutDir, "sdk/scripts/pack.mjs")]);
  expect(readFileSync(join(checkoutDir, "server/dist/assets/sdk.tgz")).equals(before)).toBe(true);
});

describe("installed by npm into an empty folder", () => {
  const folder = mkdtempSync(join(tmpdir(), "bandwagon-sdk-package-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);

  beforeAll(async () => {
    write("package.json", JSON.stringify({ private: true, type: "module" }));
    // A registry that is not there: the package needs nothing from one.
    const env = { ...process.env, npm_config_registry: "http://127.0.0.1:9/", npm_config_cache: join(folder, ".npm"), npm_config_audit: "false" };
    await run("npm", ["install", `${url}/sdk.tgz`, "--fetch-retries=0"], { cwd: folder, env });
  }, 60_000);

  test("it is of this server's version", () => {
    const versionIn = (path: string) => (JSON.parse(readFileSync(path, "utf8")) as { version: string }).version;
    expect(versionIn(join(folder, "node_modules/@bandwagon/sdk/package.json"))).toBe(versionIn(join(checkoutDir, "server/package.json")));
    expect(JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as object).toMatchObject({
      dependencies: { "@bandwagon/sdk": `${url}/sdk.tgz` },
    });
  });

  test("every entry can be imported", async () => {
    write(
      "names.js",
      `import * as client from "@bandwagon/sdk"; import * as webhooks from "@bandwagon/sdk/webhooks";
       import * as token from "@bandwagon/sdk/member-token"; import * as tracker from "@bandwagon/sdk/tracker";
       console.log([client, webhooks, token, tracker].flatMap((entry) => Object.keys(entry)).sort().join());`,
    );
    const { stdout } = await run(process.execPath, ["names.js"], { cwd: folder });
    expect(stdout.trim()).toBe("BandwagonError,WebhookError,createBandwagon,signMemberToken,signWebhook,startTracker,verifyWebhook");
  });

  // The typed calls are those of any shop; the last line must be refused, or nothing was checked.
  const shop = `import { type BandwagonEvent, createBandwagon } from "@bandwagon/sdk";
    import { signMemberToken } from "@bandwagon/sdk/member-token";
    import { startTracker } from "@bandwagon/sdk/tracker";
    import { verifyWebhook } from "@bandwagon/sdk/webhooks";
    const bandwagon = createBandwagon({ url: "https://refer.example", key: "bw_test_x" });
    const event: BandwagonEvent = { type: "purchase", member: { id: "boris" }, amount: "45.00", currency: "EUR" };
    export const status: Promise<string> = bandwagon.events.send(event).then((result) => result.status);
    export const link: Promise<string | undefined> = bandwagon.members.get("anna").then(({ enrolments }) => enrolments[0]?.link);
    export const used = [signMemberToken, startTracker, verifyWebhook];
    // @ts-expect-error a member has no such thing
    export const wrong = bandwagon.members.get("anna").then((member) => member.shoeSize);`;
  const resolutions = [
    { module: "nodenext", moduleResolution: "nodenext", lib: ["es2022", "dom"] },
    { module: "esnext", moduleResolution: "bundler", lib: ["es2022", "dom"] },
  ];
  test.each(resolutions)("TypeScript knows its types with $moduleResolution", async (resolution) => {
    const compilerOptions = { ...resolution, target: "es2022", strict: true, noEmit: true, skipLibCheck: false, types: [] };
    write("shop.ts", shop);
    write("tsconfig.json", JSON.stringify({ compilerOptions, files: ["shop.ts"] }));
    const { stdout } = await run(process.execPath, [join(checkoutDir, "node_modules/typescript/bin/tsc"), "-p", folder]).catch((error) => error);
    expect(stdout).toBe("");
  });
});
