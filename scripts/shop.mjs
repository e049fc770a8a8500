/**
 * `npm run shop`: the example shop with a Bandwagon of its own, on data and ports of their own, until Ctrl-C. Installs and builds what is missing; the first start
 * makes the workspace, the program and the webhook endpoint. SHOP_PORT (4000) and BANDWAGON_PORT (3100) choose other ports.
 */
import "./node-version.mjs";
import { spawn, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";

const { ensureBuilt, ensureInstalled, rootDir } = await import("./checkout.mjs");

const shopPort = portOf("SHOP_PORT", 4000);
const bandwagonPort = portOf("BANDWAGON_PORT", 3100);
const shopUrl = `http://localhost:${shopPort}`;
const bandwagonUrl = `http://localhost:${bandwagonPort}`;
const receiverUrl = `http://127.0.0.1:${shopPort}/webhooks/bandwagon`;
const dataDir = join(rootDir, "data/shop");
const settingsFile = join(dataDir, "settings.json");
const bandwagonBin = join(rootDir, "server/bin/bandwagon.mjs");
const startMsMax = 60_000;

/** Ours, without what the shell may have set for another Bandwagon. */
const { DATABASE_URL: _database, SECRET_KEY: _secret, PUBLIC_URL: _public, HOST: _host, ...env } = process.env;
const bandwagonEnv = {
  ...env,
  DATA_DIR: join(dataDir, "bandwagon"),
  PORT: String(bandwagonPort),
  PUBLIC_URL: bandwagonUrl,
  WEBHOOK_ALLOW: `127.0.0.1:${shopPort}`,
};

const children = [];
let isStopping = false;

ensureInstalled();
ensureBuilt();
await assertFree("BANDWAGON_PORT", bandwagonPort);
await assertFree("SHOP_PORT", shopPort);
mkdirSync(dataDir, { recursive: true });
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => void stop(0));
try {
  await run();
} catch (error) {
  if (!isStopping) console.error(error instanceof Error ? error.message : error);
  await stop(1);
}

async function run() {
  console.log("Starting Bandwagon for the shop…");
  start("Bandwagon", [bandwagonBin, "serve"], bandwagonEnv);
  await untilAnswers(`${bandwagonUrl}/health`);
  const { key, webhookSecret, workspace, signing } = await prepare();
  start("The shop", ["--import", "tsx", join(rootDir, "examples/shop/main.ts")], {
    ...env,
    BANDWAGON_URL: bandwagonUrl,
    BANDWAGON_KEY: key,
    BANDWAGON_WEBHOOK_SECRET: webhookSecret,
    BANDWAGON_WORKSPACE: workspace,
    BANDWAGON_SIGNING_KEY_ID: signing.id,
    BANDWAGON_SIGNING_SECRET: signing.key,
    SHOP_URL: shopUrl,
    PORT: String(shopPort),
    SHOP_DATA: join(dataDir, "shop.json"),
  });
  await untilAnswers(shopUrl);
  const { ownerKey } = JSON.parse(readFileSync(join(dataDir, "shop.json"), "utf8"));
  console.log(`
As a referrer   ${shopUrl}/sign-up   sign up, and open your account: link, code, QR
As a friend     in a private window, open the referrer's link, sign up, buy with the coupon
As the owner    ${shopUrl}/owner?key=${ownerKey}

What happens where: examples/shop/README.md. Everything lies in data/shop. Ctrl-C stops both.`);
}

/** Workspace, program and endpoint, as far as they are not there yet; each step is noted when it is done. */
async function prepare() {
  const { createBandwagon } = await import("../sdk/dist/client.js");
  let settings = existsSync(settingsFile) ? JSON.parse(readFileSync(settingsFile, "utf8")) : {};
  const note = (more) => {
    settings = { ...settings, ...more };
    writePrivate(settingsFile, JSON.stringify(settings, null, 2));
  };
  if (settings.key === undefined) {
    const { id, key } = JSON.parse(command("workspace", "create", "Leaf & Kettle", "--mode", "live", "--json"));
    note({ workspace: id, key: key.token });
  }
  const document = readFileSync(join(rootDir, "examples/shop/program.yaml"), "utf8").replace(/^destination: .*$/m, `destination: ${shopUrl}/welcome`);
  if (settings.document !== document) {
    const file = join(dataDir, "program.yaml");
    writeFileSync(file, document);
    command("program", "publish", settings.workspace, file);
    note({ document });
  }
  const { webhookEndpoints, request } = createBandwagon({ url: bandwagonUrl, key: settings.key });
  if (settings.signing === undefined) {
    const { id, key } = await request("POST", "/v1/keys", { body: { kind: "signing", label: "Pages of the shop" } });
    note({ signing: { id, key } });
  }
  if (settings.endpoint === undefined) {
    const { id, secret } = await webhookEndpoints.create({ url: receiverUrl }, { key: "endpoint-of-the-shop" });
    note({ endpoint: id, webhookSecret: secret, receiverUrl });
  } else if (settings.receiverUrl !== receiverUrl) {
    await webhookEndpoints.change(settings.endpoint, { url: receiverUrl });
    note({ receiverUrl });
  }
  return settings;
}

function command(...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bandwagonBin, ...args], { env: bandwagonEnv, encoding: "utf8" });
  if (status !== 0) throw new Error(`bandwagon ${args.join(" ")} failed:\n${stderr}${stdout}`);
  return stdout;
}

/** In a process group of its own: Ctrl-C comes to this process, which stops the shop first. */
function start(name, args, childEnv) {
  const child = spawn(process.execPath, args, { cwd: rootDir, env: childEnv, detached: true, stdio: ["ignore", "ignore", "pipe"] });
  child.stderr.pipe(process.stderr);
  const ended = new Promise((done) => child.once("exit", done));
  children.unshift({ child, ended });
  void ended.then((code) => {
    if (isStopping) return;
    console.error(`${name} has ended (${code ?? child.signalCode}), see above.`);
    void stop(1);
  });
}

async function stop(exitCode) {
  if (isStopping) return;
  isStopping = true;
  for (const { child, ended } of children) {
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
    await ended;
  }
  process.exit(exitCode);
}

async function untilAnswers(url) {
  const startedAt = Date.now();
  for (;;) {
    const isThere = await fetch(url).then(
      (reply) => reply.ok,
      () => false,
    );
    if (isThere) return;
    if (Date.now() - startedAt > startMsMax) throw new Error(`${url} did not answer within ${startMsMax / 1000} s.`);
    await new Promise((done) => setTimeout(done, 150));
  }
}

/** Said before anything is started: what listens there would answer in place of ours. */
async function assertFree(name, port) {
  const isTaken = await new Promise((done) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.destroy();
      done(true);
    });
    socket.once("error", () => done(false));
  });
  if (!isTaken) return;
  console.error(`Port ${port} is in use: stop what listens there, or choose another with ${name}.`);
  process.exit(1);
}

function writePrivate(path, text) {
  writeFileSync(`${path}.new`, text, { mode: 0o600 });
  chmodSync(`${path}.new`, 0o600);
  renameSync(`${path}.new`, path);
}

function portOf(name, usual) {
  const text = process.env[name] || String(usual);
  if (/^\d+$/.test(text) && Number(text) > 0 && Number(text) <= 65_535) return Number(text);
  console.error(`${name} is ${JSON.stringify(text)}: give a number from 1 to 65535.`);
  process.exit(1);
}
