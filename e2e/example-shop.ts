/** The example shop as `npm run shop` runs it: a process of its own, with a workspace, a program and a webhook endpoint, and a way to Bandwagon that can be cut. */
import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Bandwagon, checkoutDir, freePort } from "./bandwagon.js";
import { call, type Shop } from "./shop.js";

export interface ExampleShop {
  url: string;
  /** The page from which the owner works. */
  ownerUrl: string;
  program: string;
  /** Its workspace, to look from behind. The clock stands still until it is moved. */
  workspace: Shop;
  /** From here on Bandwagon cannot be reached by the shop, until `mend`. */
  cut(): Promise<void>;
  mend(): Promise<void>;
  stop(): Promise<void>;
}

const startMsMax = 30_000;

/** A shop with nothing in it but goods. */
export async function openExampleShop(bandwagon: Bandwagon): Promise<ExampleShop> {
  const { id, key } = (await bandwagon.command("workspace", "create", "Leaf & Kettle")) as { id: string; key: { token: string } };
  const workspace = { url: bandwagon.url, key: key.token };
  const program = `tea-${randomUUID().slice(0, 8)}`;
  const port = await freePort();
  const url = `http://localhost:${port}`;
  await publish(workspace, program, `${url}/welcome`);
  const { secret } = await call<{ secret: string }>(workspace, "POST", "/v1/webhook-endpoints", {
    url: `http://127.0.0.1:${port}/webhooks/bandwagon`,
  });
  const signing = await call<{ id: string; key: string }>(workspace, "POST", "/v1/keys", { kind: "signing", label: "Pages" });
  const way = await openWay(Number(new URL(bandwagon.url).port));
  const dataDir = mkdtempSync(join(tmpdir(), "bandwagon-example-shop-"));
  const env = {
    PATH: process.env.PATH,
    BANDWAGON_URL: way.url,
    BANDWAGON_KEY: key.token,
    BANDWAGON_WEBHOOK_SECRET: secret,
    BANDWAGON_WORKSPACE: id,
    BANDWAGON_SIGNING_KEY_ID: signing.id,
    BANDWAGON_SIGNING_SECRET: signing.key,
    BANDWAGON_PROGRAM: program,
    SHOP_URL: url,
    PORT: String(port),
    SHOP_DATA: join(dataDir, "shop.json"),
  };
  const child = spawn(process.execPath, ["--import", "tsx", "examples/shop/main.ts"], { cwd: checkoutDir, env, stdio: ["ignore", "pipe", "pipe"] });
  const stop = async (): Promise<void> => {
    await end(child);
    await way.cut();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const ownerUrl = await readOwnerUrl(child);
    return { url, ownerUrl, program, workspace, cut: way.cut, mend: way.mend, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function publish(workspace: Shop, handle: string, destination: string): Promise<void> {
  const document = readFileSync(join(checkoutDir, "examples/shop/program.yaml"), "utf8")
    .replace(/^handle: .*$/m, `handle: ${handle}`)
    .replace(/^destination: .*$/m, `destination: ${destination}`);
  const headers = { authorization: `Bearer ${workspace.key}`, "idempotency-key": randomUUID(), "content-type": "application/yaml" };
  const reply = await fetch(`${workspace.url}/v1/programs`, { method: "POST", headers, body: document });
  if (!reply.ok) throw new Error(`The shop's program was refused: ${await reply.text()}`);
  await call(workspace, "POST", `/v1/programs/${handle}/publish`, {});
}

/** A door before Bandwagon that can be shut, with everybody who is in it. */
async function openWay(target: number): Promise<{ url: string; cut(): Promise<void>; mend(): Promise<void> }> {
  const port = await freePort();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const onward = connect(target, "127.0.0.1");
    for (const end of [socket, onward]) {
      sockets.add(end);
      end.on("error", () => end.destroy());
      end.on("close", () => sockets.delete(end));
    }
    socket.on("close", () => onward.destroy());
    onward.on("close", () => socket.destroy());
    socket.pipe(onward).pipe(socket);
  });
  const mend = async (): Promise<void> => {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
  };
  const cut = async (): Promise<void> => {
    if (!server.listening) return;
    server.close();
    for (const socket of sockets) socket.destroy();
    await once(server, "close");
  };
  await mend();
  return { url: `http://127.0.0.1:${port}`, cut, mend };
}

/** The owner's address is what the shop prints when it is open. */
function readOwnerUrl(child: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    let output = "";
    const timer = setTimeout(() => failed(new Error(`The shop did not open in ${startMsMax / 1000} s. It printed:\n${output}`)), startMsMax);
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const ownerUrl = /(http\S+\/owner\?key=\S+)/.exec(output)?.[1];
      if (ownerUrl === undefined) return;
      clearTimeout(timer);
      found(ownerUrl);
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("exit", (code) => {
      clearTimeout(timer);
      failed(new Error(`The shop ended with ${code}. It printed:\n${output}`));
    });
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
}
