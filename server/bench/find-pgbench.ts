/** Finds pgbench; on Debian as root it may unpack one. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { checkoutDir } from "../src/config.js";

/** The path of a pgbench that runs, or undefined where there is none to be had. Packages are unpacked beside, so no database server is set up here. */
export function findPgbench(): string | undefined {
  const unpackDir = join(checkoutDir, "node_modules/.cache/pgbench");
  const found = firstThatRuns(unpackDir);
  if (found !== undefined || process.getuid?.() !== 0 || !existsSync("/etc/debian_version")) return found;
  unpackFromDebian(unpackDir);
  return firstThatRuns(unpackDir);
}

function firstThatRuns(unpackDir: string): string | undefined {
  const folders = [
    ...(process.env.PATH ?? "").split(delimiter),
    ...versionFolders("/usr/lib/postgresql"),
    ...versionFolders(join(unpackDir, "usr/lib/postgresql")),
  ];
  return folders.map((folder) => join(folder, "pgbench")).find((path) => existsSync(path) && spawnSync(path, ["--version"]).status === 0);
}

function versionFolders(dir: string): string[] {
  return existsSync(dir) ? readdirSync(dir).map((version) => join(dir, version, "bin")) : [];
}

function unpackFromDebian(unpackDir: string): void {
  console.log("Fetching pgbench from Debian's packages…");
  mkdirSync(unpackDir, { recursive: true });
  const commands = [
    "apt-get update -qq",
    "apt-get install -y -qq --no-install-recommends libpq5",
    // The package that `postgresql` stands for is the server of this release, postgresql-15 or another number; pgbench lies in it.
    "apt-get download -qq $(apt-cache depends postgresql | sed -n 's/.*Depends: \\(postgresql-[0-9]*\\)$/\\1/p')",
    "dpkg-deb -x postgresql-[0-9]*.deb .",
    "rm postgresql-[0-9]*.deb",
  ];
  spawnSync("sh", ["-ec", commands.join("\n")], {
    cwd: unpackDir,
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
}
