/** The sample shop on a server of its own, for as long as something is done with it. */
import { execFileSync, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rootDir } from "./checkout.mjs";

const bin = join(rootDir, "server/bin/bandwagon.mjs");

/** Calls `work` with where the server is and what `bandwagon demo` says of the shop after so many weeks. The server is gone afterwards, and so is its data. */
export async function withDemo({ weeks, env: more = {} }, work) {
  const dataDir = mkdtempSync(join(tmpdir(), "bandwagon-demo-server-"));
  // The embedded database may run as another user than this one.
  chmodSync(dataDir, 0o711);
  const port = String(await freePort());
  const env = { ...process.env, DATA_DIR: dataDir, HOST: "127.0.0.1", PORT: port, LOG_LEVEL: "warn", DATABASE_URL: "", ...more };
  const url = `http://127.0.0.1:${port}`;
  const server = spawn(process.execPath, [bin, "serve"], { env, stdio: ["ignore", "ignore", "inherit"] });
  try {
    await untilHealthy(url);
    console.log("Loading the sample shop…");
    const options = { env, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] };
    const demo = JSON.parse(execFileSync(process.execPath, [bin, "--json", "demo", "--weeks", String(weeks)], options));
    return await work({ url, demo });
  } finally {
    server.kill("SIGTERM");
    await once(server, "exit");
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** What the API answers to the sample shop's own server. */
export async function askShop({ url, demo: { key } }, path, body) {
  const sent = body && { method: "POST", body: JSON.stringify(body) };
  const headers = { authorization: `Bearer ${key}`, ...(body && { "content-type": "application/json", "idempotency-key": randomUUID() }) };
  const reply = await fetch(url + path, { headers, ...sent });
  if (!reply.ok) throw new Error(`${path} was answered with ${reply.status}.`);
  return reply.json();
}

/** A member's link that opens a page of ours first: its path. */
export async function landingPathOf(shop) {
  const { data } = await askShop(shop, "/v1/members?limit=50");
  const paths = data.flatMap(({ enrolments }) => enrolments.map(({ link }) => new URL(link).pathname));
  for (const path of paths) if ((await fetch(shop.url + path, { redirect: "manual" })).status === 200) return path;
  throw new Error("No program of the sample shop has a page before the shop.");
}

async function untilHealthy(url) {
  for (let tries = 0; tries < 200; tries++) {
    const isUp = await fetch(`${url}/health`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error("The server did not come up.");
}

async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address();
  probe.close();
  await once(probe, "close");
  return port;
}
