/** The master key that workspaces' secrets are wrapped with: SECRET_KEY, or else a file in DATA_DIR. */
import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Config, parseSecretKey } from "./config.js";
import { SetupError } from "./errors.js";

/** The configured key, or the one of DATA_DIR/secret.key, which is made, readable by its owner alone, when it is missing. Two processes that make it at once end with the same one. */
export function loadSecretKey(config: Config): Buffer {
  if (config.secretKey !== undefined) return config.secretKey;
  const path = join(config.dataDir, "secret.key");
  const known = readKeyFile(path);
  if (known !== undefined) return known;
  try {
    makeKeyFile(config.dataDir, path);
  } catch (cause) {
    throw new SetupError(
      `The secret key cannot be kept in ${path} (${(cause as Error).message}); choose a DATA_DIR that this user may write, or set SECRET_KEY.`,
      { cause },
    );
  }
  return loadSecretKey(config);
}

function makeKeyFile(dataDir: string, path: string): void {
  mkdirSync(dataDir, { recursive: true });
  const draft = `${path}.${randomBytes(4).toString("hex")}`;
  writeFileSync(draft, `${randomBytes(32).toString("base64")}\n`, { mode: 0o600, flag: "wx", flush: true });
  try {
    // A link, unlike a rename, leaves the file of a faster process in place.
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(draft);
  }
}

function readKeyFile(path: string): Buffer | undefined {
  let text: string;
  try {
    text = readFileSync(path, "utf8").trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new SetupError(`The secret key in ${path} cannot be read (${(error as Error).message}).`, { cause: error });
  }
  return parseSecretKey(`The file ${path}`, text);
}
