/** Finds redis-server; on Debian as root it may unpack one. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { checkoutDir } from "../src/config.js";

/** The path of a redis-server that runs, or undefined where there is none to be had. Packages are unpacked beside: no service is set up here. */
export function findRedis(): string | undefined {
  const unpackDir = join(checkoutDir, "node_modules/.cache/redis");
  const found = firstThatRuns(unpackDir);
  if (found !== undefined || process.getuid?.() !== 0 || !existsSync("/etc/debian_version")) return found;
  unpackFromDebian(unpackDir);
  return firstThatRuns(unpackDir);
}

function firstThatRuns(unpackDir: string): string | undefined {
  // Debian's redis-server is a link to the tool that lies in another package.
  const places = [...(process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, "redis-server")), toolIn(unpackDir)];
  return places.find((path) => existsSync(path) && spawnSync(path, ["--version"], { argv0: "redis-server" }).status === 0);
}
function toolIn(unpackDir: string): string {
  return join(unpackDir, "redis-server");
}

function unpackFromDebian(unpackDir: string): void {
  console.log("Fetching Redis from Debian's packages…");
  mkdirSync(unpackDir, { recursive: true });
  const commands = [
    "apt-get update -qq",
    // What it needs besides: libraries, no service.
    "apt-get install -y -qq --no-install-recommends liblzf1 libjemalloc2 liblua5.1-0 lua-bitop lua-cjson libatomic1 libsystemd0",
    "apt-get download -qq redis-tools redis-server",
    "dpkg-deb -x redis-tools_*.deb .",
    "dpkg-deb -x redis-server_*.deb .",
    "rm redis-*.deb",
    "ln -sf usr/bin/redis-check-rdb redis-server",
  ];
  spawnSync("sh", ["-ec", commands.join("\n")], {
    cwd: unpackDir,
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
}
